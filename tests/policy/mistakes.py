"""Seeded mistakes of policy authors: one change to a good policy each, and what must be said of it, where.

In ``new`` or ``seen``, « stands just before the place that must be named; it is not written to the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from triage_api.policy.codes import Code
from triage_api.policy.model import Place

MARK = "«"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake. ``seen`` is a file and a text in it, if the place is not within ``new``.

    ``old`` stands in ``file`` once. An empty ``old`` means that ``new`` is the whole file; if that is bytes,
    the place is ``at``: line and column.
    """

    name: str
    file: str
    old: str
    new: str | bytes
    code: Code
    remedy: str
    seen: tuple[str, str] | None = None
    at: tuple[int, int] | None = None
    policy: str = "northshire"
    loud: bool = True
    """Whether it is an error; a quiet one is a warning."""

    def seed(self, root: Path) -> Place:
        """Make the mistake in a copy of the good policies; the place that must be named."""
        path = root / self.policy / self.file
        path.parent.mkdir(parents=True, exist_ok=True)
        self._write(path)
        return self._place(root)

    def _write(self, path: Path) -> None:
        if isinstance(self.new, bytes):
            path.write_bytes(self.new)
            return
        new = self.new.replace(MARK, "")
        if self.old:
            text = path.read_text("utf-8")
            assert text.count(self.old) == 1, f"{self.old!r} stands {text.count(self.old)} times"
            new = text.replace(self.old, new)
        path.write_text(new, "utf-8")

    def _place(self, root: Path) -> Place:
        file, marked = self.seen or (self.file, self.new)
        shown = (root / self.policy / file).as_posix()
        if self.at is not None:
            return Place(shown, *self.at)
        assert isinstance(marked, str)
        text = (root / self.policy / file).read_text("utf-8")
        plain = marked.replace(MARK, "")
        assert text.count(plain) == 1, f"{plain!r} stands {text.count(plain)} times"
        index = text.index(plain) + marked.index(MARK)
        return Place(shown, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
