"""What is asked now, and which key gives which answer. Pure values: a key makes one turn of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from triage_tui.questions import TYPED, Kind, Question

REASONS = ("nobody knows", "an agency has not said", "refused or evaded")
HOW_KNOWN = {
    "saw": "they saw or heard it",
    "told": "they were told",
    "record": "from a record",
    "opinion": "it is their opinion",
}
WHO_SAYS = ("police", "mother", "father", "the child", "health", "school", "relative", "neighbour")
"""Offered after the adults of the case. Any other is written, with `SOMEBODY_ELSE`."""
SOMEBODY_ELSE = "somebody else"
_MOST_SAYERS = 8


class Step(StrEnum):
    """Where the worker is within one question."""

    ANSWER = "answer"
    WHY_NOT_KNOWN = "why not known"
    WHO_SAID = "who said it"
    HOW_KNOWN = "how they know"


@dataclass(frozen=True, slots=True)
class Option:
    """One line that may be chosen, and its key where it has one."""

    id: str
    label: str
    key: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Who said it and how they knew. Neither is required."""

    said_by: str = ""
    how_known: str = ""

    def fields(self) -> dict[str, str]:
        """As an answer carries it."""
        given = {"said_by": self.said_by, "how_known": self.how_known}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Turn:
    """One question about one person or incident, and what has been done with it so far."""

    question: Question
    about: str
    """``referral`` or a ref."""
    why: str = ""
    earlier: Any = None
    """The answer that stands, when it is being changed or asked more finely."""
    changing: bool = False
    """The worker went back to it."""
    another_account: bool = False
    """A second source says otherwise: the earlier answer stays beside the new one."""
    people: tuple[str, ...] = ()
    """Refs of the adults, who may have said it."""
    option: str = ""
    """Of several: the one option that is asked by itself, in words."""
    step: Step = Step.ANSWER
    ticked: frozenset[str] = frozenset()
    source: Source = Source()

    @property
    def place(self) -> tuple[str, str]:
        """Who and what: two turns with the same place are the same question."""
        return self.about, self.question.id

    def is_asked_again_by(self, other: Turn) -> bool:
        """Whether the other turn asks the very same: nothing was answered between them."""
        mine = (self.place, self.option, self.changing, self.another_account, self.earlier)
        return mine == (other.place, other.option, other.changing, other.another_account, other.earlier)

    @property
    def kind(self) -> Kind:
        """What the answer looks like: an option that is asked by itself is a yes or a no."""
        return Kind.YES_NO if self.option else self.question.kind

    @property
    def ask(self) -> str:
        """The question in words."""
        return f"{self.question.label(self.option)}: is that so?" if self.option else self.question.ask

    @property
    def may_be_not_mentioned(self) -> bool:
        """Whether *not mentioned* is an answer to it.

        What nobody mentioned is asked again, in words, where it alone would change a route: then it is not.
        """
        in_words = isinstance(self.earlier, Mapping) and bool(self.earlier.get("not_mentioned"))
        return not self.option and self.question.may_be_not_mentioned and (self.changing or not in_words)

    def options(self) -> tuple[Option, ...]:
        """What may be chosen at this step, with keys 1 to 9 for the first nine."""
        match self.step:
            case Step.WHY_NOT_KNOWN:
                return _numbered([(reason, reason) for reason in REASONS])
            case Step.WHO_SAID:
                return _numbered([(name, name) for name in self._sayers()])
            case Step.HOW_KNOWN:
                return _numbered(list(HOW_KNOWN.items()))
        if self.kind is Kind.YES_NO:
            return Option("yes", "yes", "y"), Option("no", "no", "n")
        if self.kind is Kind.NOTE:
            return (Option("write", "write it down", "1"),)
        return tuple(
            Option(choice.id, choice.label, str(at) if at <= 9 else "", choice.help)
            for at, choice in enumerate(self.question.choices, start=1)
        )

    def _sayers(self) -> list[str]:
        """Who may have said it: eight at most, and somebody else on the ninth key."""
        return [*list(dict.fromkeys([*self.people, *WHO_SAYS]))[:_MOST_SAYERS], SOMEBODY_ELSE]

    def ticked_before(self) -> frozenset[str]:
        """Of several: what is ticked in the answer that stands; of accounts that differ, in the last."""
        given = value_of(accounts(self.earlier)[-1]) if self.earlier is not None else None
        return frozenset(given if isinstance(given, list | tuple) else ())

    def at(self, step: Step) -> Turn:
        """The same question at another step."""
        return replace(self, step=step)

    def toggled(self, option: str) -> Turn:
        """With an option of several ticked, or no longer."""
        return replace(self, ticked=self.ticked ^ {option})

    def said(self, **fields: str) -> Turn:
        """With its source as given."""
        return replace(self, source=replace(self.source, **fields))

    def value(self, value: str) -> Any:
        """The answer that one key or a typed field gives."""
        if self.option:
            return self._with_option(ticked=value == "yes", ruled_out=value == "no")
        return self._complete({"value": value})

    def several(self, *, nothing_else: bool) -> Any:
        """The answer of what is ticked; ``nothing_else`` says no to the rest."""
        ticked = [choice.id for choice in self.question.choices if choice.id in self.ticked]
        return self._complete({"value": ticked} | ({"nothing_else": True} if nothing_else else {}))

    def not_known(self, reason: str) -> Any:
        """Not known, and why; an age, a number or a date keeps what was given, as near as anybody knows."""
        if self.option:
            return self._with_option(unknown=reason)
        near = value_of(self.earlier) if self.kind in TYPED and not self.changing else None
        return self._complete(({"value": near} if near else {}) | {"not_known": reason})

    def not_mentioned(self) -> Any:
        """What we were told did not touch on it."""
        return self._complete({"not_mentioned": True})

    def _with_option(self, *, ticked: bool = False, ruled_out: bool = False, unknown: str = "") -> Any:
        """The answer about several, with this one option answered and all the others as they were."""
        before: dict[str, Any] = {"value": list(self.earlier or ())}
        if isinstance(self.earlier, Mapping):
            before = dict(self.earlier)
        answer = before | {
            "value": [*_without(before.get("value"), self.option), *([self.option] if ticked else [])],
            "no": [*_without(before.get("no"), self.option), *([self.option] if ruled_out else [])],
            "not_known": {
                **_others(before.get("not_known"), self.option),
                **({self.option: unknown} if unknown else {}),
            },
        }
        return self._complete({key: value for key, value in answer.items() if value or key == "value"})

    def _complete(self, answer: dict[str, Any]) -> Any:
        """With its source, and beside the earlier account where another source differs."""
        whole = answer | self.source.fields()
        short = whole["value"] if list(whole) == ["value"] else whole
        if not self.another_account:
            return short
        return {"accounts": [*accounts(self.earlier), short]}


