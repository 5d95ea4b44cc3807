"""A condition as it stands for one child: its definitions written out, its blocks over the people listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from triage_api.policy.model import About, Counting, InSpan, InTime, OneOf

Who = tuple[About, str]
"""The referral (ref ``""``), or one child, adult or incident."""


@dataclass(frozen=True, order=True)
class Fact:
    """One answer about one of them; of several, one option. ``question`` is empty for the unlisted."""

    about: About
    ref: str
    question: str
    option: str = ""


def unlisted(about: About) -> Fact:
    """That somebody, or some incident, who is not on the list makes the block true."""
    return Fact(about, "somebody not listed", "")


@dataclass(frozen=True)
class Between:
    """The day is one of these: a test of time, measured from the day of receipt."""

    first: date
    last: date


@dataclass(frozen=True)
class Literal:
    """One test of one subject. ``anchors``: the incident's day that a day is measured from."""

    expected: OneOf | InSpan | Between | InTime
    facts: tuple[Fact, ...]
    anchors: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Both:
    """Every item."""

    items: tuple[Grounded, ...]


@dataclass(frozen=True)
class Either:
    """At least one item."""

    items: tuple[Grounded, ...]


@dataclass(frozen=True)
class Neither:
    """Not the item."""

    item: Grounded


@dataclass(frozen=True)
class Count:
    """At least so many of the items."""

    count: int
    items: tuple[Grounded, ...]
    counting: Counting


Grounded = Literal | Both | Either | Neither | Count


def literals(node: Grounded, negated: bool = False) -> Iterator[tuple[Literal, bool]]:
    """Every literal, and whether it stands under an odd number of ``not``."""
    if isinstance(node, Literal):
        yield node, negated
    elif isinstance(node, Neither):
        yield from literals(node.item, not negated)
    else:
        for item in node.items:
            yield from literals(item, negated)


def outer_literals(node: Grounded) -> Iterator[Literal]:
    """The literals outside every count of what is not ruled out: such a count judges its items one by one."""
    if isinstance(node, Literal):
        yield node
    elif isinstance(node, Neither):
        yield from outer_literals(node.item)
    elif not (isinstance(node, Count) and node.counting is Counting.NOT_RULED_OUT):
        for item in node.items:
            yield from outer_literals(item)
