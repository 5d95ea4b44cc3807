"""Why: each rule that counts, with the answers it rests on and what it lacks."""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.engine.case import Account, Accounts
from triage_api.engine.demands import ChildDemands
from triage_api.engine.facts import CaseFacts
from triage_api.engine.program import Ranked
from triage_api.engine.recommendation import Reason, UsedAnswer
from triage_api.engine.states import FactKey, known_facts, undetermined_facts
from triage_api.engine.views import State, View
from triage_api.policy.model import About

_ORDER = {State.APPLIES: 0, State.ASSUMED: 1, State.HOLDS: 2}


def reasons(facts: CaseFacts, demand: ChildDemands) -> Iterator[Reason]:
    """The rules that count for one child: the most protective first, and of these what applies first."""
    states = dict(demand.judged.ranked(facts.program))
    ordered = sorted(demand.counting, key=lambda rule: (-rule.route, -rule.rag, _ORDER[states[rule]]))
    for rule in ordered:
        yield _reason(facts, demand.judged.view, rule, states[rule])


def _reason(facts: CaseFacts, view: View, ranked: Ranked, state: State) -> Reason:
    used = tuple(
        answer for key in known_facts(ranked.when, view, facts) for answer in _answers(facts, view, key)
    )
    lacking = tuple(
        dict.fromkeys(
            (facts.subject_key(view, key), key[1].question)
            for key in undetermined_facts(ranked.when, view, facts)
        )
    )
    return Reason(ranked.rule, view.own[About.CHILD], state, tuple(dict.fromkeys(used)), lacking)


def _answers(facts: CaseFacts, view: View, key: FactKey) -> Iterator[UsedAnswer]:
    subject = facts.subject_key(view, key)
    question = facts.program.policy.questions[key[1].question]
    accounts: Accounts = facts.answers_of(subject).get(question.id, ())
    for account in accounts:
        yield UsedAnswer(subject, question.id, in_words(account), account.said_by)


def in_words(account: Account) -> str:
    """An account as people read it."""
    if account.not_mentioned:
        return "not mentioned"
    if account.not_known is not None and not account.said:
        return f"not known: {account.not_known}"
    return f"{account.said} (as near as is known: {account.not_known})" if account.not_known else account.said
