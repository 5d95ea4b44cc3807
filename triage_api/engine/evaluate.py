"""A policy and a case in, a recommendation out. Pure: the same in, the same out, to the byte."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from triage_api.engine.case import Case
from triage_api.engine.clocks import Clocks
from triage_api.engine.contradictions import contradictions
from triage_api.engine.demands import ChildDemands, Wanted
from triage_api.engine.facts import ALL, CaseFacts
from triage_api.engine.interview import Child, Interview
from triage_api.engine.levels import Level
from triage_api.engine.outcomes import Judged, Outcome, call_999, judge, judge_again, outcome
from triage_api.engine.program import Program, program_of
from triage_api.engine.reasons import reasons
from triage_api.engine.recommendation import (
    ChildOutcome,
    Forbidden,
    HeldBack,
    Milestone,
    ParallelDuty,
    Recommendation,
    RequiredContact,
    Warned,
)
from triage_api.engine.views import State
from triage_api.policy.model import Policy


class Evaluation(NamedTuple):
    """One case, judged: what everything else is told from."""

    program: Program
    case: Case
    facts: CaseFacts
    judged: tuple[Judged, ...]
    interview: Interview
    not_a_referral: str | None
    provisional: bool
    outcomes: tuple[Outcome, ...]
    """Each child's."""

    @property
    def level(self) -> Level:
        """The referral's: its children's most protective."""
        return _most([one.level for one in self.outcomes])


def evaluate(policy: Policy, case: Case, before: Evaluation | None = None) -> Evaluation:
    """Judge every rule for every child, and say whether the decision stage is finished.

    ``before`` is an earlier evaluation: where this case differs from its in a few answers, only what these
    touch is read and judged. It changes how long this takes and nothing else.
    """
    program = program_of(policy)
    facts = CaseFacts(program, case, None if before is None else before.facts)
    judged = _judged(facts, before)
    outcomes = tuple(outcome(program, one, base=True) for one in judged)
    children = [Child(one, found.level) for one, found in zip(judged, outcomes, strict=True)]
    interview = Interview(facts, children)
    screened_out = _screened_out(facts, judged)
    provisional = screened_out is None and interview.unfinished()
    if provisional:
        outcomes = tuple(outcome(program, one, base=False) for one in judged)
    return Evaluation(program, case, facts, judged, interview, screened_out, provisional, outcomes)


def _judged(facts: CaseFacts, before: Evaluation | None) -> tuple[Judged, ...]:
    if before is None or facts.changed == ALL:
        return tuple(judge(facts, facts.view(child)) for child in facts.children)
    children = zip(facts.children, before.judged, strict=True)
    return tuple(judge_again(facts, facts.view(child), earlier) for child, earlier in children)


def outcomes(policy: Policy, case: Case) -> tuple[Outcome, ...]:
    """Each child's floor, outcome and ceiling and nothing else, the base route standing: for going through
    very many cases."""
    program = program_of(policy)
    facts = CaseFacts(program, case)
    return tuple(outcome(program, judge(facts, facts.view(child)), base=True) for child in facts.children)


def recommend(policy: Policy, case: Case) -> Recommendation:
    """What ``policy`` says of ``case``: see ``semantics.md`` and ``docs/api.md``."""
    evaluation = evaluate(policy, case)
    return recommended(evaluation)


def recommended(evaluation: Evaluation) -> Recommendation:
    """The recommendation of a case that has been judged."""
    program, policy, case = evaluation.program, evaluation.program.policy, evaluation.case
    demands = [
        ChildDemands(evaluation.facts, judged, one)
        for judged, one in zip(evaluation.judged, evaluation.outcomes, strict=True)
    ]
    clocks = Clocks(program, case)
    forbidden = tuple(
        one
        for demand in demands
        for one in demand.forbidden
        if clocks.happened(one.until, one.contact) is None
    )
    units, units_because = _police_units(policy, demands)
    here = program.step(evaluation.level)
    asked = () if evaluation.not_a_referral else tuple(evaluation.interview.next_questions())
    return Recommendation(
        policy=policy,
        in_force=policy.in_force_on(case.received_at.astimezone(ZoneInfo(policy.office.zone)).date()),
        route=here.route,
        rag=here.rag,
        floor=program.step(_most([one.floor for one in evaluation.outcomes])),
        ceiling=program.step(_most([one.ceiling for one in evaluation.outcomes])),
        start=_highest([d.start for d in demands], program.start_order),
        destination=_destination(policy, demands),
        not_a_referral=evaluation.not_a_referral,
        provisional=evaluation.provisional,
        call_999=_call_999(evaluation),
        children=tuple(map(_child, [evaluation] * len(demands), demands)) if case.children else (),
        reasons=tuple([reason for demand in demands for reason in reasons(evaluation.facts, demand)]),
        contacts=_contacts(policy, demands, clocks, forbidden),
        duties=_duties(policy, demands, clocks),
        milestones=_milestones(policy, demands, clocks),
        police_units=units,
        police_units_because=units_because,
        do_not=forbidden,
        warnings=_warnings(demands),
        contradictions=contradictions(evaluation.facts),
        next_questions=asked,
    )


def _screened_out(facts: CaseFacts, judged: Sequence[Judged]) -> str | None:
    """The screening answer that makes the item no referral, unless some rule says otherwise."""
    program = facts.program
    question = program.screening
    if question is None:
        return None
    accounts = facts.case.answers.get(question.id, ())
    counting = facts.said.counting(program.of_question[question.id][0], accounts) if accounts else ()
    values = {account.value for account in counting if account.value is not None}
    out = [value for value in question.screens_out if value in values]
    some_rule = any(
        state in (State.APPLIES, State.ASSUMED, State.HOLDS) for one in judged for _, state in one.alive
    )
    return out[0] if out and len(values) == 1 and not some_rule else None


