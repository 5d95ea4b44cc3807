"""What was recommended, decided and lowered, as a print gives it."""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.casework.judging import Json
from triage_api.casework.moments import since_words
from triage_api.casework.prints.clashes import NONE_THEN, clashed_then
from triage_api.casework.prints.printing import Printing
from triage_api.record import Decision, Lowered


def said_then(printing: Printing) -> Iterator[str]:
    """What was recommended at each decision, with what applied, was assumed and did not agree."""
    mark = printing.referral.high_water
    for made in printing.referral.decisions:
        yield from _shown(printing, made)
    if mark is not None and printing.referral.decisions:
        yield f"Highest ever recommended: {printing.step(mark.route, mark.rag)}."


def _shown(printing: Printing, made: Decision) -> Iterator[str]:
    body = made.decided.recommendation
    unfinished = " The questions were not finished." if body["provisional"] else ""
    yield (
        f"{printing.when(made.recorded_at)}, policy {body['policy']['id']}@{body['policy']['version']} "
        f"({made.decided.policy_sha256[:12]}): {printing.step(body['route'], body['rag'])}.{unfinished}"
    )
    applies = [reason for reason in body["reasons"] if reason["state"] == "applies"]
    highest = [reason for reason in applies if reason["gives"].get("route") == body["route"]]
    for reason in highest:
        yield f"Because: {reason['title']} ({_sources(reason)})."
    if others := len(applies) - len(highest):
        yield f"Other rules that applied: {others}; the attached reasons list them."
    for reason in body["reasons"]:
        if reason["state"] == "assumed":
            yield f"Assumed, because not known: {reason['title']}."
    yield from [*clashed_then(printing, made)] or [NONE_THEN]
    if made.decided.not_checked:
        yield f"History not checked at that moment: {', '.join(made.decided.not_checked)}."
    held = [reason["title"] for reason in body["reasons"] if reason["state"] == "holds"]
    if held:
        yield f"Held by what is not known: {len(held)} rules; the attached reasons list them."


def _sources(reason: Json) -> str:
    return ", ".join(" ".join(filter(None, (one["id"], one["at"]))) for one in reason["source"])


def decided(printing: Printing) -> Iterator[str]:
    """What was decided, by whom, in whose words."""
    for made in printing.referral.decisions:
        ruling = made.decided
        what = "Not a referral" if ruling.route is None else printing.step(ruling.route, ruling.rag)
        happened = "" if made.happened_at is None else f" (made {printing.when(made.happened_at)})"
        when = f"{printing.when(made.recorded_at)}{happened}"
        yield f"{when}: {what}. By {printing.who(made.by)}."
        yield f"In their words: {ruling.reasons}"
        if made.waits:
            yield "It waits for its second view and has not taken effect."
        if not made.stands:
            yield "It does not stand: its second view disagreed."


def lowered(printing: Printing) -> Iterator[str]:
    """Every lowering: both people, the reason, what was open, and how long between the two views."""
    for one in printing.referral.lowerings:
        when, what = printing.when(one.recorded_at), _what(one)
        yield f"{when}: {what}, by {printing.who(one.by)}. {_why(printing, one)}"
        for way in _ways(printing, one):
            yield f"It lowered: {way}"
        yield from _unknowns_then(printing, one)
        yield _second_view(printing, one)


def _why(printing: Printing, one: Lowered) -> str:
    policy = printing.policy
    reasons = {} if policy is None else policy.casework.lowering_reasons
    code = reasons[one.lowering.code].title if one.lowering.code in reasons else one.lowering.code
    return f"{code}: {one.lowering.words}"


def _ways(printing: Printing, one: Lowered) -> tuple[str, ...]:
    return next(
        (made.decided.lowers for made in printing.referral.decisions if made.number == one.number), ()
    )


def _what(one: Lowered) -> str:
    match one.what:
        case "answer":
            return f"the answer to {one.question} ({one.about})"
        case "contact":
            return f"the required contact {one.contact}, cancelled"
        case "deadline":
            return f"the deadline of the required contact {one.contact}"
        case "merge":
            return "that two are one, or are two after all"
    return "the decision"


def _unknowns_then(printing: Printing, one: Lowered) -> Iterator[str]:
    stood = one.lowering.stood
    if stood is not None:
        yield f"Lowered from: {printing.step(stood.route, stood.rag)}."
        yield f"Highest ever recommended then: {printing.step(stood.high_water_route, stood.high_water_rag)}."
        asks = [f"{question['ask']} ({question['about']})" for question in stood.open_questions]
        yield f"Not known or not asked at that moment: {'; '.join(asks) or 'nothing'}."
        if stood.not_checked:
            yield f"History not checked at that moment: {', '.join(stood.not_checked)}."


def _second_view(printing: Printing, one: Lowered) -> str:
    look = one.second_look
    if look is None:
        return "Its second view has not been given."
    apart = since_words(one.recorded_at, look.recorded_at)
    agreed = "agreed" if look.agrees else "disagreed"
    return f"Second view: {printing.who(look.by)}, {agreed} {apart} later. {look.words}"
