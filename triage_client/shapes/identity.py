"""What tells referrals, and those in them, from others; and whose records were searched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    from triage_client.shapes.parts import Deadline, Person, Professional
    from triage_client.shapes.referrals import ReferralLine


class SoughtTried(TypedDict):
    number: int
    by: Person
    at: str
    tried: str
    asked: list[str]
    reviewed: bool
    deadline: Deadline | None


class Sought(TypedDict):
    """A child of whom nobody could say who it is, and what was tried to find out."""

    child: str
    since: str
    found: str | None
    tried: list[SoughtTried]
    ended: TakenBack | None


class Links(TypedDict):
    """Other referrals that whoever asks may see."""

    links: list[Link]
    perhaps: list[Link]
    more: bool


class LinkBecause(TypedDict):
    kind: Literal["case_system_id", "child", "crime", "cad", "notification"]
    value: str
    here: list[str]
    there: list[str]


class Link(TypedDict):
    referral: ReferralLine
    because: list[LinkBecause]


class Merge(TypedDict):
    """Two turned out to be one; and to be two after all, if that was taken back."""

    number: int
    by: Person
    at: str
    kept: str
    merged: str
    words: str
    undone: TakenBack | None


class Withdrawal(TypedDict):
    """Somebody was recorded by mistake; and was not, if that was taken back or a second view disagreed."""

    number: int
    by: Person
    at: str
    ref: str
    words: str
    in_effect: bool
    undone: TakenBack | None


class TakenBack(TypedDict):
    """Who said so, when and why."""

    number: int
    by: Person
    at: str
    words: str


class History(TypedDict):
    """What is known of the history of a child or an adult, never more than was searched."""

    ref: str
    checked: bool
    searches: list[int]
    words: str


class Search(TypedDict):
    """Somebody searched somebody's records, or could not."""

    number: int
    by: Person
    at: str
    of: list[str]
    records: str
    since: str | None
    result: Literal["found", "nothing_found", "could_not_search"]
    words: str | None
    searcher: Professional
    not_of: list[str]
    withdrawn: TakenBack | None


class Correction(TypedDict):
    """What tells a referral, or somebody in it, from others was put right."""

    number: int
    about: str
    before: dict[str, str | None]
    after: dict[str, str | None]
    words: str | None
    by: Person
    at: str
