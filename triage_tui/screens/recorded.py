"""After the decision: what was recorded, and what is now due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from triage_tui.result_words import soonest_first
from triage_tui.session import Session
from triage_tui.times import deadline
from triage_tui.widgets.banner import Banner
from triage_tui.widgets.keys import Keys


class RecordedScreen(Screen[None]):
    """The decision as it stands in the record, with the issued contacts and their deadlines."""

    CSS_PATH = "recorded.tcss"
    AUTO_FOCUS = "#record"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "app.new_referral", "new referral", id="recorded-new"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        yield Banner()
        with VerticalScroll(id="record"):
            yield Static(Content("\n").join(self._lines()), markup=False)
        yield Keys()

    def on_mount(self) -> None:
        self.query_one(Banner).show(self.session.title())

    def _lines(self) -> Iterator[Content]:
        referral, words = self.session.referral, self.session.words
        assert referral is not None
        assert words is not None
        decision = referral.decision or {}
        yield Content.styled(f"Recorded under {referral.id}.", "bold")
        if decision.get("route"):
            yield Content(f"Decided: {words.rag(decision['rag'])}, {words.route(decision['route'])}")
        else:
            yield Content("Decided: not a referral")
        yield Content(f"Reasons: {decision.get('reasons', '')}")
        yield from self._second_view(decision)
        yield Content("")
        yield from self._due("Required contacts, now issued", [*referral.contacts, *referral.duties])
        yield Content.styled("w starts a new referral.", "bold")

    def _second_view(self, decision: Mapping[str, Any]) -> Iterator[Content]:
        """That a second person must look at it, where it lowers."""
        view = decision.get("second_view")
        if view:
            when = (
                "before it takes effect" if view["before_it_takes_effect"] else "though it has taken effect"
            )
            yield Content.styled(
                f"It lowers what was recommended. A second person must look at it, {when}.", "bold"
            )

    def _due(self, title: str, issued: list[Mapping[str, Any]]) -> Iterator[Content]:
        yield Content.styled(title.upper() if issued else "No contact is required.", "bold underline")
        for item in soonest_first(issued):
            when = deadline(item.get("due"), item.get("within"), self.session.now())
            yield Content(f"- {item.get('role') or item.get('title')}: {when}")
        yield Content("")
