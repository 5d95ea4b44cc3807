"""The conversation: one question, what was answered above it, the recommendation forming beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from triage_client import Lowering, Problem
from triage_tui import forming
from triage_tui.deeds import LOWERS, Deed, added, answered, new_key
from triage_tui.messages import Given, ToBegin, ToSave, ToShowResult
from triage_tui.session import Session
from triage_tui.times import moment
from triage_tui.turn import Turn, in_words, value_of
from triage_tui.widgets.asking import Asking
from triage_tui.widgets.banner import Banner
from triage_tui.widgets.history import History
from triage_tui.widgets.keys import Keys

WIDE = 110
"""Columns from which the recommendation has a pane of its own."""


class ConversationScreen(Screen[None]):
    """Asks, and shows what the answers come to."""

    AUTO_FOCUS = "#asking"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,left", "back", "go back", id="talk-back", key_display="b"),
        Binding("r", "read", "so far", id="talk-recommendation"),
        Binding("escape", "stop_reading", "back to the question", id="talk-stop-reading", key_display="Esc"),
        Binding("c", "add('child')", "add child", id="talk-add-child"),
        Binding("a", "add('adult')", "add adult", id="talk-add-adult"),
        Binding("i", "add('incident')", "add incident", id="talk-add-incident"),
        Binding("j", "jot", "jotter", id="talk-jotter"),
        Binding("g", "result", "result", id="talk-result"),
        Binding("t", "received", "received earlier", id="talk-received"),
        Binding("p", "policy", "another policy", id="talk-policy"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        yield Banner()
        yield Static(id="strip", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="talk"):
                yield History()
                yield Static(id="notice", markup=False)
                yield Asking()
            with VerticalScroll(id="side", can_focus=False):
                yield Static(id="forming", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        self.query_one(Asking).clear("Getting the first question ...")
        self.show()

    def show(self) -> None:
        """Bring the screen in line with the session."""
        session = self.session
        self.query_one(Banner).show(session.title())
        self.notice(session.notice)
        if session.referral is None or session.words is None:
            return
        self.query_one("#strip", Static).update(forming.strip(session.referral, session.words))
        self.query_one("#forming", Static).update(forming.pane(session.referral, session.words))
        self.query_one(History).show(session.past())
        turn = session.turn()
        if turn is None:
            self.query_one(Asking).clear("No question is left. Press g to go to the result.")
        else:
            self.ask(turn)
        self.refresh_bindings()

    def ask(self, turn: Turn) -> None:
        """Ask this question."""
        referral = self.session.referral
        assert referral is not None
        asking = self.query_one(Asking)
        asking.ask(turn, referral.called(turn.about), referral.received_at)
        asking.take_focus()

    def notice(self, words: str) -> None:
        """Say something between the past answers and the question."""
        notice = self.query_one("#notice", Static)
        notice.update(words)
        notice.display = bool(words)

    def on_history_chosen(self, event: History.Chosen) -> None:
        """Ask an earlier question again."""
        self.ask(self.session.turn_back(event.past, differs=event.differs))

    def on_history_left(self) -> None:
        self.query_one(Asking).take_focus()

    def on_asking_left_alone(self) -> None:
        """The earlier answer stays; on with the question that is due."""
        self.show()

    def on_given(self, event: Given) -> None:
        """A question was answered: have it stored."""
        turn = event.turn
        if turn.question.closes and value_of(event.answer) == "yes" and not turn.changing:
            # Somebody else is there: they are put down, and it is asked again until the answer is no.
            self.action_add(turn.question.closes, instead=lambda: self._answer(turn, event.answer))
        else:
            if turn.question.id == self.session.closing_again:
                self.session.closing_again = ""
            self._answer(turn, event.answer)

    def _answer(self, turn: Turn, answer: Any) -> None:
        assert self.session.referral is not None
        saying = f"“{in_words(turn.question, answer)}” to “{turn.ask}”"
        self._save(answered(self.session.referral, turn.about, turn.question.id, answer, saying))

    def _save(self, deed: Deed) -> None:
        """Have it stored. Until it is, the question takes no key: one thing at a time is on its way."""
        self.query_one(Asking).hold()
        self.post_message(ToSave(deed))

    def refused(self, deed: Deed, problem: Problem) -> None:
        """The service did not take it: say why beside the answer; if it lowers, ask for the reason."""
        if problem.code == LOWERS:
            self._ask_why_lower(deed, problem)
        else:
            self.query_one(Asking).again(said(problem))

    def _ask_why_lower(self, deed: Deed, problem: Problem) -> None:
        """A lowering needs a code and words; leaving either keeps the answer as it was."""
        from triage_tui.dialogs.numbered import Numbered
        from triage_tui.dialogs.words import Words

        words = self.session.words
        assert words is not None

        def take_code(code: str | None) -> None:
            if code is None:
                self.query_one(Asking).again("The answer stays as it was.")
            else:
                self.app.push_screen(
                    Words("Why is it lower? In your own words."), lambda why: take_words(code, why)
                )

        def take_words(code: str, why: str | None) -> None:
            if why is None:
                self.query_one(Asking).again("The answer stays as it was.")
            else:
                self._save(replace(deed, lowering=Lowering(code, why), key=new_key()))

        lines = [(each.id, each.title) for each in words.lowering]
        self.app.push_screen(Numbered(f"{said(problem)}\nWhy?", lines), take_code)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the keys that do not apply."""
        session, referral = self.session, self.session.referral
        if action in _OURS and self.has_class("-reading"):
            return action in ("read", "stop_reading")
        match action:
            case "stop_reading":
                return False
            case "back":
                there = self.query_one(History).has_focus
                return bool(session.past()) and not there and not self.query_one(Asking).waiting
            case "add" | "jot":
                stored = referral is not None and referral.id is not None
                return stored and session.free and (action == "add" or session.jotter() is not None)
            case "result":
                return referral is not None and referral.decided_enough
            case "received" | "policy":
                fresh = referral is not None and referral.id is None
                return fresh and session.free and (action == "received" or len(session.policies) > 1)
            case "read":
                return referral is not None and not self.has_class("-wide")
        return True

    def action_back(self) -> None:
        """Go back among the answers."""
        self.query_one(History).enter()

    def action_read(self) -> None:
        """The whole recommendation on a small screen, or the conversation again."""
        self.toggle_class("-reading")
        self.query_one("#side").can_focus = self.has_class("-reading")
        (self.query_one("#side") if self.has_class("-reading") else self.query_one(Asking)).focus()

    def action_stop_reading(self) -> None:
        """Back to the question."""
        self.action_read()

    def action_add(self, about: str, instead: Callable[[], None] | None = None, because: str = "") -> None:
        """Put down a child, an adult or an incident; ``instead`` is done if nobody is put down after all.
        ``because`` says why it is asked where the worker did not ask for it."""
        from triage_tui.dialogs.adding import DIALOGS

        def take(given: Mapping[str, str] | None) -> None:
            assert self.session.referral is not None
            if given is not None:
                self._save(added(self.session.referral, about, given))
            elif instead is not None:
                instead()
            else:
                self.query_one(Asking).again("")

        self.query_one(Asking).hold()
        self.app.push_screen(DIALOGS[about](because), take)

    def on_asking_write(self) -> None:
        """Write the note that the question asks for."""
        from triage_tui.dialogs.words import Words

        asking = self.query_one(Asking)

        def take(text: str | None) -> None:
            if text is not None:
                asking.write(text)

        assert asking.turn is not None
        before = value_of(asking.turn.earlier)
        self.app.push_screen(Words(asking.turn.ask, str(before or "")), take)

    def on_asking_naming(self) -> None:
        """Somebody said it who is not in the list."""
        from triage_tui.dialogs.one_line import OneLine

        def take(name: str | None) -> None:
            if name is not None:
                self.query_one(Asking).named(name)

        self.app.push_screen(OneLine("Who said it? A role or an agency, not a family's name."), take)

    def action_jot(self) -> None:
        """A note with its time, added to those that are there."""
        from triage_tui.dialogs.words import Words

        question, referral = self.session.jotter(), self.session.referral
        assert question is not None
        assert referral is not None

        def take(text: str | None) -> None:
            if text is not None:
                before = value_of(referral.answer("referral", question.id))
                note = f"[{moment(self.session.now(), referral.received_at)}] {text}"
                notes = f"{before}\n{note}" if before else note
                self._save(answered(referral, "referral", question.id, notes, "the note"))

        self.app.push_screen(Words("Jotter. It is kept with the time."), take)

    def action_result(self) -> None:
        """The result, once there is enough to decide on."""
        self.post_message(ToShowResult())

    def action_received(self) -> None:
        """It was received earlier than now."""
        from triage_tui.dialogs.received import Received

        referral = self.session.referral
        assert referral is not None

        def take(when: datetime | None) -> None:
            if when is not None:
                self.post_message(ToBegin(str(referral.case["policy"]), when))

        self.app.push_screen(Received(self.session.now()), take)

    def action_policy(self) -> None:
        """Another authority's thresholds."""
        from triage_tui.dialogs.numbered import Numbered

        referral = self.session.referral
        assert referral is not None

        def take(policy: str | None) -> None:
            if policy is not None:
                self.post_message(ToBegin(policy, referral.received_at))

        lines = [(str(each["id"]), f"{each['title']} ({each['version']})") for each in self.session.policies]
        self.app.push_screen(Numbered("Whose thresholds?", lines), take)


_OURS = frozenset({"back", "read", "stop_reading", "add", "jot", "result", "received", "policy"})
"""The conversation's own keys: while the recommendation is read, only those that go back apply."""


def said(problem: Problem) -> str:
    """What is wrong and how to mend it, without the technical title where there is something better."""
    lines = [f"{each.what} {each.remedy}".strip() for each in problem.problems]
    return "\n".join(lines) or f"{problem.title}. {problem.detail}".strip()
