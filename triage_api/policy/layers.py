"""One policy folder, read into entries: what each file may hold is known here, not what its entries mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from triage_api.policy.codes import Code
from triage_api.policy.fields import Fields, as_id, as_items, as_keys
from triage_api.policy.findings import Report
from triage_api.policy.misfiled import explain_list, is_misfiled, is_other_file, stray, stray_document
from triage_api.policy.model import Place
from triage_api.policy.nodes import Keys, Node, Text, parse
from triage_api.policy.shapes import (
    CASEWORK_FILE,
    CONTACTS_FILE,
    QUESTION_FILE,
    ROUTES_FILE,
    TIMINGS_FILE,
    Shape,
)
from triage_api.policy.text import read_text

LISTS: dict[str, tuple[Shape, dict[str, str]]] = {
    "routes.yaml": (ROUTES_FILE, {
        "routes": "a route", "rags": "a rating", "starts": "a start", "harms": "a harm type",
        "destinations": "a destination", "roles": "a role", "duties": "a duty",
    }),
    "contacts.yaml": (CONTACTS_FILE, {"agencies": "an agency", "units": "a unit", "contacts": "a contact"}),
    "timings.yaml": (TIMINGS_FILE, {"events": "an event", "timings": "a timing", "tiers": "a tier"}),
    "casework.yaml": (CASEWORK_FILE, {
        "work_clocks": "a clock of casework", "permissions": "a permission", "teams": "a team",
        "lowering_reasons": "a reason for lowering", "non_referrals": "a kind of non-referral",
        "decision_points": "a decision point", "disagreement": "a stage of disagreement",
        "transfer_dispute": "a stage of a disputed transfer",
        "retention": "a retention rule",
    }),
}  # fmt: skip
"""The files that hold lists by name: their shape, and what an entry of each list is called."""

_KIND = {
    "routes.yaml": "a duty", "contacts.yaml": "a contact", "timings.yaml": "a timing",
    "casework.yaml": "a permission",
}  # fmt: skip
"""What a file is mostly read for."""
FOLDERS = ("questions", "thresholds", "examples", "versions")
FILES = ("policy.yaml", "definitions.yaml", *LISTS)
_MEANT_FOR_US = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)
"""Some editors add .txt, and do not show it."""
_OF_OFFICE = frozenset({".txt", ".doc", ".docx", ".rtf", ".odt", ".xls", ".xlsx", ".csv", ".json"})
"""Endings of files in which somebody may have written what was meant to be read."""
_READ_FROM = ("questions", "thresholds", "examples")
_UNIT_ID = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it was written: ``topic`` is its file's stem, ``section`` a question's section."""

    id: str
    node: Keys
    topic: str
    section: str = ""

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.node.place


@dataclass(slots=True)
class Layer:
    """Everything that one folder says. ``tables`` are by kind, then id, in the order of the files."""

    folder: Path
    shown: str
    header: Fields | None = None
    tables: dict[str, dict[str, Entry]] = field(default_factory=dict)
    singles: dict[str, tuple[Text, Node]] = field(default_factory=dict)
    whole: bool = True
    """Whether every file could be read to its end. If not, what seems missing may be in what was not read."""

    def add(self, kind: str, entry: Entry, report: Report) -> None:
        """Put an entry into its table; a second one with the same id is reported."""
        table = self.tables.setdefault(kind, {})
        first = table.setdefault(entry.id, entry)
        if first is not entry:
            report.error(
                Code.DUPLICATE_ID,
                entry.place,
                f"“{entry.id}” stands here a second time; the first is at {first.place}.",
                "Give one of the two another id, or delete it.",
            )


def shown_path(folder: Path) -> str:
    """The folder as findings name it: from the working directory if it lies there, else whole."""
    try:
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return folder.as_posix()


def read_document(layer: Layer, path: Path, report: Report) -> Node | None:
    """The document of one file; ``None``, and the layer not whole, if it cannot be read."""
    shown = f"{layer.shown}/{path.relative_to(layer.folder).as_posix()}"
    text = read_text(path, shown, report)
    node = None if text is None else parse(text, shown, report)
    if node is None:
        layer.whole = False
    return node


def read_entries(layer: Layer, report: Report) -> None:
    """Read all of the folder but ``policy.yaml`` into ``layer``."""
    for path in _files(layer, "questions"):
        _read_questions(layer, path, report)
    if (definitions := layer.folder / "definitions.yaml").exists():
        _read_list(layer, definitions, "definitions", "a definition", report)
    for path in _files(layer, "thresholds"):
        _read_list(layer, path, "rules", "a rule", report)
    for name in LISTS:
        if (path := layer.folder / name).exists():
            _read_lists(layer, path, report)
    _look_for_strays(layer, report)


