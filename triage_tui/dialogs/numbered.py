"""A dialog in which one key chooses a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from triage_tui.dialogs.dialog import Dialog


class Numbered(Dialog[str]):
    """Choose one line, by its number or with the arrow keys and Enter. Nothing is chosen to begin with."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(str(n), f"take({n - 1})", f"line {n}", id=f"line-{n}", show=False) for n in range(1, 10)
    ]

    def __init__(self, title: str, lines: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.lines, self._title = lines, title

    def title_line(self) -> str:
        return self._title

    def parts(self) -> Iterable[Widget]:
        options = OptionList(
            *(Option(self._line(at), id=id) for at, (id, _) in enumerate(self.lines)), markup=False
        )
        options.highlighted = None
        yield options

    def _line(self, at: int) -> Content:
        number = str(at + 1) if at < 9 else " "
        return Content.assemble((number, "bold"), f"  {self.lines[at][1]}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self.lines[event.option_index][0])

    def action_take(self, at: int) -> None:
        """Take the line with this number."""
        if at < len(self.lines):
            self.dismiss(self.lines[at][0])
