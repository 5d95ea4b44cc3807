"""The answers of a referral as sentences, sorted by how they are known: never one merged with another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from triage_api.policy.model import AnswerKind, Policy, Question
from triage_api.record import REFERRAL, Referral

Raw = Any
"""An answer in the form that ``docs/api.md`` gives it."""


class Standing(Enum):
    """How an answer stands."""

    FACT = "seen, or in a record"
    ALLEGATION = "told"
    OPINION = "an opinion"
    UNSAID = "nobody wrote down how it is known"
    WORDS = "verbatim"
    NOT_MENTIONED = "not mentioned"
    NOT_KNOWN = "not known"


HOW = {
    "saw": Standing.FACT,
    "record": Standing.FACT,
    "told": Standing.ALLEGATION,
    "opinion": Standing.OPINION,
}


@dataclass(frozen=True, slots=True)
class Said:
    """What one account says of one question about one subject."""

    about: str
    question: str
    ask: str
    standing: Standing
    words: str
    by: str | None = None
    differs: bool = False
    """Another account of the same question says something else."""
    settles: bool = False
    """It was put down as settling what differs; whether it does is the policy's to say."""

    @property
    def line(self) -> str:
        """As a print gives it: “child-1: How old is the child? 8 months. (mother)”."""
        who = f" ({self.by})" if self.by else ""
        whom = "" if self.about == REFERRAL else f"{self.about}: "
        clash = " Sources differ on this." if self.differs else ""
        return f"{whom}{self.ask} {self.words}.{who}{clash}"


def said(referral: Referral, policy: Policy | None) -> Iterator[Said]:
    """Every account of every answer, in the order in which they were first given."""
    for (about, question), given in referral.answers.items():
        yield from said_in(about, question, given.answer, policy)


def said_in(about: str, question: str, answer: Raw, policy: Policy | None) -> Iterator[Said]:
    """Every account of one answer, in their order."""
    accounts = _accounts(answer)
    differs = len({str(_form(one).get("value")) for one in accounts}) > 1
    for account in accounts:
        for one in _of_account(about, question, _question(policy, question), account, differs):
            yield replace(one, settles=bool(_form(account).get("settles")))


def _question(policy: Policy | None, id: str) -> Question | None:
    """The question, also under a former id; ``None`` where the policy is not served or no longer has it."""
    return None if policy is None else policy.questions.get(policy.was.get(id, id))


def _accounts(raw: Raw) -> list[Raw]:
    return list(raw["accounts"]) if isinstance(raw, Mapping) and "accounts" in raw else [raw]


def _form(raw: Raw) -> Mapping[str, Any]:
    return raw if isinstance(raw, Mapping) else {"value": raw}


def _of_account(about: str, id: str, question: Question | None, raw: Raw, differs: bool) -> Iterator[Said]:
    form = _form(raw)
    ask = question.ask if question is not None else id
    by = form.get("said_by")
    if form.get("not_mentioned"):
        yield Said(about, id, ask, Standing.NOT_MENTIONED, "not mentioned", by, differs)
    if form.get("value") or form.get("no") or form.get("nothing_else"):
        yield Said(about, id, ask, _standing(question, form), _words(question, form), by, differs)
    if words := _unmentioned(question, form):
        yield Said(about, id, ask, Standing.NOT_MENTIONED, words, by, differs)
    for words in _unknown(question, form.get("not_known")):
        yield Said(about, id, ask, Standing.NOT_KNOWN, words, by, differs)


def _standing(question: Question | None, form: Mapping[str, Any]) -> Standing:
    if question is not None and question.kind is AnswerKind.NOTE:
        return Standing.WORDS
    return HOW.get(str(form.get("how_known")), Standing.UNSAID)


def _words(question: Question | None, form: Mapping[str, Any]) -> str:
    value = form.get("value")
    if isinstance(value, list):
        return _ticked(question, value, form)
    words = "none of these" if value is None else _label(question, value)
    return f"“{words}”" if question is not None and question.kind is AnswerKind.NOTE else words


def _ticked(question: Question | None, ticked: list[Any], form: Mapping[str, Any]) -> str:
    """What was ticked, and how the rest stands: “Injury; the others were not mentioned”."""
    parts = [_label(question, one) for one in ticked]
    parts += [f"not {_label(question, one)}" for one in form.get("no", ())]
    if form.get("nothing_else"):
        parts.append("and none of the others")
    return "; ".join(parts)


def _unmentioned(question: Question | None, form: Mapping[str, Any]) -> str:
    """Of a sweep: every topic that what we were told did not touch on."""
    value = form.get("value")
    if question is None or not question.sweep or form.get("nothing_else") or not isinstance(value, list):
        return ""
    unknown = form.get("not_known")
    touched = {*value, *form.get("no", ()), *(unknown if isinstance(unknown, Mapping) else ())}
    return "; ".join(one.label for one in question.choices if one.id not in touched)


def _label(question: Question | None, value: Any) -> str:
    choices = () if question is None else question.choices
    return next((choice.label for choice in choices if choice.id == value), str(value))


def _unknown(question: Question | None, reason: Any) -> Iterator[str]:
    if isinstance(reason, Mapping):
        for option, why in reason.items():
            yield f"{_label(question, option)}: not known, {why}"
    elif reason is not None:
        yield f"not known: {reason}"
