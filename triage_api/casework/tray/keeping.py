"""What becomes of an item: described better, set apart, filed and reopened, passed to another area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from triage_api.casework.areas import Passing, area_seen, area_told
from triage_api.casework.members import must_be_permitted
from triage_api.casework.refusals import ConflictError, Fault, WrongError, wrong
from triage_api.casework.tray.arrivals import (
    children_faults,
    handles,
    police_references,
    reference_faults,
    times_faults,
    written,
    youngest_faults,
)
from triage_api.casework.tray.changes import ItemChange, must_wait, say_why
from triage_api.engine.answers import nearest
from triage_api.policy.model import Permission
from triage_api.record import (
    REFERRAL,
    Handle,
    ItemCorrected,
    ItemFiled,
    ItemReopened,
    ItemSplit,
    TrayItem,
)
from triage_api.record.items import instant


@dataclass(frozen=True, slots=True)
class Correction:
    """What is known better now, as it was sent; ``None``: as it was."""

    words: str
    children: tuple[Handle, ...] | None = None
    youngest: str | None = None
    references: Mapping[str, str] | None = None
    sent_at: datetime | None = None
    happened_at: datetime | None = None


def correct(change: ItemChange, correction: Correction) -> None:
    """Correct what the line says, before it is opened. When it was received stays.

    Raises:
        ConflictError: somebody has dealt with it.
        WrongError: nothing is corrected, it does not say why, or a value is wrong.
    """
    must_wait(change.item)
    why = say_why(correction.words)
    given = (correction.children, correction.youngest, correction.references, *_times(correction).values())
    if all(value is None for value in given):
        raise wrong("", "nothing-corrected", "Nothing is corrected.", "Send what is known better now.")
    if faults := _wrong(change, correction):
        raise WrongError(faults)
    references = correction.references
    change.add(
        ItemCorrected(
            words=why,
            children=None if correction.children is None else handles(correction.children),
            youngest=correction.youngest,
            references=None if references is None else police_references(references),
            sent_at=written(correction.sent_at),
            happened_at=written(correction.happened_at),
        )
    )


def _times(correction: Correction) -> dict[str, datetime | None]:
    return {"sent_at": correction.sent_at, "happened_at": correction.happened_at}


def _wrong(change: ItemChange, correction: Correction) -> list[Fault]:
    received = instant(change.item.received.received_at)
    times = {**_times(correction), "received_at": received}
    faults = [
        *times_faults(times, "", change.signed.at),
        *youngest_faults(correction.youngest, "/youngest", received),
        *reference_faults(correction.references or {}, "/references"),
    ]
    if correction.children is not None:
        faults += children_faults(correction.children, "/children")
        answered = _answered(change.item)
        if len(correction.children) < answered:
            what = f"{answered} children have answers, and {len(correction.children)} are left."
            faults.append(Fault("/children", "too-few", what, "A child with answers is not left out."))
    return faults


def _answered(item: TrayItem) -> int:
    """How many children there must be for every answer to be about one."""
    places = (int(about.rpartition("-")[2]) for about, _ in item.answers if about != REFERRAL)
    return max(places, default=0)


def set_apart(change: ItemChange, others: tuple[str, ...], words: str) -> None:
    """Say that it is not one with these, and take it out of its group if it stands in one.

    Raises:
        NotYoursError: the policy lets others look.
        ConflictError: somebody has dealt with it.
        WrongError: nothing says from what, or why.
    """
    must_wait(change.item)
    must_be_permitted(change.member, change.policy, Permission.LOOK_FIRST, "Setting items apart")
    if not others:
        raise wrong("/from", "blank", "It does not say from what.", "Name the items or the referrals.")
    change.add(ItemSplit(others, say_why(words)))


def file_away(change: ItemChange, kind: str, words: str) -> None:
    """File it as no referral. Whether it is news on an open case is seen to before.

    Raises:
        NotYoursError: the policy lets others file.
        ConflictError: somebody has dealt with it, or another area is to be told of it.
        WrongError: the policy has no such kind, or nothing says why.
    """
    must_wait(change.item)
    must_be_permitted(change.member, change.policy, Permission.FILE_NON_REFERRAL, "Filing an item")
    if change.item.areas:
        detail = "A child who lives in another area is a child. Act on it here, and pass it on."
        raise ConflictError("other-area", "The wrong area is no reason to file it", detail)
    kinds = change.policy.casework.non_referrals
    if kind not in kinds:
        what = f"There is no kind “{kind}” of non-referral in {change.policy.ref}."
        raise wrong(
            "/kind", "unknown-kind", what, nearest(kind, list(kinds)) if kinds else "Nothing is filed."
        )
    change.add(ItemFiled(kind, say_why(words)))


def reopen(change: ItemChange, words: str) -> None:
    """Take back that it was filed or passed on. Its clocks run on from receipt.

    Raises:
        NotYoursError: the policy lets others do it.
        ConflictError: it is neither filed nor passed on.
        WrongError: nothing says why.
    """
    must_be_permitted(change.member, change.policy, Permission.REOPEN_NON_REFERRAL, "Reopening an item")
    if change.item.state not in ("filed", "passed"):
        detail = f"{change.item.id} is neither filed nor passed on."
        raise ConflictError("wrong-state", "It cannot be reopened", detail)
    change.add(ItemReopened(say_why(words)))


def see_other_area(change: ItemChange, area: str, words: str) -> None:
    """Note that the child lives elsewhere; raises as `area_seen`.

    Raises:
        ConflictError: somebody has dealt with it.
    """
    must_wait(change.item)
    at = change.signed.happened_at or change.signed.at
    change.add(area_seen(change.policy, change.item.areas, area, words, at))


def tell_other_area(change: ItemChange, passing: Passing) -> None:
    """Note which named person of the other area has it; raises as `area_told`.

    Raises:
        ConflictError: nobody here has looked at it yet, or somebody has dealt with it.
    """
    must_wait(change.item)
    if change.item.looked is None:
        detail = "It is acted on here first, as if the child lived here. Give it its first look."
        raise ConflictError("not-looked-at", "Nobody here has looked at it", detail)
    change.add(area_told(change.item.areas, passing))
