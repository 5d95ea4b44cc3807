"""What stands twice in one list of conditions: in a count it counts twice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from triage_api.policy.checks.gates import implied
from triage_api.policy.checks.walk import every_list
from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.model import (
    All,
    Any,
    AnyAdult,
    AnyChild,
    AnyIncident,
    AtLeast,
    Condition,
    OneOf,
    Place,
    Policy,
    Test,
)

_BLOCKS = (AnyAdult, AnyIncident, AnyChild)
_UNREAD = (Code.UNKNOWN_QUESTION, Code.UNKNOWN_CHOICE, Code.UNKNOWN_DEFINITION, Code.BAD_PHRASE)
_FEWER = "It counts twice, so that fewer things than “count” says are enough."


def check_repeats(policy: Policy, report: Report) -> None:
    """Check every list of every condition. Definitions must have no cycle.

    A line that could not be read is not in its condition any more, and what is left can look like another:
    while there is one, nothing is said here.
    """
    if any(finding.code in _UNREAD for finding in report.findings):
        return
    for listed in every_list(policy):
        if isinstance(listed, AtLeast):
            _check_count(listed.items, policy, report)
        else:
            _check_list(listed.items, report)


def _check_list(items: Sequence[Condition], report: Report) -> None:
    """Of ``any:`` and ``all:``. Nothing follows from the second of two; another line was probably meant."""
    for number, item in enumerate(items):
        first = items.index(item)
        if first < number:
            report.warning(
                Code.DUPLICATE_LINE,
                _place(item),
                f"This says what stands at {_place(items[first])} in the same list.",
                "Delete one of the two, or write what was meant.",
            )


def _check_count(items: Sequence[Condition], policy: Policy, report: Report) -> None:
    seen: set[int] = set()
    for (one, first), (two, second) in combinations(enumerate(items), 2):
        if two in seen:
            continue
        forward, back = (_makes_true(*pair, policy) for pair in ((first, second), (second, first)))
        if forward and back:
            seen.add(two)
            report.error(
                Code.DUPLICATE_LINE,
                _place(second),
                f"This counts what is counted at {_place(first)} already.",
                "Delete one of the two, or write what was meant.",
                _FEWER,
            )
        elif one not in seen and (what := _shared(first, second) or ((forward or back) and "One thing")):
            report.warning(
                Code.DUPLICATE_LINE,
                _place(second),
                f"{what} makes this true, and also what is counted at {_place(first)}.",
                "Name each answer in one line of the count, or leave it if that should weigh twice.",
                _FEWER,
            )


def _makes_true(first: Condition, second: Condition, policy: Policy) -> bool:
    """Whether the second is true whenever the first is, as far as their wording shows."""
    first, second = _bare(first, second)
    return implied(second, [first], policy.definitions)


def _shared(first: Condition, second: Condition) -> str:
    """The answers to one question that two lines name; empty if there is none."""
    match _bare(first, second):
        case Test(expected=OneOf(values=some)) as test, Test(expected=OneOf(values=others)) as other:
            if test.question == other.question and (both := sorted(some & others)):
                return f"“{test.question}: {' or '.join(both)}”"
    return ""


def _bare(first: Condition, second: Condition) -> tuple[Condition, Condition]:
    """What stands in two blocks of one kind: what is true of an adult is true of some adult."""
    if isinstance(first, _BLOCKS) and isinstance(second, _BLOCKS) and type(first) is type(second):
        return first.item, second.item
    return first, second


def _place(condition: Condition) -> Place:
    """Where it begins: of several lines, the first."""
    return _place(condition.items[0]) if isinstance(condition, All | Any) else condition.place
