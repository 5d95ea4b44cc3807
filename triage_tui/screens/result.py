"""The result: what the policy says of these answers, and why. A person decides next."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from triage_tui.result_words import Page, Part
from triage_tui.session import Session
from triage_tui.widgets.banner import Banner
from triage_tui.widgets.keys import Keys


class ResultScreen(Screen[str]):
    """One long page, the most important first."""

    CSS_PATH = "result.tcss"
    AUTO_FOCUS = "#page"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "decide", "decide", id="result-decide"),
        Binding("x", "sources", "sources", id="result-sources"),
        Binding("n", "next_part", "next part", id="result-next-part"),
        Binding("g", "go_on", "further questions", id="result-go-on"),
        Binding("a", "put_down", "put down who it is about", id="result-put-down"),
        Binding("b,left", "back", "change an answer", id="result-back", key_display="b"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.sources = False

    def compose(self) -> ComposeResult:
        yield Banner()
        yield VerticalScroll(id="page")
        yield Keys()

    def on_mount(self) -> None:
        self.query_one(Banner).show(self.session.title())
        self._write()

    def _write(self) -> None:
        session = self.session
        assert session.referral is not None
        assert session.words is not None
        parts = Page(session.referral, session.words, session.now(), self.sources).parts()
        page = self.query_one("#page", VerticalScroll)
        page.remove_children()
        page.mount_all(Static(_block(part), markup=False) for part in [*parts, *self._further()])

    def _further(self) -> list[Part]:
        """What can still be asked, and need not be before a decision."""
        assert self.session.referral is not None
        count = len(self.session.referral.recommendation.get("next_questions") or ())
        if not count:
            return []
        words = "One question is" if count == 1 else f"{count} questions are"
        return [
            Part(
                "Still to ask",
                (Content(f"{words} left: arrangements, and who else must know. They can wait; g asks now."),),
            )
        ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Further questions only while there are some; somebody to put down where the answers say so."""
        if action == "go_on":
            return self.session.turn() is not None
        if action == "put_down":
            return self.session.closed_empty() is not None
        return True

    def action_sources(self) -> None:
        """Show the paragraphs that everything comes from, or hide them."""
        self.sources = not self.sources
        self._write()

    def action_next_part(self) -> None:
        """Scroll to the next section, and from the last to the first."""
        page = self.query_one("#page", VerticalScroll)
        tops = [part.virtual_region.y for part in page.children]
        target = (
            next((top for top in tops if top > page.scroll_y), 0) if page.scroll_y < page.max_scroll_y else 0
        )
        page.scroll_to(y=target, animate=False)

    def action_decide(self) -> None:
        """The worker's own decision."""
        from triage_tui.screens.decision import DecisionScreen

        self.app.push_screen(DecisionScreen(self.session))

    def action_go_on(self) -> None:
        """Ask what is left about the arrangements."""
        self.dismiss("go_on")

    def action_put_down(self) -> None:
        """Put down somebody whom an answer is about, and who is on no list."""
        self.dismiss("put_down")

    def action_back(self) -> None:
        """Go back among the answers."""
        self.dismiss("back")


def _block(part: Part) -> Content:
    """A section, its title first."""
    title = [Content.styled(part.title.upper(), "bold underline")] if part.title else []
    return Content("\n").join([*title, *part.lines])
