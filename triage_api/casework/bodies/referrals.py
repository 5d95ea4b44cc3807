"""A referral, whole and as one line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from triage_api.casework.bodies.access import access_body
from triage_api.casework.bodies.areas import area_body, from_tray_body
from triage_api.casework.bodies.basics import at
from triage_api.casework.bodies.decisions import (
    decision_body,
    lowered_body,
    not_below_body,
    proposal_body,
)
from triage_api.casework.bodies.disagreements import disagreement_body
from triage_api.casework.bodies.discussions import discussions_body
from triage_api.casework.bodies.identity import identity_body, label_body
from triage_api.casework.bodies.items import items_body
from triage_api.casework.bodies.news import news_body, overtaken_body
from triage_api.casework.bodies.obligations import obligations_body, safety_body
from triage_api.casework.bodies.owners import owners_body
from triage_api.casework.bodies.parking import parked_body
from triage_api.casework.bodies.transfers import transfers_body
from triage_api.casework.bodies.visits import visits_body
from triage_api.casework.judging import Json, View
from triage_api.record import Referral


def referral_body(referral: Referral, view: View, now: datetime) -> Json:
    """A referral's whole state, with what is recommended of it and what is late at ``now``."""
    mark = referral.high_water
    return {
        "id": referral.id,
        "version": referral.version,
        "state": referral.state,
        "practice": referral.practice,
        "received_at": referral.received_at,
        "recorded_at": at(referral.recorded_at),
        "reference": referral.reference,
        "case": referral.case,
        "labels": {subject.ref: label_body(referral, subject) for subject in referral.subjects},
        "recommendation": view.recommendation,
        "trouble": view.trouble,
        "decision": decision_body(referral),
        "overtaken": overtaken_body(referral.overtaken, now),
        "high_water": None if mark is None else {"route": mark.route, "rag": mark.rag},
        "proposals": [proposal_body(one) for one in referral.proposals],
        "not_below": not_below_body(referral, view),
        "lowerings": [lowered_body(one) for one in referral.lowerings],
        **obligations_body(referral, view, now),
        "safety": safety_body(referral.safety),
        "disagreements": [disagreement_body(one, now) for one in referral.disagreements],
        "access": access_body(referral),
        "news": [news_body(one, now) for one in referral.news],
        "items": items_body(referral, now),
        **discussions_body(referral),
        **visits_body(referral, view.zone),
        "transfers": transfers_body(referral),
        **owners_body(referral),
        "parked": parked_body(referral),
        "from_tray": [from_tray_body(one) for one in referral.from_tray],
        "other_areas": [area_body(area, now) for area in referral.areas],
        **identity_body(referral, view),
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
        "parked": None if row["parked_by"] is None else {"by": row["parked_by"], "since": row["parked_at"]},
        "title": _title(labels),
        "labels": labels,
    }


def _title(labels: Mapping[str, Mapping[str, Any]]) -> str:
    """The children, as nearly as they can be told without a name."""
    alone = {
        ref: label
        for ref, label in labels.items()
        if label.get("merged_into") is None and label.get("withdrawn") is None
    }
    children = [_handle(ref, label) for ref, label in alone.items() if label["about"] == "child"]
    return ", ".join(children) or "no child yet"


def _handle(ref: str, label: Mapping[str, Any]) -> str:
    known = [part for part in (label.get("initials"), label.get("born")) if part]
    return " ".join(known) or ref
