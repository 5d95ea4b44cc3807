"""What was asked and answered so far, to read and to go back to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from triage_tui.session import Past


class History(OptionList):
    """The conversation so far. The arrow keys choose an answer once the worker has gone back to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "change this answer", id="past-change", key_display="Enter"),
        Binding("d", "differs", "another source says otherwise", id="past-differs"),
        Binding("escape,right", "leave", "back to the question", id="past-leave", key_display="Esc"),
        Binding("up", "cursor_up", "earlier", id="past-up", show=False),
        Binding("down", "cursor_down", "later", id="past-down", show=False),
    ]

    class Chosen(Message):
        """An earlier answer was chosen: to change it, or to put another account beside it."""

        def __init__(self, past: Past, differs: bool) -> None:
            super().__init__()
            self.past, self.differs = past, differs

    class Left(Message):
        """The worker goes back to the question that is being asked."""

    def __init__(self) -> None:
        super().__init__(id="history", markup=False)
        self.past: tuple[Past, ...] = ()

    def show(self, past: Sequence[Past]) -> None:
        """Put these answers there, the latest at the foot."""
        self.past = tuple(past)
        self.clear_options()
        self.add_options([Option(self._line(each), id=f"{each.about}/{each.question}") for each in past])
        self.highlighted = None
        self.call_after_refresh(self.scroll_end, animate=False)

    def _line(self, past: Past) -> Content:
        whom = "" if past.about == "referral" else f"{past.whom}: "
        return Content.assemble(f"Q {whom}{past.ask} ", (f"— A {past.answer}", "bold"))

    def enter(self) -> None:
        """Go to the latest answer."""
        self.focus()
        self.highlighted = len(self.past) - 1

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Chosen(self.past[event.option_index], differs=False))

    def action_differs(self) -> None:
        """Another source says otherwise: both answers stay."""
        if self.highlighted is not None:
            self.post_message(self.Chosen(self.past[self.highlighted], differs=True))

    def action_leave(self) -> None:
        """Back to the question."""
        self.highlighted = None
        self.post_message(self.Left())