def _most(levels: Sequence[Level]) -> Level:
    if len(levels) == 1:
        return levels[0]
    return Level(max(level.route for level in levels), max(level.rag for level in levels))


def _highest(ids: Iterable[str | None], order: dict[str, int]) -> str | None:
    return max((one for one in ids if one is not None), key=lambda one: order[one], default=None)


def _destination(policy: Policy, demands: Sequence[ChildDemands]) -> str:
    """What the rule with the highest route names; of several, or of none, the first in the policy's list."""
    ordered = list(policy.destinations)
    named = [
        (rule.route, -ordered.index(rule.rule.then.destination))
        for demand in demands
        for rule in demand.due
        if rule.rule.then.destination
    ]
    return ordered[-max(named)[1]] if named else ordered[0]


def _call_999(evaluation: Evaluation) -> str | None:
    said = {call_999(one, evaluation.program, evaluation.facts) for one in evaluation.judged}
    return "now" if "now" in said else "find_out_now" if "find_out_now" in said else None


def _child(evaluation: Evaluation, demand: ChildDemands) -> ChildOutcome:
    program = evaluation.program
    here = program.step(demand.outcome.level)
    return ChildOutcome(
        ref=demand.ref,
        route=here.route,
        rag=here.rag,
        start=demand.start,
        harm=demand.harm,
        tier=demand.tier,
        floor=program.step(demand.outcome.floor),
        ceiling=program.step(demand.outcome.ceiling),
        states=program.ruled_out | {program.rule_ids[place]: state for place, state in demand.judged.alive},
        contacts=frozenset(demand.contacts),
        clocks=frozenset(demand.clocks),
        duties=frozenset(demand.duties),
        milestones=frozenset(demand.milestones),
        do_not=frozenset((one.contact, one.until) for one in demand.forbidden),
        warnings=tuple(text for rule in demand.counting for text in rule.rule.then.warnings),
    )


def _contacts(
    policy: Policy, demands: Sequence[ChildDemands], clocks: Clocks, forbidden: Sequence[Forbidden]
) -> tuple[RequiredContact, ...]:
    """Every required contact, the earliest due first; one that is held back last."""
    found = []
    for contact_id, want in _united([demand.contacts for demand in demands]).items():
        contact = policy.contacts[contact_id]
        added = sorted(timing for demand in demands for of, timing in demand.clocks if of == contact_id)
        timings = dict.fromkeys((*contact.clocks, *want.clocks, *added))
        found.append(
            RequiredContact(
                contact,
                tuple(want.children),
                (contact.why, *want.why),
                tuple([clocks.clock(timing, contact_id) for timing in timings]),
                _held_back(policy, contact_id, forbidden),
                tuple(dict.fromkeys((*contact.source, *want.source))),
            )
        )
    if len(found) > 1:
        found.sort(key=_when_due)
    return tuple(found)


def _when_due(contact: RequiredContact) -> tuple[bool, float, str]:
    first = contact.first
    return first is None, 0.0 if first is None else first.due.timestamp(), contact.contact.id


def _united(wanted: Sequence[dict[str, Wanted]]) -> dict[str, Wanted]:
    if len(wanted) == 1:
        return wanted[0]
    united: dict[str, Wanted] = {}
    for child in wanted:
        for name, want in child.items():
            united.setdefault(name, Wanted()).join(want)
    return united


def _held_back(policy: Policy, contact: str, forbidden: Sequence[Forbidden]) -> HeldBack | None:
    """Of several rules that hold it back, until the event that comes last: whoever reads one of them must not
    read the one after which another still holds."""
    against = [one for one in forbidden if one.contact == contact] if forbidden else []
    if not against:
        return None
    ends = dict.fromkeys(one.until for one in against)
    sooner = {event for until in ends for event in _before(policy, until)}
    untils = tuple(event for event in ends if event not in sooner)
    until = max(untils, key=lambda event: (len(_before(policy, event)), list(policy.events).index(event)))
    return HeldBack(until, untils, tuple(dict.fromkeys(one.rule.because for one in against)))


def _before(policy: Policy, event: str) -> list[str]:
    """The events that come before one."""
    before = policy.events[event].after
    return [] if before is None else [before, *_before(policy, before)]


def _duties(policy: Policy, demands: Sequence[ChildDemands], clocks: Clocks) -> tuple[ParallelDuty, ...]:
    wanted = _united([demand.duties for demand in demands])
    return tuple(
        ParallelDuty(
            policy.duties[duty],
            tuple(want.children),
            tuple(want.why),
            tuple(clocks.clock(timing) for timing in policy.duties[duty].clocks),
        )
        for duty, want in wanted.items()
    )


def _milestones(policy: Policy, demands: Sequence[ChildDemands], clocks: Clocks) -> tuple[Milestone, ...]:
    children: dict[str, list[str]] = {}
    for demand in demands:
        for timing in demand.milestones:
            children.setdefault(timing, []).append(demand.ref)
    return tuple(Milestone(clocks.clock(timing), tuple(refs)) for timing, refs in children.items())


def _police_units(policy: Policy, demands: Sequence[ChildDemands]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The units that are wanted, in the policy's order, and a sentence on each."""
    why: dict[str, str] = {}
    for demand in demands:
        for unit, because in demand.units.items():
            why.setdefault(unit, because)
    units = tuple(unit for unit in policy.units if unit in why)
    return units, tuple(f"{policy.units[unit].title}: {why[unit]}" for unit in units)


def _warnings(demands: Sequence[ChildDemands]) -> tuple[Warned, ...]:
    return tuple(
        Warned(text, rule.rule.id, demand.ref)
        for demand in demands
        for rule in demand.counting
        for text in rule.rule.then.warnings
    )
