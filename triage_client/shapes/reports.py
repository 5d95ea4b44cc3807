"""Reports."""

from __future__ import annotations

from typing import Any, Literal, TypedDict


class ViewsOfOne(TypedDict):
    name: str
    role: str
    looks: int
    not_worked_on: int
    outside_hours: int
    most_in_an_hour: int
    exports: int
    referrals: list[str]


class Views(TypedDict):
    since: str
    until: str
    people: list[ViewsOfOne]


class Figure(TypedDict):
    figure: str
    what: str
    group: str
    count: int | None
    of: int | None
    share: float | None
    suppressed: bool


class PracticeTimes(TypedDict):
    figure: str
    what: str
    median: float | None
    nine_in_ten: float | None
    of: int | None


class PracticeOwed(TypedDict):
    whose: Literal["ours", "theirs"]
    agency: str | None
    title: str
    in_time: int | None
    late: int | None
    otherwise: int | None
    never: int | None
    of: int | None
    suppressed: bool


class PracticeRoutes(TypedDict):
    recommended: str | None
    decided: str | None
    count: int | None
    suppressed: bool


class PracticeNeverTold(TypedDict):
    sender: str
    question: str
    ask: str
    count: int | None
    of: int | None
    suppressed: bool


class Practice(TypedDict):
    policy: str
    since: str
    until: str
    by: str | None
    outside: bool
    small_numbers: int
    figures: list[Figure]
    times: list[PracticeTimes]
    owed: list[PracticeOwed]
    again: Figure
    routes: list[PracticeRoutes]
    never_told: list[PracticeNeverTold]


class SubjectAccess(TypedDict):
    """Everything that is recorded of one child, for a person to read before it is given to anybody."""

    case_system_id: str
    made_at: str
    read_first: str
    referrals: list[dict[str, Any]]
    looked_at: list[dict[str, Any]]
