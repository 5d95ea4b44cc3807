"""A dialog for a few words on one line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Input

from triage_tui.dialogs.dialog import Dialog
from triage_tui.identifiers import warnings


class OneLine(Dialog[str]):
    """A few words, taken with Enter. It warns of what looks like an identifier, and never refuses it."""

    AUTO_FOCUS: ClassVar[str] = "Input"

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def title_line(self) -> str:
        return self._title

    def parts(self) -> Iterable[Widget]:
        yield Input(max_length=120)

    def on_input_changed(self, event: Input.Changed) -> None:
        self.say("\n".join(warnings(event.value)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes it."""
        if event.value.strip():
            self.dismiss(event.value.strip())
