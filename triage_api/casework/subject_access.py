"""One child's record for whoever asks for their own data, with everything about other people flagged.

It is not the answer: a person reads it first. The serious-harm test, and what may be told of a third party,
are a human's to decide; this finds everything and says what must be looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from triage_api.casework.judging import Json, View
from triage_api.casework.prints.clashes import clashes_of_decisions
from triage_api.casework.prints.known import histories
from triage_api.casework.prints.met import discussions, transfers, visits
from triage_api.casework.prints.printing import Printing
from triage_api.casework.prints.said import Said
from triage_api.casework.prints.since import disagreements, news
from triage_api.record import CASE_SYSTEM_ID, REFERRAL, Entry, Referral, folded_id

READ_FIRST = (
    "A person must read this before it is given to anybody. What is flagged is about other people, or may "
    "show who told us. Leave out what could bring serious harm to anybody's health, or show where somebody "
    "lives."
)
ABOUT_OTHERS = "about somebody else"
WHO_TOLD_US = "may show who told us"
STAFF = "names a colleague or a professional"


def subject_access(
    case_system_id: str,
    found: Iterable[tuple[Referral, View, Sequence[Entry]]],
    looks: Iterable[Json],
    now: datetime,
) -> Json:
    """Everything that is recorded of the child with this ID: answers, sources, decisions, contacts, what was
    told, looks."""
    return {
        "case_system_id": case_system_id,
        "made_at": now.isoformat(),
        "read_first": READ_FIRST,
        "referrals": [_referral(case_system_id, *one, now) for one in found],
        "looked_at": [
            {
                "at": look["at"],
                "name": look["name"],
                "role": look["role"],
                "what": look["what"],
                "flags": [STAFF],
            }
            for look in looks
        ],
    }


def _referral(
    case_system_id: str, referral: Referral, view: View, entries: Sequence[Entry], now: datetime
) -> Json:
    printing = Printing(referral, view, entries, now, "")
    wanted = folded_id(case_system_id)
    known = [one.ref for one in referral.subjects if folded_id(one.label.get(CASE_SYSTEM_ID)) == wanted]
    refs = {ref for one in known for ref in referral.identity.group(referral.identity.one(one))}
    return {
        "id": referral.id,
        "received_at": referral.received_at,
        "child": sorted(refs),
        "answers": [_answer(one, refs) for one in printing.accounts],
        "changed_answers": list(_changed(referral, refs)),
        "decisions": list(_decisions(printing)),
        "contacts": list(_contacts(printing)),
        "told": list(_told(printing)),
        "events": len(entries),
    }


def _answer(one: Said, refs: set[str]) -> Json:
    return {
        "about": one.about,
        "question": one.ask,
        "answer": one.words,
        "how_known": one.standing.value,
        "said_by": one.by,
        "flags": list(_flags(one.about, one.by, refs)),
    }


def _flags(about: str, by: str | None, refs: set[str]) -> Iterator[str]:
    if about not in refs and about != REFERRAL:
        yield ABOUT_OTHERS
    if by is not None or about == REFERRAL:
        yield WHO_TOLD_US


def _changed(referral: Referral, refs: set[str]) -> Iterator[Json]:
    for (about, question), given in referral.answers.items():
        if given.earlier:
            flags = list(_flags(about, None, refs))
            yield {"about": about, "question": question, "earlier": list(given.earlier), "flags": flags}


def _decisions(printing: Printing) -> Iterator[Json]:
    for made in printing.referral.decisions:
        shown: Mapping[str, Any] = made.decided.recommendation
        yield {
            "at": made.recorded_at.isoformat(),
            "decided": printing.step(made.decided.route, made.decided.rag),
            "recommended": printing.step(shown["route"], shown["rag"]),
            "reasons": made.decided.reasons,
            "by": printing.who(made.by),
            "flags": [STAFF, ABOUT_OTHERS],
        }


def _contacts(printing: Printing) -> Iterator[Json]:
    for one in printing.referral.contacts.values():
        for step in one.progress:
            yield {
                "contact": one.body.get("role", one.id),
                "state": step.state,
                "at": (step.happened_at or step.recorded_at).isoformat(),
                "with": step.spoke_to,
                "words": step.words,
                "flags": [STAFF, ABOUT_OTHERS],
            }


TOLD: Mapping[str, tuple[Callable[[Printing], Iterator[str]], tuple[str, ...]]] = {
    "search of records": (histories, (ABOUT_OTHERS, STAFF)),
    "what did not agree": (clashes_of_decisions, (WHO_TOLD_US, ABOUT_OTHERS, STAFF)),
    "news": (news, (WHO_TOLD_US, ABOUT_OTHERS, STAFF)),
    "disagreement": (disagreements, (WHO_TOLD_US, ABOUT_OTHERS, STAFF)),
    "visit": (visits, (ABOUT_OTHERS, STAFF)),
    "strategy discussion": (discussions, (ABOUT_OTHERS, STAFF)),
    "transfer": (transfers, (ABOUT_OTHERS, STAFF)),
}
"""What is told in sentences, by its topic: as it is printed, with what each sentence may give away."""


def _told(printing: Printing) -> Iterator[Json]:
    for topic, (lines, flags) in TOLD.items():
        for words in lines(printing):
            yield {"topic": topic, "words": words, "flags": list(flags)}
