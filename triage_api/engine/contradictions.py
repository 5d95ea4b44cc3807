"""What speaks against what in one case: accounts that differ, answers to what does not arise, and a list that
was closed with nobody on it while another answer says that somebody is there."""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.engine.accounts import has_value
from triage_api.engine.facts import REFERRAL, CaseFacts
from triage_api.engine.nodes import TRUE
from triage_api.engine.reasons import in_words
from triage_api.engine.recommendation import Clash, Contradiction
from triage_api.engine.states import FactKey, known_facts, truth
from triage_api.engine.views import View
from triage_api.policy.model import About, Question

_DIFFER = "Two accounts differ. The more worrying counts until somebody who may settles it."


def contradictions(facts: CaseFacts) -> tuple[Contradiction, ...]:
    """Every contradiction once; each stands until a person settles it, and changes nothing of what is
    decided."""
    found = (*_differing(facts), *_does_not_arise(facts), *_closed_empty(facts))
    return tuple(dict.fromkeys(found))


def _differing(facts: CaseFacts) -> Iterator[Contradiction]:
    for ref, question in facts.as_answered(facts.said.differing):
        yield Contradiction(Clash.ACCOUNTS_DIFFER, ref, question, _DIFFER)


def _does_not_arise(facts: CaseFacts) -> Iterator[Contradiction]:
    for ref, question in facts.behind_closed_gates():
        if has_value(facts.answers_of(ref).get(question)):
            ask = facts.program.policy.questions[question].ask
            words = (
                f"“{ask}” was answered, although another answer says that it does not arise. "
                "It counts until somebody settles which is right."
            )
            yield Contradiction(Clash.DOES_NOT_ARISE, ref, question, words)


def _closed_empty(facts: CaseFacts) -> Iterator[Contradiction]:
    """No rule about an adult can be true of nobody: “any other adult?” answered no by itself would say that
    there is none, beside a tick that says that there is one."""
    for about, condition in facts.program.not_empty.items():
        question = facts.program.closing[about]
        assert question is not None, "the condition is read from the closing question"
        if not facts.those(about) and _is_closed(facts, question):
            view = facts.gate_view(condition, facts.referral)
            if truth(condition, view, facts) == TRUE:
                said = [_said(facts, view, key) for key in known_facts(condition, view, facts)]
                words = _closed(question, about, list(dict.fromkeys(said)))
                yield Contradiction(Clash.CLOSED_EMPTY, REFERRAL, question.id, words)


def _is_closed(facts: CaseFacts, question: Question) -> bool:
    accounts = facts.answers_of(REFERRAL).get(question.id, ())
    slot = facts.program.of_question[question.id][0]
    return bool(accounts) and {one.value for one in facts.said.counting(slot, accounts)} == {"no"}


def _closed(question: Question, about: About, said: list[str]) -> str:
    return (
        f"No {about} is put down, and “{question.ask}” was answered no. Yet we were told: {'; '.join(said)}. "
        f"Put down each {about} that it is about: until then nothing about that {about} counts."
    )


def _said(facts: CaseFacts, view: View, key: FactKey) -> str:
    """An option by its label, any other fact by its question and the answer."""
    question = facts.program.policy.questions[key[1].question]
    option = next((choice.label for choice in question.choices if choice.id == key[1].option), "")
    if option:
        return f"“{option}”"
    accounts = facts.answers_of(facts.subject_key(view, key)).get(question.id, ())
    # Of accounts that differ those that count: beside them the others would read as if they said so too.
    counting = facts.said.counting(facts.program.slots[key[1]], accounts)
    return f"“{question.ask}” {' / '.join(dict.fromkeys(map(in_words, counting)))}"
