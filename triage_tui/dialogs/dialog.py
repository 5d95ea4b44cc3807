"""The frame of every dialog."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from triage_tui.widgets.keys import Keys

Result = TypeVar("Result")


class Dialog(ModalScreen[Result | None], Generic[Result]):
    """One small matter over the screen. Its result is ``None`` when the worker goes back."""

    CSS_PATH = "dialog.tcss"
    TITLE_LINE: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave it", id="dialog-leave", key_display="Esc"),
    ]

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="box", can_focus=False):
            yield Static(self.title_line(), id="title", markup=False)
            yield from self.parts()
            yield Static(id="said", markup=False)
        yield Keys()

    def title_line(self) -> str:
        """What the dialog asks."""
        return self.TITLE_LINE

    def parts(self) -> Iterable[Widget]:
        """What stands between the title and the last line."""
        return ()

    def say(self, words: str) -> None:
        """Say what is wrong with what was given, or what to mind."""
        self.query_one("#said", Static).update(words)

    def action_leave(self) -> None:
        """Back, with nothing done."""
        self.dismiss(None)
