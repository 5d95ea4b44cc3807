"""A policy's questions and words as JSON-ready values: a client needs to know nothing else of the policy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from triage_api.policy.model import (
    AnswerKind,
    DisagreementStage,
    Named,
    NotKnownReason,
    Policy,
    Question,
    SourceRef,
)

Json = dict[str, Any]

HOW_KNOWN = {
    "saw": "Saw or heard it",
    "told": "Was told",
    "record": "Read it in a record",
    "opinion": "Thinks so",
}
"""The words for how somebody knew what they said."""


def questions_body(policy: Policy) -> Json:
    """The sections with their questions, and the words for all that a recommendation can hold."""
    sections = sorted(policy.sections.values(), key=lambda section: section.order)
    return {
        "sections": [{"id": s.id, "title": s.title, "questions": _questions(policy, s.id)} for s in sections],
        "not_known": [reason.value for reason in NotKnownReason],
        "how_known": [{"id": id, "title": title} for id, title in HOW_KNOWN.items()],
        "base_route": policy.base_route,
        "routes": [
            {
                "id": route.id,
                "title": route.title,
                "says": route.says,
                "level_of_need": route.level_of_need,
                "rag_at_least": route.rag_at_least,
                "decided_by": list(route.decided_by),
                "second_view": route.second_view,
            }
            for route in policy.routes.values()
        ],
        "rags": [{"id": rag.id, "title": rag.title, "says": rag.says} for rag in policy.rags.values()],
        "starts": [{"id": start.id, "title": start.title} for start in policy.starts.values()],
        "harms": _named(policy.harms.values()),
        "destinations": _named(policy.destinations.values()),
        "duties": [{"id": d.id, "title": d.title, "recipient": d.recipient} for d in policy.duties.values()],
        "contacts": [{"id": c.id, "role": c.role, "agency": c.agency} for c in policy.contacts.values()],
        "agencies": _named(policy.agencies.values()),
        "units": _named(policy.units.values()),
        "tiers": [{"id": tier.id, "title": tier.title} for tier in policy.tiers.values()],
        "roles": _named(policy.roles.values()),
        "events": [
            {"id": e.id, "title": e.title, "after": e.after, "whose": e.whose} for e in policy.events.values()
        ],
        "sources": [
            {"id": s.id, "title": s.title, "kind": s.kind, "verified": s.verified}
            for s in policy.sources.values()
        ],
        "lowering": _named(policy.casework.lowering_reasons.values()),
        "disagreement": _stages(policy.casework.disagreement),
        "transfer_dispute": _stages(policy.casework.transfer_dispute),
        "decision_points": [
            {
                "id": point.id,
                "title": point.title,
                "proposed_by": list(point.proposed_by),
                "values": [
                    {"id": one.id, "title": one.title, "decided_by": list(one.decided_by)}
                    for one in point.values
                ],
            }
            for point in policy.casework.decision_points.values()
        ],
    }


def _stages(stages: Mapping[str, DisagreementStage]) -> list[Json]:
    return [
        {"id": stage.id, "title": stage.title, "answered_by": list(stage.answered_by)}
        for stage in stages.values()
    ]


def _named(members: Iterable[Named]) -> list[Json]:
    return [{"id": one.id, "title": one.title} for one in members]


def _questions(policy: Policy, section: str) -> list[Json]:
    return [_question(one) for one in policy.questions.values() if one.section == section]


def _question(question: Question) -> Json:
    return {
        "id": question.id,
        "ask": question.ask,
        "about": question.about.value,
        "answer": question.kind.value,
        "choices": [{"id": one.id, "label": one.label, "help": one.help} for one in question.choices],
        "stage": question.stage.value,
        "sweep": question.sweep,
        "net": question.net,
        "from_caller": question.from_caller,
        "closes": None if question.closes is None else question.closes.value,
        "may_be_not_mentioned": _may_be_not_mentioned(question),
        "gated": question.asked_when is not None,
        "screens_out": list(question.screens_out),
        "help": question.help,
        "definition": question.definition,
        "why": question.why,
        "who_can_find_out": question.who_can_find_out,
        "find_out_within": None if question.find_out_within is None else str(question.find_out_within),
        "source": [_source(one) for one in question.source],
    }


def _may_be_not_mentioned(question: Question) -> bool:
    """Whether “not mentioned” is an answer to it: a net and a closing question are asked in words."""
    return question.kind is AnswerKind.YES_NO and not question.net and question.closes is None


def _source(source: SourceRef) -> Json:
    return {"id": source.id, "at": source.at}
