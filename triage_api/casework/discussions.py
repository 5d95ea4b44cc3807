"""Strategy discussions: asked for, held in an emergency, refused, and what became of their actions.

No state of a discussion keeps anybody from acting or deciding. Only a complete one discharges the duty:
that is `completing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from triage_api.casework.attendance import discussions_of, gaps, marked, wrong_actions, wrong_attendees
from triage_api.casework.changes import Change
from triage_api.casework.deadlines import deadline
from triage_api.casework.members import must_be_permitted
from triage_api.casework.naming import named_children, unknown_agency, unknown_children, unnamed
from triage_api.casework.refusals import ConflictError, Fault, NotFoundError, WrongError
from triage_api.casework.words import own_words
from triage_api.policy.model import Discussions, Permission, Policy, WorkClock
from triage_api.record import (
    Action,
    Attendee,
    ConversationHeld,
    Discussion,
    DiscussionActionDone,
    DiscussionRefused,
    DiscussionRequested,
    EmergencyDiscussionHeld,
    Missing,
    Professional,
    Refusal,
    RefusalAnswered,
)

FEWEST_PARTIES = 2
"""One agency alone discusses nothing."""


@dataclass(frozen=True, slots=True)
class InEmergency:
    """An emergency discussion as it was sent."""

    attendees: tuple[Attendee, ...]
    missing: tuple[Missing, ...]
    decided: str
    actions: tuple[Action, ...] = ()


def request(change: Change, children: Sequence[str], why: str, asked: Sequence[str]) -> None:
    """Ask for a strategy discussion about these children, or all; of these agencies, or all that are needed.

    Raises:
        ConflictError: there is no child, or the policy has no strategy discussions.
        WrongError: an unknown child or agency, or no reason.
    """
    policy, wanted = change.policy, discussions_of(change)
    about = named_children(change.referral, children)
    faults = [*unknown_children(change.referral, about, "/children"), *own_words(why, "/why", "Why")]
    for place, agency in enumerate(asked):
        faults += unknown_agency(policy, agency, f"/asked/{place}")
    if faults:
        raise WrongError(faults)
    due = deadline(policy, WorkClock.DISCUSSION_ASKED_FOR, change.moment)
    change.add(DiscussionRequested(about, why.strip(), tuple(asked) or wanted.needs, due))


def hold_in_emergency(change: Change, of: int, sent: InEmergency) -> None:
    """Record one that could not wait for everybody. It permits action, and discharges nothing.

    Raises:
        NotYoursError: another role holds discussions.
        NotFoundError: it was never asked for.
        ConflictError: it is complete already, everybody was there, or only one agency was.
        WrongError: an agency is missing and nothing says why; unknown ids, blank words.
    """
    policy, wanted = change.policy, discussions_of(change)
    must_be_permitted(change.member, policy, Permission.HOLD_DISCUSSION, "Holding a strategy discussion")
    discussion = found(change, of)
    refuse_complete(discussion)
    faults = [
        *wrong_attendees(policy, wanted, sent.attendees),
        *wrong_actions(policy, sent.actions),
        *own_words(sent.decided, "/decided", "What was decided"),
    ]
    if not faults:
        _refuse_too_few(sent)
        faults = list(_wrong_missing(policy, wanted, sent))
    if faults:
        raise WrongError(faults)
    # A second emergency does not put off the full discussion that the first one owes.
    due = None if discussion.emergencies else deadline(policy, WorkClock.FULL_DISCUSSION, change.moment)
    actions = marked(wanted, sent.actions)
    change.add(EmergencyDiscussionHeld(of, sent.attendees, sent.missing, sent.decided.strip(), actions, due))


def _refuse_too_few(sent: InEmergency) -> None:
    if len({one.agency for one in sent.attendees}) < FEWEST_PARTIES:
        raise ConflictError(
            "one-agency-alone",
            "One agency alone is no discussion",
            "Somebody of another agency takes part, in an emergency too. Nothing keeps you from acting: "
            "decide, and record who could not be reached as a refusal.",
        )


def _wrong_missing(policy: Policy, wanted: Discussions, sent: InEmergency) -> Iterator[Fault]:
    lacking = gaps(policy, wanted, sent.attendees)
    if not lacking:
        raise ConflictError(
            "everybody-was-there",
            "Everybody was there",
            "Nobody whom it needs was missing: record it as complete.",
        )
    named = {one.agency for one in sent.missing}
    for agency, words in lacking.items():
        if agency not in named:
            yield Fault("/missing", "missing-agency", words, f"Add “{agency}” to “missing”, and why.")
    able = {one.agency for one in sent.attendees if one.able_to_decide}
    for place, one in enumerate(sent.missing):
        at = f"/missing/{place}"
        yield from unknown_agency(policy, one.agency, f"{at}/agency")
        yield from own_words(one.why, f"{at}/why", "Why")
        if one.agency in able and one.agency not in lacking:
            what = f"{policy.agencies[one.agency].title} was there, by somebody able to decide."
            yield Fault(f"{at}/agency", "was-there", what, "Take it out of one of the two lists.")


def refuse(
    change: Change, of: int, agency: str, said_by: Professional, why: str, escalated_to: Professional
) -> None:
    """Record that an agency will not take part, and to which named manager that goes.

    Raises:
        NotFoundError: it was never asked for.
        ConflictError: it is complete already.
        WrongError: an unknown agency, nobody named, or no reason.
    """
    policy = change.policy
    discussions_of(change)
    refuse_complete(found(change, of))
    faults = [
        *unknown_agency(policy, agency, "/agency"),
        *unnamed(said_by, "/said_by"),
        *unnamed(escalated_to, "/escalated_to"),
        *own_words(why, "/why", "Why"),
    ]
    if faults:
        raise WrongError(faults)
    due = deadline(policy, WorkClock.REFUSAL_ANSWERED, change.moment)
    change.add(DiscussionRefused(of, agency, said_by, why.strip(), escalated_to, due))


def answer_refusal(change: Change, of: int, refusal: int, takes_part: bool, words: str) -> None:
    """Record what a manager has reached with the agency.

    Raises:
        NotYoursError: it is for a manager.
        NotFoundError: there is no such refusal.
        ConflictError: it is answered already.
        WrongError: the words are missing.
    """
    must_be_permitted(
        change.member, change.policy, Permission.ANSWER_REFUSAL, "Taking up a refusal with the agency"
    )
    standing = _refusal(found(change, of), refusal)
    if standing.answered is not None:
        raise ConflictError("given-already", "It is answered", "Record a further refusal if there is one.")
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    change.add(RefusalAnswered(of, refusal, takes_part, words.strip()))


def _refusal(discussion: Discussion, number: int) -> Refusal:
    for refusal in discussion.refusals:
        if refusal.step.number == number:
            return refusal
    numbers = ", ".join(str(one.step.number) for one in discussion.refusals) or "none"
    raise NotFoundError(
        "no-such-refusal", "Not found", f"There is no refusal {number}. There are: {numbers}."
    )


def finish_action(change: Change, of: int, action: int, words: str) -> None:
    """Record that an action of a discussion was done, and how.

    Raises:
        NotFoundError: there is no such discussion or action.
        ConflictError: it was done already.
        WrongError: the words are missing.
    """
    discussion = found(change, of)
    tracked = next((one for one in discussion.actions if one.number == action), None)
    if tracked is None:
        what = f"The discussion {of} has {len(discussion.actions)} actions, counted from 1."
        raise NotFoundError("no-such-action", "Not found", what)
    if tracked.done is not None:
        raise ConflictError("wrong-state", "It does not fit what is recorded", "That action is done already.")
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    change.add(DiscussionActionDone(of, action, words.strip()))


def converse(change: Change, between: Sequence[Professional], children: Sequence[str], words: str) -> None:
    """Record that professionals spoke with one another: a conversation, and no strategy discussion.

    Raises:
        ConflictError: there is no child.
        WrongError: fewer than two people, somebody unnamed, an unknown child, no words.
    """
    about = named_children(change.referral, children)
    faults = [*unknown_children(change.referral, about, "/children")]
    if len(between) < FEWEST_PARTIES:
        what = "A conversation has two people at least."
        faults.append(Fault("/between", "too-few", what, "Name everybody who spoke, yourself too."))
    for place, one in enumerate(between):
        faults += unnamed(one, f"/between/{place}")
    faults += own_words(words, "/words", "What was said")
    if faults:
        raise WrongError(faults)
    change.add(ConversationHeld(tuple(between), about, words.strip()))


def found(change: Change, of: int) -> Discussion:
    """The discussion with this number.

    Raises:
        NotFoundError: there is none.
    """
    for discussion in change.referral.discussions:
        if discussion.number == of:
            return discussion
    numbers = ", ".join(str(one.number) for one in change.referral.discussions) or "none"
    raise NotFoundError(
        "no-such-discussion", "Not found", f"There is no strategy discussion {of}. There are: {numbers}."
    )


def refuse_complete(discussion: Discussion) -> None:
    """See that a discussion is not complete.

    Raises:
        ConflictError: it is.
    """
    if discussion.state == "complete":
        raise ConflictError(
            "wrong-state",
            "It does not fit what is recorded",
            f"The discussion {discussion.number} is complete. Ask for a new one if there is more to discuss.",
        )
