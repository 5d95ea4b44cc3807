"""Lowering: a reason from a list and in one's own words, and a second person."""

from __future__ import annotations

from collections.abc import Sequence

from triage_api.casework.refusals import ConflictError, Fault, WrongError
from triage_api.casework.words import own_words
from triage_api.policy.model import Policy
from triage_api.record import Lowering, SecondView

REASONS = {
    "entered_wrongly": "It was entered wrongly",
    "found_out": "Something was found out since",
    "source_corrected": "Whoever said it has corrected it",
    "own_judgement": "My own judgement differs from the recommendation",
    "being_done": "What it asks for is already being done",
    "other": "Another reason",
}
"""The codes of reasons for a lowering, so that they can be counted; the words beside them say why."""


def checked(lowering: Lowering | None, ways: Sequence[str], recommendation: object) -> Lowering | None:
    """The lowering, if one is needed and it is fit.

    Raises:
        ConflictError: it lowers, in ``ways``, and nothing says why; or something does and it does not lower.
        WrongError: the code or the words are wrong.
    """
    if not ways:
        _refuse_unneeded(lowering)
        return None
    if lowering is None:
        faults = [Fault("/lowering", "lowers", way, _REMEDY) for way in ways]
        raise ConflictError("lowers", "This lowers the outcome", " ".join(ways), faults)
    faults = own_words(lowering.words, "/lowering/words", "The words", recommendation)
    if lowering.code not in REASONS:
        codes = ", ".join(REASONS)
        faults.append(
            Fault(
                "/lowering/code",
                "unknown-code",
                f"There is no reason “{lowering.code}”.",
                f"It may be {codes}.",
            )
        )
    if faults:
        raise WrongError(faults)
    return lowering


_REMEDY = "Add “lowering” with a code and your own words, or leave the outcome as it is."


def _refuse_unneeded(lowering: Lowering | None) -> None:
    if lowering is not None:
        raise ConflictError(
            "does-not-lower",
            "This does not lower the outcome",
            "A reason for lowering is recorded only where something is lowered. Leave “lowering” out.",
        )


def second_view(policy: Policy, lowered_from: str | None) -> SecondView:
    """The second view that a lowering from this route needs; ``None``: from the policy's base."""
    route = policy.routes[lowered_from or policy.base_route]
    return SecondView(before=route.second_view == "before", by=route.decided_by)