def _without(options: Sequence[str] | None, option: str) -> list[str]:
    return [each for each in options or () if each != option]


def _others(unknown: Mapping[str, str] | None, option: str) -> dict[str, str]:
    return {id: why for id, why in (unknown or {}).items() if id != option}


def _numbered(lines: Sequence[tuple[str, str]]) -> tuple[Option, ...]:
    return tuple(
        Option(id, label, str(at) if at <= 9 else "") for at, (id, label) in enumerate(lines, start=1)
    )


def accounts(answer: Any) -> list[Any]:
    """Each source's own answer; one source, one answer."""
    if isinstance(answer, Mapping) and "accounts" in answer:
        return list(answer["accounts"])
    return [] if answer is None else [answer]


def value_of(answer: Any) -> Any:
    """The bare value of one account; ``None`` where it has none."""
    return answer.get("value") if isinstance(answer, Mapping) else answer


def in_words(question: Question, answer: Any) -> str:
    """An answer as people read it: “8 months”, “not known: refused or evaded”, “yes (father, told)”."""
    parts = [_one(question, account) for account in accounts(answer)]
    return parts[0] if len(parts) == 1 else "accounts differ: " + " / ".join(parts)


def _one(question: Question, answer: Any) -> str:
    if not isinstance(answer, Mapping):
        return _value(question, answer)
    source = ", ".join(str(answer[key]) for key in ("said_by", "how_known") if answer.get(key))
    return _fact(question, answer) + (f" ({source})" if source else "")


def _fact(question: Question, answer: Mapping[str, Any]) -> str:
    """One account without its source."""
    if answer.get("not_mentioned"):
        return "not mentioned"
    unknown = answer.get("not_known")
    also = [f"not {question.label(id)}" for id in answer.get("no") or ()]
    if isinstance(unknown, Mapping):
        also += [f"not known whether {question.label(id)}: {why}" for id, why in unknown.items()]
    words = _value(question, answer["value"]) if answer.get("value") else ""
    if isinstance(unknown, str):
        return f"about {words}, no nearer: {unknown}" if words else f"not known: {unknown}"
    if also:
        return "; ".join([words or "none mentioned", *also])
    if answer.get("nothing_else"):
        return f"{words}; nothing else" if words else "none of these"
    return words or _value(question, answer.get("value"))


def _value(question: Question, value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(question.label(each) for each in value) or "none mentioned"
    return question.label(str(value))
