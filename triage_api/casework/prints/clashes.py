"""What did not agree when somebody decided: which answers, who had said them, and what became of it since.

For the record and those who review it. It says who said what against whom, so it goes neither to the family
nor to an agency.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from triage_api.casework.judging import Json
from triage_api.casework.prints.printing import Printing
from triage_api.casework.prints.said import Said, Standing, said_in
from triage_api.casework.prints.turning_on import turns_on
from triage_api.policy.model import About
from triage_api.record import (
    REFERRAL,
    AdultAdded,
    Answered,
    ChildAdded,
    Decision,
    Entry,
    IncidentAdded,
    Referral,
    folded,
)

NONE_THEN = "Front Door found no answers that do not agree."
_SPEAKS_FOR_ITSELF = (Standing.NOT_MENTIONED, Standing.NOT_KNOWN, Standing.WORDS)
"""What the words of an account say already."""


def clashed_then(printing: Printing, made: Decision) -> Iterator[str]:
    """What did not agree at a decision, in whose words, and what became of it; nothing: it all agreed."""
    clashes = [*_clashes_then(printing, made)]
    if clashes:
        yield "Some answers did not agree at that moment:"
    for what, beneath in clashes:
        yield what
        yield from (f"- {line}" for line in beneath)


def _clashes_then(printing: Printing, made: Decision) -> Iterator[tuple[str, list[str]]]:
    """Each clash, and what is said beneath it. What was said is read from the events up to the decision: what
    was recorded with it names the question."""
    clashes = made.decided.recommendation["contradictions"]
    then = folded(printing.entries[: made.number]) if clashes else None
    for clash in clashes:
        accounts = [f"Said then: {words}" for words in _accounts(printing, then, clash)]
        beside = [f"Beside it, said then: {words}" for words in _beside(printing, then, clash)]
        yield _what(printing, clash), [*accounts, *beside, *_since(printing, made, clash)]


def clashing_now(printing: Printing) -> Iterator[str]:
    """What does not agree today, in whose words."""
    if printing.view.recommendation is None:
        yield f"This cannot be said today. {printing.view.trouble or ''}".rstrip()
        return
    for clash in printing.view.recommendation["contradictions"]:
        yield _what(printing, clash)
        yield from (f"- Said: {words}" for words in _accounts(printing, printing.referral, clash))
        yield from (f"- Beside it: {words}" for words in _beside(printing, printing.referral, clash))


def clashes_of_decisions(printing: Printing) -> Iterator[str]:
    """What did not agree at each decision: a clash a sentence, with whom it is about and all that is said of
    it, since each stands alone where this goes."""
    for made in printing.referral.decisions:
        for what, beneath in _clashes_then(printing, made):
            yield " ".join([f"At the decision of {printing.when(made.recorded_at)}:", what, *beneath])


def _what(printing: Printing, clash: Json) -> str:
    """Whose answer, to what, and how it clashes; the question once, where the words name it already."""
    ask = _ask(printing, clash["question"])
    whom = _whom(clash["about"])
    return f"{whom}{clash['words']}" if ask in clash["words"] else f"{whom}“{ask}” {clash['words']}"


def _ask(printing: Printing, question: str) -> str:
    asked = None if printing.policy is None else printing.policy.questions.get(_current(printing, question))
    return question if asked is None else asked.ask


def _whom(about: str) -> str:
    return "" if about == REFERRAL else f"{about}: "


def _accounts(printing: Printing, referral: Referral | None, clash: Json) -> Iterator[str]:
    """What was said, as the referral had it: what several said of two who are one stands together."""
    answers = {} if referral is None else _answers_of(referral.case, clash["about"])
    found = [
        _as_said(one)
        for question, answer in answers.items()
        if _current(printing, question) == _current(printing, clash["question"])
        for one in said_in(clash["about"], question, answer, printing.policy)
    ]
    yield from found or ["look for it among the answers: it is not kept under this question."]


def _beside(printing: Printing, referral: Referral | None, clash: Json) -> Iterator[str]:
    """The other answers that it turns on, each with whom it is about and its question."""
    others = turns_on(printing.policy, clash)
    # That somebody is there is said by the answers that its words name, whatever else was asked there.
    closes = _closes(printing, _current(printing, clash["question"])) is not None
    if referral is None:
        return
    for about in _may_speak(referral, clash["about"]):
        for question, answer in _answers_of(referral.case, about).items():
            if _current(printing, question) in others:
                accounts = [*said_in(about, question, answer, printing.policy)]
                if closes and not any(_is_named(one, clash["words"]) for one in accounts):
                    continue
                yield from (_named(one) for one in accounts if not (closes and _is_untouched(one)))


def _may_speak(referral: Referral, about: str) -> Iterator[str]:
    """Whose answers may speak against one of this: its own, the referral's, and those of another kind of
    subject; another child's never."""
    subject = referral.subject(about)
    yield REFERRAL
    for one in referral.present:
        if one.ref == about or subject is None or one.about != subject.about:
            yield one.ref


