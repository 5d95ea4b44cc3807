"""Whether the decision stage is unfinished: something not asked is owed, or could change the outcome."""

from __future__ import annotations

from collections.abc import Iterable

from tests.reference.facts import Facts
from tests.reference.grounded import Fact
from tests.reference.outcome import Judged, highest, in_state, reached
from tests.reference.states import State, lacks
from triage_api.policy.model import Policy, Question, Rule, Stage

DECIDING = (Stage.SCREENING, Stage.FIRST_LOOK, Stage.DECISION)


def is_unfinished(policy: Policy, facts: Facts, children: Iterable[Judged]) -> bool:
    """Whether the base does not stand yet."""
    return any(_is_owed(facts, question) for question in policy.questions.values()) or any(
        _may_change(policy, facts, child) for child in children
    )


def _is_owed(facts: Facts, question: Question) -> bool:
    """A question that is always asked, and was not, of somebody."""
    first = question.stage in (Stage.SCREENING, Stage.FIRST_LOOK)
    always = first or question.sweep or question.net or question.closes is not None
    if not always or question.stage not in DECIDING:
        return False
    whose = [Fact(question.about, subject.ref, question.id) for subject in facts.subjects(question.about)]
    return any(not facts.accounts(fact) and facts.gate(fact) is not False for fact in whose)


def _may_change(policy: Policy, facts: Facts, child: Judged) -> bool:
    """Whether a rule still lacks an answer not asked, of whatever stage, and would change what matters."""
    undecided = in_state(policy, child, State.POSSIBLE, State.HOLDS, State.ASSUMED)
    return any(
        _would_change(policy, child, rule) and lacks(child.grounded[rule.id], facts) for rule in undecided
    )


def _would_change(policy: Policy, child: Judged, rule: Rule) -> bool:
    """Whether the rule would raise route, RAG or 999, or forbid something not forbidden yet."""
    then = rule.then
    route, rag = reached(policy, child, base_stands=True)
    least = policy.routes[then.route].rag_at_least if then.route is not None else None
    applying = in_state(policy, child, State.APPLIES)
    speaking = [*applying, *in_state(policy, child, State.ASSUMED, State.HOLDS)]
    forbidden = {ban for other in speaking for ban in other.then.do_not}
    return (
        highest(policy.routes, [route, then.route]) != route
        or highest(policy.rags, [rag, then.rag, least]) != rag
        or (then.call_999 and not any(other.then.call_999 for other in applying))
        or not forbidden.issuperset(then.do_not)
    )
