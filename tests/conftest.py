"""Shared by every test: the hypothesis profiles, the versions that matter, and a home of the tests' own."""

import os
import platform
import sqlite3
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from shutil import disk_usage

import pytest
from hypothesis import HealthCheck, settings

# fast repeats itself exactly, so that a red run stays red; slow and soak look for what nobody thought of.
settings.register_profile("fast", derandomize=True, database=None, deadline=None, max_examples=50)
settings.register_profile(
    "slow",
    deadline=None,
    max_examples=1_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "soak",
    deadline=None,
    max_examples=50_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("fast")

REPORTED = ("flask", "marshmallow", "textual", "sqlite-utils", "holidays", "hypothesis")

HOME_VARIABLES = ("HOME", "USERPROFILE")
FOLDER_VARIABLES = {
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".run",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}
TERMINAL_VARIABLES = (
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "LINES",
    "COLORTERM",
)
MAKE_VARIABLES = ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES")
PROXY_VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


# Thousands of tests make and delete small databases, and much of their time is spent waiting for a disk. What
# must outlive a process outlives it in memory too; only a power cut would differ, and no test cuts the power.
# PYTEST_DEBUG_TEMPROOT=/tmp puts them on the disk.
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of pytest's own is made in it
LEAST_ROOM = 2 * 1024**3


def pytest_configure() -> None:
    """Keep what tests write in memory, where the machine has a place for it with room enough."""
    if IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK) and disk_usage(IN_MEMORY).free > LEAST_ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))


def pytest_report_header() -> list[str]:
    """The versions to quote when a run is compared with another."""
    return [
        f"front-door {version('front-door')}, SQLite {sqlite3.sqlite_version}, {platform.platform()}",
        ", ".join(f"{name} {version(name)}" for name in REPORTED),
    ]


def settle_into(home: Path, environment: pytest.MonkeyPatch) -> None:
    """Make ``home`` the user's home, and forget all that the user's environment says to Front Door."""
    for name in HOME_VARIABLES:
        environment.setenv(name, str(home))
    for name, folder in FOLDER_VARIABLES.items():
        environment.setenv(name, str(home / folder))
    for name in list(os.environ):
        if name.startswith(("FRONT_DOOR_", "TEXTUAL")) or name.upper() in PROXY_VARIABLES:
            environment.delenv(name)
    for name in (*TERMINAL_VARIABLES, *MAKE_VARIABLES):
        environment.delenv(name, raising=False)


@pytest.fixture(scope="session", autouse=True)
def _session_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep fixtures that outlive a test away from the user's files too."""
    with pytest.MonkeyPatch.context() as environment:
        settle_into(tmp_path_factory.mktemp("home"), environment)
        yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for this test alone, outside its ``tmp_path``."""
    folder = tmp_path_factory.mktemp("home")
    settle_into(folder, monkeypatch)
    return folder
