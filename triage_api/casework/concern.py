"""Whether an adult is one whom the policy would not have found with a child: the person of concern."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from triage_api.casework.changes import Change, judged
from triage_api.casework.judging import Same
from triage_api.policy.model import OUR_JUDGEMENT, AnyAdult, Is, Policy, Rule, SourceRef, Then


def is_of_concern(change: Change, adult: str) -> bool:
    """Whether the policy's ``visits.of_concern`` is known to be true of this adult of the case.

    It is asked as one rule about this adult alone, so that it is read as every rule is.

    Raises:
        WrongError: the policy has changed and cannot read the case.
    """
    policy, visits = change.policy, change.policy.casework.visits
    if visits is None or visits.of_concern is None:
        return False
    case = change.referral.case
    alone = {**case, "adults": [one for one in case["adults"] if one["ref"] == adult]}
    # The rule is judged for a child; it says nothing about which.
    alone["children"] = alone["children"][:1] or [{"ref": "nobody", "answers": {}}]
    found = judged(alone, _asking(Same(policy), visits.of_concern))
    return any(reason["state"] == "applies" for reason in found["reasons"])


@lru_cache(maxsize=16)
def _asking(same: Same, definition: str) -> Policy:
    rule = Rule(
        id="of-concern",
        title="A person of concern",
        when=AnyAdult(Is(definition)),
        then=Then(route=same.policy.base_route),
        because="The policy says who is.",
        source=(SourceRef(OUR_JUDGEMENT),),
    )
    return replace(same.policy, rules={rule.id: rule})
