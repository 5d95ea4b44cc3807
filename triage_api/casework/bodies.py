"""The record as JSON-ready values, in the order of ``docs/api.md``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from triage_api.casework.judging import Json, Level, View, level_of
from triage_api.policy.model import Policy
from triage_api.record import (
    Decision,
    Entry,
    Lowered,
    Lowering,
    Obligation,
    Person,
    Progress,
    Referral,
    SecondLook,
    SecondView,
    as_payload,
)


def referral_body(referral: Referral, view: View, now: datetime) -> Json:
    """A referral's whole state, with what is recommended of it and what is late at ``now``."""
    mark = referral.high_water
    return {
        "id": referral.id,
        "version": referral.version,
        "state": referral.state,
        "practice": referral.practice,
        "received_at": referral.received_at,
        "recorded_at": _at(referral.recorded_at),
        "reference": referral.reference,
        "case": referral.case,
        "labels": {subject.ref: {"about": subject.about, **subject.label} for subject in referral.subjects},
        "recommendation": view.recommendation,
        "trouble": view.trouble,
        "decision": _decision(referral, view),
        "high_water": None if mark is None else {"route": mark.route, "rag": mark.rag},
        "lowerings": [_lowered(one) for one in referral.lowerings],
        **obligations_body(referral, now),
    }


def obligations_body(referral: Referral, now: datetime) -> Json:
    """The required contacts and parallel duties that were issued, and what became of them."""
    return {
        "contacts": [_obligation(one, now) for one in referral.contacts.values()],
        "duties": [_obligation(one, now) for one in referral.duties.values()],
    }


def line_body(row: Mapping[str, Any], labels: Mapping[str, Mapping[str, Any]]) -> Json:
    """A referral as one line of a list."""
    return {
        **{name: row[name] for name in ("id", "version", "state")},
        "practice": bool(row["practice"]),
        **{name: row[name] for name in ("policy", "received_at", "recorded_at", "reference", "route", "rag")},
        "provisional": bool(row["provisional"]),
        "answered": row["answered"],
        "decided": None
        if row["decided_route"] is None
        else {"route": row["decided_route"], "rag": row["decided_rag"]},
        "title": _title(labels),
        "labels": labels,
    }


def _title(labels: Mapping[str, Mapping[str, Any]]) -> str:
    """The children, as nearly as they can be told without a name."""
    children = [_handle(ref, label) for ref, label in labels.items() if label["about"] == "child"]
    return ", ".join(children) or "no child yet"


def _handle(ref: str, label: Mapping[str, Any]) -> str:
    known = [part for part in (label.get("initials"), label.get("born")) if part]
    return " ".join(known) or ref


def events_body(entries: Sequence[Entry]) -> list[Json]:
    """What happened, in order."""
    return [
        {
            "number": entry.number,
            "kind": entry.kind,
            "recorded_at": _at(entry.recorded_at),
            "happened_at": _at(entry.happened_at),
            "by": _person(entry.by),
            "fact": as_payload(entry.fact),
        }
        for entry in entries
    ]


def _decision(referral: Referral, view: View) -> Json | None:
    made = referral.decision
    if made is None:
        return None
    decided = made.decided
    return {
        "number": made.number,
        "route": decided.route,
        "rag": decided.rag,
        "not_a_referral": decided.route is None,
        "reasons": decided.reasons,
        "by": _person(made.by),
        "recorded_at": _at(made.recorded_at),
        "happened_at": _at(made.happened_at),
        "policy_sha256": decided.policy_sha256,
        "libraries": decided.libraries,
        "recommended": {name: decided.recommendation[name] for name in ("route", "rag", "provisional")},
        "lowers": list(decided.lowers),
        "lowering": _lowering(decided.lowering),
        "dropped": list(decided.dropped),
        "second_view": _second_view(decided.second_view, made.second_look),
        "overtaken": _overtaken(made, view),
    }


def _overtaken(made: Decision, view: View) -> bool | None:
    """Whether the recommendation has risen above what it was when this was decided, and above the decision.

    ``None``: it cannot be told, because there is no recommendation now.
    """
    if view.policy is None or view.recommendation is None:
        return None
    now, shown = level_of(view.policy, view.recommendation), _shown_level(made, view.policy)
    decided = Level(made.decided.route_order, made.decided.rag_order)
    return (now.route > max(decided.route, shown.route)) or (now.rag > max(decided.rag, shown.rag))


def _shown_level(made: Decision, policy: Policy) -> Level:
    shown = made.decided.recommendation
    known = (shown["route"] or policy.base_route) in policy.routes and (
        shown["rag"] is None or shown["rag"] in policy.rags
    )
    return level_of(policy, shown) if known else Level(-1, -1)


def _lowered(one: Lowered) -> Json:
    return {
        "number": one.number,
        "what": one.what,
        "about": one.about,
        "question": one.question,
        **(_lowering(one.lowering) or {}),
        "by": _person(one.by),
        "recorded_at": _at(one.recorded_at),
        "second_view": _second_view(one.second_view, one.second_look),
    }


def _lowering(lowering: Lowering | None) -> Json | None:
    return None if lowering is None else {"code": lowering.code, "words": lowering.words}


def _second_view(view: SecondView | None, look: SecondLook | None) -> Json | None:
    if view is None:
        return None
    return {
        "needed": True,
        "before_it_takes_effect": view.before,
        "by": list(view.by),
        "given": look
        and {
            "agrees": look.agrees,
            "words": look.words,
            "by": _person(look.by),
            "recorded_at": _at(look.recorded_at),
        },
    }


def _obligation(one: Obligation, now: datetime) -> Json:
    due = one.body.get("due")
    return {
        **one.body,
        "state": one.state,
        "late": not one.is_done and due is not None and datetime.fromisoformat(due) < now,
        "issued_at": _at(one.issued_at),
        "progress": [_progress(step) for step in one.progress],
    }


def _progress(step: Progress) -> Json:
    return {
        "state": step.state,
        "with": step.spoke_to,
        "words": step.words,
        "by": _person(step.by),
        "recorded_at": _at(step.recorded_at),
        "happened_at": _at(step.happened_at),
    }


def _person(person: Person) -> Json:
    return {"name": person.name, "role": person.role}


def _at(instant: datetime | None) -> str | None:
    return None if instant is None else instant.astimezone(UTC).isoformat(timespec="seconds")
