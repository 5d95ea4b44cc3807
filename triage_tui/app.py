"""The terminal client: which screen is open, what is on its way to the service, and what comes back.

Every request runs in a thread worker, which touches no widget and posts a message; the handlers here own all
state.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from triage_client import ApiError, Problem, Unreachable
from triage_tui import opening, terminal
from triage_tui.deeds import Deed
from triage_tui.messages import Listed, NotSaved, NotStarted, Opened, Refused, Saved, Started, ToBegin, ToSave
from triage_tui.referral import Referral
from triage_tui.screens.conversation import ConversationScreen
from triage_tui.service import Service
from triage_tui.session import Session
from triage_tui.widgets.banner import Banner

if TYPE_CHECKING:
    from triage_tui.screens.decision import DecisionScreen

RETRY_AFTER = 2.0
"""Seconds between two tries to save what is not saved."""

CHANGED_MEANWHILE = "Somebody else has changed this referral. This is how it stands now. Not taken:"


def _local_time() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asked for."""

    policy: str | None = None
    now: Callable[[], datetime] = _local_time


class TriageApp(App[None]):
    """One duty worker, one referral at a time."""

    TITLE = "Front Door"
    # Textual loads the style sheets of screens that are pushed; the default screen's comes with the app.
    CSS_PATH = "screens/conversation.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+n", "new_referral", "new referral", id="app-new", key_display="Ctrl+N"),
        Binding("o", "unfinished", "unfinished", id="app-unfinished"),
        Binding("ctrl+r", "try_again", "try again", id="app-try-again", key_display="Ctrl+R"),
        Binding("f1", "keys", "all keys", id="app-keys", key_display="F1"),
        Binding("q", "leave", "quit", id="app-quit"),
        Binding("ctrl+q", "leave", "quit, from anywhere", id="app-quit-anywhere", show=False, priority=True),
    ]

    def __init__(self, service: Service, wanted: Wanted) -> None:
        # For NO_COLOR Textual turns colours into greys, unless the terminal's own are asked for: then none.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.service, self.wanted = service, wanted
        self.session = Session(wanted.now)
        self.stuck: str | None = None
        """Why the service could not be reached, while nothing can be asked."""
        self.warned = False
        """That quitting loses an answer."""

    def get_default_screen(self) -> Screen[None]:
        """The conversation, whose frame is on the screen before the service has started."""
        return ConversationScreen(self.session)

    def on_mount(self) -> None:
        self.start()
        if terminal.is_there():
            self.set_interval(terminal.LOOK_AGAIN, self._leave_without_terminal)

    def _leave_without_terminal(self) -> None:
        """End where the terminal has gone: nobody reads any more, and what was answered is stored."""
        if not terminal.is_there():
            self.exit()

    @property
    def conversation(self) -> ConversationScreen:
        """The conversation, which lies under every other screen."""
        screen = self.screen_stack[0]
        assert isinstance(screen, ConversationScreen)
        return screen

    # Thread workers --------------------------------------------------------------------------------------

    @work(thread=True)
    def start(self) -> None:
        """Reach the service, and ask what it serves and holds."""
        try:
            client = self.service.client()
            self.post_message(Started(client.policies(), opening.unfinished(client)))
        except ApiError as failure:
            self.post_message(NotStarted(failure.words))

    @work(thread=True)
    def open_new(self, policy: str, received_at: datetime) -> None:
        """Begin an interview of which nothing is stored yet."""
        self._open(lambda: opening.new(self.service.client(), policy, received_at))

    @work(thread=True)
    def take_up(self, id: str, notice: str = "") -> None:
        """Take up an unfinished referral at its next question."""
        self._open(lambda: opening.again(self.service.client(), id, self.session.now(), notice))

    @work(thread=True)
    def list_unfinished(self) -> None:
        """Ask which referrals are unfinished."""
        try:
            self.post_message(Listed(opening.unfinished(self.service.client())))
        except ApiError as failure:
            self.post_message(NotStarted(failure.words))

    @work(thread=True)
    def save(self, deed: Deed) -> None:
        """Store it; the next question is asked when it is stored."""
        try:
            client = self.service.client()
            referral = deed.do(client)
            self.post_message(Saved(deed, referral, opening.child_due(client, referral)))
        except Unreachable:
            self.post_message(NotSaved(deed))
        except Problem as problem:
            self.post_message(Refused(deed, problem))
        except ApiError as failure:
            self.post_message(NotStarted(failure.words))

    def _open(self, opened: Callable[[], Opened]) -> None:
        try:
            self.post_message(opened())
        except Problem as problem:
            self.post_message(Refused(None, problem))
        except ApiError as failure:
            self.post_message(NotStarted(failure.words))

    # What comes back -------------------------------------------------------------------------------------

    def on_started(self, event: Started) -> None:
        """Ready: the referral left unfinished, or else a new one."""
        self.session.policies = event.policies
        self.unstuck()
        if not event.policies:
            self.on_not_started(NotStarted("The service has no policy to work with."))
        elif event.lines:
            self.take_up(event.lines[0]["id"])
        else:
            self.action_new_referral()

    def on_not_started(self, event: NotStarted) -> None:
        """Nothing can be asked of the service."""
        self.stuck = event.why
        self.alarm(f"{event.why} Ctrl+R tries again.")

    def on_opened(self, event: Opened) -> None:
        """A referral is ready to be worked on."""
        self.session.open(event.referral, event.words, event.notice)
        self.unstuck()
        self.to_conversation()
        self.go_on(arrived=True, child_due=event.child_due)

    def on_saved(self, event: Saved) -> None:
        """Stored: on to the next question, or to what comes after the last."""
        before = self.session.referral
        self.session.stored(event.referral)
        self.unstuck()
        age = self.session.age_of(event.deed, event.referral)
        if age is not None:
            self.on_to_save(ToSave(age))
        elif event.deed.part == "decision":
            self.show_recorded()
        elif before is not None and (somebody := self.session.put_down(event.deed.part, before)) is not None:
            self.on_to_save(ToSave(somebody))
        elif (again := self.session.again()) is not None:
            self.conversation.show()
            self.conversation.ask(again)
        else:
            self.go_on(
                arrived=before is None or not before.decided_enough, child_due=event.child_due, before=before
            )

    def on_not_saved(self, event: NotSaved) -> None:
        """Keep the answer on the screen, say so, and send it again with the same key."""
        if self.session.unsaved == event.deed:
            self.alarm(
                f"NOT SAVED: {event.deed.saying}. The service does not answer. Trying again; Ctrl+R: at once."
            )
            self.set_timer(RETRY_AFTER, lambda: self.send_again(event.deed))

    def on_refused(self, event: Refused) -> None:
        """The service will not: the screen that asked says why, or asks what is missing."""
        self.session.unsaved = None
        self.unstuck()
        if event.deed is None:
            self.on_not_started(NotStarted(event.problem.words))
        elif event.problem.status == 412:
            self.take_up(event.deed.referral, f"{CHANGED_MEANWHILE} {event.deed.saying}.")
        else:
            self._asked_by(event.deed).refused(event.deed, event.problem)
        self.screen.refresh_bindings()

    def _asked_by(self, deed: Deed) -> ConversationScreen | DecisionScreen:
        """The screen that wanted it stored."""
        from triage_tui.screens.decision import DecisionScreen

        decisions = [screen for screen in self.screen_stack if isinstance(screen, DecisionScreen)]
        return decisions[0] if deed.part == "decision" and decisions else self.conversation

    def on_listed(self, event: Listed) -> None:
        """Choose among the unfinished."""
        from triage_tui.dialogs.referrals import Referrals

        def take(id: str | None) -> None:
            if id is not None:
                self.take_up(id)

        self.push_screen(Referrals(event.lines, self.session.now()), take)

    # Going on --------------------------------------------------------------------------------------------

    def go_on(self, *, arrived: bool, child_due: bool, before: Referral | None = None) -> None:
        """Ask the next question; or for a child, or for whom a tick is about and nobody put down; or show the
        result.

        ``arrived``: the decision stage was not over before, so the result is shown even if the arrangements
        are still to be asked. ``before``: the referral as it was, if it was this one.
        """
        self.conversation.show()
        missing = self.session.closed_empty()
        if child_due:
            self.conversation.action_add("child")
        elif missing is not None and before is not None and missing[1] not in before.said_to_clash():
            about, because = missing
            self.conversation.action_add(about, lambda: self.left_empty(arrived=arrived), because)
        else:
            self.result_if_due(arrived=arrived)

    def left_empty(self, *, arrived: bool) -> None:
        """Nobody was put down after all: on as if it had not been asked. The answers stand as they clash."""
        self.conversation.show()
        self.result_if_due(arrived=arrived)

    def result_if_due(self, *, arrived: bool) -> None:
        """The result, if the interview has come to it."""
        referral = self.session.referral
        assert referral is not None
        if referral.id and referral.decided_enough and (arrived or referral.next is None):
            self.show_result()

    def on_to_save(self, event: ToSave) -> None:
        """Have something stored."""
        self.session.unsaved = event.deed
        self.screen.refresh_bindings()
        self.save(event.deed)

    def on_to_begin(self, event: ToBegin) -> None:
        """Begin a referral."""
        self.open_new(event.policy, event.received_at)

    def on_to_show_result(self) -> None:
        """The worker wants the result."""
        self.show_result()

    def send_again(self, deed: Deed) -> None:
        """Send what is still not saved; nothing if it has been saved meanwhile."""
        if self.session.unsaved == deed:
            self.save(deed)

    def alarm(self, words: str) -> None:
        """Say it at the top of every open screen; ``""`` when all is well."""
        self.session.alarm = words
        for screen in self.screen_stack:
            for banner in screen.query(Banner):
                banner.alarm(words)
        self.screen.refresh_bindings()

    def unstuck(self) -> None:
        """The service has answered."""
        self.stuck, self.warned = None, False
        self.alarm("")

    def to_conversation(self) -> None:
        """Close whatever lies over the conversation."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def show_result(self) -> None:
        """The result, over the conversation."""
        from triage_tui.screens.result import ResultScreen

        def take(what: str | None) -> None:
            missing = self.session.closed_empty()
            if what == "back":
                self.conversation.action_back()
            elif what == "put_down" and missing is not None:
                about, because = missing
                self.conversation.action_add(about, self.show_result, because)

        self.to_conversation()
        self.push_screen(ResultScreen(self.session), take)

    def show_recorded(self) -> None:
        """What was recorded, over the conversation."""
        from triage_tui.screens.recorded import RecordedScreen

        self.to_conversation()
        self.push_screen(RecordedScreen(self.session))

    # Keys ------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the keys that do not apply."""
        ready = self.session.free and self.stuck is None and self.session.referral is not None
        match action:
            case "new_referral":
                return ready and self.session.referral is not None and self.session.referral.id is not None
            case "unfinished":
                return ready
            case "try_again":
                return bool(self.session.alarm)
        return True

    def action_new_referral(self) -> None:
        """A new referral, received now."""
        served = [str(policy["id"]) for policy in self.session.policies]
        self.open_new(self.wanted.policy or served[0], self.session.now())

    def action_unfinished(self) -> None:
        """The unfinished referrals."""
        self.list_unfinished()

    def action_try_again(self) -> None:
        """Ask the service again, now."""
        if self.session.unsaved is not None:
            self.save(self.session.unsaved)
        elif self.stuck is not None:
            self.start()

    def action_keys(self) -> None:
        """Every key, and what it does here."""
        from triage_tui.screens.key_list import KeyList

        self.push_screen(KeyList(self.screen, self.session.title()))

    def action_leave(self) -> None:
        """Quit. Everything answered is stored already; if something is not, say so once."""
        if self.session.unsaved is not None and not self.warned:
            self.warned = True
            self.alarm(f"NOT SAVED: {self.session.unsaved.saying}. Quit again to leave it unsaved.")
        else:
            self.exit()
