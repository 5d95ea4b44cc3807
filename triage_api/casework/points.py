"""When in a case something is decided, and what whoever did the work proposes there first."""

from __future__ import annotations

from dataclasses import dataclass

from triage_api.casework.changes import Change
from triage_api.casework.members import must_have
from triage_api.casework.refusals import ConflictError, WrongError, wrong
from triage_api.casework.words import own_words
from triage_api.engine.answers import nearest
from triage_api.policy.model import DecisionPoint, PointValue, Policy
from triage_api.record import Proposal, Proposed, Referral


@dataclass(frozen=True, slots=True)
class Point:
    """A decision point as a decision names it."""

    id: str | None
    """``None``: the policy has none."""
    value: PointValue | None = None
    proposal: Proposal | None = None
    """The latest one there that no decision has answered."""


def point_of(change: Change, id: str | None, value: str | None) -> Point:
    """The point that a decision names; the policy's first one, as long as no decision stands.

    Raises:
        WrongError: there is no such point or value, or it is missing.
        ConflictError: below the highest value before whoever did the work has proposed one.
    """
    policy = change.policy
    points = policy.casework.decision_points
    if id is None and (not points or change.referral.decision is None):
        id = next(iter(points), None)
    if id is None and points:
        what = "It does not say when in the case this is decided."
        raise wrong("/point", "missing-field", what, f"Add “point”. It may be {', '.join(points)}.")
    if id is None:
        return Point(None)
    point = _known(policy, id)
    chosen = _value(point, value)
    proposal = _unanswered(change.referral, id)
    if chosen is not None and proposal is None and chosen != point.values[-1]:
        raise ConflictError(
            "not-proposed",
            "Nobody has proposed anything yet",
            f"Whoever did the work says first what they propose. “{point.values[-1].title}” can be decided "
            "without it.",
        )
    return Point(id, chosen, proposal)


def _known(policy: Policy, id: str) -> DecisionPoint:
    points = policy.casework.decision_points
    if id not in points:
        what = f"There is no decision point “{id}” in {policy.ref}."
        raise wrong("/point", "unknown-point", what, nearest(id, list(points) or ["none"]))
    return points[id]


def _value(point: DecisionPoint, value: str | None) -> PointValue | None:
    """The value of the point that is decided or proposed."""
    ids = [one.id for one in point.values]
    if value is None and ids:
        what = f"At “{point.title}” it must be said which."
        raise wrong("/value", "missing-field", what, f"Add “value”. It may be {', '.join(ids)}.")
    if value is not None and value not in ids:
        what = f"“{point.title}” has no value “{value}”."
        remedy = nearest(value, ids) if ids else "Leave “value” out."
        raise wrong("/value", "unknown-value", what, remedy)
    return next((one for one in point.values if one.id == value), None)


def _unanswered(referral: Referral, point: str) -> Proposal | None:
    """The latest proposal there since a decision there last stood."""
    decided = [one.number for one in referral.decisions if one.decided.point == point and one.stands]
    proposed = [one for one in referral.proposals if one.point == point]
    latest = proposed[-1] if proposed else None
    return latest if latest is not None and latest.number > max(decided, default=0) else None


def propose(change: Change, point: str, value: str, words: str) -> None:
    """Record what whoever did the work proposes.

    Raises:
        WrongError: no such point or value, or the words are missing.
        NotYoursError: the policy names other roles.
    """
    policy = change.policy
    known = _known(policy, point)
    chosen = _value(known, value)
    if chosen is None:
        raise wrong("/value", "unknown-value", f"Nothing is proposed at “{known.title}”.", "Decide instead.")
    must_have(change.member, known.proposed_by, policy.roles, f"Proposing at “{known.title}”")
    if faults := own_words(words, "/words", "The words", None):
        raise WrongError(faults)
    change.add(Proposed(point, chosen.id, chosen.order, words.strip()))
