"""What one agency is asked, as a document that it can act on without Front Door."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from triage_api.casework.judging import Json
from triage_api.casework.prints.printing import Printing
from triage_api.casework.prints.record import PRACTICE
from triage_api.casework.prints.risk import current_risk
from triage_api.casework.prints.sheet import Sheet
from triage_api.casework.sharing import is_unsafe, needs_agreement
from triage_api.record import AGREED, WITHDRAWN, Item, Obligation, Person, due_list

NOT_SAID = "Nobody has said. Ask us before anybody goes there."


def ask_print(printing: Printing, one: Obligation) -> list[str]:
    """The document, in parts that fit a case system's field."""
    sheet = Sheet()
    sheet.section("What this is", _what_it_is(printing, one))
    sheet.section("Who worries us now", current_risk(printing))
    sheet.section("Why we ask you", [_sentence(why) for why in one.body["why"]])
    sheet.section("What we know", _known(printing, one), "Nothing more than stands above.")
    sheet.section("What whoever sends this also tells you", one.body["tell"])
    sheet.section("What we ask, and by when", _asked(printing, one))
    sheet.section("Safety of those who visit", _staff(printing, one))
    sheet.section("Reaching the family", _reaching(printing, one))
    sheet.section("Do not say", _do_not_say(printing, one))
    sheet.section("On what basis we tell you", _basis(printing, one))
    sheet.section("Where the times come from", _protocol(printing, one))
    sheet.section("This document", _colophon(printing))
    return sheet.parts(f"FRONT DOOR REQUEST {printing.referral.id} {one.id}")


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def replies_go_to(printing: Printing, item: Item | None) -> Person | None:
    """Whom the agency answers: the owner of what it is asked, else whoever decided."""
    made = printing.referral.decision
    owner = None if item is None else item.owner
    return owner or (None if made is None else made.by)


def _what_it_is(printing: Printing, one: Obligation) -> Iterator[str]:
    if printing.referral.practice:
        yield PRACTICE
    if one.withdrawn is not None and one.state == WITHDRAWN:
        # Why, in a worker's own words, was said to the record, and by nobody for another agency.
        ref = one.withdrawn.fact.ref
        yield f"WITHDRAWN. Nothing is asked of you any more: {ref} was recorded by mistake."
        yield "If you have acted on it or written it down anywhere, that was of somebody else: put it right."
    yield f"To: {one.body['role']}."
    item = next((item for item in due_list(printing.referral) if item.id == f"contact:{one.id}"), None)
    back = replies_go_to(printing, item)
    yield f"Reply to: {'the front door' if back is None else printing.who(back)}."
    yield f"About: {'; '.join(children(printing, one))}."
    yield f"Our reference: {printing.referral.reference or 'none yet'}; Front Door {printing.referral.id}."


def children(printing: Printing, one: Obligation) -> list[str]:
    """The children it is about, without a name: “child-1 (KM, born 2014-10, case system 123)”."""
    found = []
    for ref in printing.referral.standing(one.body["children"]):
        label = printing.referral.label(ref)
        born = f"born {label['born']}" if label.get("born") else None
        case = f"case system {label['case_system_id']}" if label.get("case_system_id") else None
        known = ", ".join(part for part in (label.get("initials"), born, case) if part)
        found.append(f"{ref} ({known})" if known else ref)
    return found or (["nobody: it is withdrawn"] if one.state == WITHDRAWN else ["the family"])


def _known(printing: Printing, one: Obligation) -> Iterator[str]:
    """What led to this request, and no more: the rules that asked for it, with their answers."""
    body = printing.view.recommendation
    reasons = [] if body is None else [each for each in body["reasons"] if each["state"] != "holds"]
    ours = [each for each in reasons if one.id in each["gives"].get("contacts", ())]
    for reason in ours or [each for each in reasons if body and each["gives"].get("route") == body["route"]]:
        unsure = " (assumed, because not everything is known)" if reason["state"] == "assumed" else ""
        yield f"{reason['title']}{unsure}."
        yield from (f"- {_answer(printing, each)}" for each in reason["answers"])
        yield from (f"- Not known: {_ask(printing, each)}" for each in reason["not_known"])


