"""Why: each rule that counts, with the answers it rests on and what it lacks."""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.engine.case import Account, Accounts
from triage_api.engine.demands import COUNTING, ChildDemands
from triage_api.engine.facts import CaseFacts
from triage_api.engine.nodes import Literals, single_bits
from triage_api.engine.program import Ranked
from triage_api.engine.recommendation import Reason, UsedAnswer
from triage_api.engine.states import FactKey, known_facts, undetermined_facts
from triage_api.engine.views import State, View
from triage_api.policy.model import About


def reasons(facts: CaseFacts, demand: ChildDemands) -> Iterator[Reason]:
    """The rules that count for one child: the most protective first, and of these what applies first."""
    rules = facts.program.rules
    counting = [(rules[place], state) for place, state in demand.judged.alive if state in COUNTING]
    for rule, state in sorted(counting, key=_first_told):
        yield _reason(facts, demand.judged.view, rule, state)


def _first_told(counting: tuple[Ranked, State]) -> tuple[int, int, int]:
    rule, state = counting
    return -rule.route, -rule.rag, COUNTING.index(state)


def _reason(facts: CaseFacts, view: View, ranked: Ranked, state: State) -> Reason:
    child = view.own[About.CHILD]
    if ranked.plain is not None:
        return Reason(ranked.rule, child, state, *_of_plain(facts, view, ranked.plain))
    used = [answer for key in known_facts(ranked.when, view, facts) for answer in _answers(facts, view, key)]
    lacking = [
        (facts.subject_key(view, key), key[1].question)
        for key in undetermined_facts(ranked.when, view, facts)
    ]
    return Reason(ranked.rule, child, state, tuple(dict.fromkeys(used)), tuple(dict.fromkeys(lacking)))


def _of_plain(
    facts: CaseFacts, view: View, plain: Literals
) -> tuple[tuple[UsedAnswer, ...], tuple[tuple[str, str], ...]]:
    """The answers that a rule of tests of different facts rests on, and what it lacks: read off the bits."""
    bits = view.bits
    known = plain.positive & bits.true | plain.negative & bits.false & ~bits.gated
    used: list[UsedAnswer] = []
    for bit in single_bits(known):
        used += _answers(facts, view, (None, facts.fact(bit)))
    undetermined = (plain.positive | plain.negative) & ~(bits.true | bits.false)
    lacking = [
        (facts.subject_key(view, (None, fact)), fact.question)
        for fact in map(facts.fact, single_bits(undetermined))
    ]
    return tuple(dict.fromkeys(used)), tuple(dict.fromkeys(lacking))


def _answers(facts: CaseFacts, view: View, key: FactKey) -> list[UsedAnswer]:
    subject, question = facts.subject_key(view, key), key[1].question
    accounts: Accounts = facts.answers_of(subject).get(question, ())
    return [UsedAnswer(subject, question, in_words(one), one.said_by) for one in accounts]


def in_words(account: Account) -> str:
    """An account as people read it."""
    if account.not_known is None and not account.not_mentioned:
        return account.said
    if account.not_mentioned:
        return "not mentioned"
    if not account.said:
        return f"not known: {account.not_known}"
    return f"{account.said} (as near as is known: {account.not_known})"
