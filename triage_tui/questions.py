"""The policy's questions and words, as ``GET /v1/policies/{id}/questions`` gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What an answer looks like."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    SEVERAL = "several"
    NUMBER = "number"
    AGE = "age"
    DATE = "date"
    TIME = "time"
    NOTE = "note"


TYPED = frozenset({Kind.NUMBER, Kind.AGE, Kind.DATE, Kind.TIME})
"""Answers that are typed into a field; all others but a note take one key."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a choice, or one option of several."""

    id: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question in the policy's words."""

    id: str
    ask: str
    kind: Kind
    about: str
    """``referral``, ``child``, ``adult`` or ``incident``."""
    section: str
    """The topic's title."""
    choices: tuple[Choice, ...] = ()
    sweep: bool = False
    net: bool = False
    closes: str | None = None
    """``adult`` or ``incident``: answered no, nobody else is to be added."""
    help: str = ""
    definition: str = ""
    why: str = ""
    who_can_find_out: str = ""

    @property
    def may_be_not_mentioned(self) -> bool:
        """Whether the API takes *not mentioned*: a yes/no that need not be asked in words."""
        return self.kind is Kind.YES_NO and not self.net and not self.closes

    def label(self, choice: str) -> str:
        """The words of a choice, or its id where the policy no longer has it."""
        return next((each.label for each in self.choices if each.id == choice), choice)


@dataclass(frozen=True, slots=True)
class Named:
    """A route, a rating, a destination: an id and the words for it."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class PolicyWords:
    """One policy's words: what is asked, and what its routes and ratings are called."""

    title: str
    questions: Mapping[str, Question]
    """In the policy's order."""
    routes: tuple[Named, ...] = ()
    """From the least to the most protective."""
    rags: tuple[Named, ...] = ()
    """From the least to the most urgent."""
    lowering: tuple[Named, ...] = ()
    """The codes for a decision that lowers."""
    points: tuple[Named, ...] = ()
    """When in a case it can be decided, without those that ask a question of their own."""
    others: Mapping[str, str] = field(default_factory=dict)
    """Id to title, of destinations, starts, harms and health-visiting tiers."""

    def route(self, id: str | None) -> str:
        """A route's title."""
        return _title(id, self.routes)

    def rag(self, id: str | None) -> str:
        """A rating in a word, in capitals, so that it is never colour alone."""
        return _title(id, self.rags).upper()

    def other(self, id: str) -> str:
        """The title of a destination, a start, a harm or a tier."""
        return self.others.get(id, id.replace("_", " "))

    def jotter(self) -> Question | None:
        """The note about the referral that the jotter writes to, if the policy has one of that id."""
        question = self.questions.get("jotter")
        return question if question and (question.kind, question.about) == (Kind.NOTE, "referral") else None

    def age_question(self) -> Question | None:
        """The question of a child's age, which a month of birth answers."""
        ages = (each for each in self.questions.values() if each.kind is Kind.AGE)
        return next((each for each in ages if each.about == "child"), None)


def _title(id: str | None, named: Sequence[Named]) -> str:
    if id is None:
        return "too early to say"
    return next((each.title for each in named if each.id == id), id.replace("_", " "))
