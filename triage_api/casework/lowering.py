"""Lowering: a reason of the policy and in one's own words, what was shown then, and a second person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from triage_api.casework.changes import Change
from triage_api.casework.deadlines import deadline
from triage_api.casework.judging import Json
from triage_api.casework.marks import Mark
from triage_api.casework.refusals import ConflictError, Fault, WrongError
from triage_api.casework.words import own_words
from triage_api.engine.answers import nearest
from triage_api.policy.model import Permission, Policy, WorkClock
from triage_api.record import Lowering, Referral, SecondView, Stood


def checked(
    policy: Policy, lowering: Lowering | None, ways: Sequence[str], recommendation: object
) -> Lowering | None:
    """The lowering, if one is needed and it is fit.

    Raises:
        ConflictError: it lowers, in ``ways``, and nothing says why; or something does and it does not lower.
        WrongError: the code or the words are wrong.
    """
    if not ways:
        refuse_unneeded(lowering)
        return None
    if lowering is None:
        faults = [Fault("/lowering", "lowers", way, _REMEDY) for way in ways]
        raise ConflictError("lowers", "This lowers the outcome", " ".join(ways), faults)
    faults = own_words(lowering.words, "/lowering/words", "The words", recommendation)
    if lowering.code not in policy.casework.lowering_reasons:
        faults.append(_unknown_code(policy, lowering.code))
    if faults:
        raise WrongError(faults)
    return lowering


_REMEDY = "Add “lowering” with a code and your own words, or leave the outcome as it is."


def _unknown_code(policy: Policy, code: str) -> Fault:
    codes = list(policy.casework.lowering_reasons)
    remedy = nearest(code, codes) if codes else f"{policy.ref} lists none in casework.yaml: nobody can lower."
    return Fault("/lowering/code", "unknown-code", f"There is no reason “{code}”.", remedy)


def refuse_unneeded(lowering: Lowering | None) -> None:
    """See that no reason for a lowering is given where nothing is lowered.

    Raises:
        ConflictError: one is.
    """
    if lowering is not None:
        raise ConflictError(
            "does-not-lower",
            "This does not lower the outcome",
            "A reason for lowering is recorded only where something is lowered. Leave “lowering” out.",
        )


def recorded(
    change: Change, lowering: Lowering, lowered_from: Mark, shown: Mapping[str, Any], *, before: bool = False
) -> tuple[Lowering, SecondView]:
    """The lowering with what whoever lowers is shown, and the second view that it needs.

    ``before``: it takes effect only then, whatever the policy says of the route that it is lowered from.
    """
    stood = _stood(change.referral, lowered_from, shown)
    return replace(lowering, stood=stood), second_view(change, lowered_from.route, before=before)


def _stood(referral: Referral, lowered_from: Mark, shown: Mapping[str, Any]) -> Stood:
    mark = referral.high_water
    return Stood(
        route=lowered_from.route,
        rag=lowered_from.rag,
        route_order=lowered_from.level.route,
        rag_order=lowered_from.level.rag,
        high_water_route=None if mark is None else mark.route,
        high_water_rag=None if mark is None else mark.rag,
        open_questions=[_open(one) for one in shown["open_questions"]],
        not_checked=referral.not_checked,
    )


def _open(one: Json) -> Json:
    return {name: one[name] for name in ("question", "about", "ask", "why_open")}


def second_view(change: Change, lowered_from: str | None, *, before: bool = False) -> SecondView:
    """The second view that a lowering from this route needs; ``None``: from the policy's base."""
    policy = change.policy
    route = policy.routes.get(lowered_from or policy.base_route) or policy.routes[policy.base_route]
    return SecondView(
        before=before or route.second_view == "before",
        by=policy.casework.roles_for(Permission.GIVE_SECOND_VIEW),
        deadline=deadline(policy, WorkClock.SECOND_VIEW, change.signed.at),
    )
