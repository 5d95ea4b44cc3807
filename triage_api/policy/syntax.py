"""What PyYAML says of a file that it cannot read, in words for the person who can mend it."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.reader import ReaderError

from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.model import Place

_COLUMN = (
    "Begin it in the column of its neighbours. In '...' an apostrophe is written twice, and no text follows "
    "a closing quotation mark."
)


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
    here = _character(noticed, text)
    if "quoted scalar" in said:
        return (
            Code.UNCLOSED_QUOTE, "A quotation mark is opened here and not closed.",
            "Close it; an apostrophe inside single quotation marks is written twice.", True,
        )  # fmt: skip
    if "flow sequence" in said or "flow mapping" in said:
        return _bracket("[" if "sequence" in said else "{")
    if "mapping values are not allowed" in said:
        return (
            Code.COLON, "A colon stands where no key can begin.",
            "If it belongs to the text, put the whole text in quotation marks; else look at the indentation.",
            False,
        )  # fmt: skip
    if "cannot start any token" in said:
        return (
            Code.YAML, f"A text cannot begin with “{here}”.", "Put the text in quotation marks.", False,
        )  # fmt: skip
    if "could not find expected ':'" in said:
        return (
            Code.INDENTATION, "This line has no colon.",
            "Write “key: value”, or indent the line so that it belongs to the text above.", True,
        )  # fmt: skip
    return _other(said)


def _bracket(opening: str) -> tuple[Code, str, str, bool]:
    closing = {"[": "]", "{": "}"}[opening]
    return (
        Code.UNCLOSED_BRACKET,
        f"A bracket “{opening}” is opened here, and “,” or “{closing}” is missing after it.",
        f"Close it with “{closing}”, and part its entries with commas.", True,
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


def _character(mark: Any, text: str) -> str:
    if mark is None:
        return ""
    lines = text.split("\n")
    return lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""
