"""One mapping under reading: keys checked against its shape, values read, each fault reported in place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.meant import like
from triage_api.policy.model import OUR_JUDGEMENT, UNVERIFIED, Duration, Place, SourceRef
from triage_api.policy.nearest import did_you_mean, nearest
from triage_api.policy.nodes import Items, Keys, Node, Text
from triage_api.policy.phrases import DURATIONS, read_duration
from triage_api.policy.shapes import FILE_OF, Shape, homes_of
from triage_api.policy.typed import listed, meant_date, meant_id, straight

_LINE = re.compile(r"([a-z][a-z0-9_]*) *[=:] *(\S[^=:]*)")
"""What looks like a line whose colon, or the space after it, is missing."""
_SPAN = re.compile(r"\d *(?:-|–|to) *\d")
"""A duration from one figure to another."""
ID = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")
_E = TypeVar("_E", bound=StrEnum)


class Fields:
    """Reads one mapping. A value that is missing or wrong is reported once, and reads as empty."""

    def __init__(self, node: Keys, shape: Shape, report: Report) -> None:
        self.node = node
        self.shape = shape
        self.report = report
        self._check_keys()

    @property
    def place(self) -> Place:
        """Where the mapping begins."""
        return self.node.place

    def place_of(self, key: str) -> Place:
        """Where the value of ``key`` stands, or without one the mapping."""
        value = self.node.value(key)
        return self.place if value is None else value.place

    def has(self, key: str) -> bool:
        """Whether the key is written."""
        return key in self.node.entries

    def word(self, key: str) -> Text | None:
        """The one text of ``key``; ``None`` if it is missing, empty or no text."""
        value = self.node.value(key)
        return None if value is None else as_text(value, key, self.report)

    def text(self, key: str) -> str:
        """The words of ``key``, one space apart and without ends; empty without them."""
        word = self.word(key)
        return "" if word is None else " ".join(word.text.split())

    def words(self, key: str) -> list[Text]:
        """The texts of ``key``: one, or a list of them."""
        value = self.node.value(key)
        return [] if value is None else as_texts(value, key, self.report)

    def texts(self, key: str) -> tuple[str, ...]:
        """The sentences of ``key``: one, or a list of them."""
        words = self.words(key)
        self._look_for_commas(words)
        return tuple(" ".join(word.text.split()) for word in words)

    def _look_for_commas(self, words: list[Text]) -> None:
        """A sentence that begins small, on the line of the one before it, was cut from that one."""
        for before, word in pairwise(words):
            if before.plain and word.plain and before.line == word.line and word.text[0].islower():
                self.report.warning(
                    Code.COMMA,
                    word.place,
                    f"“{word.text}” is read as a sentence of its own.",
                    f"If it goes on with “{before.text}”, put the whole in quotation marks.",
                )

    def yes(self, key: str) -> bool:
        """Whether ``key`` is ``yes``; it may be left out, which is no."""
        word = self.word(key)
        return word is not None and self._one_of(word, key, ("yes", "no")) == "yes"

    def one_of(self, key: str, kind: type[_E]) -> _E | None:
        """The member of ``kind`` that ``key`` names."""
        word = self.word(key)
        chosen = None if word is None else self._one_of(word, key, [member.value for member in kind])
        return None if chosen is None else kind(chosen)

    def among(self, key: str, allowed: Iterable[str]) -> str:
        """The one of ``allowed`` that stands there; empty if it is none of them."""
        word = self.word(key)
        return "" if word is None else self._one_of(word, key, list(allowed)) or ""

    def number(self, key: str, lowest: int = 0) -> int | None:
        """A whole number, not below ``lowest``."""
        word = self.word(key)
        return None if word is None else whole_number(word, key, lowest, self.report)

    def date(self, key: str) -> date | None:
        """A day, written 2026-04-01."""
        word = self.word(key)
        return None if word is None else as_date(word, key, self.report)

    def duration(self, key: str) -> Duration | None:
        """A duration: ``4 office hours``."""
        word = self.word(key)
        return None if word is None else as_duration(word, key, self.report)

    def mapping(self, key: str, shape: Shape) -> Fields | None:
        """The mapping under ``key``."""
        value = self.node.value(key)
        keys = None if value is None else as_keys(value, key, self.report, _lines_of(shape))
        return None if keys is None else Fields(keys, shape, self.report)

    def mappings(self, key: str, shape: Shape) -> list[Fields]:
        """The mappings listed under ``key``."""
        value = self.node.value(key)
        if isinstance(value, Text) and value.text.strip():
            self._refuse_entry(value, key, shape)
            return []
        found = []
        for item in [] if value is None else as_items(value, key, self.report):
            if isinstance(item, Keys):
                found.append(Fields(item, shape, self.report))
            else:
                self._refuse_entry(item, key, shape)
        return found

    def _refuse_entry(self, node: Text | Items, key: str, shape: Shape) -> None:
        keys = ", ".join(f"{needed}: ..." for needed in shape.needed)
        what = f"An entry of “{key}” has the keys {' and '.join(f'“{needed}”' for needed in shape.needed)}."
        self.report.error(Code.WRONG_SHAPE, node.place, what, f"Write “- {{{keys}}}”.")

    def sources(self, known: Collection[str]) -> tuple[SourceRef, ...]:
        """What ``source:`` cites."""
        return tuple(
            ref for word in self.words("source") if (ref := as_source(word, known, self.report)) is not None
        )

    def _one_of(self, word: Text, key: str, allowed: Iterable[str]) -> str | None:
        choices = list(allowed)
        if word.text in choices:
            return word.text
        self.report.error(
            Code.WRONG_VALUE,
            word.place,
            f"“{key}” cannot be “{word.text}”.",
            did_you_mean(word.text, choices),
        )
        return None

    def _check_keys(self) -> None:
        entries, meant = self.node.entries, set[str | None]()
        if not entries.keys() <= self.shape.keys:
            for key, (where, _) in entries.items():
                if key not in self.shape.keys:
                    self._refuse_key(key, where.place)
                    meant.add(nearest(key, self._free_keys()))
        for key, why in self.shape.needed.items():
            if key not in entries and key not in meant:
                missing(key, self.shape.name, self.place, why, self.report)

    def _free_keys(self) -> list[str]:
        """The keys that may still be written, or all if there are none."""
        return sorted(self.shape.keys - self.node.entries.keys()) or sorted(self.shape.keys)

    def _refuse_key(self, key: str, place: Place) -> None:
        value = self.node.value(key)
        if isinstance(value, Text) and not value.text and (" " in key or key.isdigit()):
            self._refuse_comma(key, place)
            return
        unused = sorted(self.shape.keys - self.node.entries.keys()) or sorted(self.shape.keys)
        self.report.error(
            Code.UNKNOWN_KEY,
            place,
            f"There is no key “{key}” in {self.shape.name}.",
            self._meant(key, unused),
        )

    def _meant(self, key: str, unused: list[str]) -> str:
        """The key that was probably meant, or where one of this name belongs."""
        if (file := FILE_OF.get(key)) is not None and self.shape.name.endswith(".yaml"):
            return f"It belongs in {file}."
        if nearest(key, unused) is None and (homes := homes_of(key)):
            return f"It is a key of {homes}: look at how far the line is indented."
        return did_you_mean(key, unused)

    def _refuse_comma(self, key: str, place: Place) -> None:
        """Inside braces, text without quotation marks ends at a comma."""
        self.report.error(
            Code.UNKNOWN_KEY,
            place,
            f"“{key}” reads as a key of {self.shape.name}.",
            "Write a number without a comma in it."
            if key.isdigit()
            else "If it belongs to the text before the comma, put that whole text in quotation marks.",
        )


def missing(key: str, where: str, place: Place, why: str, report: Report) -> None:
    """Report that ``key`` is not there."""
    report.error(
        Code.MISSING_KEY, place, f"The key “{key}” is missing from {where}.", f"Write “{key}:”.", why
    )


def as_text(node: Node, key: str, report: Report) -> Text | None:
    """A text that is not empty."""
    if not isinstance(node, Text):
        is_list = isinstance(node, Items)
        what = f"“{key}” is {'a list' if is_list else 'a mapping'}."
        remedy = "Write one text, without “[” and “- ”." if is_list else "Write one text"
        more = "" if is_list else ", in quotation marks if it has a colon."
        report.error(Code.WRONG_SHAPE, node.place, what, remedy + more)
        return None
    if node.text.strip():
        return node
    report.error(Code.EMPTY_VALUE, node.place, f"“{key}” is empty.", "Write its value, or delete the key.")
    return None


def as_texts(node: Node, key: str, report: Report) -> list[Text]:
    """One text, or a list of texts."""
    if isinstance(node, Items):
        if not node.items:
            report.error(
                Code.EMPTY_VALUE, node.place, f"“{key}” is empty.", "Write its entries, or delete the key."
            )
        found = (as_text(item, f"an entry of {key}", report) for item in node.items)
        return [text for text in found if text is not None]
    text = as_text(node, key, report)
    return [] if text is None else [text]


def as_items(node: Node, key: str, report: Report) -> list[Node]:
    """A list; one mapping may stand alone."""
    if isinstance(node, Items):
        return node.items
    if isinstance(node, Keys):
        return [node]
    _refuse_text(node, key, "a list", "Begin each entry on a line of its own with “- ”.", report)
    return []


def _lines_of(shape: Shape) -> str:
    """How to write what the shape needs."""
    lines = " and ".join(f"“{key}: ...”" for key in shape.needed)
    return f"Write {lines} below it, two spaces in." if lines else _BELOW


_BELOW = "Write each on a line of its own, two spaces in."


def as_keys(node: Node, key: str, report: Report, remedy: str = _BELOW) -> Keys | None:
    """A mapping; ``remedy`` says how to write it where one text stands in its place."""
    if isinstance(node, Keys):
        return node
    if isinstance(node, Items):
        report.error(
            Code.WRONG_SHAPE, node.place, f"“{key}” is a list.", "Write “key: value” lines, without “- ”."
        )
    else:
        _refuse_text(node, key, "lines of “key: value”", remedy, report)
    return None


def _refuse_text(node: Text, key: str, wanted: str, remedy: str, report: Report) -> None:
    if not node.text.strip():
        remedy = "Write what belongs to it below it, each line two spaces further in."
        report.error(Code.EMPTY_VALUE, node.place, f"“{key}” is empty.", remedy)
        return
    if match := _LINE.fullmatch(node.text.strip()):
        remedy = f"Write “{match[1]}: {match[2]}”, with a colon and a space."
    report.error(Code.WRONG_SHAPE, node.place, f"“{key}” is one text; it takes {wanted}.", remedy)


def as_id(word: Text | None, what: str, report: Report) -> str:
    """An id, well formed; empty if it is not."""
    if word is None:
        return ""
    if ID.fullmatch(word.text):
        return word.text
    better = meant_id(word.text, what)
    report.error(
        Code.BAD_ID,
        word.place,
        f"“{word.text}” cannot be the id of {what}.",
        (f"Did you mean “{better}”? " if ID.fullmatch(better) else "")
        + "Ids are lower-case letters, digits, “_” and “-”, and begin with a letter.",
    )
    return ""


def whole_number(word: Text, key: str, lowest: int, report: Report) -> int | None:
    """A whole number, not below ``lowest``."""
    if re.fullmatch(r"[0-9]{1,6}", word.text) and int(word.text) >= lowest:
        return int(word.text)
    report.error(
        Code.BAD_NUMBER,
        word.place,
        f"“{key}” cannot be “{word.text}”.",
        f"Write a whole number, {lowest} or more, in digits.",
    )
    return None


def as_date(word: Text, key: str, report: Report) -> date | None:
    """A day of the calendar."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word.text):
            return date.fromisoformat(word.text)
        what = f"“{key}” is not a date: “{word.text}”."
    except ValueError:
        what = f"There is no such day as “{word.text}”."
    near = meant_date(word.text)
    remedy = "" if near is None else f"Did you mean “{near}”? "
    if len(re.findall(r"\d{4}-\d{2}-\d{2}", word.text)) > 1:
        remedy = "Write each day by itself, with commas between. "
    report.error(Code.BAD_DATE, word.place, what, remedy + "Write year, month and day, like 2026-04-01.")
    return None


