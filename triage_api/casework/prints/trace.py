"""The attachment to a print: every reason with its answers, and what does not agree, for whoever checks."""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.casework.judging import Json
from triage_api.casework.prints.clashes import clashed_then, clashing_now
from triage_api.casework.prints.printing import Printing
from triage_api.casework.prints.sheet import Sheet

STATES = {
    "applies": "Applies: everything it asks for is known",
    "assumed": "Assumed: what is not known is read as risk",
    "holds": "Holds the case: it could still come true",
}


def trace_print(printing: Printing) -> list[str]:
    """The reasons of the recommendation shown at the latest decision, or of today's before any, and what
    did not agree; in parts."""
    sheet = Sheet()
    latest = printing.referral.decisions[-1] if printing.referral.decisions else None
    body = printing.view.recommendation if latest is None else latest.decided.recommendation
    for state, words in STATES.items():
        reasons = [one for one in (body or {"reasons": []})["reasons"] if one["state"] == state]
        sheet.section(words, (line for one in reasons for line in _reason(one)), "None.")
    clashes = clashing_now(printing) if latest is None else clashed_then(printing, latest)
    sheet.section("Answers that do not agree", clashes, "Nothing.")
    return sheet.parts(f"FRONT DOOR REASONS {printing.referral.id}")


def _reason(reason: Json) -> Iterator[str]:
    source = ", ".join(" ".join(filter(None, (one["id"], one["at"]))) for one in reason["source"])
    yield f"{reason['title']} (for {reason['child']}). {reason['because']} Source: {source}."
    for answer in reason["answers"]:
        yield f"- {answer['about']}: {answer['question']}: {answer['answer']}"
    for unknown in reason["not_known"]:
        yield f"- {unknown['about']}: {unknown['question']}: not known"
