"""Milestones and enquiries: issued, brought forward and begun again; only events and answers meet them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from triage_api.casework.changes import Change
from triage_api.casework.deadlines import due_of
from triage_api.casework.deciding import DECIDED
from triage_api.casework.judging import Json, owed
from triage_api.policy.model import Policy, SourceRef, Timing
from triage_api.record import (
    EnquiryIssued,
    MilestoneChanged,
    MilestoneIssued,
    Referral,
    united,
)

OPEN = ("assumed", "hold", "enquiry")
"""The effects of an open question that somebody is asked to find out."""


def issue_milestones(change: Change, recommended: Json) -> None:
    """Issue what the recommendation sets a time for, from the moment that the referral is open, and bring
    forward what a later one brings forward.

    While the interview is unfinished only what the decision itself meets is issued: the rest may yet come to
    nothing, and no obligation is taken back without a person.
    """
    referral, policy = change.referral, change.policy
    body = owed(policy, referral, recommended) if referral.decisions else recommended
    for one in body["milestones"]:
        standing = referral.milestones.get(one["timing"])
        now = _milestone(policy, referral, one)
        if standing is None:
            if _is_owed(policy, referral, body, one):
                change.add(MilestoneIssued(one["timing"], now))
        elif (grown := _grown(referral, standing.body, now)) != standing.body:
            change.add(MilestoneChanged(one["timing"], grown))
    _begin_again(change)


def _is_owed(policy: Policy, referral: Referral, body: Json, one: Json) -> bool:
    """Not what was met before anybody owed it; nor what only a later event begins, which may rightly never
    come: no section 47 enquiry, no conference. What recurs is owed once the event has happened that its first
    round is counted from."""
    if one["recurring"]:
        may_begin = one["stood_in"] in (None, policy.events[one["starts_on"]].after)
        return may_begin and not _is_unsure(referral, body)
    met = referral.met_at(one["met_by"], one["children"]) is not None
    begun = one["stood_in"] is None
    return begun and not met and (one["met_by"] == DECIDED or not _is_unsure(referral, body))


def _is_unsure(referral: Referral, body: Json) -> bool:
    return bool(body["provisional"]) and not referral.decisions


def _milestone(policy: Policy, referral: Referral, one: Json) -> Json:
    """A milestone of a recommendation as it is recorded: the clock apart from what it is about."""
    clock = {name: value for name, value in one.items() if name not in ("recurring", "children")}
    return {
        "timing": one["timing"],
        "what": one["what"],
        "children": one["children"],
        "met_by": one["met_by"],
        "recurring": one["recurring"],
        "clocks": [clock],
        "source": one["source"],
    }


def _grown(referral: Referral, standing: Json, now: Json) -> Json:
    """The rounds of what recurs stay: each was owed. The clock of what was owed only to somebody recorded by
    mistake is nobody's."""
    if not standing["recurring"]:
        owed = referral.is_owed_to(standing["children"])
        return united(standing if owed else {**standing, "clocks": []}, now)
    children = united({**standing, "clocks": []}, {**now, "clocks": []})["children"]
    return {**standing, "children": children}


def _begin_again(change: Change) -> None:
    """A round more for each time that what recurs has happened."""
    referral = change.referral
    for id, standing in referral.milestones.items():
        if not standing.body["recurring"]:
            continue
        rounds = {datetime.fromisoformat(clock["counted_from"]): clock for clock in standing.body["clocks"]}
        begun = {
            at: _round(change.policy, standing.body["clocks"][-1], at)
            for at in referral.begun_at(standing.body["met_by"], standing.body["children"])
            if at not in rounds
        }
        if begun and id in change.policy.timings:
            clocks = [clock for _, clock in sorted({**rounds, **begun}.items())]
            change.add(MilestoneChanged(id, {**standing.body, "clocks": clocks}))


def _round(policy: Policy, clock: Mapping[str, object], starts: datetime) -> Json:
    zone = ZoneInfo(policy.office.zone)
    timing = policy.timings.get(str(clock["timing"]))
    if timing is None:
        return dict(clock)
    return {
        **clock,
        "starts_on": timing.met_by,
        "counted_from": starts.astimezone(zone).isoformat(),
        "stood_in": None,
        "due": due_of(policy, timing.within, starts).astimezone(zone).isoformat(),
    }


def issue_enquiries(change: Change, recommended: Json) -> None:
    """Issue what somebody must find out, once a person has decided."""
    referral = change.referral
    if not referral.decisions or referral.decisions[-1].decided.route is None:
        return
    change.add(*_enquiries(change.policy, referral, recommended))


def _enquiries(policy: Policy, referral: Referral, recommended: Json) -> Iterator[EnquiryIssued]:
    for one in recommended["open_questions"]:
        id = ":".join(filter(None, (one["about"], one["question"], one["option"])))
        if one["effect"] in OPEN and one["due"] is not None and id not in referral.enquiries:
            yield EnquiryIssued(id, _enquiry(policy, referral, one))


def _enquiry(policy: Policy, referral: Referral, one: Json) -> Json:
    timing = policy.timings[policy.enquiries_within]
    question = policy.questions[one["question"]]
    clock = {
        "timing": timing.id,
        "what": timing.what,
        "starts_on": timing.starts_on,
        "whose": policy.events[timing.starts_on].whose,
        "counted_from": referral.received_at,
        "stood_in": None,
        "within": str(question.find_out_within or timing.within),
        "due": one["due"],
        "met_by": None,
        "source": _sources(timing),
    }
    return {
        "about": one["about"],
        "question": one["question"],
        "option": one["option"],
        "ask": one["ask"],
        "who": one["who_can_find_out"],
        "clocks": [clock],
        "source": [_cited(source) for source in question.source],
    }


def _sources(timing: Timing) -> list[Json]:
    return [_cited(source) for source in timing.source]


def _cited(source: SourceRef) -> Json:
    return {"id": source.id, "at": source.at}
