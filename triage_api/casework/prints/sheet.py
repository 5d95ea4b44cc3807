"""Plain text for a case system: headings in capitals, no tables, no colour, parts that fit its field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

LONGEST = 8_000
"""Characters of one part: what the field of the common case systems takes."""
_ROOM = 200
"""Kept for the lines that say which part it is."""


@dataclass(slots=True)
class Sheet:
    """A print being written: sections in order, each a heading and its lines."""

    sections: list[tuple[str, list[str]]] = field(default_factory=list)

    def section(self, heading: str, lines: Iterable[str], nothing: str = "") -> None:
        """Add a section. One without lines says ``nothing``; without that it is left out."""
        found = [line for line in lines if line]
        if found or nothing:
            self.sections.append((heading.upper(), found or [nothing]))

    def parts(self, name: str) -> list[str]:
        """The text in parts of `LONGEST` characters at most, each headed by ``name`` and which part it is."""
        filled = _filled(_blocks(self.sections), LONGEST - _ROOM - len(name))
        return [f"{name}\nPart {n} of {len(filled)}\n\n{text}\n" for n, text in enumerate(filled, 1)]


def _blocks(sections: Sequence[tuple[str, list[str]]]) -> list[str]:
    """Whole sections where they fit; a long one is cut between lines and its heading said again."""
    blocks: list[str] = []
    for heading, lines in sections:
        held: list[str] = []
        title = heading
        for line in chain.from_iterable(map(_pieces, lines)):
            if held and len("\n".join([title, *held, line])) > LONGEST - 3 * _ROOM:
                blocks.append("\n".join([title, *held]))
                held, title = [], f"{heading} (CONTINUED)"
            held.append(line)
        blocks.append("\n".join([title, *held]))
    return blocks


def _pieces(line: str) -> list[str]:
    """A line that is longer than a part by itself, cut between words."""
    most = LONGEST // 2
    pieces = []
    while len(line) > most:
        at = line.rfind(" ", 0, most) + 1 or most
        pieces.append(line[:at].rstrip())
        line = line[at:]
    return [*pieces, line]


def _filled(blocks: Sequence[str], most: int) -> list[str]:
    parts: list[str] = []
    for block in blocks:
        joined = f"{parts[-1]}\n\n{block}" if parts else block
        if parts and len(joined) <= most:
            parts[-1] = joined
        else:
            parts.append(block)
    return parts or ["Nothing is recorded."]
