"""How many questions an interview asks, against the fewest that any order could.

Twenty tables of eight facts and twelve rows. Every state that an interview can be in is worked out, and from
the last question backwards the fewest that are expected, among orders that may only ask questions of a live
rule at the highest step still possible: gravest first is not for trade. Answers are yes in 15 of 100, no in
60, not known in 25.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from functools import cache

from benchmarks.table import drawn_rows, table_case, table_policy
from triage_api.engine import Evaluation, evaluate
from triage_api.policy.model import Policy

FACTS, ROWS, TABLES = 8, 12, 20
SHARES = {"yes": 0.15, "no": 0.60, "unknown": 0.25}
NOT_ASKED = "not asked"

State = tuple[str, ...]
Order = Callable[["Interviews", State], int]


class Interviews:
    """Every interview on one table."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.evaluation = cache(self._evaluation)
        self.expected_fewest = cache(self._expected_fewest)

    def _evaluation(self, state: State) -> Evaluation:
        return evaluate(self.policy, table_case(list(state)))

    def allowed(self, state: State) -> list[int]:
        """The facts that may be asked: those of a live rule at the highest step still possible."""
        live = self.evaluation(state).interview.live.values()
        if not live:
            return []
        highest = max(one.step for one in live)
        return sorted(int(one.question.id[1:]) for one in live if one.step == highest)

    def _expected_fewest(self, state: State) -> float:
        allowed = self.allowed(state)
        return 1 + min(self._after(state, fact, self.expected_fewest) for fact in allowed) if allowed else 0

    def expected(self, order: Order) -> float:
        """How many questions an order is expected to ask."""

        @cache
        def count(state: State) -> float:
            if not self.evaluation(state).interview.live:
                return 0
            return 1 + self._after(state, order(self, state), count)

        return count((NOT_ASKED,) * FACTS)

    @staticmethod
    def _after(state: State, fact: int, count: Callable[[State], float]) -> float:
        return sum(
            share * count((*state[:fact], answer, *state[fact + 1 :])) for answer, share in SHARES.items()
        )


def ours(interviews: Interviews, state: State) -> int:
    """What the interview asks next."""
    return int(interviews.evaluation(state).interview.next_questions()[0].question.id[1:])


def document_order(interviews: Interviews, state: State) -> int:
    """The first question of the file that can still matter."""
    return min(int(one.question.id[1:]) for one in interviews.evaluation(state).interview.live.values())


def expectations() -> list[tuple[float, float, float]]:
    """For each table: the optimum, ours, and document order."""
    found = []
    for seed in range(TABLES):
        interviews = Interviews(table_policy(drawn_rows(ROWS, FACTS, seed), FACTS))
        fewest = interviews.expected_fewest((NOT_ASKED,) * FACTS)
        found.append((fewest, interviews.expected(ours), interviews.expected(document_order)))
    return found


def rows() -> list[tuple[str, str]]:
    """What to print: a name and a figure each."""
    found = expectations()
    fewest, mine, listed = (statistics.fmean(column) for column in zip(*found, strict=True))
    return [
        ("fewest that any order could ask, gravest first", f"{fewest:.2f} questions"),
        ("ours", f"{mine:.2f}, {mine / fewest:.3f} of the fewest"),
        ("document order, what cannot matter left out", f"{listed:.2f}, {listed / fewest:.3f} of the fewest"),
        ("ask everything", f"{FACTS:.2f}, {FACTS / fewest:.3f} of the fewest"),
    ]


def main() -> None:
    for name, figure in rows():
        print(f"{name}: {figure}")


if __name__ == "__main__":
    main()
