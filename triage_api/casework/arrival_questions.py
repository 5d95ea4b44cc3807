"""The two questions of a policy that are about what arrived, and are said of each arrival by itself."""

from __future__ import annotations

from triage_api.policy.model import Policy, Question, Stage


def sender_question(policy: Policy) -> Question | None:
    """The question that says who sent it; ``None``: the policy has none, and any word will do."""
    returns = policy.casework.returns
    return None if returns is None else policy.questions[returns.sent_by]


def screening_question(policy: Policy) -> Question | None:
    """The question that says what it is; ``None``: the policy has none."""
    return next((one for one in policy.questions.values() if one.stage is Stage.SCREENING), None)
