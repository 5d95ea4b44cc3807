"""What PyYAML says of a file that it cannot read, in words for the person who can mend it."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.reader import ReaderError

from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.model import Place

_COLUMN = "Begin it in the column of its neighbours."
_CURLY = 'Curly quotation marks are part of the text: put the whole text in straight ones, "...".'
_CURLED = re.compile("[\u2018-\u201f]")
_CLOSED = re.compile(r"[:-] +[\"'\[{].*([\"'\]}]) *$")
"""A value that began with a quotation mark or a bracket and has closed it."""
_DASHED = re.compile("^ *([\u2010-\u2015\u2212]) ")
_ENTRY = re.compile(r" *(-id|--+ *id|(?<! )id):")
"""A line that was meant to begin an entry; “id:” alone only where lists stand, at the very left."""
_BEGUN = re.compile(r"( *)[a-z][a-z0-9_]*")
"""A line up to its first colon, if it begins with a key."""
_WHOLE = re.compile(r"( *(?:- )?)([a-z][a-z0-9_]*): +[^>|\s].*")
"""A line with a key and its value."""


def explain(error: yaml.YAMLError, text: str, file: str, report: Report) -> None:
    """Report ``error`` where the mistake was made: often before the place where YAML noticed it."""
    if isinstance(error, ReaderError):
        report.error(
            Code.INVISIBLE, Place(file, 1, 1),
            f"The file holds a character that YAML refuses: {error.reason}.",
            "Look for characters that cannot be seen and delete them.",
        )  # fmt: skip
        return
    noticed: Any = getattr(error, "problem_mark", None)
    begun: Any = getattr(error, "context_mark", None)
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}"
    code, what, remedy, is_begun = _understood(said, noticed, text)
    mark = begun if is_begun and begun is not None else noticed
    line, column = (1, 1) if mark is None else (mark.line + 1, mark.column + 1)
    report.error(code, Place(file, line, column), what, remedy)


def _understood(said: str, noticed: Any, text: str) -> tuple[Code, str, str, bool]:
    """The code, what is wrong, the remedy, and whether the place is where the thing began."""
    here, before = _around(noticed, text)
    if found := _badly_begun(_line(noticed, text)):
        return found
    if "quoted scalar" in said:
        return (
            Code.UNCLOSED_QUOTE, "A quotation mark is opened here and not closed.",
            "Close it; an apostrophe inside single quotation marks is written twice.", True,
        )  # fmt: skip
    if "flow sequence" in said or "flow mapping" in said:
        return _bracket("[" if "sequence" in said else "{")
    if "mapping values are not allowed" in said:
        return _colon(_line_above(noticed, text, before), before)
    if "block scalar" in said:
        return (
            Code.YAML, "“>” and “|” begin a text that goes on in the lines below.",
            "For a comparison write “at least 3”, “more than 3”, “over 2 years”; else use quotation marks.",
            True,
        )  # fmt: skip
    if "cannot start any token" in said or "not allowed in this context" in said:
        return (
            Code.YAML, f"A text cannot begin with “{here}”.", "Put the text in quotation marks.", False,
        )  # fmt: skip
    if "could not find expected ':'" in said:
        return (
            Code.INDENTATION, "This line has no colon.",
            "Write “key: value”, or indent the line so that it belongs to the text above.", True,
        )  # fmt: skip
    if "block mapping" in said and (match := _CLOSED.search(before)):
        return (
            Code.QUOTED_IN_PART, f"After the closing {match[1]} nothing more can stand on the line.",
            "Put the whole value in quotation marks, of the other kind if it has some: \"The child's home\".",
            False,
        )  # fmt: skip
    return _other(said)


def _colon(above: str, before: str) -> tuple[Code, str, str, bool]:
    if above:
        return (
            Code.INDENTATION, f"This line begins further in than “{above}” above it, which has its value.",
            _COLUMN + " If it goes on with the text above, put that whole text in quotation marks.", False,
        )  # fmt: skip
    return (
        Code.COLON, "A colon stands where no key can begin.",
        _CURLY if _CURLED.search(before) else
        "If it belongs to the text, put the whole text in quotation marks; else look at the indentation.",
        False,
    )  # fmt: skip


def _badly_begun(line: str) -> tuple[Code, str, str, bool] | None:
    """What is said of a line that was meant to begin an entry of a list."""
    if entry := _ENTRY.match(line):
        return (
            Code.INDENTATION, f"The line begins with “{entry[1]}”, which begins no entry of the list.",
            "Write a hyphen and one space before the key: “- id:”.", False,
        )  # fmt: skip
    if dash := _DASHED.match(line):
        return (
            Code.YAML, f"The line begins with “{dash[1]}”, a dash that a word processor made.",
            "Write an ordinary hyphen and a space: “- ”.", False,
        )  # fmt: skip
    return None


def _bracket(opening: str) -> tuple[Code, str, str, bool]:
    closing = {"[": "]", "{": "}"}[opening]
    return (
        Code.UNCLOSED_BRACKET,
        f"A bracket “{opening}” is opened here, and “,” or “{closing}” is missing after it.",
        f"Close it with “{closing}”. A text in it with a comma, a colon or a bracket needs quotation marks.",
        True,
    )  # fmt: skip


def _other(said: str) -> tuple[Code, str, str, bool]:
    if "anchor" in said or "alias" in said or "tag" in said:
        return (
            Code.YAML_FEATURE, "A text cannot begin with “&”, “*” or “!”.",
            "Put the text in quotation marks.", True,
        )  # fmt: skip
    if "block mapping" in said or "block collection" in said or "block entry" in said or "indent" in said:
        return (
            Code.INDENTATION, "This line does not fit the lines above it.",
            _COLUMN, False,
        )  # fmt: skip
    words = " ".join(said.split()) or "no reason given"
    return Code.YAML, f"YAML cannot read this: {words}.", "Look at this line and the one above it.", False


def _line_above(mark: Any, text: str, before: str) -> str:
    """The key of the line above, if that is whole and this line begins as a key further in; else empty."""
    begun = _BEGUN.fullmatch(before)
    lines = text.split("\n")[: mark.line]
    above = _WHOLE.fullmatch(lines[-1]) if lines else None
    if begun is None or above is None or len(begun[1]) <= len(above[1].replace("- ", "  ")):
        return ""
    return f"{above[2]}:"


def _line(mark: Any, text: str) -> str:
    lines = text.split("\n")
    return lines[mark.line] if mark is not None and mark.line < len(lines) else ""


def _around(mark: Any, text: str) -> tuple[str, str]:
    """The character at the mark, and what stands before it in its line."""
    line = _line(mark, text)
    if not line:
        return "", ""
    return line[mark.column : mark.column + 1], line[: mark.column]
