"""A dialog in which several lines may be ticked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from triage_tui.dialogs.dialog import Dialog


class Ticked(Dialog[tuple[str, ...]]):
    """Tick lines with Space, or the first nine by number; Ctrl+S keeps what is ticked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(n), f"tick({n - 1})", f"tick line {n}", id=f"tick-{n}", show=False)
            for n in range(1, 10)
        ),
        Binding("space,enter", "tick_here", "tick", id="tick-here", key_display="Space", priority=True),
        Binding("ctrl+s", "keep", "keep it", id="tick-keep", key_display="Ctrl+S"),
    ]

    def __init__(self, title: str, lines: Sequence[tuple[str, str]], ticked: Iterable[str] = ()) -> None:
        super().__init__()
        self.lines, self._title, self.ticked = lines, title, set(ticked)

    def title_line(self) -> str:
        return self._title

    def parts(self) -> Iterable[Widget]:
        yield OptionList(*(Option(self._line(at), id=str(at)) for at in range(len(self.lines))), markup=False)

    def _line(self, at: int) -> Content:
        id, label = self.lines[at]
        key = str(at + 1) if at < 9 else " "
        return Content.assemble((key, "bold"), f" [{'x' if id in self.ticked else ' '}] {label}")

    def action_tick(self, at: int) -> None:
        """Tick this line, or no longer."""
        if at < len(self.lines):
            self.ticked ^= {self.lines[at][0]}
            self.query_one(OptionList).replace_option_prompt_at_index(at, self._line(at))

    def action_tick_here(self) -> None:
        """Tick the line that the arrow keys chose."""
        here = self.query_one(OptionList).highlighted
        if here is not None:
            self.action_tick(here)

    def action_keep(self) -> None:
        """Keep what is ticked."""
        self.dismiss(tuple(id for id, _ in self.lines if id in self.ticked))
