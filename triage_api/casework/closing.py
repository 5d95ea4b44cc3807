"""How an item ends, and how a referral is closed: never with anything open."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.casework.changes import Change
from triage_api.casework.lowering import refuse_unneeded
from triage_api.casework.members import must_be_permitted
from triage_api.casework.progress import Step, progress_contact, progress_duty
from triage_api.casework.refusals import ConflictError, Fault, NotFoundError, WrongError, wrong
from triage_api.casework.words import own_words
from triage_api.policy.model import Permission
from triage_api.record import (
    Closed,
    Fact,
    Item,
    ItemEnded,
    Lowering,
    ReferenceGiven,
    Referral,
    SubjectLabelled,
    due_list,
)
from triage_api.record.facts import access, disagreements, news

ENDINGS = ("done", "cancelled", "elsewhere")
ONLY_BY_THEMSELVES = {
    "second_view": "by its second view",
    "news": "by being acknowledged",
    "overtaken": "by a new decision",
    "disagreement": "by its answer, or by its author, who withdraws it",
    "offer": "by an answer to it",
    "find_child": "by the child's initials and month of birth or id, or by a manager who ends the search",
    "parked": "by somebody who goes on with it",
    "allocation": "by somebody of the team who takes it",
    "transfer_accepted": "by the other authority's acceptance in writing, or by the end of the dispute",
    "transfer_spoken": "by somebody speaking to the sender",
    "transfer_answered": "by our answer to the sender",
    "transfer_dispute": "by a senior manager, in words",
}
"""What nobody can cancel: how it ends."""
DONE_IN_WORDS = ("milestone", "enquiry")
"""What somebody can say is done, where no event of the policy meets it; all else has its own progress."""
WHILE_CLOSED: tuple[type[Fact], ...] = (
    *access.KINDS.values(),
    *news.KINDS.values(),
    *disagreements.KINDS.values(),
    ReferenceGiven,
    SubjectLabelled,
)
"""What can be recorded of a closed referral. All else that happens is news."""


@dataclass(frozen=True, slots=True)
class Last:
    """A closing as it was sent."""

    reasons: str
    holder: str
    family_may_ring: str


def end_item(
    change: Change,
    id: str,
    how: str,
    words: str,
    accepted_by: str | None = None,
    lowering: Lowering | None = None,
) -> None:
    """Say how an item ended: done, cancelled by a manager, or accepted by name by somebody elsewhere.

    Cancelling a contact that is still recommended lowers, and needs ``lowering``.

    Raises:
        NotFoundError: there is no such item.
        NotYoursError: cancelling is for others.
        ConflictError: it has ended, or it cannot end like that.
        WrongError: nothing says why, or nobody accepted it.
    """
    item = _open(change.referral, id)
    if how not in ways(change.referral, item):
        raise ConflictError("wrong-ending", "It cannot end like that", _how(change.referral, item))
    if how == "cancelled":
        must_be_permitted(change.member, change.policy, Permission.CANCEL_ITEM, "Cancelling an open item")
    if how == "elsewhere" and not (accepted_by or "").strip():
        what = "Nobody accepted it by name."
        raise wrong("/accepted_by", "nobody-named", what, "Give the name, the role and the agency.")
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    own = item.id.partition(":")[2]
    if how == "cancelled" and item.kind == "contact":
        progress_contact(change, own, Step(how, words=words.strip(), lowering=lowering))
        return
    refuse_unneeded(lowering)
    _end(change, item, how, words.strip(), accepted_by)


def _end(change: Change, item: Item, how: str, words: str, accepted_by: str | None) -> None:
    own = item.id.partition(":")[2]
    if how == "cancelled" and item.kind == "duty":
        progress_duty(change, own, Step(how, words=words))
    else:
        change.add(ItemEnded(item.id, how, words, accepted_by and accepted_by.strip()))


def _open(referral: Referral, id: str) -> Item:
    items = {item.id: item for item in due_list(referral)}
    if id not in items:
        there = ", ".join(one.id for one in items.values() if one.is_open) or "none"
        raise NotFoundError("no-such-item", "Not found", f"There is no item “{id}”. Open are: {there}.")
    if not items[id].is_open:
        raise ConflictError("ended", "It has ended", f"“{id}” is owed no longer.")
    return items[id]


def ways(referral: Referral, item: Item) -> tuple[str, ...]:
    """The ways in which somebody can end it in words."""
    if item.kind in ONLY_BY_THEMSELVES:
        return ()
    met_by = item.kind == "milestone" and referral.milestones[item.id.partition(":")[2]].body["met_by"]
    if item.kind in DONE_IN_WORDS and not met_by:
        return ENDINGS
    return ENDINGS[1:]


def _how(referral: Referral, item: Item) -> str:
    """How an item may end, in words."""
    if item.kind in ONLY_BY_THEMSELVES:
        return f"“{item.id}” ends {ONLY_BY_THEMSELVES[item.kind]}."
    done = "done" if "done" in ways(referral, item) else "done, by what happens"
    return f"“{item.id}” may be {done}, cancelled by a manager, or accepted by name elsewhere."


def close(change: Change, last: Last) -> None:
    """Close the referral. It says who holds the child now, and whom the family may ring.

    Raises:
        NotYoursError: another role does it.
        ConflictError: something is open, or nothing was decided, or it is closed.
        WrongError: the words are missing.
    """
    must_be_permitted(change.member, change.policy, Permission.CLOSE, "Closing a referral")
    _refuse_undecided(change.referral)
    faults = [
        *own_words(last.reasons, "/reasons", "Reasons"),
        *_blank(last.holder, "/holder", "who holds the child now"),
        *_blank(last.family_may_ring, "/family_may_ring", "whom the family may ring"),
    ]
    if faults:
        raise WrongError(faults)
    open_items = [item for item in due_list(change.referral) if item.is_open]
    if open_items:
        faults = [
            Fault(
                f"/items/{item.id}",
                "open-item",
                f"Open: {item.what}{'' if item.owner is None else f' (owner: {item.owner.name})'}.",
                _how(change.referral, item),
            )
            for item in open_items
        ]
        count = "One item is" if len(faults) == 1 else f"{len(faults)} items are"
        raise ConflictError("open-items", "Something is still owed", f"{count} open.", faults)
    change.add(Closed(last.reasons.strip(), last.holder.strip(), last.family_may_ring.strip()))


def _blank(text: str, at: str, what: str) -> list[Fault]:
    if text.strip():
        return []
    return [Fault(at, "blank-words", f"It does not say {what}.", "Name the person, their role and number.")]


def _refuse_undecided(referral: Referral) -> None:
    if referral.closing is not None:
        raise ConflictError("closed", "It is closed", f"By {referral.closing.by.name}.")
    if referral.decision is None or referral.decision.waits:
        raise ConflictError(
            "undecided",
            "Nothing stands decided",
            "Decide it first, and have the second view given where it waits for one.",
        )


def refuse_closed(change: Change) -> None:
    """See that nothing is done to a closed referral: what comes then is news, and news opens it.

    Raises:
        ConflictError: it is closed.
    """
    if change.before.closing is None or change.referral.closing is None:
        return
    if any(not isinstance(fact, WHILE_CLOSED) for fact in change.facts):
        raise ConflictError("closed", "It is closed", "Record what came as news: that opens it again.")
