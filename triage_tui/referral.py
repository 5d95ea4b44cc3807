"""One referral as the API gives it, and what the conversation needs to know of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from triage_tui.questions import PolicyWords
from triage_tui.turn import Turn

LISTS = {"child": "children", "adult": "adults", "incident": "incidents"}
"""What an answer may be about, and the case's list of them."""


@dataclass(frozen=True, slots=True)
class Referral:
    """The whole state of a referral. One that nothing is stored of yet has neither ``id`` nor version."""

    received_at: datetime
    case: Mapping[str, Any]
    recommendation: Mapping[str, Any]
    id: str | None = None
    version: int = 0
    practice: bool = True
    labels: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    decision: Mapping[str, Any] | None = None
    contacts: tuple[Mapping[str, Any], ...] = ()
    duties: tuple[Mapping[str, Any], ...] = ()
    not_checked: tuple[str, ...] = ()
    """The children and adults of whom nobody has recorded a search of the records."""
    trouble: str = ""
    """Why there is no recommendation, where there is none: its policy is not served now."""

    @classmethod
    def read(cls, body: Mapping[str, Any]) -> Referral:
        """The body of any answer under ``/v1/referrals``."""
        return cls(
            id=body["id"],
            version=body["version"],
            practice=body.get("practice", True),
            received_at=datetime.fromisoformat(body["received_at"]),
            case=body["case"],
            labels=body.get("labels") or {},
            recommendation=body["recommendation"] or {},
            trouble=body.get("trouble") or "",
            decision=body.get("decision"),
            contacts=tuple(body.get("contacts") or ()),
            duties=tuple(body.get("duties") or ()),
            not_checked=tuple(one["ref"] for one in body.get("history") or () if not one["checked"]),
        )

    def members(self, about: str) -> list[Mapping[str, Any]]:
        """The children, adults or incidents, in the order in which they were added."""
        return list(self.case.get(LISTS[about]) or ())

    def refs(self, *kinds: str) -> tuple[str, ...]:
        """Refs of all children, adults or incidents."""
        return tuple(member["ref"] for kind in kinds for member in self.members(kind))

    def answers(self) -> Iterator[tuple[str, str, Any]]:
        """Every answer as (about, question, answer)."""
        yield from (("referral", id, answer) for id, answer in (self.case.get("answers") or {}).items())
        for kind in LISTS:
            for member in self.members(kind):
                yield from (
                    (member["ref"], id, answer) for id, answer in (member.get("answers") or {}).items()
                )

    def answer(self, about: str, question: str) -> Any:
        """The answer that stands; ``None`` if it was not asked."""
        return next((answer for a, q, answer in self.answers() if (a, q) == (about, question)), None)

    def clashes(self) -> list[Mapping[str, Any]]:
        """What does not agree, until a person settles it: `kind`, `about`, `question`, `words`."""
        return list(self.recommendation.get("contradictions") or ())

    def closed_empty(self) -> list[Mapping[str, Any]]:
        """Of these each list that was closed with nobody on it although somebody is there."""
        return [clash for clash in self.clashes() if clash["kind"] == "closed_empty"]

    def clash_lines(self) -> list[str]:
        """Each in a line, with whom it is about."""
        lines = []
        for clash in self.clashes():
            whom = "" if clash["about"] == "referral" else f"{self.known_as(clash['about'])}: "
            lines.append(f"! {whom}{clash['words']}")
        return lines

    def said_to_clash(self) -> list[str]:
        """The words of each."""
        return [str(clash["words"]) for clash in self.clashes()]

    @property
    def next(self) -> Mapping[str, Any] | None:
        """The question to ask now; ``None`` when there is none left."""
        asked = self.recommendation.get("next_questions") or ()
        return asked[0] if asked else None

    @property
    def decided_enough(self) -> bool:
        """Whether the decision stage is over, so that a person can decide."""
        return bool(self.recommendation) and (self.next is None or not self.recommendation["provisional"])

    @property
    def not_a_referral(self) -> bool:
        """Whether the screening answer made it none."""
        return bool(self.recommendation.get("not_a_referral"))

    def known_as(self, about: str) -> str:
        """Whom an answer is about, in a word or two: “KM”, “father”."""
        label = self.labels.get(about) or {}
        return str(label.get("initials") or label.get("label") or about)

    def called(self, about: str) -> str:
        """Whom an answer is about, in words: “child-1, KM, born 2014-10”."""
        if about == "referral":
            return "the referral"
        label = self.labels.get(about) or {}
        known = [
            label.get("label") or about,
            label.get("initials"),
            label.get("born") and f"born {label['born']}",
        ]
        return ", ".join(dict.fromkeys(str(each) for each in known if each))

    def turn(self, words: PolicyWords) -> Turn | None:
        """The question to ask now, ready to be answered."""
        if self.next is None:
            return None
        return self.turn_of(words, self.next["about"], self.next["question"], self.next)

    def turn_of(
        self, words: PolicyWords, about: str, question: str, asked: Mapping[str, Any] | None = None
    ) -> Turn:
        """A question about somebody; without ``asked``, one that the worker goes back to."""
        return Turn(
            words.questions[question],
            about,
            why=str((asked or {}).get("why") or ""),
            earlier=self.answer(about, question),
            changing=asked is None,
            people=self.refs("adult"),
            option=str((asked or {}).get("option") or ""),
        )


def asks_of_a_child(next_questions: Sequence[Mapping[str, Any]], ref: str) -> bool:
    """Whether anything is to be asked about this child."""
    return any(asked["about"] == ref for asked in next_questions)


def free_ref(referral: Referral, stem: str) -> str:
    """A ref that nobody has yet: ``child-1``, ``father``, ``father-2``."""
    taken = set(referral.refs(*LISTS)) | {"referral", "child"}
    if stem != "child" and stem not in taken:
        return stem
    return next(
        ref for ref in (f"{stem}-{n}" for n in range(1 if stem == "child" else 2, 1000)) if ref not in taken
    )
