"""The bytes of a threshold file, as text, and the faults that YAML would pass over or explain badly."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.model import Place

LARGEST = 2 * 1024 * 1024
"""Bytes. The longest file that people edit is a tenth of it."""

_SAVE_AGAIN = "Save it again with the encoding UTF-8."
_OTHER_KINDS = {
    b"PK": "It is a document of Word or Excel, or a zip file: save its words as plain text, in UTF-8.",
    b"\xff\xfe": "It is UTF-16, which some editors call Unicode: save it again with the encoding UTF-8.",
    b"\xfe\xff": "It is UTF-16, which some editors call Unicode: save it again with the encoding UTF-8.",
}
"""How files begin that are something else."""
_CONFLICT = re.compile(r"^ *(<<<<<<<|>>>>>>>|\|\|\|\|\|\|\||=======)(?: .*)?$", re.MULTILINE)
_TAB = re.compile(r"^ *\t[ \t]*(?=\S)", re.MULTILINE)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\uffff]"
)


def read_text(path: Path, shown: str, report: Report) -> str | None:
    """The text of the file, its lines ended by ``\\n``; ``None`` if it cannot be read on.

    ``shown`` is the file's name in findings.
    """
    start = Place(shown, 1, 1)
    try:
        raw = path.read_bytes()
    except OSError as error:
        what = "Here is a folder, and no file." if path.is_dir() else f"It cannot be read: {error.strerror}."
        report.error(Code.CANNOT_READ, start, what, _how_to_reach(path))
        return None
    if len(raw) > LARGEST:
        report.error(
            Code.TOO_LARGE,
            start,
            f"The file has {len(raw):,} bytes.",
            "Divide it into files of one topic each.",
        )
        return None
    text = _decoded(raw, shown, report)
    return None if text is None or not _is_clean(text, shown, report) else text


def _how_to_reach(path: Path) -> str:
    if path.is_dir():
        return "Give the folder another name, and put a file in its place if one was lost."
    if path.is_symlink() and not path.exists():
        return "It is a link to a file that is not there: delete it, or put the file itself in its place."
    return "See to its permissions."


def _decoded(raw: bytes, shown: str, report: Report) -> str | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        report.error(
            Code.NOT_UTF8,
            place_at(before, len(before), shown),
            f"The file is not UTF-8: byte {raw[error.start]:#04x} cannot be read.",
            next((remedy for start, remedy in _OTHER_KINDS.items() if raw.startswith(start)), _SAVE_AGAIN),
        )
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_clean(text: str, shown: str, report: Report) -> bool:
    before = len(report.findings)
    _look_for_conflicts(text, shown, report)
    for match in _TAB.finditer(text):
        report.error(
            Code.TAB,
            place_at(text, text.index("\t", match.start()), shown),
            "The line is indented with a tab.",
            "Indent it with spaces, two a step.",
        )
    for match in _INVISIBLE.finditer(text):
        report.error(
            Code.INVISIBLE,
            place_at(text, match.start(), shown),
            f"Here stands a character that cannot be seen: {_name(match[0])}.",
            "Delete it and type an ordinary space if one is wanted.",
        )
    clean = len(report.findings) == before
    if clean and text.strip() and not text.endswith("\n"):
        _warn_of_the_end(text, shown, report)
    return clean


def _look_for_conflicts(text: str, shown: str, report: Report) -> None:
    found = list(_CONFLICT.finditer(text))
    # A row of “=” inside a text may be meant; at the beginning of a line nothing else can be.
    if any(match[1][0] in "<>" or match[0].startswith("=") for match in found):
        for match in found:
            report.error(
                Code.CONFLICT,
                place_at(text, match.start(1), shown),
                "Here stands a marker of a merge conflict.",
                "Choose one of the two versions and delete the three marker lines.",
            )


def _warn_of_the_end(text: str, shown: str, report: Report) -> None:
    report.warning(
        Code.CUT_SHORT,
        place_at(text, len(text), shown),
        "The file ends in the middle of a line.",
        "Look whether its end is missing; if it is whole, end the last line with Enter.",
    )


def place_at(text: str, index: int, shown: str) -> Place:
    """The place of the character at ``index``."""
    line = text.count("\n", 0, index)
    return Place(shown, line + 1, index - (text.rfind("\n", 0, index) + 1) + 1)


def _name(character: str) -> str:
    known = unicodedata.name(character, "a control character").lower()
    return f"{known}, U+{ord(character):04X}"
