"""What is wrong with a policy that could be read: each check looks at one thing."""

from __future__ import annotations

from triage_api.policy.build import Built
from triage_api.policy.checks.cycles import check_definitions, check_events, check_gates
from triage_api.policy.checks.gates import check_negated_gates
from triage_api.policy.checks.inheritance import check_inheritance
from triage_api.policy.checks.outcomes import check_outcomes
from triage_api.policy.checks.polarity import check_polarity
from triage_api.policy.checks.questions import check_questions
from triage_api.policy.checks.repeats import check_repeats
from triage_api.policy.checks.replacing import check_replacing
from triage_api.policy.checks.rules import check_rules
from triage_api.policy.checks.scopes import check_scopes
from triage_api.policy.checks.softer import check_softer
from triage_api.policy.checks.walk import every_line
from triage_api.policy.findings import Report


def check_policy(built: Built, report: Report) -> None:
    """Run every check. Those that look through definitions wait until no definition leads back to itself."""
    policy = built.policy
    check_events(built, report)
    said = every_line(policy)
    check_questions(built, said, report)
    check_outcomes(built, said, report)
    if check_definitions(policy, report):
        check_gates(policy, report)
        check_scopes(policy, report)
        check_polarity(policy, report)
        check_negated_gates(policy, report)
        check_rules(built, said, report)
        check_repeats(policy, report)
        check_inheritance(built, report)
        check_softer(built, report)
    check_replacing(built, report)
