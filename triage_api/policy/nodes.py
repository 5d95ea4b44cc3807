"""A threshold file as nodes: texts, lists and mappings, each with its place. Nothing is guessed from a text.

PyYAML's events are used and not its loaders: they are read without recursion, so that no file can exhaust the
stack, and they show anchors, aliases and tags, which its composed nodes hide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.model import Place
from triage_api.policy.syntax import explain

DEEPEST = 40
"""Levels. Rules that people write have about ten."""

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's parser where it is there: about fifteen times as fast as the one in Python."""

_HASH = re.compile(r"[^\s] +#[^#]")
_PROSE = frozenset([
    "title", "ask", "help", "definition", "why", "because", "says", "what", "whose", "role", "tell", "record",
    "do_not_say", "safety", "warn", "label", "recipient", "basis", "ends_when", "words",
])  # fmt: skip
"""Keys whose value people read: a comment behind it looks like the end of its last sentence."""


@dataclass(slots=True)
class Text:
    """A scalar, as it was typed. ``plain``: without quotation marks; empty, nothing was typed."""

    text: str
    file: str
    line: int
    column: int
    plain: bool = True

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.file, self.line, self.column)


@dataclass(slots=True)
class Items:
    """A list."""

    items: list[Node]
    file: str
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.file, self.line, self.column)


@dataclass(slots=True)
class Keys:
    """A mapping: each key's own node and its value, by key, in the order of the file."""

    entries: dict[str, tuple[Text, Node]]
    file: str
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Where it begins."""
        return Place(self.file, self.line, self.column)

    def value(self, key: str) -> Node | None:
        """The value of ``key``; ``None`` without one."""
        entry = self.entries.get(key)
        return None if entry is None else entry[1]


Node = Text | Items | Keys


def parse(text: str, file: str, report: Report) -> Node | None:
    """The file's one document; ``None`` if it is empty or cannot be read to its end."""
    before = len(report.findings)
    reader = _Reader(text, file, report)
    try:
        if not reader.read():
            return None
    except yaml.YAMLError as error:
        explain(error, text, file, report)
        return None
    if reader.document is None and len(report.findings) == before:
        report.error(
            Code.EMPTY_FILE, Place(file, 1, 1), "The file is empty.", "Write its content, or delete it."
        )
    return reader.document


class _Reader:
    """Puts events together. ``open`` are the lists and mappings not yet ended, outermost first."""

    def __init__(self, text: str, file: str, report: Report) -> None:
        self.lines = text.split("\n") if _HASH.search(text) else None
        self.text = text
        self.file = file
        self.report = report
        self.document: Node | None = None
        self.documents = 0
        self.open: list[Items | Keys] = []
        self.keys: list[Text | None] = []

    def read(self) -> bool:
        """Take in every event; ``False`` if the file cannot be read to its end."""
        loader = _LOADER(self.text)
        try:
            event = loader.get_event()
            while type(event) is not yaml.StreamEndEvent:
                if not self.take(event):
                    return False
                event = loader.get_event()
        finally:
            loader.dispose()
        return True

    def take(self, event: Any) -> bool:
        """Take in one event; ``False`` if nothing after it can be read."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._take_text(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._refuse_features(event)
            return self._begin(event, kind is yaml.MappingStartEvent)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.open.pop()
            self.keys.pop()
        elif kind is yaml.AliasEvent:
            self._refuse(event, f"Here stands an alias, *{event.anchor}.", "Write out what it stands for.")
            self._put(Text("", self.file, event.start_mark.line + 1, event.start_mark.column + 1, False))
        elif kind is yaml.DocumentStartEvent:
            return self._begin_document(event)
        return True

    def _begin_document(self, event: Any) -> bool:
        self.documents += 1
        if self.documents > 1:
            self.report.error(
                Code.SEVERAL_DOCUMENTS,
                self._place(event),
                "A second document begins here, after “---”.",
                "Delete the line, or put what follows into a file of its own.",
            )
        return self.documents == 1

    def _begin(self, event: Any, is_mapping: bool) -> bool:
        mark = event.start_mark
        place = (self.file, mark.line + 1, mark.column + 1)
        node: Items | Keys = Keys({}, *place) if is_mapping else Items([], *place)
        self._put(node)
        self.open.append(node)
        self.keys.append(None)
        if len(self.open) <= DEEPEST:
            return True
        self.report.error(
            Code.TOO_DEEP,
            node.place,
            f"This is nested more than {DEEPEST} levels deep.",
            "Give a part of the condition a name in definitions.yaml and use it with “is:”.",
        )
        return False

    def _take_text(self, event: Any) -> None:
        mark, value, plain = event.start_mark, event.value, not event.style
        if event.anchor is not None or event.tag is not None or value == "<<":
            self._refuse_features(event)
        if self.lines is not None and plain:
            self._warn_of_comment(event, self.lines)
        self._put(Text(value, self.file, mark.line + 1, mark.column + 1, plain))

    def _put(self, node: Node) -> None:
        if not self.open:
            self.document = node
            return
        parent = self.open[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
        elif (key := self.keys[-1]) is None:
            self._put_key(node)
        else:
            parent.entries.setdefault(key.text, (key, node))
            self.keys[-1] = None

    def _put_key(self, node: Node) -> None:
        if not isinstance(node, Text):
            self._refuse_key(node)
            node = Text("", node.file, node.line, node.column)
        parent = self.open[-1]
        assert isinstance(parent, Keys)
        if node.text in parent.entries:
            first = parent.entries[node.text][0]
            self.report.error(
                Code.DUPLICATE_KEY,
                node.place,
                f"The key “{node.text}” stands here a second time; the first is in line {first.line}.",
                "Delete one of the two, or put both values under one key.",
            )
        self.keys[-1] = node

    def _refuse_key(self, node: Node) -> None:
        self.report.error(
            Code.WRONG_SHAPE,
            node.place,
            "Here stands a list or a mapping where a key is expected.",
            "Write the key as one word, then a colon.",
        )

    def _refuse_features(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, f"Here stands an anchor, &{event.anchor}.", "Delete it.")
        if event.tag is not None:
            self._refuse(
                event, f"Here stands a tag, {event.tag}.", "Delete it, or put the text in quotation marks."
            )
        if type(event) is yaml.ScalarEvent and event.value == "<<" and not event.style:
            self._refuse(event, "Here stands a merge key, “<<”.", "Write out what it stands for.")

    def _refuse(self, event: Any, what: str, remedy: str) -> None:
        self.report.error(Code.YAML_FEATURE, self._place(event), what, remedy)

    def _place(self, event: Any) -> Place:
        return Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _warn_of_comment(self, event: Any, lines: list[str]) -> None:
        mark = event.end_mark
        rest = lines[mark.line][mark.column :] if mark.line < len(lines) else ""
        is_prose = bool(self.keys) and self.keys[-1] is not None and self.keys[-1].text in _PROSE
        if re.match(r" +#[^#]" if is_prose else r" +#[^\s#]", rest) and event.value:
            column = mark.column + rest.index("#") + 1
            self.report.warning(
                Code.COMMENT,
                Place(self.file, mark.line + 1, column),
                f"“{rest.strip()}” is a comment and not part of the text.",
                "If it belongs to the text, put the whole text in quotation marks; else put it, with “# ”, "
                "on a line of its own.",
            )


def each_text(node: Node) -> Iterator[Text]:
    """The text, or the texts of the list."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Items):
        yield from (item for item in node.items if isinstance(item, Text))
