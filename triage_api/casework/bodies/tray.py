"""The tray: an item as it stands, what it is offered as one with, and how much waits."""

from __future__ import annotations

from datetime import datetime

from triage_api.casework.bodies.areas import area_body
from triage_api.casework.bodies.basics import at, person
from triage_api.casework.bodies.items import item_body as owed_body
from triage_api.casework.bodies.waiting import DAY, HOUR, since
from triage_api.casework.identifiers import warnings
from triage_api.casework.judging import Json
from triage_api.casework.tray.offers import CLOSED, Offer, Offers
from triage_api.casework.tray.receiving import Outcome
from triage_api.record import Handle, ItemReceived, TrayItem, child_ref, item_items


def item_body(item: TrayItem, offers: Offers | None, now: datetime) -> Json:
    """One item as it stands at ``now``."""
    received = item.received
    until = item.dealt_with_at or now
    return {
        "id": item.id,
        "version": item.version,
        "state": item.state,
        "practice": received.practice,
        "policy": received.policy,
        "received_at": received.received_at,
        "sent_at": received.sent_at,
        "happened_at": received.happened_at,
        "recorded_at": at(item.recorded_at),
        "by": person(item.by),
        "hours_old": since(received.received_at, until, HOUR),
        "news_is_days_old": None
        if received.happened_at is None
        else int(since(received.happened_at, until, DAY)),
        **_line(received),
        "children": [_child(place, child) for place, child in enumerate(item.children)],
        "to_find": not any(_is_known(child) for child in item.children),
        "warnings": warnings(received.words),
        "first_look": _look(item),
        "urgency": _urgency(item),
        "group": item.group,
        "apart_from": sorted(item.apart_from),
        "offers": _offers(offers or Offers()),
        "filed": item.filed
        and {
            "kind": item.filed.fact.kind,
            "words": item.filed.fact.words,
            "by": person(item.filed.by),
            "at": at(item.filed.at),
        },
        "referral": item.referral,
        "news": item.news,
        "other_areas": [area_body(area, now) for area in item.areas],
        "items": [owed_body(one, now) for one in item_items(item)],
    }


def _line(received: ItemReceived) -> Json:
    return {
        "source": received.source,
        "source_ref": received.source_ref,
        "kind": received.kind,
        "grade": received.grade,
        "youngest": received.youngest,
        "references": {one.kind: one.value for one in received.references},
        "words": received.words,
        "came_before": list(received.came_before),
    }


def _child(place: int, child: Handle) -> Json:
    return {
        "ref": child_ref(place),
        "initials": child.initials,
        "born": child.born,
        "case_system_id": child.case_system_id,
    }


def _is_known(child: Handle) -> bool:
    return child.case_system_id is not None or child.initials is not None


def _look(item: TrayItem) -> Json | None:
    if item.looked is None:
        return None
    answers = [
        {"about": about, "question": question, "answer": answer}
        for (about, question), answer in item.answers.items()
    ]
    return {"by": person(item.looked.by), "at": at(item.looked.at), "answers": answers}


def _urgency(item: TrayItem) -> Json | None:
    """Provisional: what the policy makes of a first look, to put the tray in order and nothing more."""
    if item.looked is None:
        return None
    return {"route": item.looked.fact.route, "rag": item.looked.fact.rag}


def _offers(offers: Offers) -> list[Json]:
    referrals = [(one, one.is_sure and one.state != CLOSED) for one in offers.referrals]
    return [
        *(_offer("group", one) for one in offers.items),
        *(_offer("news" if is_news else "perhaps", one) for one, is_news in referrals),
    ]


def _offer(as_what: str, offer: Offer) -> Json:
    return {
        "as": as_what,
        "item": offer.other if as_what == "group" else None,
        "referral": None if as_what == "group" else offer.other,
        "state": offer.state,
        "because": [
            {"kind": one.kind, "value": one.value, "same_child": one.is_sure} for one in offer.because
        ],
    }


def outcome_body(outcome: Outcome) -> Json:
    """What became of one that was sent; who sent it sees what it came before as."""
    return {
        "line": outcome.sent.line,
        "outcome": "received" if outcome.is_new else "came_before",
        "differs": list(outcome.differs),
        "warnings": warnings(outcome.sent.arrival.words),
    }
