"""Everything that one agency is asked: one list for one person there, and not a row for each child."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from triage_api.casework.bodies.basics import at, person
from triage_api.casework.judging import Json
from triage_api.casework.prints import Printing
from triage_api.casework.prints.ask import children, due, replies_go_to
from triage_api.casework.prints.record import PRACTICE
from triage_api.casework.sharing import needs_agreement
from triage_api.policy.model import Feedback
from triage_api.record import Item, Obligation, due_list


def ask_bodies(printing: Printing, contacts: Iterable[str]) -> Iterator[Json]:
    """What an agency is asked by one referral, a line of its list each; what is not asked is left out."""
    items = {item.id: item for item in due_list(printing.referral)}
    for contact in contacts:
        one, item = printing.referral.contacts.get(contact), items.get(f"contact:{contact}")
        if one is not None and item is not None and item.is_open:
            yield _ask_body(printing, one, item)


def _ask_body(printing: Printing, one: Obligation, item: Item) -> Json:
    referral, by = printing.referral, due(one)
    back = replies_go_to(printing, item)
    needed = printing.policy is not None and needs_agreement(printing.policy, referral, one)
    return {
        "referral": referral.id,
        "practice": referral.practice,
        "reference": referral.reference,
        "contact": one.id,
        "role": one.body["role"],
        "children": children(printing, one),
        "ask": list(one.body["ask"]),
        "due": None if by is None else at(datetime.fromisoformat(by)),
        "late": item.is_late(printing.now),
        "state": one.state,
        "sent": at(one.times.get("sent")),
        "waits": needed and (one.sharing is None or not one.sharing.is_settled),
        "reply_to": None if back is None else person(back),
        "method": _method(printing, one),
    }


def _method(printing: Printing, one: Obligation) -> Json | None:
    """How whoever told us is answered; ``None``: it is no such answer, or it is not known who told us."""
    feedback = None if printing.policy is None else printing.policy.casework.feedback
    if feedback is None or one.body["agency"] != feedback.agency:
        return None
    sender = _sender(printing, feedback)
    found = next((each for each in feedback.methods if sender in each.senders), None)
    return None if found is None else {"id": found.id, "title": found.title}


def _sender(printing: Printing, feedback: Feedback) -> str | None:
    given = printing.referral.answers.get(("referral", feedback.question))
    answer = None if given is None else given.answer
    value = answer.get("value") if isinstance(answer, dict) else answer
    return value if isinstance(value, str) else None


def _late_first(one: Json) -> tuple[bool, bool, str, str]:
    return not one["late"], one["due"] is None, one["due"] or "", one["referral"]


def asks_body(agency: str, lines: Iterable[Json], now: datetime) -> Json:
    """The list: late first, then what is due first; what has no time comes last."""
    asks = sorted(lines, key=_late_first)
    late = sum(one["late"] for one in asks)
    return {
        "agency": agency,
        "at": at(now),
        "count": len(asks),
        "late": late,
        "practice": any(one["practice"] for one in asks),
        "watermark": PRACTICE if any(one["practice"] for one in asks) else None,
        "asks": asks,
    }