def _files(layer: Layer, folder: str) -> list[Path]:
    return sorted((layer.folder / folder).glob("*.yaml"))


def _read_questions(layer: Layer, path: Path, report: Report) -> None:
    document = read_document(layer, path, report)
    if (
        document is None
        or (keys := _mapping(layer, document, "a file of questions", "a question", report)) is None
    ):
        return
    fields = Fields(keys, QUESTION_FILE, report)
    section = _section(layer, fields, path.stem, report)
    listed = keys.value("questions")
    if listed is not None:
        for entry in _entries(layer, listed, "questions", "a question", path.stem, report):
            layer.add("questions", Entry(entry.id, entry.node, path.stem, section), report)


def _section(layer: Layer, fields: Fields, topic: str, report: Report) -> str:
    value = fields.node.value("section")
    keys = None if value is None else as_keys(value, "section", report)
    if keys is None:
        return ""
    id = _id_of(keys, "a section", report)
    if id:
        layer.add("sections", Entry(id, keys, topic), report)
    return id


def _read_list(layer: Layer, path: Path, kind: str, what: str, report: Report) -> None:
    document = read_document(layer, path, report)
    if document is None:
        return
    if is_other_file(document, what, report):
        layer.whole = False
        return
    entries = list(_entries(layer, document, path.name, what, path.stem, report))
    if not _repeats(layer, kind, entries, report):
        for entry in entries:
            layer.add(kind, entry, report)


def _repeats(layer: Layer, kind: str, entries: list[Entry], report: Report) -> bool:
    """Whether the file says again all that another says, as a copy of it does; if so, it is reported."""
    held = layer.tables.get(kind, {})
    files = {held[entry.id].place.file if entry.id in held else "" for entry in entries}
    if len(entries) < 2 or len(files) != 1 or "" in files:
        return False
    report.error(
        Code.DUPLICATE_ID,
        entries[0].place,
        f"This file says again all that stands in {files.pop()}.",
        "Delete the one that is the copy.",
    )
    return True


def _mapping(layer: Layer, document: Node, name: str, what: str, report: Report) -> Keys | None:
    """The file's mapping; without one the layer is not whole."""
    if isinstance(document, Keys):
        return document
    layer.whole = False
    return None if explain_list(document, what, report) else as_keys(document, name, report)


def _read_lists(layer: Layer, path: Path, report: Report) -> None:
    shape, kinds = LISTS[path.name]
    document = read_document(layer, path, report)
    if document is None or (keys := _mapping(layer, document, path.name, _KIND[path.name], report)) is None:
        return
    Fields(keys, shape, report)
    layer.whole &= keys.entries.keys() <= shape.keys
    for key, (where, value) in keys.entries.items():
        if key in kinds:
            for entry in _entries(layer, value, key, kinds[key], path.stem, report):
                layer.add(key, entry, report)
        elif key in shape.keys:
            layer.singles[key] = (where, value)


def _entries(layer: Layer, node: Node, key: str, what: str, topic: str, report: Report) -> Iterator[Entry]:
    for item in as_items(node, key, report):
        keys = as_keys(item, what, report)
        if keys is not None and is_misfiled(keys, what, report):
            layer.whole = False
        elif keys is not None and (id := _id_of(keys, what, report)):
            yield Entry(id, keys, topic)


def _id_of(keys: Keys, what: str, report: Report) -> str:
    """The entry's id; one without gets a name of its own, and is reported where the entry is read."""
    value = keys.value("id")
    if value is None:
        return f"(line {keys.line})"
    if not isinstance(value, Text):
        report.error(
            Code.WRONG_SHAPE, value.place, f"The id of {what} is not one word.", "Write “id: a_word”."
        )
        return ""
    if what == "a unit" and _UNIT_ID.fullmatch(value.text):
        return value.text
    return as_id(value, what, report) or value.text


def _look_for_strays(layer: Layer, report: Report) -> None:
    for path in sorted(layer.folder.rglob("*.*")):
        inside = path.relative_to(layer.folder)
        if not _MEANT_FOR_US.search(path.name):
            if inside.parts[0] in _READ_FROM and path.suffix.lower() in _OF_OFFICE:
                stray_document(inside, Place(f"{layer.shown}/{inside.as_posix()}", 1, 1), report)
            continue
        if inside.parts[0] in ("versions", "examples") and path.suffix == ".yaml":
            continue
        if len(inside.parts) == 1 and inside.name in FILES:
            continue
        if len(inside.parts) == 2 and inside.parts[0] in FOLDERS and path.suffix == ".yaml":
            continue
        layer.whole = False
        place = Place(f"{layer.shown}/{inside.as_posix()}", 1, 1)
        stray(inside, place, FOLDERS, FILES, report)
