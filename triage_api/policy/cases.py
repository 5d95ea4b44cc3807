"""Reads case files: YAML or JSON, in the form of ``POST /v1/triage``; the engine reads the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from triage_api.policy.codes import Code
from triage_api.policy.fields import Fields, as_keys
from triage_api.policy.findings import Finding, Report, in_order
from triage_api.policy.layers import shown_path
from triage_api.policy.model import Place
from triage_api.policy.nearest import did_you_mean
from triage_api.policy.nodes import Items, Keys, Node, Text, parse
from triage_api.policy.shapes import CASE, EXAMPLE, SUBJECT, Shape
from triage_api.policy.text import read_text

FLAGS = frozenset({"nothing_else", "not_mentioned", "settles"})
"""Keys of an answer that are true or false in JSON; in YAML people write yes as well."""
_BOOLEANS = {"true": True, "yes": True, "false": False, "no": False}
SUBJECTS = ("children", "adults", "incidents")
_ONLY_EXAMPLE = ("title", "source", "expect", "variants")

Body = dict[str, Any]
"""JSON-like: texts, ``None`` for what is empty, lists and mappings."""


class Written(Body):
    """A case as a file has it: a body that knows where each part of it was written.

    ``places`` is by JSON pointer, which is how the engine names what it cannot read.
    """

    def __init__(self, body: Body, places: Mapping[str, Place], whole: Place) -> None:
        super().__init__(body)
        self.places = dict(places)
        self.whole = whole

    def place(self, pointer: str) -> Place:
        """Where that part stands, or the nearest part around it that stands somewhere."""
        while pointer and pointer not in self.places:
            pointer = pointer.rpartition("/")[0]
        return self.places.get(pointer, self.whole)


def read_case(path: Path, title: str | None = None) -> tuple[Written | None, tuple[Finding, ...]]:
    """The case in one file, and what is wrong with the file.

    Of several in a list it is the one whose title begins with ``title``. An example is a case too: what it
    expects is left out. The body is ``None`` if there is an error.
    """
    report = Report()
    shown = shown_path(path)
    text = read_text(path, shown, report)
    node = None if text is None else parse(text, shown, report)
    if isinstance(node, Items):
        node = _of_the_list(node, title, report)
    keys = None if node is None else as_keys(node, "a case", report)
    body = None if keys is None else case_body(keys, EXAMPLE if keys.value("expect") else CASE, report)
    return (None if report.failed else body), in_order(report.findings)


def _of_the_list(listed: Items, title: str | None, report: Report) -> Node | None:
    """The one case that is meant; without a title, the only one."""
    titled = [(_title_of(item), item) for item in listed.items if isinstance(item, Keys)]
    if not titled:
        return listed
    found = [item for said, item in titled if title is None or said.lower().startswith(title.lower())]
    if found and (title is not None or len(found) == 1):
        return found[0]
    titles = [said for said, _ in titled if said]
    what = f"The file holds {len(titled)} cases" + ("." if title is None else f", and none begins “{title}”.")
    remedy = "Say which one, by how its title begins: --case “...”. " + did_you_mean(title or "", titles)
    report.error(Code.WRONG_SHAPE, listed.place, what, remedy, "One case has one recommendation.")
    return None


def _title_of(keys: Keys) -> str:
    title = keys.value("title")
    return title.text if isinstance(title, Text) else ""


def case_body(keys: Keys, shape: Shape, report: Report) -> Written:
    """The case that a mapping says; its keys, and those of its subjects, are checked against their shapes."""
    Fields(keys, shape, report)
    for kind in SUBJECTS:
        for one in keys_in(keys, kind):
            Fields(one, SUBJECT, report)
    entries = keys.entries.items()
    body = {key: plain_value(key, node) for key, (_, node) in entries if key not in _ONLY_EXAMPLE}
    return Written(body, dict(places_in(keys, "")), keys.place)


def places_in(node: Node, pointer: str) -> Iterator[tuple[str, Place]]:
    """Each part inside a node, by the JSON pointer to it: a value where its key stands."""
    if isinstance(node, Keys):
        for name, (key, value) in node.entries.items():
            yield f"{pointer}/{name}", key.place
            yield from places_in(value, f"{pointer}/{name}")
    elif isinstance(node, Items):
        for place, item in enumerate(node.items):
            yield f"{pointer}/{place}", item.place
            yield from places_in(item, f"{pointer}/{place}")


def keys_in(keys: Keys, kind: str) -> list[Keys]:
    """The mappings listed under a key."""
    listed = keys.value(kind)
    return [item for item in listed.items if isinstance(item, Keys)] if isinstance(listed, Items) else []


def plain_value(key: str, node: Node) -> Any:
    """A node as JSON has it. Scalars stay text, but for the flags of an answer."""
    if isinstance(node, Keys):
        return {name: plain_value(name, value) for name, (_, value) in node.entries.items()}
    if isinstance(node, Items):
        return [plain_value(key, item) for item in node.items]
    return _scalar(key, node)


def _scalar(key: str, node: Text) -> Any:
    if node.plain and node.text in ("", "~", "null"):
        return None
    if node.plain and key in FLAGS:
        return _BOOLEANS.get(node.text, node.text)
    return node.text
