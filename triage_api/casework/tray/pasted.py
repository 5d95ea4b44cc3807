"""Lines pasted from a work tray or a spreadsheet: a header, then an item a line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from triage_api.casework.refusals import Fault, WrongError
from triage_api.casework.tray.arrivals import BORN, INITIALS, REFERENCES, Arrival
from triage_api.engine.answers import nearest, read_instant
from triage_api.record import Handle

TIMES = ("received_at", "sent_at", "happened_at")
TEXTS = ("source", "source_ref", "kind", "grade", "youngest", "words")
COLUMNS = (*TIMES, *TEXTS, "children", *REFERENCES, "again")
NEEDED = ("received_at", "source", "words")
LOCAL = ("%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M")
"""How spreadsheets write a time, by the clock on the wall."""
UNKNOWN = ("", "to find", "not known", "unknown", "?")
"""What people write where they do not know."""
ID = re.compile(r"id[: ]\s*(\S+)", re.IGNORECASE)


def read_pasted(text: str, zone: str) -> list[tuple[int, Arrival]]:
    """The items, each with the number of its line. The columns stand in any order, apart by tabs, commas or
    semicolons. A time without an offset is by the clock in ``zone``.

    Raises:
        WrongError: the header or a line cannot be read; every line that cannot is named.
    """
    lines = text.lstrip("\ufeff")
    rows = list(_rows(lines))
    if not rows:
        raise WrongError(
            [Fault("/text", "blank", "Nothing is pasted.", "Paste a header and a line an item.")]
        )
    columns = [name.strip().lower().replace(" ", "_") for name in rows[0][1]]
    if faults := list(_header(columns)):
        raise WrongError(faults)
    read = [_line(number, columns, row, ZoneInfo(zone)) for number, row in rows[1:]]
    if faults := [fault for found in read if isinstance(found, list) for fault in found]:
        raise WrongError(faults)
    items = [found for found in read if not isinstance(found, list)]
    if not items:
        raise WrongError(
            [Fault("/text", "blank", "There is no item under the header.", "Paste a line an item.")]
        )
    return items


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with the line on which it begins."""
    header = text.lstrip("\r\n").partition("\n")[0]
    apart = max("\t,;", key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=apart, strict=True)
    begins = 1
    try:
        for row in rows:
            if any(value.strip() for value in row):
                yield begins, row
            begins = rows.line_num + 1
    except csv.Error as error:
        remedy = "Close every quotation mark, and write a quotation mark inside a text twice."
        raise WrongError([Fault("/text", "cut-short", f"Line {begins}: {error}.", remedy)]) from None


def _header(columns: list[str]) -> Iterator[Fault]:
    for name in columns:
        if name not in COLUMNS:
            what = f"Line 1: there is no column “{name[:60]}”."
            yield Fault("/text", "unknown-column", what, nearest(name, COLUMNS))
    for name in NEEDED:
        if name not in columns:
            yield Fault("/text", "missing-column", f"Line 1: the column “{name}” is missing.", "Add it.")
    if len(set(columns)) < len(columns):
        yield Fault("/text", "column-twice", "Line 1: a column stands there twice.", "Leave one of them out.")


def _line(
    number: int, columns: list[str], row: list[str], zone: ZoneInfo
) -> tuple[int, Arrival] | list[Fault]:
    """The item of one line, or everything that is wrong with its form."""
    if len(row) != len(columns):
        what = f"Line {number} has {len(row)} values, and the header has {len(columns)} columns."
        remedy = "Put text in which there is a comma in quotation marks."
        return [Fault("/text", "wrong-length", what, remedy)]
    raw = {name: value.strip() for name, value in zip(columns, row, strict=True)}
    values = {name: value for name, value in raw.items() if value.casefold() not in UNKNOWN}
    faults: list[Fault] = []
    read: dict[str, Any] = {name: values[name] for name in TEXTS if name in values}
    for name, reading in _readings(zone).items():
        if name in values:
            try:
                read[name] = reading(values[name])
            except ValueError as error:
                faults.append(Fault("/text", "wrong-value", f"Line {number}, {name}: {error}", _remedy(name)))
    faults += [
        Fault("/text", "missing-value", f"Line {number}: “{name}” is empty.", "Fill it in.")
        for name in NEEDED
        if name not in values
    ]
    if faults:
        return faults
    references = {kind: values[kind] for kind in REFERENCES if kind in values}
    return number, Arrival(**read, references=references)


def _readings(zone: ZoneInfo) -> Mapping[str, Callable[[str], Any]]:
    times = {name: lambda text: read_time(text, zone) for name in TIMES}
    return {**times, "children": read_children, "again": _read_yes}


def _remedy(name: str) -> str:
    if name in TIMES:
        return "Write it like 23/11/2026 08:15, or 2026-11-23T08:15:00+00:00."
    if name == "children":
        return "Write KM 2026-03; id 1234567. Leave it empty if the child is to be found."
    return "Write yes, or leave it empty."


def read_time(text: str, zone: ZoneInfo) -> datetime:
    """A time with its offset, or by the clock on the wall. In the hour that comes twice it is the first.

    Raises:
        ValueError: it is no time, or one that the clocks leapt over.
    """
    for form in LOCAL:
        try:
            wall = datetime.strptime(text, form)  # noqa: DTZ007 (it is given its zone below)
        except ValueError:
            continue
        local = wall.replace(tzinfo=zone)
        if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall:
            raise ValueError(f"“{text}” never was: the clocks went forward.")
        return local.astimezone(UTC)
    return read_instant(text)


def read_children(text: str) -> tuple[Handle, ...]:
    """Children, apart by semicolons: initials and month of birth, a case-system id, or both.

    Raises:
        ValueError: one is neither.
    """
    return tuple(_child(one.strip()) for one in text.split(";") if one.strip())


def _child(text: str) -> Handle:
    if text.casefold() in UNKNOWN:
        return Handle()
    found = ID.search(text)
    rest = (text if found is None else ID.sub("", text)).split()
    born = [part for part in rest if BORN.fullmatch(part)]
    initials = [part for part in rest if INITIALS.fullmatch(part)]
    if len(born) > 1 or len(initials) > 1 or len(born) + len(initials) != len(rest):
        raise ValueError(f"“{text[:60]}” does not tell a child.")
    return Handle(next(iter(initials), None), next(iter(born), None), None if found is None else found[1])


def _read_yes(text: str) -> bool:
    if text.casefold() not in ("yes", "no"):
        raise ValueError(f"“{text[:60]}” is neither yes nor no.")
    return text.casefold() == "yes"
