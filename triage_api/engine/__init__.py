"""The engine: a policy, a case and an instant in, a recommendation out. Standard library and the policy
model."""

from collections.abc import Mapping

from triage_api.engine.answers import CaseError, CaseProblem
from triage_api.engine.body import as_body
from triage_api.engine.case import Case
from triage_api.engine.case_reader import read_case
from triage_api.engine.evaluate import Evaluation, evaluate, outcomes, recommend, recommended
from triage_api.engine.openings import openings
from triage_api.engine.recommendation import Recommendation
from triage_api.policy.model import Policy

__all__ = [
    "Case", "CaseError", "CaseProblem", "Evaluation", "Recommendation", "as_body", "evaluate", "openings",
    "outcomes", "read_case", "recommend", "recommended", "triage",
]  # fmt: skip


def triage(body: Mapping[str, object], policy: Policy) -> dict[str, object]:
    """A case as JSON or YAML gives it in, the whole recommendation as JSON-ready values out.

    Raises:
        CaseError: the case cannot be read; with every mistake found.
    """
    evaluation = evaluate(policy, read_case(body, policy))
    return as_body(recommended(evaluation), openings(evaluation))
