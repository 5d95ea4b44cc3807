"""The worker's decision, in their own words. Nothing is filled in for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from triage_client import Problem
from triage_tui import forming
from triage_tui.deeds import LOWERS, Deed
from triage_tui.dialogs.numbered import Numbered
from triage_tui.dialogs.ticked import Ticked
from triage_tui.dialogs.words import Words
from triage_tui.draft import Draft
from triage_tui.messages import ToSave
from triage_tui.session import Session
from triage_tui.widgets.banner import Banner
from triage_tui.widgets.keys import Keys


class DecisionScreen(Screen[None]):
    """What is decided so far; each part has a dialog of its own, and may be changed until it is recorded."""

    CSS_PATH = "decision.tcss"
    AUTO_FOCUS = "#draft"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "part('route')", "route", id="decision-route"),
        Binding("2", "part('rag')", "rating", id="decision-rating"),
        Binding("3", "part('reasons')", "your reasons", id="decision-reasons"),
        Binding("4", "part('dropped')", "leave out a contact", id="decision-dropped"),
        Binding("5", "part('code')", "why it is lower", id="decision-lowering"),
        Binding("6", "part('point')", "when in the case", id="decision-point"),
        Binding("ctrl+s", "record", "record the decision", id="decision-record", key_display="Ctrl+S"),
        Binding("escape,b", "leave", "back to the result", id="decision-leave", key_display="Esc"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.problem = ""

    @property
    def draft(self) -> Draft:
        """Kept in the session, so that leaving the screen loses nothing."""
        return self.session.draft

    def compose(self) -> ComposeResult:
        yield Banner()
        with VerticalScroll(id="draft"):
            yield Static(id="lines", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        self.query_one(Banner).show(self.session.title())
        self._show()
        self._ask_missing()

    def refused(self, _: Deed, problem: Problem) -> None:
        """The service did not take it; if because it lowers, ask why."""
        lowers = problem.code == LOWERS
        self.problem = "" if lowers else problem.words
        self._change(lowers=self.draft.lowers or lowers)
        if lowers:
            self._ask_missing()

    def _screened_out(self) -> bool:
        assert self.session.referral is not None
        return self.session.referral.not_a_referral

    def _missing(self) -> str | None:
        return self.draft.missing(screened_out=self._screened_out(), again=self._again())

    def _again(self) -> bool:
        """Whether something is decided already, so that this one has to say when in the case it is."""
        assert self.session.referral is not None
        return self.session.referral.decision is not None

    def _change(self, **fields: Any) -> None:
        self.session.draft = replace(self.draft, **fields)
        self._show()
        self.refresh_bindings()

    def _show(self) -> None:
        self.query_one("#lines", Static).update(Content("\n").join(self._lines()))

    def _lines(self) -> list[Content]:
        """The recommendation, what is decided so far, and what to do next."""
        referral, words, draft = self.session.referral, self.session.words, self.draft
        assert referral is not None
        assert words is not None
        lines = [
            Content.assemble("The policy recommends ", forming.headline(referral, words)),
            Content("You decide. Say why in your own words, also where you agree."),
            *(Content(f"! {line}") for line in [forming.history(referral)] if line),
            Content(""),
        ]
        if not self._screened_out():
            lines.append(_line("1", "Route", words.route(draft.route) if draft.route else ""))
            lines.append(_line("2", "Rating", words.rag(draft.rag) if draft.rag else ""))
        lines.append(_line("3", "Your reasons", draft.reasons))
        if self._again():
            lines.append(_line("6", "When in the case", _named(words.points, draft.point)))
        if draft.dropped:
            lines.append(
                _line("4", "Contacts left out", ", ".join(self._contacts()[id] for id in draft.dropped))
            )
        if draft.lowers:
            why = f"{_named(words.lowering, draft.code)}. {draft.words}" if draft.code else ""
            lines.append(
                Content("This is lower than what is recommended, so it needs a reason and a second person.")
            )
            lines.append(_line("5", "Why it is lower", why))
        done = "Ctrl+S records it. What is recorded is not changed afterwards." if not self._missing() else ""
        return [*lines, Content(""), Content.styled(self.problem or done, "bold")]

    def _contacts(self) -> Mapping[str, str]:
        assert self.session.referral is not None
        required = self.session.referral.recommendation.get("required_contacts") or ()
        return {contact["id"]: contact["role"] for contact in required}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what cannot be chosen."""
        if action == "record":
            return self._missing() is None and self.session.free
        if action == "part":
            return self._has_part(str(parameters[0]))
        return True

    def _has_part(self, part: str) -> bool:
        match part:
            case "route" | "rag":
                return not self._screened_out()
            case "dropped":
                return bool(self._contacts())
            case "code":
                return self.draft.lowers
            case "point":
                return self._again()
        return True

    def _ask_missing(self) -> None:
        missing = self._missing()
        if missing:
            self.action_part(missing)

    def action_part(self, part: str) -> None:
        """Ask one part of the decision."""
        words = self.session.words
        assert words is not None
        take = self._taken(part)
        match part:
            case "route":
                lines = [(each.id, each.title) for each in words.routes]
                self.app.push_screen(Numbered("Your decision: which route?", lines), take)
            case "rag":
                lines = [(each.id, each.title.upper()) for each in words.rags]
                self.app.push_screen(Numbered("Your decision: how fast?", lines), take)
            case "reasons":
                self.app.push_screen(Words("Why? In your own words.", self.draft.reasons), take)
            case "dropped":
                lines = list(self._contacts().items())
                self.app.push_screen(
                    Ticked("Tick each contact that should not be made.", lines, self.draft.dropped), take
                )
            case "point":
                lines = [(each.id, each.title) for each in words.points]
                self.app.push_screen(Numbered("When in the case is this decided?", lines), take)
            case "code":
                lines = [(each.id, each.title) for each in words.lowering]
                self.app.push_screen(Numbered("This lowers the outcome. Why?", lines), take)
            case "words":
                self.app.push_screen(Words("Why is it lower? In your own words.", self.draft.words), take)

    def _taken(self, part: str) -> Callable[[Any], None]:
        """What to do with a part once it is given: keep it, and ask for the next that is missing."""

        def take(given: Any) -> None:
            if given is not None:
                self.problem = ""
                self._change(**{part: given})
                if part == "code":
                    self.action_part("words")
                else:
                    self._ask_missing()

        return take

    def action_record(self) -> None:
        """Record it."""
        referral = self.session.referral
        assert referral is not None
        assert referral.id is not None
        deed = Deed(
            "decision",
            self.draft.body(),
            "your decision",
            referral.id,
            referral.version,
            self.draft.lowering(),
        )
        self.post_message(ToSave(deed))

    def action_leave(self) -> None:
        """Back to the result; what was chosen and written is kept."""
        self.dismiss(None)


def _line(key: str, title: str, given: str) -> Content:
    return Content.assemble(
        (key, "bold"), f" {title}: ", (given or "not given yet", "bold" if given else "italic")
    )


def _named(named: Any, id: str) -> str:
    return next((each.title for each in named if each.id == id), id)
