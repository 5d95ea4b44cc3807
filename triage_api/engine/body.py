"""A recommendation as JSON-ready values, in the order of ``docs/api.md``."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from triage_api.engine.interview import NextQuestion
from triage_api.engine.levels import Step
from triage_api.engine.openings import Openings, OpenQuestion, WouldChange
from triage_api.engine.recommendation import (
    ChildOutcome,
    Clock,
    Milestone,
    ParallelDuty,
    Reason,
    Recommendation,
    RequiredContact,
    earliest,
)
from triage_api.policy.model import Contact, Policy, Rule, SourceRef

Json = dict[str, object]


_CLASH = "Some answers do not agree. Settle them before you rely on this."


def as_body(recommendation: Recommendation, found: Openings) -> Json:
    """The body that ``POST /v1/triage`` answers and ``triage-policy recommend --json`` prints."""
    return _Body(recommendation, found).whole()


class _Body:
    def __init__(self, recommendation: Recommendation, found: Openings) -> None:
        self.recommendation = recommendation
        self.policy: Policy = recommendation.policy
        self.found = found
        self.zone = ZoneInfo(self.policy.office.zone)

    def whole(self) -> Json:
        one = self.recommendation
        return {
            "policy": self._policy(),
            "route": one.route,
            "rag": one.rag,
            "level_of_need": self._level(one.route),
            "start": one.start,
            "destination": one.destination,
            "not_a_referral": one.not_a_referral,
            "provisional": one.provisional,
            "call_999": one.call_999,
            "floor": _step(one.floor),
            "ceiling": _step(one.ceiling),
            "says": self._says(),
            "children": [self._child(child) for child in one.children],
            "reasons": [self._reason(reason) for reason in one.reasons],
            "required_contacts": [self._contact(contact) for contact in one.contacts],
            "parallel_duties": [self._duty(duty) for duty in one.duties],
            "milestones": [self._milestone(milestone) for milestone in one.milestones],
            "police_units": list(one.police_units),
            "police_units_because": list(one.police_units_because),
            "do_not": [
                {"contact": f.contact, "until": f.until, "because": f.rule.because, "rule": f.rule.id}
                for f in one.do_not
            ],
            "warnings": [{"text": w.text, "rule": w.rule, "child": w.child} for w in one.warnings],
            "contradictions": [
                {"kind": c.kind.value, "about": c.about, "question": c.question, "words": c.words}
                for c in one.contradictions
            ],
            "open_questions": [self._open(question) for question in self.found.questions],
            "would_change": [self._change(change) for change in self.found.would_change],
            "next_questions": [self._next(question) for question in one.next_questions],
        }

    def _policy(self) -> Json:
        return {
            "id": self.policy.id,
            "version": self.policy.version,
            "title": self.policy.title,
            "sha256": self.policy.sha256,
            "status": "draft" if self.policy.adopted is None else "adopted",
            "in_force": self.recommendation.in_force,
        }

    def _level(self, route: str | None) -> int | None:
        return None if route is None else self.policy.routes[route].level_of_need

    def _says(self) -> list[str]:
        """What the worker reads first, the most urgent first."""
        one = self.recommendation
        said = [_CALL_999[one.call_999]] if one.call_999 else []
        clash = [_CLASH] if one.contradictions else []
        if one.not_a_referral:
            return [
                *said,
                "This is not a referral about a child. It is kept, and can be opened again.",
                *clash,
            ]
        if one.route is None:
            return [*said, "Too early to say: go on with the questions.", *clash]
        nothing = not any(reason.rule.then.route for reason in one.reasons)
        said += ["Nothing here meets a threshold."] if nothing else []
        route, rag = self.policy.routes[one.route], self.policy.rags[str(one.rag)]
        said += [words for words in (route.says, rag.says) if words]
        said += clash
        if one.provisional:
            said.append("Not everything that could change this has been asked yet.")
        said += [
            q.price
            for q in self.found.questions
            if q.effect in ("assumed", "hold") and "Not knowing" in q.price
        ]
        return said

    def _child(self, child: ChildOutcome) -> Json:
        return {
            "ref": child.ref,
            "route": child.route,
            "rag": child.rag,
            "level_of_need": self._level(child.route),
            "start": child.start,
            "harm": list(child.harm),
            "health_visiting_tier": child.tier,
            "floor": _step(child.floor),
            "ceiling": _step(child.ceiling),
        }

    def _reason(self, reason: Reason) -> Json:
        rule = reason.rule
        return {
            "rule": rule.id,
            "child": reason.child,
            "state": reason.state.value,
            "title": rule.title,
            "because": rule.because,
            "statutory": rule.statutory,
            "gives": _gives(rule),
            "answers": [
                {"about": a.about, "question": a.question, "answer": a.answer, "said_by": a.said_by}
                for a in reason.answers
            ],
            "not_known": [{"about": about, "question": question} for about, question in reason.not_known],
            "source": _sources(rule.source),
        }

    def _clock(self, clock: Clock) -> Json:
        event = self.policy.events[clock.starts_on]
        return {
            "timing": clock.timing.id,
            "what": clock.timing.what,
            "starts_on": clock.starts_on,
            "whose": event.whose,
            "counted_from": clock.counted_from.astimezone(self.zone).isoformat(),
            "stood_in": clock.stood_in_by,
            "within": str(clock.within),
            "due": clock.due.isoformat(),
            "met_by": clock.timing.met_by,
            "source": _sources(clock.timing.source),
        }

    def _contact(self, required: RequiredContact) -> Json:
        contact = required.contact
        first = required.first
        return {
            "id": contact.id,
            "role": contact.role,
            "agency": contact.agency,
            "unit": contact.unit,
            "children": list(required.children),
            "why": list(required.why),
            **_words_of(contact),
            **self._first(first),
            "clocks": [self._clock(clock) for clock in required.clocks],
            "held_back": self._held_back(required),
            "source": _sources(required.source),
        }

    def _first(self, first: Clock | None) -> Json:
        """The clock that runs out first; all ``None`` where none runs."""
        names = ("starts_on", "counted_from", "stood_in", "due", "within")
        clock = {} if first is None else self._clock(first)
        return {name: clock.get(name) for name in names}

    @staticmethod
    def _held_back(required: RequiredContact) -> Json | None:
        held = required.held_back
        if held is None:
            return None
        return {"until": held.until, "untils": list(held.untils), "because": list(held.because)}

    def _duty(self, duty: ParallelDuty) -> Json:
        first = earliest(duty.clocks)
        return {
            "id": duty.duty.id,
            "title": duty.duty.title,
            "recipient": duty.duty.recipient,
            "basis": duty.duty.basis,
            "ends_when": duty.duty.ends_when,
            "children": list(duty.children),
            "why": list(duty.why),
            **{name: value for name, value in self._first(first).items() if name in ("due", "within")},
            "clocks": [self._clock(clock) for clock in duty.clocks],
            "source": _sources(duty.duty.source),
        }

    def _milestone(self, milestone: Milestone) -> Json:
        return {
            **self._clock(milestone.clock),
            "recurring": milestone.clock.timing.recurring,
            "children": list(milestone.children),
        }

    def _open(self, one: OpenQuestion) -> Json:
        return {
            "question": one.fact.question,
            "option": one.fact.option,
            "about": one.fact.about,
            "ask": one.question.ask,
            "why_open": one.why_open,
            "reason": None if one.reason is None else one.reason.value,
            "effect": one.effect,
            "price": one.price,
            "who_can_find_out": one.question.who_can_find_out,
            "due": None if one.due is None else one.due.isoformat(),
        }

    @staticmethod
    def _change(change: WouldChange) -> Json:
        fact = change.fact
        return {
            "if": {
                "about": fact.about,
                "question": fact.question,
                "option": fact.option,
                "answer": change.answer,
            },
            "then": _step(change.then),
            "direction": change.direction,
            "evidence": change.evidence,
        }

    @staticmethod
    def _next(asked: NextQuestion) -> Json:
        return {
            "question": asked.question.id,
            "option": asked.option,
            "about": asked.about,
            "why": asked.why,
            "stage": asked.question.stage.value,
        }


_CALL_999 = {
    "now": "CALL 999 NOW.",
    "find_out_now": "Find this out now: somebody may be in danger this minute.",
}


def _step(step: Step) -> Json:
    return {"route": step.route, "rag": step.rag}


def _sources(sources: Iterable[SourceRef]) -> list[Json]:
    return [{"id": source.id, "at": source.at} for source in sources]


def _words_of(contact: Contact) -> Json:
    return {
        "tell": list(contact.tell),
        "ask": list(contact.ask),
        "record": list(contact.record),
        "do_not_say": list(contact.do_not_say),
        "safety": contact.safety,
    }


def _gives(rule: Rule) -> Json:
    """What the rule asks for, without what it leaves out."""
    then = rule.then
    given: Json = {
        "route": then.route,
        "rag": then.rag,
        "start": then.start,
        "harm": list(then.harm),
        "contacts": list(then.contacts),
        "duties": list(then.duties),
        "health_visiting_tier": then.tier,
        "police_units": list(then.police_units),
    }
    return {name: value for name, value in given.items() if value}
