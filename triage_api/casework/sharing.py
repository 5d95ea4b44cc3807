"""On what basis a contact is told, and whether it is safe: both before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.casework.changes import Change
from triage_api.casework.deadlines import deadline
from triage_api.casework.judging import View
from triage_api.casework.members import must_be_permitted
from triage_api.casework.refusals import ConflictError, NotFoundError, WrongError, wrong
from triage_api.casework.words import own_words
from triage_api.engine.answers import nearest
from triage_api.policy.model import Permission, Policy, WorkClock
from triage_api.record import AGREED, BASES, Obligation, Referral, SafetySaid, SharingAllowed, SharingSaid

TELLS = ("sent", "made")
"""What cannot be done while the basis for sharing is not settled."""
REACHES = ("attempted", "sent", "made")
"""What cannot be done to the family while nobody has said how it is safe."""


@dataclass(frozen=True, slots=True)
class Safe:
    """What keeps people safe, as it was sent."""

    safe_to_contact: bool | None
    how: str | None
    staff: str | None
    do_not_say: tuple[str, ...] = ()


def needs_agreement(policy: Policy, referral: Referral, one: Obligation) -> bool:
    """Whether the family's agreement is needed before this contact is told.

    Below the policy's route it is, but for the agencies that it names. What counts is what was decided: a
    recommendation permits nothing; a lowering permits less only once it has taken effect.
    """
    rule, made = policy.casework.sharing, referral.decision
    if rule is None or made is None or one.body.get("agency") in rule.not_needed_for:
        return False
    orders = [made.decided.route_order]
    if made.waits and made.decided.lowering is not None and made.decided.lowering.stood is not None:
        orders.append(made.decided.lowering.stood.route_order)
    return max(orders) < policy.routes[rule.needed_below].order


def is_unsafe(view: View, referral: Referral, one: Obligation) -> bool:
    """Whether nobody has said how this contact can be reached safely, though harm is alleged."""
    rule = None if view.policy is None else view.policy.casework.safe_contact
    if rule is None or view.recommendation is None or one.body.get("agency") not in rule.agencies:
        return False
    harms = {harm for child in view.recommendation["children"] for harm in child["harm"]}
    return bool(harms & set(rule.unsafe_where)) and referral.safety.safe_to_contact is not True


def refuse_unready(change: Change, standing: Obligation, state: str, view: View) -> None:
    """See that a contact may be told, or tried, now.

    Raises:
        ConflictError: nobody has said whether the family agrees, or it waits for a manager's reason; or it is
            not safe to reach the family.
    """
    policy = view.policy
    if policy is None:
        return
    if state in TELLS and needs_agreement(policy, change.referral, standing):
        _refuse_unshared(standing)
    if state in REACHES and is_unsafe(view, change.referral, standing):
        raise ConflictError(
            "not-safe",
            "Nobody has said how they can be reached safely",
            "Somebody may be hurt by a call at the wrong time. Say first at what time and in what way it is "
            "safe (safety). If they were reached already, say how that was.",
        )


def _refuse_unshared(standing: Obligation) -> None:
    sharing = standing.sharing
    if sharing is None:
        raise ConflictError(
            "sharing-not-said",
            "It is not said whether the family agrees",
            f"Say first on what basis “{standing.id}” is told: agreed, told_not_asked or not_told.",
        )
    if not sharing.is_settled:
        raise ConflictError(
            "sharing-waits",
            "It waits for a manager",
            "The family has not agreed. A manager writes down first why it may be told without.",
        )


def say_sharing(change: Change, contact: str, basis: str, words: str) -> None:
    """Record whether the family agrees that this contact is told. Below the policy's route and without
    agreement it waits for a manager's reason from then on.

    Raises:
        NotFoundError: it was not issued.
        WrongError: the basis is none, or the words are missing.
    """
    standing = contact_of(change.referral, contact)
    if basis not in BASES:
        raise wrong("/basis", "wrong-value", f"“{basis}” is no basis.", nearest(basis, BASES))
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    by = None if standing.sharing is None else standing.sharing.deadline
    # Saying it again gives nobody more time.
    if by is None and basis != AGREED and needs_agreement(change.policy, change.referral, standing):
        by = deadline(change.policy, WorkClock.SHARING_DECIDED, change.signed.at)
    change.add(SharingSaid(contact, basis, words.strip(), by))


def allow_sharing(change: Change, contact: str, words: str) -> None:
    """Record a manager's reason why it may be told without the family's agreement.

    Raises:
        NotFoundError: it was not issued.
        NotYoursError: by a role that may not.
        ConflictError: nothing waits for it.
        WrongError: the words are missing.
    """
    standing = contact_of(change.referral, contact)
    if standing.sharing is None or standing.sharing.is_settled:
        raise ConflictError(
            "nothing-waits", "Nothing waits for it", "Say first on what basis it is told: they may agree."
        )
    must_be_permitted(
        change.member, change.policy, Permission.SHARE_WITHOUT_AGREEMENT, "Sharing without agreement"
    )
    if faults := own_words(words, "/words", "The reason"):
        raise WrongError(faults)
    change.add(SharingAllowed(contact, words.strip()))


def say_safety(change: Change, safe: Safe) -> None:
    """Record what keeps people safe.

    Raises:
        WrongError: nothing is said, or it is safe or unsafe and nobody says how.
    """
    if safe.safe_to_contact is not None and (
        faults := own_words(safe.how or "", "/how", "How it is safe, or why it is not")
    ):
        raise WrongError(faults)
    if safe.safe_to_contact is None and not safe.staff and not safe.do_not_say:
        raise wrong("", "blank", "Nothing is said.", "Add “safe_to_contact”, “staff” or “do_not_say”.")
    change.add(SafetySaid(safe.safe_to_contact, safe.how, safe.staff, safe.do_not_say))


def contact_of(referral: Referral, contact: str) -> Obligation:
    """A required contact that was issued.

    Raises:
        NotFoundError: it was not.
    """
    if contact not in referral.contacts:
        there = ", ".join(referral.contacts) or "none"
        raise NotFoundError(
            "no-such-contact", "Not found", f"No required contact “{contact}” was issued. There are: {there}."
        )
    return referral.contacts[contact]
