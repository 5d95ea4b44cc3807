"""Who met whom: visits, strategy discussions and transfers, as a print gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage_api.casework.prints.printing import Printing
from triage_api.record import Attendee, Discussion, Professional, Transfer, Visit


def visits(printing: Printing) -> Iterator[str]:
    """Each visit, made or tried, with who else was there."""
    for one in printing.referral.visits:
        yield _visit(printing, one)
        for number, person in enumerate(one.fact.others, 1):
            known = one.identified.get(number)
            said = "identified" if person.identified else "not identified"
            if known is not None:
                said = f"identified {printing.when(known.step.at)}: {known.fact.words}"
            concern = ", a person of concern" if person.of_concern else ""
            yield f"There was {person.who} ({person.adult}){concern}, {said}."


def _visit(printing: Printing, one: Visit) -> str:
    fact = one.fact
    seen = "not seen" if not fact.seen else "seen alone" if fact.alone else "seen, not alone"
    counts = "counts as a visit" if fact.counts else f"does not count as one: {fact.why_not}"
    where = f"{fact.place.kind}, of {fact.place.whose}"
    how = f"{fact.child} {seen} ({where}). {fact.words} It {counts}"
    return f"{printing.when(one.step.at)}, {_who(fact.visitor)}: {how.rstrip('.')}."


def discussions(printing: Printing) -> Iterator[str]:
    """Each strategy discussion with its state; then the conversations, which were none."""
    for one in printing.referral.discussions:
        yield f"Asked for {printing.when(one.step.at)}: {one.requested.why} It is: {one.state}."
        yield from _held(printing, one)
        for action in one.actions:
            done = "not done" if action.done is None else f"done {printing.when(action.done.at)}"
            owner = _who(action.action.owner)
            yield f"Action, {owner}, by {printing.when(action.action.due)}: {action.action.what} ({done})"
    for talk in printing.referral.conversations:
        between = "; ".join(_who(each) for each in talk.held.between)
        yield f"No strategy discussion, {printing.when(talk.step.at)}, between {between}: {talk.held.words}"


def _held(printing: Printing, one: Discussion) -> Iterator[str]:
    for refusal in one.refusals:
        said = _who(refusal.refused.said_by)
        yield f"Refused {printing.when(refusal.step.at)} by {said}: {refusal.refused.why}"
    for emergency in one.emergencies:
        missing = "; ".join(f"{each.agency}: {each.why}" for each in emergency.held.missing)
        there = _there(emergency.held.attendees)
        yield f"Held in an emergency {printing.when(emergency.step.at)} with {there}. Missing: {missing}"
        yield f"Decided there: {emergency.held.decided}"
    for complete in one.completions:
        held, answer = complete.held, complete.answer
        police = "unconfirmed" if answer is None else "confirmed" if answer.confirms else "denied"
        begun = ", ".join(held.section_47) or "nobody"
        yield f"Held {printing.when(complete.step.at)} with {_there(held.attendees)}. The police: {police}."
        yield f"Section 47 enquiry for {begun}, by {', '.join(held.enquiry_by) or 'nobody'}. {held.reasons}"
        yield f"The family is told: {held.family.what}"


def _there(attendees: Iterable[Attendee]) -> str:
    named = ((one.name, one.role, one.agency, one.unit, one.reference) for one in attendees)
    return "; ".join(", ".join(filter(None, parts)) for parts in named)


def transfers(printing: Printing) -> Iterator[str]:
    """Each transfer, where it stands, and whose the child is."""
    for one in printing.referral.transfers:
        way = f"to {one.authority}" if one.leaves else f"from {one.authority}"
        whose = "ours" if one.is_ours else "theirs"
        yield f"{printing.when(one.step.at)}, {way}: {one.state}. The child is {whose}."
        yield from _transfer(printing, one)


def _transfer(printing: Printing, one: Transfer) -> Iterator[str]:
    if one.sent is not None:
        yield f"Sent {printing.when(one.sent.step.at)} to {_who(one.sent.fact.to)}."
    for read in one.reads:
        yield f"Read there {printing.when(read.step.at)} by {_who(read.fact.reader)}."
    if one.spoken is not None:
        spoken = one.spoken.fact
        yield f"The sender, {_who(spoken.sender)}, {printing.when(one.spoken.step.at)}: {spoken.worries}"
    for paper in one.papers:
        read_by = "nobody" if paper.read is None else printing.who(paper.read.by)
        yield f"Paper: {paper.title}. Read by {read_by}."
    if one.dispute is not None:
        said = _who(one.dispute.fact.said_by)
        yield f"Returned {printing.when(one.dispute.step.at)} by {said}: {one.dispute.fact.why}"
        for reached in one.dispute.stages:
            yield f"It stood at “{reached.stage.title}” from {printing.when(reached.since.at)}."
        for each in one.dispute.taken_up:
            yield f"Taken up {printing.when(each.step.at)} by {printing.who(each.step.by)}: {each.fact.words}"
    if one.ended is not None:
        step, fact = one.ended.step, one.ended.fact
        yield f"Ended {printing.when(step.at)} by {printing.who(step.by)}, {fact.outcome}: {fact.words}"


def _who(one: Professional) -> str:
    return ", ".join(filter(None, (one.name, one.role, one.agency)))
