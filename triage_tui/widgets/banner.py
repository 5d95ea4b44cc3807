"""The line at the top of every screen: practice or not, whose policy, which referral, and what is wrong."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static


class Banner(Vertical):
    """The title line, and under it a line of alarm that is there only while something is wrong."""

    DEFAULT_CSS = """
    Banner { height: auto; }
    Banner #title { background: $primary-background; color: $text; height: 1; text-style: bold; }
    Banner #alarm { background: $error; color: $text; text-style: bold; display: none; height: auto; }
    Banner.-alarmed #alarm { display: block; }
    """

    def compose(self) -> ComposeResult:
        yield Static(id="title", markup=False)
        yield Static(id="alarm", markup=False)

    def show(self, title: str) -> None:
        """Put ``title`` in the first line."""
        self.query_one("#title", Static).update(title)

    def alarm(self, words: str) -> None:
        """Say what is wrong; ``""`` when it is right again."""
        self.query_one("#alarm", Static).update(words)
        self.set_class(bool(words), "-alarmed")
