"""The recommendation as it forms, in words: beside the conversation and at the top of the result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.content import Content

from triage_tui.questions import PolicyWords
from triage_tui.referral import Referral

RATING_STYLES = {
    "red": "bold white on #a4161a",
    "amber": "bold black on #ffbf00",
    "green": "bold white on #1b6e2c",
    "blue": "bold white on #1f4fa3",
}
"""Colour beside the word, never instead of it; a rating that is not here is shown in bold."""

_STATES = {
    "assumed": "assumed, because something is not known",
    "holds": "holds, until something is found out",
}


def rating(words: PolicyWords, id: str | None) -> Content:
    """A rating as a word on its colour; “?” while there is none."""
    return Content.styled(f" {words.rag(id) if id else '?'}: ", RATING_STYLES.get(id or "", "bold reverse"))


def headline(referral: Referral, words: PolicyWords) -> Content:
    """Route and rating: “ RED: strategy discussion”, or “too early to say”."""
    said = referral.recommendation
    if referral.not_a_referral:
        return Content.styled("Not a referral", "bold")
    if said.get("route") is None:
        return Content.styled("Too early to say", "bold")
    sure = " (so far)" if said.get("provisional") else ""
    title = Content.styled(words.route(said["route"]), "bold")
    return Content.assemble(rating(words, said.get("rag")), title, sure)


def history(referral: Referral) -> str:
    """Of whom nobody has said in whose records they looked; empty, where it was checked of everybody."""
    if not referral.not_checked:
        return ""
    return f"History: not checked for {', '.join(map(referral.called, referral.not_checked))}."


def span(referral: Referral, words: PolicyWords) -> list[str]:
    """Floor and ceiling in words: what it is at least, and what it could become."""
    said = referral.recommendation
    if referral.not_a_referral or not said.get("ceiling"):
        return []
    floor, ceiling = said.get("floor") or {}, said["ceiling"]
    if floor == ceiling and referral.clashes():
        return ["Only what does not agree may still change the route or the rating."]
    if floor == ceiling:
        return ["Nothing still open can change the route or the rating."]
    return [*_lowest(said, floor, words), f"Could become: {_step(ceiling, words)}"]


def _lowest(said: Mapping[str, Any], floor: Mapping[str, Any], words: PolicyWords) -> list[str]:
    if not floor.get("route"):
        return []
    same = (floor["route"], floor["rag"]) == (said.get("route"), said.get("rag"))
    return ["At least: this"] if same else [f"At least: {_step(floor, words)}"]


def _step(step: Mapping[str, Any], words: PolicyWords) -> str:
    rag = f"{words.rag(step['rag'])}, " if step.get("rag") else ""
    return f"{rag}{words.route(step['route'])}"


def counts(referral: Referral) -> str:
    """How much is open and how many are to be contacted."""
    said = referral.recommendation
    waiting = sum(1 for each in said.get("open_questions") or () if each.get("why_open") == "not_known")
    contacts = len(said.get("required_contacts") or ())
    clashes = len(referral.clashes())
    differ = f"   Does not agree: {clashes}, and may change this" if clashes else ""
    return f"Not known: {waiting}   Contacts: {contacts}{differ}"


def alarm(referral: Referral) -> str:
    """The line about 999, if any."""
    return {"now": "CALL 999 NOW", "find_out_now": "Find out now whether 999 is needed"}.get(
        referral.recommendation.get("call_999") or "", ""
    )


def reasons(referral: Referral) -> list[str]:
    """Each reason so far, once, with what it rests on if it is not a known fact."""
    seen: dict[str, str] = {}
    for reason in referral.recommendation.get("reasons") or ():
        state = _STATES.get(reason["state"])
        seen.setdefault(reason["rule"], reason["title"] + (f" ({state})" if state else ""))
    return list(seen.values())


def strip(referral: Referral, words: PolicyWords) -> Content:
    """Three lines for a small screen."""
    *others, widest = span(referral, words) or [""]
    first = _joined(headline(referral, words), alarm(referral))
    return Content("\n").join([first, Content(widest), Content("   ".join([*others, counts(referral)]))])


def pane(referral: Referral, words: PolicyWords) -> Content:
    """The whole of it, for the pane at the side."""
    why = [Content(f"- {reason}") for reason in reasons(referral)] or [Content("None yet.")]
    warned = [Content(f"! {warning['text']}") for warning in referral.recommendation.get("warnings") or ()]
    clashes = map(Content, referral.clash_lines())
    lines = [
        Content.styled("The recommendation so far", "bold underline"),
        _joined(headline(referral, words), ""),
        *([Content.styled(alarm(referral), "bold reverse")] if alarm(referral) else []),
        *(Content(line) for line in span(referral, words)),
        Content(""),
        Content(counts(referral)),
        Content(""),
        Content.styled("Reasons so far", "bold"),
        *why,
        *([Content("")] if warned or referral.clashes() else []),
        *warned,
        *clashes,
    ]
    return Content("\n").join(lines)


def _joined(first: Content, second: str) -> Content:
    return Content.assemble(first, "   ", (second, "bold reverse")) if second else first
