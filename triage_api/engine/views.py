"""What is known, as bits: one bit for each test of a policy, and for each test what its answer says of it.

A test that is neither true nor false is undetermined, and then at most one of these says why:

- ``risk``: not known, and read as risk (``treat_as_risk`` outside an ordinary ``at_least``);
- ``hold``: not known, and holds by itself;
- ``find``: not known otherwise;
- ``open``: not asked, or not asked finely enough.

None of them: not known, and of no effect (``no_effect``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from triage_api.engine.case import Days
from triage_api.policy.model import About

if TYPE_CHECKING:
    from triage_api.engine.compiler import FactId
    from triage_api.engine.nodes import Judge

Key = str
"""Whose bit it is: ``referral``, or the ref of a child, an adult or an incident."""


class State(StrEnum):
    """What the answers so far say of a rule."""

    APPLIES = "applies"
    ASSUMED = "assumed"
    HOLDS = "holds"
    POSSIBLE = "possible"
    RULED_OUT = "ruled_out"


class Bits(NamedTuple):
    """What the answers about one subject say of the tests."""

    true: int = 0
    false: int = 0
    risk: int = 0
    hold: int = 0
    find: int = 0
    open: int = 0
    gated: int = 0
    """Of the false: false because the question does not apply."""

    def joined(self, other: Bits) -> Bits:
        """The bits of both: of tests about different subjects."""
        if other is NOTHING:
            return self
        # Taken apart at once, here and below: field by field takes twice as long, and it is done very often.
        true, false, risk, hold, find, not_asked, gated = self
        return Bits(
            true | other.true,
            false | other.false,
            risk | other.risk,
            hold | other.hold,
            find | other.find,
            not_asked | other.open,
            gated | other.gated,
        )

    def as_risk(self) -> Bits:
        """The same, with whatever is not known read as risk."""
        return self._replace(risk=~(self.true | self.false | self.open), hold=0, find=0)

    def replaced(self, tests: int, other: Bits) -> Bits:
        """These bits, but of some tests those of the other."""
        rest = ~tests
        return Bits(
            self.true & rest | other.true & tests,
            self.false & rest | other.false & tests,
            self.risk & rest | other.risk & tests,
            self.hold & rest | other.hold & tests,
            self.find & rest | other.find & tests,
            self.open & rest | other.open & tests,
            self.gated & rest | other.gated & tests,
        )

    def determined(self, true: int, false: int, gates: int = 0) -> Bits:
        """These bits with some of them made true and some made false, of which some by a gate."""
        was_true, was_false, risk, hold, find, not_asked, gated = self
        rest = ~(true | false)
        return Bits(
            was_true & rest | true,
            was_false & rest | false,
            risk & rest,
            hold & rest,
            find & rest,
            not_asked & rest,
            gated & rest | gates,
        )


NOTHING = Bits()
"""No test at all."""


def sum_of(masks: Iterable[int]) -> int:
    """All the bits of several masks."""
    whole = 0
    for mask in masks:
        whole |= mask
    return whole


NO_DAY = Days(date.max, date.min)
"""Of a day that does not apply: no day at all."""


class Given(NamedTuple):
    """A value that a search gives to a fact: what it makes true, and what false."""

    true: int
    false: int
    day: Days | None = None
    """Where another day is measured from it, or it from another: the day itself."""


class GivenDay(NamedTuple):
    """A day that a search gave to a fact."""

    day: Days
    counted: Days | None
    """The day inside an ordinary count, where nothing is assumed; ``None``: none was given there."""


Members = tuple[tuple[Key, Bits], ...]
"""The adults, incidents or children that a rule sees, each with its bits."""

_MEMBERS = (About.ADULT, About.INCIDENT, About.CHILD)


class View(NamedTuple):
    """What one rule sees: the referral and one child, and beside them each adult and each incident.

    The bits of an adult or an incident here include those of the referral and the child. A gate sees the
    referral and the subject that it is of.
    """

    own: Mapping[About, Key]
    """What ``bits`` are about: the referral, and one child, adult or incident."""
    bits: Bits
    adults: Members = ()
    incidents: Members = ()
    children: Members = ()
    """For gates alone."""
    judge: Judge | None = None
    days: Mapping[tuple[Key, FactId], GivenDay] = {}
    """Those that a search has given: see `measured`."""

    @property
    def everybody(self) -> tuple[Bits, ...]:
        """The bits that a rule sees: the view's own, then those of each adult and of each incident."""
        return self.bits, *[bits for _, bits in self.adults], *[bits for _, bits in self.incidents]

    def all_as_risk(self) -> View:
        """This view with whatever is not known read as risk."""
        return self._replace(
            bits=self.bits.as_risk(),
            adults=tuple((key, bits.as_risk()) for key, bits in self.adults),
            incidents=tuple((key, bits.as_risk()) for key, bits in self.incidents),
            children=tuple((key, bits.as_risk()) for key, bits in self.children),
        )

    def alone(self) -> View:
        """This view without anybody else in it."""
        return View(self.own, self.bits, judge=self.judge, days=self.days)

    def member_bits(self, about: About) -> Members:
        """The adults, incidents or children."""
        return {About.ADULT: self.adults, About.INCIDENT: self.incidents, About.CHILD: self.children}[about]

    def bits_of(self, about: About, key: Key | None) -> Bits:
        """The bits of the view itself (``None``), or of one adult, incident or child in it."""
        return self.bits if key is None else dict(self.member_bits(about))[key]

    def inside(self, key: Key | None, bits: Bits) -> View:
        """The view inside a block, of the member whose bits, with the view's own, these are."""
        if key is None:
            return self
        about = next(about for about in _MEMBERS if any(ref == key for ref, _ in self.member_bits(about)))
        return self._replace(own={**self.own, about: key}, bits=bits)

    def is_own(self, about: About) -> bool:
        """Whether a fact about this is one of the view itself, not of a member of a block."""
        return about in self.own

    def determined(self, key: Key | None, true: int, false: int) -> View:
        """This view with one fact's tests made true or false; ``key`` names the adult, incident or child of a
        block whose fact it is, ``None`` the referral or the child that the view is of."""
        if key is None:
            return View(
                self.own,
                self.bits.determined(true, false),
                tuple((ref, bits.determined(true, false)) for ref, bits in self.adults),
                tuple((ref, bits.determined(true, false)) for ref, bits in self.incidents),
                tuple((ref, bits.determined(true, false)) for ref, bits in self.children),
                self.judge,
                self.days,
            )
        return View(
            self.own,
            self.bits,
            _one_determined(self.adults, key, true, false),
            _one_determined(self.incidents, key, true, false),
            _one_determined(self.children, key, true, false),
            self.judge,
            self.days,
        )


def _one_determined(members: Members, key: Key, true: int, false: int) -> Members:
    return tuple((ref, bits.determined(true, false) if ref == key else bits) for ref, bits in members)
