"""JSON read so that it means one thing: what `json` quietly accepts, mends or drops is a problem here."""

from __future__ import annotations

import codecs
import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from triage_api.casework.refusals import Fault

DEEPEST = 24
"""Objects and lists inside each other; a case needs seven."""
LONGEST_NUMBER = 15
"""Digits: all that every reader of JSON keeps exactly."""

_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
"""A string, or the beginning of one that never ends: looked at once, however many quotation marks follow."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""All but tab and line breaks: a terminal would obey them."""
_BRACKETS = re.compile(r"[][{}]")


class NotStrictError(ValueError):
    """It is not JSON, or JSON that could be read in two ways; ``faults`` says where."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults[0].what)
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class _Unfit:
    """What stands in the place of a value that is refused."""

    code: str
    what: str
    remedy: str


def read_strictly(raw: bytes) -> Any:
    """The JSON value in ``raw``.

    Raises:
        NotStrictError: not UTF-8, a byte order mark, not JSON, something after it, nested too deeply, a key
            twice, NaN or Infinity, a number too long, half of a surrogate pair, or control characters.
    """
    text = _decoded(raw)
    _refuse_depth(text)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_int=_integer,
            parse_float=_float,
        )
    except json.JSONDecodeError as error:
        raise _not_json(error) from None
    if faults := list(_faults(value, "")):
        raise NotStrictError(faults)
    return value


def _decoded(raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _whole("byte-order-mark", "It begins with a byte order mark.", "Send UTF-8 without one.")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _whole("not-utf-8", f"Byte {error.start} is not UTF-8.", "Send UTF-8.") from None


def _whole(code: str, what: str, remedy: str) -> NotStrictError:
    return NotStrictError([Fault("", code, what, remedy)])


def _not_json(error: json.JSONDecodeError) -> NotStrictError:
    if not error.doc.strip():
        return _whole("no-body", "There is nothing in it.", "Send a JSON object.")
    if error.msg == "Extra data":
        what = f"Something stands after its end, at line {error.lineno}, column {error.colno}."
        return _whole("trailing-text", what, "Send one JSON value.")
    what = f"It is not JSON at line {error.lineno}, column {error.colno}: {error.msg}."
    return _whole("not-json", what, "Send one JSON object.")


def _refuse_depth(text: str) -> None:
    """Before parsing: a parser that recurses could be brought down by it."""
    depth = 0
    for bracket in _BRACKETS.findall(_STRINGS.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            raise _whole("too-deep", f"It is nested deeper than {DEEPEST}.", "Nest it less deeply.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            value = _Unfit("duplicate-key", f"“{key}” stands here twice.", "Keep one of them.")
        found[key] = value
    return found


def _constant(name: str) -> _Unfit:
    return _Unfit("not-a-number", f"{name} is no JSON.", "Send a number, or leave it out.")


def _integer(digits: str) -> int | _Unfit:
    if len(digits.lstrip("-")) > LONGEST_NUMBER:
        return _Unfit(
            "number-too-long", f"A number has {len(digits)} digits.", "Send it as text in quotation marks."
        )
    return int(digits)


def _float(digits: str) -> float | _Unfit:
    value = float(digits)
    if not math.isfinite(value) or len(digits) > 2 * LONGEST_NUMBER:
        return _Unfit("number-too-long", "A number is out of range.", "Send it as text in quotation marks.")
    return value


def _faults(value: Any, at: str) -> Iterator[Fault]:
    match value:
        case _Unfit(code, what, remedy):
            yield Fault(at, code, what, remedy)
        case str():
            yield from _text_faults(value, at)
        case list():
            for index, member in enumerate(value):
                yield from _faults(member, f"{at}/{index}")
        case dict():
            for key, member in value.items():
                yield from _text_faults(key, at)
                yield from _faults(member, f"{at}/{escaped(key)}")


def _text_faults(text: str, at: str) -> Iterator[Fault]:
    if _CONTROLS.search(text):
        yield Fault(at, "control-character", "A text has control characters in it.", "Take them out.")
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        yield Fault(
            at, "half-a-letter", "A text has half of a surrogate pair in it.", "Send the whole letter."
        )


def escaped(key: str) -> str:
    """A key as a JSON pointer writes it (RFC 6901); what no text can hold is left out."""
    clean = key.encode("utf-8", "ignore").decode("utf-8")
    return clean.replace("~", "~0").replace("/", "~1")
