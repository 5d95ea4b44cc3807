"""docs/terminal.md says every key, and nothing that is not there."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest
from textual.binding import Binding

import triage_tui
from triage_tui.__main__ import options

PAGE = (Path(__file__).parents[2] / "docs/terminal.md").read_text(encoding="utf-8")
KEYS = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
ROW = re.compile(r"^\|(?P<keys>[^|]*)\|.*\|(?P<ids>[^|]*)\|$", re.MULTILINE)
SPAN = re.compile(r"`([\w-]+?)(\d)` to `\1(\d)`")


def bindings() -> list[Binding]:
    """Every binding of every screen, dialog and widget of ours."""
    rooms = [
        importlib.import_module(room.name)
        for room in pkgutil.walk_packages(triage_tui.__path__, "triage_tui.")
        if not room.name.endswith("__main__")
    ]
    owners = {
        member
        for room in rooms
        for member in vars(room).values()
        if inspect.isclass(member)
        and member.__module__.startswith("triage_tui.")
        and "BINDINGS" in vars(member)
    }
    listed = [binding for owner in owners for binding in vars(owner)["BINDINGS"]]
    # Sorted, so that every process of a run in parallel has them in the same order.
    return sorted((one for one in listed if isinstance(one, Binding)), key=lambda one: (str(one.id), one.key))


def documented() -> dict[str, str]:
    """Each id that the page names, and the keys of its row."""
    found: dict[str, str] = {}
    for row in ROW.finditer(PAGE):
        ids = SPAN.sub(
            lambda s: " ".join(f"`{s[1]}{n}`" for n in range(int(s[2]), int(s[3]) + 1)), row["ids"]
        )
        found |= dict.fromkeys(re.findall(r"`([a-z]+-[a-z0-9-]+)`", ids), row["keys"])
    return found


def shown(key: str) -> str:
    """A key as the page writes it."""
    if key.startswith("ctrl+"):
        return f"Ctrl+{key.removeprefix('ctrl+').upper()}"
    return (
        {"question_mark": "?"}.get(key)
        or KEYS.get(key)
        or (key.upper() if key.startswith("f") and len(key) > 1 else key)
    )


@pytest.mark.docs
def test_every_binding_has_an_id_of_its_own() -> None:
    ids = [binding.id for binding in bindings()]
    assert None not in ids
    assert len(ids) == len(set(ids))


@pytest.mark.docs
@pytest.mark.parametrize("binding", bindings(), ids=lambda binding: str(binding.id))
def test_every_binding_is_on_the_page_with_its_keys(binding: Binding) -> None:
    keys = documented().get(str(binding.id))
    assert keys is not None, f"docs/terminal.md does not name `{binding.id}`"
    for key in binding.key.split(","):
        assert f"`{shown(key)}`" in keys or (key.isdigit() and "`1` to `9`" in keys)


@pytest.mark.docs
def test_the_page_names_no_key_that_is_not_there() -> None:
    assert set(documented()) <= {binding.id for binding in bindings()}


@pytest.mark.docs
def test_every_option_of_the_command_is_on_the_page() -> None:
    ours = {name for action in options()._actions for name in action.option_strings if name.startswith("--")}
    assert ours - {"--help"} == set(re.findall(r"^\| `(--[a-z]+)", PAGE, re.MULTILINE))
