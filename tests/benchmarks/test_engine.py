"""The benchmark of the engine runs, and its figures are of what they say: on a few cases, never timed."""

from __future__ import annotations

from benchmarks.engine import microseconds, next_question
from benchmarks.table import answers, drawn_rows, table_case, table_policy
from triage_api.engine import Case


def test_every_case_is_run_in_every_round() -> None:
    ran: list[Case] = []
    cases = [table_case(case) for case in answers(3)]
    assert microseconds(ran.append, cases) >= 0
    assert len(ran) % 3 == 0
    assert len(ran) > 3


def test_the_next_question_is_timed_at_every_step_of_an_interview() -> None:
    policy = table_policy(drawn_rows(6, 4), 4)
    figure = next_question(policy, [table_case(["no"] * 4), table_case(["yes"] * 4)], wanted=10_000)
    assert "questions (median" in figure
    assert figure.endswith("under 10000 wanted: reached")
    assert "NOT REACHED" in next_question(policy, [table_case(["no"] * 4)], wanted=0)
