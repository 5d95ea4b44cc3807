"""A duty worker with a case file on the desk: gives whatever answer the screen asks for, and counts keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from textual.pilot import Pilot
from textual.screen import ModalScreen

from tests.tui.screens import until
from triage_tui.app import TriageApp
from triage_tui.dialogs.adding import ROLES, AddAdult, AddChild, AddIncident
from triage_tui.questions import TYPED, Kind
from triage_tui.screens.conversation import ConversationScreen
from triage_tui.screens.result import ResultScreen
from triage_tui.turn import HOW_KNOWN, REASONS, Step, Turn, accounts, value_of
from triage_tui.widgets.asking import Asking


@dataclass
class Worker:
    """Answers from ``case``, the file as JSON; ``keys`` counts what each answer took."""

    pilot: Pilot[Any]
    case: Mapping[str, Any]
    keys: dict[tuple[str, str], int] = field(default_factory=dict)
    sources: dict[tuple[str, str], int] = field(default_factory=dict)
    added: dict[str, int] = field(default_factory=lambda: {"child": 0, "adult": 0, "incident": 0})

    @property
    def app(self) -> TriageApp:
        assert isinstance(self.pilot.app, TriageApp)
        return self.pilot.app

    @property
    def asking(self) -> Asking:
        return self.app.conversation.query_one(Asking)

    @property
    def turn(self) -> Turn:
        assert self.asking.turn is not None
        return self.asking.turn

    def ready(self) -> bool:
        """Whether the screen takes a key: nothing is on its way, and something is asked or to be read."""
        if not self.app.session.free or self.app.session.referral is None:
            return False
        if isinstance(self.app.screen, ConversationScreen):
            return self.asking.turn is not None and not self.asking.waiting
        return self.app.screen.is_mounted

    async def settled(self) -> None:
        await until(self.pilot, self.ready, "a question")

    async def press(self, *keys: str) -> None:
        await self.settled()
        await self.pilot.press(*keys)

    async def type(self, text: str, end: str = "enter") -> None:
        await self.press(*[_KEYS.get(letter, letter) for letter in text], end)

    async def to_the_result(self) -> None:
        """Answer until there is a result."""
        await self.until_asked(lambda: isinstance(self.app.screen, ResultScreen))

    async def put_down_everybody(self) -> None:
        """Put down the child and, as a worker who has read the notice does, every adult and incident."""
        await self.until_asked(lambda: self.added["child"] > 0)
        for key, about in (("a", "adult"), ("i", "incident")):
            for _ in self._members(about):
                await self.press(key)
                await self.settled()
                await self.answer_next()
        await self.settled()

    async def until_asked(self, done: Any) -> None:
        """Answer until ``done``."""
        await self.settled()
        while not done():
            await self.answer_next()
            await self.settled()

    async def answer_next(self) -> None:
        """Give one answer, or add whoever is asked for."""
        match self.app.screen:
            case AddChild():
                await self.press("enter")
                self.added["child"] += 1
            case AddAdult():
                await self._add("adult")
            case AddIncident():
                await self._add("incident")
            case ModalScreen():
                raise AssertionError(f"an unexpected dialog: {self.app.screen}")
            case _:
                await self._answer()

    async def _add(self, about: str) -> None:
        """By the ref that the case file gives it, so that both come out the same."""
        ref = self._members(about)[self.added[about]]["ref"]
        self.added[about] += 1
        if about == "adult" and ref in ROLES:
            await self.press(str(ROLES.index(ref) + 1))
        else:
            await self.type(ref.replace("-", " "))

    def _members(self, about: str) -> list[Mapping[str, Any]]:
        return list(self.case.get(f"{about}ren" if about == "child" else f"{about}s") or ())

    def _wanted(self, turn: Turn) -> Any:
        """What the file says; to a closing question, yes while somebody is still to be added."""
        about = turn.question.closes
        if about and self.added[about] < len(self._members(about)):
            return "yes"
        return self._in_the_file(turn).get(turn.question.id, _untold(turn))

    def _in_the_file(self, turn: Turn) -> Mapping[str, Any]:
        """The file's answers about whomever the question is about."""
        referral = self.app.session.referral
        assert referral is not None
        if turn.about == "referral":
            return dict(self.case["answers"])
        refs = referral.refs(turn.question.about)
        return dict(self._members(turn.question.about)[refs.index(turn.about)]["answers"])

    async def _answer(self) -> None:
        turn = self.turn
        answer = accounts(self._wanted(turn))[0]
        if isinstance(answer, Mapping) and answer.get("said_by"):
            await self._say_who(answer["said_by"], answer["how_known"])
        before = self.keys.get(turn.place, 0)
        keys = _keys(turn, answer)
        await self.press(*keys)
        self.keys[turn.place] = before + len(keys)

    async def _say_who(self, said_by: str, how_known: str) -> None:
        await self.press("s")
        places = {option.id: option.key for option in self.turn.options()}
        if said_by in places:
            await self.press(places[said_by])
        else:
            await self.press("9")
            await self.type(said_by)
        await until(self.pilot, lambda: self.turn.step is Step.HOW_KNOWN, "how they know")
        await self.press(str(list(HOW_KNOWN).index(how_known) + 1))
        self.sources[self.turn.place] = 3


def _untold(turn: Turn) -> Any:
    """What is honest about a question that the file leaves open: not mentioned, or not known."""
    if turn.kind is Kind.SEVERAL and turn.question.sweep:
        return []
    return {"not_mentioned": True} if turn.may_be_not_mentioned else {"not_known": REASONS[0]}


_KEYS = {" ": "space", ",": "comma", "-": "minus", "/": "slash", ":": "colon", ".": "full_stop", "’": "’"}


def _keys(turn: Turn, answer: Any) -> list[str]:
    """The keys that give this answer."""
    if isinstance(answer, Mapping) and answer.get("not_mentioned"):
        return ["m"]
    if isinstance(answer, Mapping) and isinstance(answer.get("not_known"), str):
        return ["u", str(REASONS.index(answer["not_known"]) + 1)]
    value = value_of(answer)
    if turn.kind is Kind.YES_NO:
        return [value[0]]
    if turn.kind in TYPED:
        return [*(_KEYS.get(letter, letter) for letter in value), "enter"]
    places = {choice.id: str(at) for at, choice in enumerate(turn.question.choices, start=1)}
    if turn.kind is Kind.SEVERAL:
        all_of_it = isinstance(answer, Mapping) and answer.get("nothing_else")
        return [*(places[each] for each in value), "0" if all_of_it else "enter"]
    return [places[value]]
