"""A complete strategy discussion: the one state that discharges the duty, and what the police say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC

from triage_api.casework.attendance import discussions_of, gaps, marked, wrong_actions, wrong_attendees
from triage_api.casework.changes import Change
from triage_api.casework.deadlines import deadline
from triage_api.casework.discussions import found, refuse_complete
from triage_api.casework.members import must_be_permitted
from triage_api.casework.naming import blank, unknown_agency, unknown_children, unnamed
from triage_api.casework.refusals import ConflictError, Fault, WrongError
from triage_api.casework.words import own_words
from triage_api.policy.model import Discussions, Permission, Policy, WorkClock
from triage_api.record import (
    Action,
    Attendee,
    DiscussionCompleted,
    DiscussionConfirmed,
    DiscussionDenied,
    FamilyTold,
    Happened,
    LeftOut,
    Professional,
    Referral,
)


@dataclass(frozen=True, slots=True)
class Complete:
    """A complete discussion as it was sent."""

    attendees: tuple[Attendee, ...]
    children: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    section_47: tuple[str, ...]
    enquiry_by: tuple[str, ...]
    reasons: str
    actions: tuple[Action, ...]
    family: FamilyTold


def complete(change: Change, of: int, sent: Complete) -> None:
    """Record it, with the events of the policy that it is. The police have still to confirm it.

    Raises:
        NotYoursError: another role holds discussions.
        NotFoundError: it was never asked for.
        ConflictError: it is complete already; or somebody whom it needs was not there.
        WrongError: a child neither covered nor left out with a reason; unknown ids, blank words.
    """
    policy, wanted = change.policy, discussions_of(change)
    must_be_permitted(change.member, policy, Permission.HOLD_DISCUSSION, "Holding a strategy discussion")
    refuse_complete(found(change, of))
    if faults := list(_wrong(change.referral, policy, wanted, sent)):
        raise WrongError(faults)
    if lacking := gaps(policy, wanted, sent.attendees):
        raise _incomplete(lacking)
    held_at = change.moment.astimezone(UTC).isoformat(timespec="seconds")
    events = (wanted.held, wanted.began_section_47) if sent.section_47 else (wanted.held,)
    due = deadline(policy, WorkClock.DISCUSSION_CONFIRMED, change.moment)
    change.add(
        DiscussionCompleted(
            of,
            attendees=sent.attendees,
            children=sent.children,
            left_out=sent.left_out,
            section_47=sent.section_47,
            enquiry_by=sent.enquiry_by,
            reasons=sent.reasons.strip(),
            actions=marked(wanted, sent.actions),
            family=sent.family,
            events=events,
            held_at=held_at,
            due=due,
        ),
        *(Happened(event, held_at) for event in events),
    )


def _incomplete(lacking: Mapping[str, str]) -> ConflictError:
    """The refusal, with the two honest ways to record what was held."""
    return ConflictError(
        "not-a-strategy-discussion",
        "This is not a complete strategy discussion",
        f"{' '.join(lacking.values())} If it could not wait, record it as an emergency discussion, with who "
        "was missing and why: it permits action, and the full discussion is still owed. If professionals "
        "only spoke with one another, record a professional conversation.",
        [Fault("/attendees", "missing-agency", words, _HONEST) for words in lacking.values()],
    )


_HONEST = "Add who was there; or record it under “emergency”, or as a professional conversation."


def _wrong(referral: Referral, policy: Policy, wanted: Discussions, sent: Complete) -> Iterator[Fault]:
    yield from wrong_attendees(policy, wanted, sent.attendees)
    yield from _wrong_children(referral, sent)
    for place, agency in enumerate(sent.enquiry_by):
        yield from unknown_agency(policy, agency, f"/enquiry_by/{place}")
    yield from own_words(sent.reasons, "/reasons", "Reasons")
    yield from wrong_actions(policy, sent.actions)
    yield from own_words(sent.family.what, "/family/what", "What the family is told")
    if sent.section_47 and not sent.enquiry_by:
        what = "It does not say which agencies make the enquiry."
        yield Fault("/enquiry_by", "missing-field", what, "Name one, or several if it is joint.")
    if sent.section_47 and not sent.actions:
        what = "A section 47 enquiry begins, and nobody does anything."
        yield Fault("/actions", "missing-field", what, "Add who does what, and by when.")


def _wrong_children(referral: Referral, sent: Complete) -> Iterator[Fault]:
    left_out = [one.child for one in sent.left_out]
    yield from unknown_children(referral, sent.children, "/children")
    yield from unknown_children(referral, left_out, "/left_out")
    for place, one in enumerate(sent.left_out):
        yield from own_words(one.why, f"/left_out/{place}/why", "Why")
    for ref in referral.children:
        if (ref in sent.children) == (ref in left_out):
            what = f"{ref} is " + ("covered and left out." if ref in left_out else "not covered.")
            yield Fault("/children", "child-not-covered", what, "Cover each child, or say why not.")
    for place, ref in enumerate(sent.section_47):
        if ref not in sent.children:
            what = f"“{ref}” was not covered, so nothing was decided for them."
            yield Fault(f"/section_47/{place}", "child-not-covered", what, "Add them to “children”.")


def confirm(change: Change, of: int, said_by: Professional, reference: str) -> None:
    """Record that the police have it in their records, and under which reference.

    Raises:
        NotFoundError, ConflictError: it is not complete, or the police have answered already.
        WrongError: nobody named, not of the police, or no reference.
    """
    _refuse_answered(change, of, said_by, list(blank(reference, "/reference", "The reference")))
    change.add(DiscussionConfirmed(of, said_by, reference.strip()))


def deny(change: Change, of: int, said_by: Professional, words: str) -> None:
    """Record that the police have no record of it: from now on it discharges nothing; as `confirm`."""
    _refuse_answered(change, of, said_by, own_words(words, "/words", "What they said"))
    change.add(DiscussionDenied(of, said_by, words.strip()))


def _refuse_answered(change: Change, of: int, said_by: Professional, faults: list[Fault]) -> None:
    wanted = discussions_of(change)
    completion = found(change, of).completion
    if completion is None:
        what = f"The discussion {of} is not complete: there is nothing for the police to confirm."
        raise ConflictError("wrong-state", "It does not fit what is recorded", what)
    if completion.answer is not None:
        raise ConflictError("given-already", "It is answered", f"By {completion.answer.said_by.name}.")
    faults += unnamed(said_by, "/said_by")
    if said_by.agency != wanted.police:
        what = f"Only {change.policy.agencies[wanted.police].title} can say what is in their records."
        faults.append(Fault("/said_by/agency", "not-the-police", what, f"Ask them: “{wanted.police}”."))
    if faults:
        raise WrongError(faults)
