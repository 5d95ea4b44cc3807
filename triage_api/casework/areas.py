"""Another area where the child lives: acted on here first, passed on second, to a person, by voice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from triage_api.casework.changes import Change
from triage_api.casework.deadlines import deadline
from triage_api.casework.naming import unnamed
from triage_api.casework.refusals import ConflictError, Fault, NotFoundError, WrongError
from triage_api.casework.words import own_words
from triage_api.policy.model import Policy, WorkClock
from triage_api.record import OtherArea, OtherAreaSeen, OtherAreaTold, Professional


@dataclass(frozen=True, slots=True)
class Passing:
    """That another area was told, as it was sent."""

    of: int
    spoke_to: Professional
    acted: str
    """What was done here first."""
    words: str


def area_seen(
    policy: Policy, areas: tuple[OtherArea, ...], area: str, words: str, at: datetime
) -> OtherAreaSeen:
    """That the child lives in another area: its clock runs from when somebody saw it.

    Raises:
        ConflictError: that is noted already.
        WrongError: it does not say which, or what makes one think so.
    """
    name = " ".join(area.split())
    faults = own_words(words, "/words", "The words")
    if not name:
        faults.append(Fault("/area", "blank", "It does not say which area.", "Name the authority."))
    if faults:
        raise WrongError(faults)
    if any(one.seen.area.casefold() == name.casefold() and one.told is None for one in areas):
        raise ConflictError("given-already", "It is noted", f"{name} has to be told already.")
    since = at.astimezone(UTC).isoformat(timespec="seconds")
    return OtherAreaSeen(name, words.strip(), since, deadline(policy, WorkClock.OTHER_AREA_TOLD, at))


def area_told(areas: tuple[OtherArea, ...], passing: Passing) -> OtherAreaTold:
    """That a named person of the other area has it.

    Raises:
        NotFoundError: there is no such area.
        ConflictError: somebody there has it.
        WrongError: nobody is named, or it does not say what was done here first.
    """
    area = next((one for one in areas if one.number == passing.of), None)
    if area is None:
        numbers = ", ".join(str(one.number) for one in areas) or "none"
        what = f"There is no other area {passing.of}. There are: {numbers}."
        raise NotFoundError("no-such-area", "Not found", what)
    if area.told is not None:
        raise ConflictError("given-already", "They have it", f"{area.told.told.spoke_to.name} has it.")
    if faults := list(_faults(passing)):
        raise WrongError(faults)
    return OtherAreaTold(passing.of, passing.spoke_to, passing.acted.strip(), passing.words.strip())


def _faults(passing: Passing) -> Iterator[Fault]:
    yield from unnamed(passing.spoke_to, "/spoke_to")
    yield from own_words(passing.acted, "/acted", "What was done here first")
    yield from own_words(passing.words, "/words", "The words")


def see_area(change: Change, area: str, words: str) -> None:
    """Note of a referral that the child lives in another area; raises as `area_seen`."""
    change.add(area_seen(change.policy, change.referral.areas, area, words, change.moment))


def tell_area(change: Change, passing: Passing) -> None:
    """Note of a referral that a named person of the other area has it; raises as `area_told`."""
    change.add(area_told(change.referral.areas, passing))