def as_duration(word: Text, key: str, report: Report) -> Duration | None:
    """A duration, as ``docs/policy-format.md`` has them."""
    try:
        return read_duration(word.text)
    except ValueError as error:
        what = f"“{key}” cannot be “{word.text}”. {error}"
    remedy = like(word.text, read_duration, DURATIONS)
    if _SPAN.search(word.text):
        remedy = f"A clock has one figure: write the one by which it is late. {remedy}"
    report.error(Code.BAD_DURATION, word.place, what, remedy)
    return None


def as_source(word: Text, known: Collection[str], report: Report) -> SourceRef | None:
    """A citation: the source's id, then the paragraph."""
    names = [*sorted(known), UNVERIFIED, OUR_JUDGEMENT]
    text = " ".join(word.text.split())
    if len(several := _several_sources(text, names)) > 1:
        report.error(
            Code.UNKNOWN_SOURCE,
            word.place,
            "Several sources stand in one text.",
            f"Write a list: [{', '.join(several)}].",
            "The second would be read as a paragraph of the first, and an “unverified” would be overlooked.",
        )
        return None
    id, _, at = text.partition(" ")
    if id in names:
        return SourceRef(id, at or None)
    what = f"There is no source “{straight(id)}”."
    if straight(text) != text:
        what = "The source stands in curly quotation marks, which a word processor makes."
    report.error(Code.UNKNOWN_SOURCE, word.place, what, _source_meant(text, names))
    return None


def _several_sources(text: str, names: Collection[str]) -> list[str]:
    """The citations in one text, if the second begins with a source's id."""
    parts = listed(text)
    return parts if any(part.partition(" ")[0] in names for part in parts[1:]) else []


def _source_meant(text: str, names: Collection[str]) -> str:
    """The source that was probably meant; of one by its title or address, how it gets an id."""
    id, _, at = straight(text).partition(" ")
    near = nearest(id, names)
    if ID.fullmatch(id) or (near is not None and near == meant_id(id, "a source")):
        said = f"Did you mean “{near} {at}".strip() + "”?" if near else did_you_mean(id, names)
        return f"{said} Sources are listed in policy.yaml."
    title = re.split(r"[ ,]+\d", straight(text))[0]
    new = meant_id(re.sub(r"^https?://(www\.)?|[./][^ ]*$", "", title), "a source") or "an-id"
    return (
        f"List it under “sources:” in policy.yaml with an id, such as “{new}”; then cite that id and the "
        f"paragraph: “{new} 3.1”."
    )
