"""A child moves away: the front sheet with the current risk first; sent, read, accepted or returned.

The child stays ours until a named person of the other authority has accepted in writing, or a senior manager
has ended the dispute.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from triage_api.casework.changes import Change
from triage_api.casework.concern import is_of_concern
from triage_api.casework.deadlines import deadline
from triage_api.casework.dispute_stages import first_stage
from triage_api.casework.front_sheets import front_sheet
from triage_api.casework.judging import viewed
from triage_api.casework.members import must_be_permitted
from triage_api.casework.naming import blank, named_children, unknown_children, unnamed
from triage_api.casework.refusals import ConflictError, Fault, NotFoundError, WrongError
from triage_api.casework.words import own_words
from triage_api.policy.model import Permission, WorkClock
from triage_api.record import (
    CurrentRisk,
    FrontSheet,
    FrontSheetWritten,
    Happened,
    MoveKnown,
    Professional,
    Referral,
    Transfer,
    TransferAccepted,
    TransferRead,
    TransferReturned,
    TransferSent,
)

LEAVING = "transfer_out"
"""The decision point at which a child who moves away is decided afresh. Where a policy has none, any decision
since the move was known will do."""
KEPT = ("yes", "no", "not_known")
"""Whether something keeps an adult away from a child."""


def know_move(change: Change, children: Sequence[str], to: str, how: str) -> None:
    """Record that these children, or all, move to another authority.

    Raises:
        ConflictError: there is no child.
        WrongError: an unknown child, no authority, or nothing says how that is known.
    """
    about = named_children(change.referral, children)
    faults = [
        *unknown_children(change.referral, about, "/children"),
        *blank(to, "/to", "The other authority"),
        *own_words(how, "/how_known", "How that is known"),
    ]
    if faults:
        raise WrongError(faults)
    due = deadline(change.policy, WorkClock.TRANSFER_SENT, change.moment)
    change.add(MoveKnown(about, to.strip(), how.strip(), due))
    moves = change.policy.casework.moves
    if moves is not None and all(one.event != moves.known for one in change.referral.happened):
        change.add(Happened(moves.known, change.moment.isoformat(timespec="seconds")))


def write_sheet(change: Change, of: int, sheet: FrontSheet) -> None:
    """Write the front sheet, or write it again while nothing was sent.

    Raises:
        NotYoursError: another role sends transfers.
        NotFoundError, ConflictError: no such transfer, or it was sent.
        WrongError: something is missing, or an adult of concern is not on it.
    """
    transfer = _ours(change, of, "known")
    if faults := [*_wrong_risks(change, transfer, sheet), *_wrong_rest(sheet)]:
        raise WrongError(faults)
    change.add(FrontSheetWritten(of, sheet))


def _ours(change: Change, of: int, state: str) -> Transfer:
    """The transfer that leaves, in this state, for somebody who may send it."""
    must_be_permitted(
        change.member, change.policy, Permission.SEND_TRANSFER, "Sending a child to another area"
    )
    transfer = found(change.referral, of, leaves=True)
    must_be(transfer, state)
    if not change.referral.is_owed_to(transfer.begun.children):
        raise ConflictError(
            "wrong-state",
            "It does not fit what is recorded",
            f"Whoever moves by the transfer {of} was recorded by mistake. If not, take that back first.",
        )
    return transfer


def _wrong_risks(change: Change, transfer: Transfer, sheet: FrontSheet) -> Iterator[Fault]:
    if not sheet.risks:
        yield from own_words(sheet.no_risk or "", "/no_risk", "Why nobody worries you now")
    elif sheet.no_risk is not None:
        what = "It names a risk, and says that there is none."
        yield Fault("/no_risk", "both", what, "Leave the one or the other out.")
    for place, risk in enumerate(sheet.risks):
        yield from _wrong_risk(change.referral, transfer, risk, f"/risks/{place}")
    one_of = change.referral.identity.one
    named = {one_of(risk.adult) for risk in sheet.risks if risk.adult is not None}
    for subject in change.referral.present:
        missing = subject.about == "adult" and subject.ref not in named
        if missing and is_of_concern(change, subject.ref):
            what = f"{subject.ref} is of concern, by the policy, and is not on the sheet."
            yield Fault(
                "/risks", "risk-left-out", what, "Add where they are, bail, and how they see the child."
            )


def _wrong_risk(referral: Referral, transfer: Transfer, risk: CurrentRisk, at: str) -> Iterator[Fault]:
    adults = [one.ref for one in referral.present if one.about == "adult"]
    if risk.adult is not None and referral.identity.one(risk.adult) not in adults:
        what = f"There is no adult “{risk.adult}” in this referral."
        yield Fault(f"{at}/adult", "unknown-ref", what, "Leave it out for somebody who is not in it.")
    yield from blank(risk.who, f"{at}/who", "Who that is, in words")
    yield from own_words(risk.why, f"{at}/why", "Why they worry you")
    yield from blank(risk.whereabouts, f"{at}/whereabouts", "Where they are, or that it is not known")
    yield from blank(
        risk.bail, f"{at}/bail", "The words of the bail, that there is none or that it is not known"
    )
    yield from blank(risk.access, f"{at}/access", "How they see or could see the child")
    kept = {one.child: one.kept for one in risk.kept_away}
    for child in referral.standing(transfer.begun.children):
        if kept.get(child) not in KEPT:
            what = f"It does not say whether anything keeps them away from {child}."
            yield Fault(
                f"{at}/kept_away", "missing-field", what, f"Say one of {', '.join(KEPT)}, for this child."
            )
    yield from unknown_children(referral, list(kept), f"{at}/kept_away")


def _wrong_rest(sheet: FrontSheet) -> Iterator[Fault]:
    yield from own_words(sheet.home, "/home", "Where the child lives now, and who with")
    yield from blank(sheet.plan, "/plan", "Which plan there is, or that there is none")
    for field, texts in (("not_known", sheet.not_known), ("documents", sheet.documents)):
        for place, text in enumerate(texts):
            yield from blank(text, f"/{field}/{place}", "What that is")
    for place, one in enumerate(sheet.family):
        yield from blank(one.who, f"/family/{place}/who", "Who was told")
        yield from blank(one.ring, f"/family/{place}/ring", "Whom they were told to ring")
    if not sheet.family:
        yield from own_words(
            sheet.family_not_told or "", "/family_not_told", "Why nobody of the family was told whom to ring"
        )


def send(change: Change, of: int, to: Professional, how: str) -> None:
    """Record that it was sent, with the front sheet as it stands.

    Raises:
        NotYoursError: another role sends transfers.
        NotFoundError: no such transfer, or no front sheet.
        ConflictError: it was sent, it was not decided afresh, or its front sheet is not of today.
        WrongError: nobody named whom it was sent to.
    """
    transfer = _ours(change, of, "known")
    _refuse_not_decided(change, transfer)
    _refuse_old_sheet(change, transfer)
    if faults := [*unnamed(to, "/to"), *blank(how, "/how", "How it was sent")]:
        raise WrongError(faults)
    view = viewed(change.policies, change.referral)
    sheet = front_sheet(change.referral, view, transfer, change.signed.at)
    due = deadline(change.policy, WorkClock.TRANSFER_ACCEPTED, change.moment)
    change.add(TransferSent(of, to, how.strip(), sheet, due))


def _refuse_old_sheet(change: Change, transfer: Transfer) -> None:
    """See that the sheet still puts the current risk first: whoever became of concern since it was written is
    on it, and it speaks of the children who move now."""
    faults = [] if transfer.sheet is None else list(_wrong_risks(change, transfer, transfer.sheet))
    if faults:
        what = " ".join(fault.what for fault in faults)
        raise ConflictError(
            "sheet-not-of-today",
            "The front sheet is not of today",
            f"It was written before this was known. {what} Write it again.",
            faults,
        )


def _refuse_not_decided(change: Change, transfer: Transfer) -> None:
    """See that the child was triaged and decided afresh since the move was known."""
    made, points = change.referral.decision, change.policy.casework.decision_points
    fresh = made is not None and made.number > transfer.number and not made.waits
    if not fresh or (LEAVING in points and made is not None and made.decided.point != LEAVING):
        at = f", with “point”: “{LEAVING}”" if LEAVING in points else ""
        raise ConflictError(
            "not-decided-afresh",
            "It was not decided afresh",
            "The child is sent as a referral, at the level that is right now. Go through the questions again "
            f"and decide{at}.",
        )
    if change.referral.overtaken is not None:
        raise ConflictError(
            "overtaken",
            "The recommendation has risen above the decision",
            "Decide again before it is sent: the level on it would be too low.",
        )


def read_there(change: Change, of: int, reader: Professional) -> None:
    """Record who of the other authority has read it.

    Raises:
        NotFoundError, ConflictError: no such transfer, or nothing was sent.
        WrongError: nobody named.
    """
    must_be(found(change.referral, of, leaves=True), "sent", "disputed")
    if faults := list(unnamed(reader, "/reader")):
        raise WrongError(faults)
    change.add(TransferRead(of, reader))


def accepted_there(change: Change, of: int, said_by: Professional, in_writing: str) -> None:
    """Record that the other authority accepted in writing: from then on the child is theirs.

    Raises:
        NotYoursError: another role sends transfers.
        NotFoundError, ConflictError: no such transfer; nothing was sent; or it is disputed.
        WrongError: nobody named, or nothing in writing.
    """
    _ours(change, of, "sent")
    what = "What they wrote, and when"
    if faults := [*unnamed(said_by, "/said_by"), *own_words(in_writing, "/in_writing", what)]:
        raise WrongError(faults)
    change.add(TransferAccepted(of, said_by, in_writing.strip()))


def returned_there(change: Change, of: int, said_by: Professional, why: str) -> None:
    """Record that the other authority will not have it: from then on it is disputed.

    Raises:
        NotFoundError, ConflictError: no such transfer; nothing was sent; or it is settled or disputed.
        WrongError: nobody named, or no reason.
    """
    must_be(found(change.referral, of, leaves=True), "sent")
    if faults := [*unnamed(said_by, "/said_by"), *own_words(why, "/why", "Why")]:
        raise WrongError(faults)
    change.add(TransferReturned(of, said_by, why.strip(), *first_stage(change)))


def found(referral: Referral, of: int, *, leaves: bool | None = None) -> Transfer:
    """The transfer with this number; one that leaves, or arrives, if so asked.

    Raises:
        NotFoundError: there is none.
        ConflictError: it goes the other way.
    """
    transfer = next((one for one in referral.transfers if one.number == of), None)
    if transfer is None:
        numbers = ", ".join(str(one.number) for one in referral.transfers) or "none"
        what = f"There is no transfer {of}. There are: {numbers}."
        raise NotFoundError("no-such-transfer", "Not found", what)
    if leaves is not None and transfer.leaves != leaves:
        way = f"The transfer {of} " + ("leaves here." if transfer.leaves else "comes to us.")
        raise ConflictError("other-way", "It goes the other way", way)
    return transfer


def must_be(transfer: Transfer, *states: str) -> None:
    """See that a transfer is in one of these states.

    Raises:
        ConflictError: it is not.
    """
    if transfer.state not in states:
        what = f"The transfer {transfer.number} is “{transfer.state}”."
        raise ConflictError(
            "wrong-state", "It does not fit what is recorded", f"{what} {_REMEDY[transfer.state]}"
        )


_REMEDY = {
    "known": "Write its front sheet and send it first.",
    "sent": "It waits for the other authority.",
    "arrived": "Speak to the sender first: who worries them now?",
    "spoken": "It waits for our answer.",
    "disputed": "Only a senior manager ends that, in words.",
    "accepted": "It is settled: the receiver has accepted.",
    "kept": "It is settled: the sender keeps the child.",
}
