"""A recommendation as plain text: what a policy lead reads after ``triage-policy recommend``."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from triage_api.cli.shown import broken
from triage_api.engine import Evaluation, Recommendation
from triage_api.engine.body import as_body
from triage_api.engine.openings import Openings
from triage_api.engine.recommendation import Clock, RequiredContact
from triage_api.engine.views import State
from triage_api.policy.model import About, Policy, SourceRef

WIDTH = 80
_STATES = {
    State.APPLIES: "applies",
    State.ASSUMED: "assumed, because something is not known",
    State.HOLDS: "holds the case, because something is not known",
}


def printed(one: Recommendation, found: Openings, explain: Evaluation | None = None) -> str:
    """The recommendation in words; with ``explain``, every rule that is still possible too."""
    said = [*_head(one, found), *_children(one), *_reasons(one), *_contacts(one), *_forbidden(one)]
    said += _rest(one, found)
    lines = "\n".join([*said, *(_possible(explain) if explain else ())]).split("\n")
    return "\n".join(part for line in lines for part in broken(line, WIDTH))


def _head(one: Recommendation, found: Openings) -> Iterator[str]:
    policy = one.policy
    yield f"{policy.title} ({policy.ref})"
    if policy.adopted is None:
        yield "DRAFT: not adopted by any authority. For practice only."
    if not one.in_force:
        yield f"NOT IN FORCE on the day of receipt: in force from {policy.in_force_from}" + (
            f" until {policy.in_force_until}." if policy.in_force_until else "."
        )
    yield ""
    yield f"Route   {_title(policy, one.route)}"
    yield f"RAG     {'too early to say' if one.rag is None else policy.rags[one.rag].title}"
    if one.start is not None:
        yield f"Start   {policy.starts[one.start].title}"
    yield f"With    {policy.destinations[one.destination].title}"
    yield f"Floor   {_title(policy, one.floor.route)}: what is known gives this, whatever else comes out"
    yield f"Ceiling {_title(policy, one.ceiling.route)}: if all that is open came out for the worst"
    yield ""
    says = as_body(one, found)["says"]
    assert isinstance(says, list)
    for sentence in says:
        yield fill(str(sentence), WIDTH)


def _title(policy: Policy, route: str | None) -> str:
    return "too early to say" if route is None else policy.routes[route].title


def _children(one: Recommendation) -> Iterator[str]:
    for child in one.children:
        yield ""
        yield f"{child.ref}: {_title(one.policy, child.route)}"
        if child.harm:
            yield "  Harm: " + ", ".join(one.policy.harms[harm].title for harm in child.harm)
        if child.tier:
            yield "  Health visiting: " + one.policy.tiers[child.tier].title


def _reasons(one: Recommendation) -> Iterator[str]:
    yield from _heading("Why", one.reasons)
    for reason in one.reasons:
        yield f"* {reason.rule.title} ({reason.child}; {_STATES[reason.state]})"
        yield fill(reason.rule.because, WIDTH, initial_indent="  ", subsequent_indent="  ")
        for answer in reason.answers:
            said = f", said by {answer.said_by}" if answer.said_by else ""
            yield f"    {answer.about}, {answer.question}: {answer.answer}{said}"
        for about, question in reason.not_known:
            yield f"    {about}, {question}: not known"
        yield f"  {reason.rule.id} {_cited(reason.rule.source)}"


def _contacts(one: Recommendation) -> Iterator[str]:
    yield from _heading("Required contacts", one.contacts)
    for contact in one.contacts:
        yield f"* {contact.contact.role}: {_by(one, contact)}"
        for why in contact.why:
            yield fill(why, WIDTH, initial_indent="  ", subsequent_indent="  ")
        for clock in contact.clocks:
            yield f"    {clock.timing.what}: {_when(clock)}"
        yield "  " + _cited(contact.source)
    yield from _heading("Parallel duties, beside the child's route", one.duties)
    for duty in one.duties:
        yield f"* {duty.duty.title}, to {duty.duty.recipient}"
        for clock in duty.clocks:
            yield f"    {clock.timing.what}: {_when(clock)}"


def _by(one: Recommendation, contact: RequiredContact) -> str:
    if contact.held_back is not None:
        because = " ".join(contact.held_back.because)
        return f"held back. {_not_before(one, contact.contact.id)} {because}"
    return "no clock" if contact.first is None else f"by {_instant(contact.first)}"


def _forbidden(one: Recommendation) -> Iterator[str]:
    """Whom nobody may contact yet although no rule asks for it; the others stand among the contacts."""
    required = {contact.contact.id for contact in one.contacts}
    held = [forbidden for forbidden in one.do_not if forbidden.contact not in required]
    yield from _heading("Not to be contacted yet", held)
    for contact in dict.fromkeys(forbidden.contact for forbidden in held):
        because = dict.fromkeys(each.rule.because for each in held if each.contact == contact)
        words = f"* {one.policy.contacts[contact].role}. {_not_before(one, contact)} {' '.join(because)}"
        yield fill(words, WIDTH, subsequent_indent="  ")


def _not_before(one: Recommendation, contact: str) -> str:
    """Each event that must have happened first: rules may name different ones."""
    events = dict.fromkeys(forbidden.until for forbidden in one.do_not if forbidden.contact == contact)
    return f"Not before this has happened: {'; '.join(one.policy.events[event].title for event in events)}."


def _when(clock: Clock) -> str:
    stood_in = (
        ""
        if clock.stood_in_by is None
        else f"; {clock.starts_on} has not happened, so counted from {clock.stood_in_by}"
    )
    return f"by {_instant(clock)} ({clock.within}{stood_in})"


def _instant(clock: Clock) -> str:
    return f"{clock.due:%A} {clock.due.day} {clock.due:%B %Y at %H:%M}"


def _rest(one: Recommendation, found: Openings) -> Iterator[str]:
    yield from _heading("Warnings", one.warnings)
    for warning in one.warnings:
        yield fill(f"* {warning.text}", WIDTH, subsequent_indent="  ")
    yield from _heading("Still open", found.questions)
    for open_question in found.questions:
        due = "" if open_question.due is None else f" By {open_question.due:%A %d %B %Y at %H:%M}."
        who = (
            f" Ask: {open_question.question.who_can_find_out}."
            if open_question.question.who_can_find_out
            else ""
        )
        words = f"* {open_question.fact.about}: {open_question.question.ask}{who}{due} {open_question.price}"
        yield fill(words, WIDTH, subsequent_indent="  ")
    yield from _heading("Accounts and answers that clash", one.contradictions)
    for contradiction in one.contradictions:
        yield fill(
            f"* {contradiction.about}, {contradiction.question}: {contradiction.words}",
            WIDTH,
            subsequent_indent="  ",
        )
    yield from _heading("To ask next", one.next_questions)
    for asked in one.next_questions[:10]:
        yield fill(f"* {asked.about}: {asked.question.ask} {asked.why}", WIDTH, subsequent_indent="  ")


def _possible(evaluation: Evaluation) -> Iterator[str]:
    for judged in evaluation.judged:
        rules = list(judged.rules(evaluation.program, State.POSSIBLE))
        yield from _heading(f"Still possible for {judged.view.own[About.CHILD]}", rules)
        for rule in rules:
            yield f"* {rule.rule.id}: {rule.rule.title}"


def _heading(title: str, under: object) -> Iterator[str]:
    if under:
        yield ""
        yield title.upper()


def _cited(sources: tuple[SourceRef, ...]) -> str:
    return "[" + "; ".join(map(str, sources)) + "]"