def _answer(printing: Printing, each: Json) -> str:
    who = f" ({each['said_by']})" if each["said_by"] else ""
    answer = each["answer"][:1].upper() + each["answer"][1:]
    return f"{_ask(printing, each)} {answer}{who}."


def _ask(printing: Printing, each: Mapping[str, Any]) -> str:
    policy = printing.policy
    question = None if policy is None else policy.questions.get(each["question"])
    whom = "" if each["about"] == "referral" else f"{each['about']}: "
    return f"{whom}{each['question'] if question is None else question.ask}"


def due(one: Obligation) -> str | None:
    """When the first of its clocks runs out, as it may have been extended."""
    found = [one.extended(clock["timing"], clock["due"]) for clock in one.body["clocks"]]
    return min(found, key=datetime.fromisoformat, default=None)


def _asked(printing: Printing, one: Obligation) -> Iterator[str]:
    by = due(one)
    yield from (f"- {ask}" for ask in one.body["ask"])
    if by is None:
        yield "As soon as you can."
    elif datetime.fromisoformat(by) < printing.now:
        yield f"This was due by {printing.when(by)}. It is late: please answer now."
    else:
        yield f"By {printing.when(by)}."
    yield "If you cannot do it by then, tell us today, and tell us who can."


def _staff(printing: Printing, one: Obligation) -> Iterator[str]:
    yield printing.referral.safety.staff or NOT_SAID
    yield one.body.get("safety") or ""


def _reaching(printing: Printing, one: Obligation) -> Iterator[str]:
    safety = printing.referral.safety
    if safety.safe_to_contact is True:
        yield f"It is safe like this: {safety.how}"
    elif safety.safe_to_contact is False:
        yield f"IT IS NOT SAFE to ring, write or text: {safety.how}"
    elif is_unsafe(printing.view, printing.referral, one):
        yield "IT IS NOT SAFE until somebody has said how. Ask us first."
    else:
        yield "Nobody has said whether it is safe to ring, write or text. Ask us first."


def _do_not_say(printing: Printing, one: Obligation) -> Iterator[str]:
    told = [*one.body["do_not_say"], *printing.referral.safety.do_not_say]
    yield from (f"- {each}" for each in told)
    if not told:
        yield "Nothing was named. Ask us before you tell the family where this comes from."


def _basis(printing: Printing, one: Obligation) -> Iterator[str]:
    policy, sharing = printing.policy, one.sharing
    needed = policy is not None and needs_agreement(policy, printing.referral, one)
    if needed and (sharing is None or not sharing.is_settled):
        yield "NOT SETTLED: this may not be sent yet. The family has not agreed, and no manager has said why."
    if sharing is not None:
        family = {
            AGREED: "The family agrees to our telling you",
            "told_not_asked": "The family was told, and was not asked",
            "not_told": "The family has not been told",
        }
        yield f"{family[sharing.basis]}: {sharing.words} ({printing.who(sharing.by)})"
        if (allowed := sharing.allowed) is not None:
            yield f"Told without agreement because: {allowed.words} ({printing.who(allowed.by)})"
    elif not needed:
        yield "No agreement is needed at this level, or for you. What the family knows is not written down."


def _protocol(printing: Printing, one: Obligation) -> Iterator[str]:
    for clock in one.body["clocks"]:
        by = one.extended(clock["timing"], clock["due"])
        later = "" if by == clock["due"] else f" (before it was extended: {printing.when(clock['due'])})"
        yield (
            f"- {clock['what']}: within {clock['within']}, so by {printing.when(by)}{later}. "
            f"Source: {_sources(printing, clock['source'])}."
        )


def _sources(printing: Printing, sources: list[Json]) -> str:
    known = {} if printing.policy is None else printing.policy.sources
    titles = [
        " ".join(filter(None, (known[one["id"]].title if one["id"] in known else one["id"], one["at"])))
        for one in sources
    ]
    return "; ".join(title.replace("our-judgement", "our own judgement") for title in titles)


def _colophon(printing: Printing) -> Iterator[str]:
    yield f"Printed {printing.when(printing.now)} by {printing.printed_by}."
    yield "Front Door recommends; a person decided. Ask the person named above, not the system."
    if printing.referral.practice:
        yield PRACTICE
