"""Opening a referral with as much of a case as is known."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from triage_api.casework.changes import read, served
from triage_api.casework.happening import bare_events
from triage_api.casework.judging import Json, Policies
from triage_api.casework.refusals import WrongError, wrong
from triage_api.record import (
    REFERRAL,
    AdultAdded,
    Answered,
    ChildAdded,
    Fact,
    Happened,
    IncidentAdded,
    ReferralOpened,
)

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0, 1, I, L, O, U: what is read out over the telephone is written down as it was."""
AHEAD = timedelta(minutes=5)
"""How far two clocks may differ: what is later than this lies in the future."""

_KINDS: Mapping[str, Callable[[str], Fact]] = {
    "children": ChildAdded,
    "adults": AdultAdded,
    "incidents": IncidentAdded,
}


def new_id(now: datetime) -> str:
    """An id for a referral opened now: ``20261123-7F3K``."""
    return f"{now:%Y%m%d}-" + "".join(secrets.choice(ALPHABET) for _ in range(4))


def opening(
    policies: Policies, case: Json, reference: str | None, practice: bool, now: datetime
) -> list[Fact]:
    """The facts that open a referral. Under a policy that nobody has adopted it is practice.

    Raises:
        NotServedError: there is no such policy.
        WrongError: the case cannot be read, or it was received in the future.
    """
    if not isinstance(case.get("policy"), str):
        raise wrong(
            "/policy", "missing-field", "It does not say which policy.", "Add “policy”, like “ealing”."
        )
    policy = served(policies, case["policy"])
    read(case, policy)
    if faults := list(bare_events(policy, [event["event"] for event in case.get("events", [])])):
        raise WrongError(faults)
    refuse_future(datetime.fromisoformat(case["received_at"]), now, "/received_at")
    practice = practice or policy.adopted is None
    opened = ReferralOpened(policy.ref, case["received_at"], practice, reference)
    return [opened, *_contents(case)]


def refuse_future(instant: datetime, now: datetime, at: str) -> None:
    """See that an instant is not later than now.

    Raises:
        WrongError: it is.
    """
    if instant > now + AHEAD:
        remedy = "Check the day, the year and the offset."
        raise wrong(at, "in-the-future", f"{instant.isoformat()} lies in the future.", remedy)


def _contents(case: Json) -> Iterator[Fact]:
    yield from _answers(REFERRAL, case.get("answers", {}))
    for field, kind in _KINDS.items():
        for subject in case.get(field, []):
            yield kind(subject["ref"])
            yield from _answers(subject["ref"], subject.get("answers", {}))
    for event in case.get("events", []):
        yield Happened(event["event"], event["at"], event.get("contact"))


def _answers(about: str, answers: Mapping[str, Any]) -> Iterator[Fact]:
    for question, answer in answers.items():
        yield Answered(about, question, answer)