def _answers_of(case: Json, about: str) -> Mapping[str, Any]:
    if about == REFERRAL:
        return dict(case["answers"])
    everybody = (*case["children"], *case["adults"], *case["incidents"])
    return next((dict(one["answers"]) for one in everybody if one["ref"] == about), {})


def _current(printing: Printing, question: str) -> str:
    """The question's id today: what was decided under an earlier version may have its former one."""
    return question if printing.policy is None else printing.policy.was.get(question, question)


def _as_said(one: Said) -> str:
    """“no. (the doctor; seen, or in a record; put down to settle it)”."""
    words = one.words
    if _is_untouched(one) and words != one.standing.value:
        # Of a sweep these are the topics that nobody touched on: bare, they would read as if somebody had.
        words = f"{one.standing.value}: {words}"
    how = [one.by or "nobody wrote down who said it"]
    if one.by is None and one.standing is Standing.UNSAID:
        how = ["nobody wrote down who said it, or how it is known"]
    elif one.standing not in _SPEAKS_FOR_ITSELF:
        how.append(one.standing.value)
    if one.settles:
        how.append("put down to settle it")
    return f"{words}. ({'; '.join(how)})"


def _is_named(one: Said, words: str) -> bool:
    """Whether the words of a clash name this answer, by its question or by a topic that was ticked."""
    topics = one.words.split("; ")
    return not _is_untouched(one) and (one.ask in words or any(topic in words for topic in topics))


def _is_untouched(one: Said) -> bool:
    return one.standing is Standing.NOT_MENTIONED


def _named(one: Said) -> str:
    """The same with whom it is about and what was asked."""
    return f"{_whom(one.about)}“{one.ask}” {_as_said(one)}"


def _since(printing: Printing, made: Decision, clash: Json) -> Iterator[str]:
    """What was recorded of it after the decision, and whether it stands today."""
    after = [
        (entry, words)
        for entry in printing.entries[made.number :]
        for words in _recorded(printing, entry, clash)
    ]
    for entry, words in after:
        yield f"{printing.when(entry.recorded_at)}, recorded by {printing.who(entry.by)}: {words}"
    if printing.view.recommendation is None:
        yield f"Whether they agree today cannot be said. {printing.view.trouble or ''}".rstrip()
    elif _stands(printing, printing.view.recommendation["contradictions"], clash):
        yield f"Today this still does not agree{'' if after else ', and nobody has answered it again'}."
    elif after:
        yield "Today this no longer stands."
    else:
        yield "Today this no longer stands, though nobody answered it again: something else has changed."


def _recorded(printing: Printing, entry: Entry, clash: Json) -> Iterator[str]:
    """What an event says of the clash: an answer to that question or to one that it turns on, or somebody put
    on the list that it closes."""
    fact, question = entry.fact, _current(printing, clash["question"])
    if isinstance(fact, Answered):
        answered, whose = _current(printing, fact.question), _one(printing, fact.about)
        about = _one(printing, clash["about"])
        accounts = [*said_in(whose, fact.question, fact.answer, printing.policy)]
        if (answered, whose) == (question, about):
            yield " ".join(map(_as_said, accounts))
        elif answered in turns_on(printing.policy, clash) and whose in _may_speak(printing.referral, about):
            yield " ".join(map(_named, accounts))
    elif isinstance(fact, _ADDED) and _closes(printing, question) == _ABOUT[type(fact)]:
        yield f"{fact.ref} was put down."


_ADDED = (ChildAdded, AdultAdded, IncidentAdded)
_ABOUT = {ChildAdded: About.CHILD, AdultAdded: About.ADULT, IncidentAdded: About.INCIDENT}


def _closes(printing: Printing, question: str) -> About | None:
    """Which list the question closes."""
    asked = None if printing.policy is None else printing.policy.questions.get(question)
    return None if asked is None else asked.closes


def _one(printing: Printing, ref: str) -> str:
    """What a ref is called today: who was merged into another is that person."""
    return printing.referral.identity.one(ref)


def _stands(printing: Printing, now: Sequence[Json], clash: Json) -> bool:
    """Whether the same clash is found today; one kept without its kind is known by its question."""

    def same(other: Json) -> bool:
        kinds = {clash.get("kind", other.get("kind")), other.get("kind", clash.get("kind"))}
        return (
            len(kinds) == 1
            and _one(printing, other["about"]) == _one(printing, clash["about"])
            and _current(printing, other["question"]) == _current(printing, clash["question"])
        )

    return any(map(same, now))
