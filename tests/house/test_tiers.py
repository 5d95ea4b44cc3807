"""Every tier of the tests is declared, described to developers and reachable from make."""

import configparser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def markers() -> list[tuple[str, str]]:
    """The markers that setup.cfg declares, each with what it says of it."""
    settings = configparser.ConfigParser(interpolation=None)
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = settings["tool:pytest"]["markers"].strip().splitlines()
    return [(name.strip(), about.strip()) for name, _, about in (line.partition(":") for line in lines)]


@pytest.mark.parametrize(("marker", "about"), markers(), ids=[name for name, _ in markers()])
def test_a_marker_is_described(marker: str, about: str) -> None:
    assert about, f"say in setup.cfg what {marker} is for"
    page = (ROOT / "docs/development.md").read_text(encoding="utf-8")
    assert f"`{marker}`" in page, f"docs/development.md does not explain the marker `{marker}`"


@pytest.mark.parametrize("target", ["test", "test-slow", "soak"])
def test_a_tier_has_its_command(target: str) -> None:
    assert f"\n{target}:" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"`make {target}`" in (ROOT / "docs/development.md").read_text(encoding="utf-8")


def test_slow_and_soak_wait_to_be_asked_for(pytestconfig: pytest.Config) -> None:
    settings = configparser.ConfigParser(interpolation=None)
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    assert '-m "not slow and not soak"' in settings["tool:pytest"]["addopts"]
    assert pytestconfig.getini("xfail_strict") is True
