"""What is installed is what constraints.txt pins, and everything that is needed is pinned."""

import re
from importlib.metadata import distribution, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
COMES_WITH_PYTHON = "pip"


def pins() -> dict[str, Requirement]:
    """Each line of constraints.txt, by the library's name."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    parsed = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(pin.name): pin for pin in parsed}


def needed(name: str, extras: frozenset[str], seen: dict[str, frozenset[str]]) -> None:
    """Add to ``seen`` all that a library needs on this platform, its own needs included."""
    if seen.get(name, frozenset()) >= extras and name in seen:
        return
    seen[name] = seen.get(name, frozenset()) | extras
    for line in requires(name) or []:
        requirement = Requirement(line)
        asked = [{"extra": extra} for extra in ("", *seen[name])]
        if requirement.marker is None or any(requirement.marker.evaluate(extra) for extra in asked):
            needed(canonicalize_name(requirement.name), frozenset(requirement.extras), seen)


def all_needed() -> list[str]:
    seen: dict[str, frozenset[str]] = {}
    needed("front-door", frozenset({"dev"}), seen)
    return sorted(seen.keys() - {"front-door", COMES_WITH_PYTHON})


@pytest.mark.parametrize("name", all_needed())
def test_a_library_is_installed_at_its_pin(name: str) -> None:
    pin = pins().get(name)
    assert pin is not None, f"{name} is needed and has no pin in constraints.txt"
    installed = distribution(name).version
    assert pin.specifier.contains(installed), f"{name} {installed} is installed; constraints.txt says {pin}"


def test_nothing_is_pinned_that_is_not_needed() -> None:
    here = {name for name, pin in pins().items() if pin.marker is None or pin.marker.evaluate()}
    assert not here - set(all_needed()), "no longer needed by anything: take it out of constraints.txt"


@pytest.mark.parametrize("pin", [str(pin) for pin in pins().values()])
def test_a_pin_is_one_exact_release_by_name(pin: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*(; .+)?", pin)
