"""Dialogs in which the worker writes words: a note, the jotter, why an outcome is lowered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from triage_tui.dialogs.dialog import Dialog
from triage_tui.identifiers import warnings


class Words(Dialog[str]):
    """Words in a text area, kept with Ctrl+S. It warns of what looks like an identifier, never refuses it."""

    AUTO_FOCUS = "TextArea"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "keep it", id="words-keep", key_display="Ctrl+S", priority=True),
    ]

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        self._title, self._text = title, text

    def title_line(self) -> str:
        return self._title

    def parts(self) -> Iterable[Widget]:
        area = TextArea(self._text)
        area.move_cursor(area.document.end)
        yield area

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        self.say("\n".join(warnings(event.text_area.text)))

    def action_keep(self) -> None:
        """Keep the words."""
        text = self.query_one(TextArea).text.strip()
        if text:
            self.dismiss(text)
        else:
            self.say("Nothing is written yet. Esc leaves it.")
