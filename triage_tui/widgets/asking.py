"""The one question that is being asked, and the keys that answer it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from triage_tui.messages import Given
from triage_tui.questions import TYPED, Kind
from triage_tui.turn import SOMEBODY_ELSE, Option, Step, Turn, in_words
from triage_tui.typed import tidy
from triage_tui.widgets.field import Field

_TITLES = {
    Step.WHY_NOT_KNOWN: "Why is it not known?",
    Step.WHO_SAID: "Who said it?",
    Step.HOW_KNOWN: "How do they know?",
}
_HOW_TO_TYPE = {
    Kind.AGE: "8 months, 3 weeks, 9 years; 10/2014 for a month of birth; due 9/2015 for an unborn baby",
    Kind.NUMBER: "3, 3-5, 3+",
    Kind.DATE: "23/6/2015, 6/2015, 2015, today, yesterday",
    Kind.TIME: "23/6/2015 17:30, or the day alone",
}


class Asking(VerticalScroll):
    """One question at a time. It posts `Given` once it is answered, and then waits for the next."""

    DEFAULT_CSS = """
    Asking { height: auto; max-height: 95%; padding: 0 1; border-top: solid $primary; }
    Asking:focus-within, Asking:focus { border-top: heavy $accent; }
    Asking #ask { text-style: bold; }
    Asking #place, Asking #why { color: $text-muted; }
    Asking Field, Asking Field:focus { border: none; height: 1; background: $boost; padding: 0 1; }
    Asking #typing { height: 1; }
    Asking #prompt { width: 2; }
    Asking #said { color: $text-warning; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "choose('yes')", "yes", id="answer-yes"),
        Binding("n", "choose('no')", "no", id="answer-no"),
        *(Binding(str(n), f"number({n})", f"answer {n}", id=f"answer-{n}", show=False) for n in range(1, 10)),
        Binding("0", "nothing_else", "nothing else", id="answer-nothing-else"),
        Binding("enter", "confirm", "confirm", id="answer-confirm", key_display="Enter"),
        Binding("space", "tick", "tick", id="answer-tick", show=False),
        Binding("up", "move(-1)", "line up", id="answer-up", show=False),
        Binding("down", "move(1)", "line down", id="answer-down", show=False),
        Binding("u", "not_known", "not known", id="answer-not-known"),
        Binding("m", "not_mentioned", "not mentioned", id="answer-not-mentioned"),
        Binding("s", "source", "who said it", id="answer-source"),
        Binding("question_mark", "explain", "what it means", id="answer-explain", key_display="?"),
        Binding("escape", "step_back", "undo", id="answer-undo", key_display="Esc"),
    ]

    class Write(Message):
        """The worker wants to write the note that the question asks for."""

    class Naming(Message):
        """Somebody said it who is not in the list."""

    class LeftAlone(Message):
        """The worker leaves an earlier answer as it is."""

    def __init__(self) -> None:
        super().__init__(id="asking")
        self.can_focus = True
        self.turn: Turn | None = None
        self.received = datetime.now().astimezone()
        self.cursor: int | None = None
        self.waiting = True
        self.explained = False

    def compose(self) -> ComposeResult:
        yield Static(id="place", markup=False)
        yield Static(id="ask", markup=False)
        yield Static(id="why", markup=False)
        yield Static(id="options", markup=False)
        with Horizontal(id="typing"):
            yield Static(">", id="prompt", markup=False)
            yield Field(id="typed")
        yield Static(id="said", markup=False)

    def on_mount(self) -> None:
        self.query_one("#typing").display = False

    def ask(self, turn: Turn, whom: str, received: datetime) -> None:
        """Ask this question, and take keys again. What was ticked or typed for the same question stays."""
        field = self.query_one("#typed", Field)
        if self.turn is not None and self.turn.is_asked_again_by(turn):
            turn = replace(turn, ticked=self.turn.ticked, source=self.turn.source)
        else:
            field.value = ""
        self.turn, self.received, self.waiting = turn, received, False
        self.cursor, self.explained = None, False
        self.query_one("#place", Static).update(f"{turn.question.section} · About {whom}")
        self.say("")
        self._show()
        self.scroll_home(animate=False)

    def say(self, words: str) -> None:
        """Say something beside the answer: what is wrong with it, or that it is not saved."""
        said = self.query_one("#said", Static)
        said.update(words)
        said.display = bool(words)

    def hold(self) -> None:
        """Take no key until the next question, or until `again`."""
        self.waiting = True
        self.refresh_bindings()

    def again(self, problem: str) -> None:
        """The answer was not taken: say why, and let it be mended. What was typed is still there."""
        self.waiting = False
        self.say(problem)
        self._show()

    def clear(self, words: str) -> None:
        """No question, only these words."""
        self.turn, self.waiting = None, True
        for id in ("#place", "#why", "#options"):
            self.query_one(id, Static).update("")
        self.query_one("#ask", Static).update(words)
        self.query_one("#typing").display = False
        self.refresh_bindings()

    # What is shown ---------------------------------------------------------------------------------------

    def _show(self) -> None:
        """Bring all parts in line with the turn."""
        turn = self.turn
        if turn is None:
            return
        title = turn.ask if turn.step is Step.ANSWER else f"{turn.ask}\n{_TITLES[turn.step]}"
        self.query_one("#ask", Static).update(title)
        self.query_one("#why", Static).update(self._small_print(turn))
        self.query_one("#options", Static).update(self._options(turn))
        self._show_field(turn)
        self.refresh_bindings()

    def _show_field(self, turn: Turn) -> None:
        typing = turn.kind in TYPED and turn.step is Step.ANSWER
        self.query_one("#typing").display = typing
        field = self.query_one("#typed", Field)
        field.placeholder = _HOW_TO_TYPE.get(turn.kind, "")
        if self.has_focus_within or self.has_focus:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where the answer goes."""
        typing = self.query_one("#typing").display
        (self.query_one("#typed", Field) if typing else self).focus(scroll_visible=False)

    def _small_print(self, turn: Turn) -> Content:
        """Why it is asked now, the source that was set, and on request what it means."""
        lines = [f"Why now: {turn.why}" if turn.why else ""]
        if turn.another_account:
            lines.append("Both answers stay; the riskier counts until it is settled.")
        elif turn.changing:
            lines.append(f"Answered: {in_words(turn.question, turn.earlier)}. Esc leaves it so.")
        if turn.source.fields():
            lines.append("Said by " + ", ".join(turn.source.fields().values()))
        if self.explained:
            lines += self._explanation(turn)
        return Content("\n".join(line for line in lines if line))

    def _explanation(self, turn: Turn) -> list[str]:
        question = turn.question
        whole = [question.help, question.definition, question.why if question.why != turn.why else ""]
        who = f"Who can find out: {question.who_can_find_out}" if question.who_can_find_out else ""
        return [line for line in (*whole, who) if line] or ["The policy says no more about this question."]

    def _options(self, turn: Turn) -> Content:
        if turn.kind in TYPED and turn.step is Step.ANSWER:
            return Content("")
        lines = [self._line(turn, at, option) for at, option in enumerate(turn.options())]
        if self._ticking(turn):
            lines.append(Content(self._confirmation(turn)))
        return Content("\n").join(lines)

    def _line(self, turn: Turn, at: int, option: Option) -> Content:
        tick = ("[x] " if option.id in turn.ticked else "[ ] ") if self._ticking(turn) else ""
        help = f" ({option.help})" if option.help and self.explained else ""
        line = Content.assemble(f"{option.key or ' ':>2}", f" {tick}{option.label}{help}")
        return line.stylize(
            "bold reverse" if at == self.cursor else "bold", 0, None if at == self.cursor else 2
        )

    def _confirmation(self, turn: Turn) -> str:
        """What Enter will say, in words."""
        if turn.ticked:
            return (
                "Enter: only what is ticked was mentioned" if turn.question.sweep else "Enter: what is ticked"
            )
        return "Enter: none mentioned" if turn.question.sweep else "0: none of these"

    @staticmethod
    def _ticking(turn: Turn) -> bool:
        return turn.kind is Kind.SEVERAL and turn.step is Step.ANSWER

    # Which keys apply ------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that can answer this question, at this step, are there."""
        if action not in _APPLIES:
            return True
        turn = self.turn
        if turn is None or self.waiting:
            return False
        return bool(_APPLIES[action](turn, parameters, self))

    # Keys ------------------------------------------------------------------------------------------------

    def action_choose(self, id: str) -> None:
        """Take one option: the answer itself, or a reason, or who said it."""
        turn = self.turn
        assert turn is not None
        match turn.step:
            case Step.WHY_NOT_KNOWN:
                self._give(turn.not_known(id))
            case Step.WHO_SAID if id == SOMEBODY_ELSE:
                self.post_message(self.Naming())
            case Step.WHO_SAID:
                self._go(turn.said(said_by=id).at(Step.HOW_KNOWN))
            case Step.HOW_KNOWN:
                self._go(turn.said(how_known=id).at(Step.ANSWER))
            case Step.ANSWER if turn.kind is Kind.SEVERAL:
                self._go(turn.toggled(id))
            case Step.ANSWER if turn.kind is Kind.NOTE:
                self.post_message(self.Write())
            case Step.ANSWER:
                self._give(turn.value(id))

    def named(self, said_by: str) -> None:
        """Somebody else said it."""
        if self.turn:
            self._go(self.turn.said(said_by=said_by).at(Step.HOW_KNOWN))

    def write(self, text: str) -> None:
        """A note was written."""
        if self.turn:
            self._give(self.turn.value(text))

    def action_number(self, number: int) -> None:
        """Take the option with this key."""
        for option in self.turn.options() if self.turn else ():
            if option.key == str(number):
                self.action_choose(option.id)

    def action_nothing_else(self) -> None:
        """Of several: what is ticked, and nothing else."""
        if self.turn:
            self._give(self.turn.several(nothing_else=True))

    def action_confirm(self) -> None:
        """Confirm what is ticked, or take the line that the arrow keys chose."""
        if self.turn is None:
            return
        if self._ticking(self.turn):
            self._confirm_ticks(self.turn)
        elif self.cursor is not None:
            self.action_choose(self.turn.options()[self.cursor].id)

    def _confirm_ticks(self, turn: Turn) -> None:
        if turn.ticked or turn.question.sweep:
            self._give(turn.several(nothing_else=False))
        else:
            self.say("Nothing is ticked. Press 0 for none of these, or u if it is not known.")

    def action_tick(self) -> None:
        """Tick the line that the arrow keys chose."""
        if self.turn and self.cursor is not None:
            self.action_choose(self.turn.options()[self.cursor].id)

    def action_move(self, by: int) -> None:
        """Move to another line."""
        if self.turn:
            last = len(self.turn.options()) - 1
            start = (-1 if by > 0 else last + 1) if self.cursor is None else self.cursor
            self.cursor = min(max(start + by, 0), last)
            self._show()

    def action_not_known(self) -> None:
        """Not known; why is one more key."""
        self._step(Step.WHY_NOT_KNOWN)

    def action_not_mentioned(self) -> None:
        """Not mentioned."""
        if self.turn:
            self._give(self.turn.not_mentioned())

    def action_source(self) -> None:
        """Who said it and how they know: two more keys."""
        self._step(Step.WHO_SAID)

    def action_explain(self) -> None:
        """What the question means, or no longer."""
        self.explained = not self.explained
        self._show()

    def action_step_back(self) -> None:
        """Out of the small step; then empty the field; then leave an earlier answer as it is."""
        field = self.query_one("#typed", Field)
        if self.turn and self.turn.step is not Step.ANSWER:
            self._step(Step.ANSWER)
        elif field.value:
            field.value = ""
        else:
            self.post_message(self.LeftAlone())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field."""
        event.stop()
        if self.turn and not self.waiting and event.value.strip():
            self._give(self.turn.value(tidy(self.turn.kind, event.value, self.received)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """The command keys come and go with what is in the field."""
        event.stop()
        self.refresh_bindings()

    def _step(self, step: Step) -> None:
        if self.turn:
            self._go(self.turn.at(step))

    def _go(self, turn: Turn) -> None:
        self.turn = turn
        if turn.step is not Step.ANSWER:
            self.cursor = None
        self.say("")
        self._show()

    def _give(self, answer: Any) -> None:
        """Answered: nothing more is taken until the service has it."""
        assert self.turn is not None
        self.hold()
        self.post_message(Given(self.turn, answer))


def _answering(turn: Turn, *kinds: Kind) -> bool:
    return turn.step is Step.ANSWER and turn.kind in kinds


_APPLIES: dict[str, Any] = {
    "choose": lambda turn, given, _: _answering(turn, Kind.YES_NO) and given[0] in ("yes", "no"),
    "number": lambda turn, given, _: (
        any(option.key == str(given[0]) for option in turn.options())
        and (turn.kind not in TYPED or turn.step is not Step.ANSWER)
    ),
    "nothing_else": lambda turn, *_: _answering(turn, Kind.SEVERAL),
    "confirm": lambda turn, _, asking: _answering(turn, Kind.SEVERAL) or asking.cursor is not None,
    "tick": lambda turn, _, asking: _answering(turn, Kind.SEVERAL) and asking.cursor is not None,
    "move": lambda turn, *_: turn.kind not in TYPED or turn.step is not Step.ANSWER,
    "not_known": lambda turn, *_: turn.step is Step.ANSWER,
    "not_mentioned": lambda turn, *_: turn.step is Step.ANSWER and turn.may_be_not_mentioned,
    "source": lambda turn, *_: turn.step is Step.ANSWER,
    "explain": lambda turn, *_: turn.step is Step.ANSWER,
    "step_back": lambda turn, _, asking: (
        turn.step is not Step.ANSWER or turn.changing or asking.query_one(Field).value
    ),
}
