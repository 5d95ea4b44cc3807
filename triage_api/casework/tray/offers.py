"""What an item may be one with: other items of the tray, and referrals; a person says whether it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from triage_api.casework.refusals import ConflictError
from triage_api.record import TrayItem
from triage_api.storage import Common, TrayTable
from triage_api.storage.tray_table import SeenBy

SURE = "case_system_id"
"""What two have in common only if it is the same child. Initials with a month of birth are “perhaps”, and an
incident may have several children."""
CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Shared:
    """What they have in common."""

    kind: str
    value: str

    @property
    def is_sure(self) -> bool:
        """Whether it makes them the same child."""
        return self.kind == SURE


@dataclass(frozen=True, slots=True)
class Offer:
    """That it may be one with another item, or with a referral."""

    other: str
    state: str
    """Of the other."""
    because: tuple[Shared, ...]

    @property
    def is_sure(self) -> bool:
        """Whether it is the same child."""
        return any(one.is_sure for one in self.because)


@dataclass(frozen=True, slots=True)
class Offers:
    """Everything that one item is offered as one with."""

    items: tuple[Offer, ...] = ()
    referrals: tuple[Offer, ...] = ()

    @property
    def news_on(self) -> tuple[str, ...]:
        """The open referrals of the same child: on these it is news."""
        return tuple(one.other for one in self.referrals if one.is_sure and one.state != CLOSED)


def offers_of(table: TrayTable, items: Sequence[TrayItem], seen_by: SeenBy | None) -> Mapping[str, Offers]:
    """By item. What a person has said is not one with it is offered no more; ``None``: of any referral."""
    ids = [item.id for item in items]
    others = _by_item(table.common_items(ids))
    referrals = _by_item(table.common_referrals(ids, seen_by))
    return {
        item.id: Offers(
            tuple(one for one in _offers(others[item.id]) if one.other not in item.apart_from),
            tuple(
                one for one in _offers(referrals[item.id]) if one.is_sure or one.other not in item.apart_from
            ),
        )
        for item in items
    }


def _by_item(common: Iterable[Common]) -> Mapping[str, Sequence[Common]]:
    found: dict[str, list[Common]] = defaultdict(list)
    for one in common:
        found[one.item].append(one)
    return found


def _offers(common: Iterable[Common]) -> list[Offer]:
    """What one item is offered as one with, each other once."""
    found: dict[str, Offer] = {}
    for one in common:
        so_far = found[one.other].because if one.other in found else ()
        found[one.other] = Offer(one.other, one.state, (*so_far, Shared(one.kind, one.value)))
    return list(found.values())


def refuse_news(table: TrayTable, item: TrayItem, seen_by: SeenBy) -> None:
    """See that an item which is to be filed is no news on an open case.

    Raises:
        ConflictError: it is, or may be and nobody has said that it is not.
    """
    seen = _open(offers_of(table, [item], seen_by)[item.id].referrals)
    if sure := [one.other for one in seen if one.is_sure]:
        detail = f"It is about a child of {', '.join(sure)}. News is never filed: take it there as news."
        raise ConflictError("is-news", "This is news on an open case", detail)
    if seen:
        detail = (
            f"It may be about {', '.join(one.other for one in seen)}. Take it there as news, or set it apart "
            "from that first, in words."
        )
        raise ConflictError("may-be-news", "This may be news on an open case", detail)
    if _open(offers_of(table, [item], None)[item.id].referrals):
        detail = "Whether this is no referral is for a manager to find out. Hand it to the duty manager."
        raise ConflictError("not-yours-to-file", "You cannot file this", detail)


def _open(offers: Iterable[Offer]) -> list[Offer]:
    return [one for one in offers if one.state != CLOSED]
