"""Every key that applies on the screen from which help was asked, also those that its foot leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from triage_tui.widgets.banner import Banner
from triage_tui.widgets.keys import Keys

_IN_WORDS = (
    "One question is asked at a time. Everything is saved as you answer: there is nothing to save yourself.",
    "Not known is an answer: u, then why. So is not mentioned, where m is offered. A blank is not an answer.",
    "This tool recommends. You decide, in your own words.",
)


class KeyList(Screen[None]):
    """Keys and what they do."""

    CSS_PATH = "key_list.tcss"
    AUTO_FOCUS = "#keys"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss", "back", id="keys-back", key_display="Esc"),
    ]

    def __init__(self, asked_from: Screen[Any], title: str) -> None:
        super().__init__()
        self.title_line = title
        self.lines = list(_lines(asked_from))

    def compose(self) -> ComposeResult:
        yield Banner()
        with VerticalScroll(id="keys"):
            yield Static("\n".join(_IN_WORDS) + "\n", markup=False)
            yield Static(Content("\n").join(self.lines), markup=False)
        yield Keys()

    def on_mount(self) -> None:
        self.query_one(Banner).show(self.title_line)


def _lines(screen: Screen[Any]) -> Iterator[Content]:
    """A line a key, as the screen and whatever has the keyboard there have them."""
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.id is None:
            continue
        key = binding.key_display or screen.app.get_key_display(binding)
        yield Content(f"{key:<10}{binding.description}").stylize("bold", 0, len(key))
