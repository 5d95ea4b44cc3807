"""The house rules that can be read off the files: how large, what they are called, what they import."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("triage_api", "triage_client", "triage_tui", "policies")
LONGEST_ROOM = 400
VAGUE_NAMES = {"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
SQL = {"sqlite3", "sqlite_utils"}


def rooms(*folders: str) -> list[Path]:
    """The modules in these folders of the repository, as paths from its root."""
    return sorted(path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*.py"))


def imported(room: Path) -> Iterator[tuple[int, str]]:
    """Each module that a room imports, with the line; `from a.b import c` counts as `a.b.c`."""
    for node in ast.walk(ast.parse((ROOT / room).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{room}:{node.lineno} imports relatively; write the whole name"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def within(name: str, package: str) -> bool:
    """Whether a dotted name is this package or inside it."""
    return name == package or name.startswith(f"{package}.")


def name_of(room: Path) -> str:
    return str(room)


@pytest.mark.parametrize("room", rooms(*PACKAGES), ids=name_of)
def test_no_room_is_over_400_lines(room: Path) -> None:
    lines = len((ROOT / room).read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_ROOM, f"{room} has {lines} lines: part of it wants a room of its own"


@pytest.mark.parametrize("room", rooms(*PACKAGES, "tests"), ids=name_of)
def test_a_name_says_what_is_inside(room: Path) -> None:
    words = {word for part in room.with_suffix("").parts for word in part.lower().split("_")}
    assert not words & VAGUE_NAMES, f"{room}: name it after what it does"


@pytest.mark.parametrize("package", ["triage_api", "triage_client", "triage_tui", "policies"])
def test_a_folder_of_python_is_a_package(package: str) -> None:
    folders = {room.parent for room in rooms(package)}
    missing = sorted(str(folder) for folder in folders if not (ROOT / folder / "__init__.py").is_file())
    assert not missing, f"no __init__.py in {missing}: what is inside would not be installed"


@pytest.mark.parametrize("room", rooms(*PACKAGES), ids=name_of)
def test_a_room_says_what_it_is_for(room: Path) -> None:
    assert ast.get_docstring(ast.parse((ROOT / room).read_text(encoding="utf-8"))), f"{room} has no docstring"


@pytest.mark.parametrize(
    "room",
    [room for room in rooms(*PACKAGES) if not room.is_relative_to("triage_api/storage")],
    ids=name_of,
)
def test_only_storage_speaks_sql(room: Path) -> None:
    found = [f"{room}:{line}" for line, name in imported(room) if name.split(".")[0] in SQL]
    assert not found, f"only triage_api/storage imports sqlite3 or sqlite_utils, not {', '.join(found)}"


@pytest.mark.parametrize("room", rooms("triage_api/engine"), ids=name_of)
def test_the_engine_needs_the_standard_library_and_the_policy_model_alone(room: Path) -> None:
    found = [
        f"{room}:{line} imports {name}"
        for line, name in imported(room)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not within(name, "triage_api.engine")
        and not within(name, "triage_api.policy.model")
    ]
    assert not found, "; ".join(found)


@pytest.mark.parametrize("room", rooms("triage_api/policy/model"), ids=name_of)
def test_the_policy_model_needs_the_standard_library_alone(room: Path) -> None:
    found = [
        f"{room}:{line} imports {name}"
        for line, name in imported(room)
        if name.split(".")[0] not in sys.stdlib_module_names and not within(name, "triage_api.policy.model")
    ]
    assert not found, "; ".join(found)


def test_the_checks_look_at_something() -> None:
    """An empty glob would let every test above pass."""
    assert len(rooms(*PACKAGES)) > len(PACKAGES)
    assert rooms("triage_api/engine")
    assert rooms("triage_api/policy/model")
