"""The engine against other engines, on the same table, in one run; and on the policy of Ealing as shipped.

The others are installed, at the versions named here, into a folder of their own under the build directory;
nothing else of the product needs them.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.table import answers, drawn_rows, table_case, table_policy
from triage_api.assurance.interviews import Turns, steps, walk
from triage_api.engine import Case, evaluate, outcomes, read_case, recommend
from triage_api.engine.program import program_of
from triage_api.policy.examples import read_examples
from triage_api.policy.load import load_or_raise, shipped_root
from triage_api.policy.model import Policy

CASES = 2_000
ROUNDS = 5
ROOT = Path(__file__).parent.parent
RIVALS: tuple[tuple[str, str, str], ...] = (
    ("plain Python loop over the rows", "plain-loop", ""),
    ("zen-engine 0.37.1 (its fastest)", "zen", "zen-engine==0.37.1"),
    ("zen-engine 0.37.1, with its trace", "zen-trace", "zen-engine==0.37.1"),
    ("zen-engine 2.1.3 (its latest)", "zen", "zen-engine==2.1.3"),
    ("zen-engine 2.1.3, with its trace", "zen-trace", "zen-engine==2.1.3"),
    ("regorus, by hobofan-regorus 0.2.5", "regorus", "hobofan-regorus==0.2.5"),
)
OUTCOMES_WANTED, RECOMMENDATIONS_WANTED = 100_000, 30_000
NEXT_ON_EALING_MS, NEXT_ON_LARGE_MS = 5, 20


def microseconds(run: Callable[[Case], object], cases: Sequence[Case]) -> float:
    """The best of some rounds, for one case, in the processor's own time: others disturb that least."""
    for case in cases[:50]:
        run(case)
    return min(_round(run, cases) for _ in range(ROUNDS)) / len(cases) * 1e6


def _round(run: Callable[[Case], object], cases: Sequence[Case]) -> float:
    begun = time.process_time()
    for case in cases:
        run(case)
    return time.process_time() - begun


def on_the_table() -> list[tuple[str, str]]:
    """Ours and theirs on twenty-four rows of sixteen facts that are yes, no or not known."""
    policy = table_policy(drawn_rows())
    drawn = answers(CASES)
    cases = [table_case(case) for case in drawn]
    outcome = microseconds(lambda case: outcomes(policy, case), cases)
    whole = microseconds(lambda case: recommend(policy, case), cases)
    found = [
        ("outcomes", _rate(outcome, OUTCOMES_WANTED)),
        ("full recommendations: reasons, sources, contacts, deadlines", _rate(whole, RECOMMENDATIONS_WANTED)),
    ]
    for name, engine, package in RIVALS:
        us = _rival(engine, package, drawn)
        if us is None:
            found.append((name, "could not be installed here, so not compared"))
        else:
            ratios = f"{us / outcome:.2f} of our outcome, {us / whole:.2f} of our full recommendation"
            found.append((name, f"{us:.1f} µs: {ratios}"))
    return found


def _rate(us: float, wanted: int) -> str:
    rate = 1e6 / us
    reached = "reached" if rate >= wanted else "NOT REACHED"
    return f"{us:.1f} µs, {rate:,.0f} a second; {wanted:,} wanted: {reached}"


def _rival(engine: str, package: str, drawn: list[list[str]]) -> float | None:
    folder = _installed(package) if package else ROOT
    if folder is None:
        return None
    given = json.dumps({"rows": [[list(row.facts), row.route] for row in drawn_rows()], "cases": drawn})
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(folder)])}
    command = [sys.executable, "-m", "benchmarks.rivals", engine]
    ran = subprocess.run(command, input=given, capture_output=True, text=True, env=environment, check=False)
    return float(json.loads(ran.stdout)["us"]) if ran.returncode == 0 else None


def _installed(package: str) -> Path | None:
    folder = ROOT / "build" / "rivals" / package
    if not folder.is_dir():
        pip = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--target",
            str(folder),
            package,
        ]
        if subprocess.run(pip, capture_output=True, check=False).returncode != 0:
            return None
    return folder


def on_ealing() -> list[tuple[str, str]]:
    """The shipped policy of Ealing, on its own examples."""
    policy = load_or_raise("ealing", [shipped_root()])
    examples, _ = read_examples(shipped_root() / "ealing", policy)
    cases = [read_case(example.body, policy) for example in examples]
    outcome = microseconds(lambda case: outcomes(policy, case), cases)
    whole = microseconds(lambda case: recommend(policy, case), cases)
    size = f"{len(policy.questions)} questions, {len(policy.rules)} rules"
    return [
        (f"Ealing ({size}), outcomes", f"{outcome:,.0f} µs, {1e6 / outcome:,.0f} a second"),
        ("Ealing, full recommendations", f"{whole:,.0f} µs, {1e6 / whole:,.0f} a second"),
        ("Ealing, next question, 99th percentile", next_question(policy, cases, NEXT_ON_EALING_MS)),
        ("60 questions x 400 rules, next question, 99th percentile", _large()),
    ]


def _large() -> str:
    policy = table_policy(drawn_rows(400, 60, 7), 60)
    cases = [table_case(case) for case in answers(4, 60)]
    return next_question(policy, cases, NEXT_ON_LARGE_MS)


def next_question(policy: Policy, cases: Sequence[Case], wanted: float) -> str:
    """How long the next question takes, at every step of the interviews over these cases, for a server just
    started: nothing is kept from an earlier round. The best of some rounds, and beside it what the same
    questions take when they come again."""
    told = [step for case in cases for step in steps(policy, case)]
    rounds = [_first_and_again(policy, told) for _ in range(ROUNDS)]
    first, again = min(rounds, key=lambda found: _hundredth(found[0]))
    reached = "reached" if _hundredth(first) < wanted else "NOT REACHED"
    return (
        f"{_hundredth(first):.2f} ms over {len(told)} questions (median {statistics.median(first):.2f}, the "
        f"longest {max(first):.1f}; when they come again {_hundredth(again):.2f}); under {wanted} wanted: "
        f"{reached}"
    )


def _first_and_again(policy: Policy, told: Sequence[Case]) -> tuple[list[float], list[float]]:
    fresh = replace(policy)
    program_of(fresh)
    return [_next_ms(fresh, case) for case in told], [_next_ms(fresh, case) for case in told]


def _next_ms(policy: Policy, case: Case) -> float:
    begun = time.process_time()
    evaluate(policy, case).interview.next_questions()
    return (time.process_time() - begun) * 1e3


def _hundredth(times: Sequence[float]) -> float:
    """The 99th percentile."""
    return statistics.quantiles(times, n=100)[98]


def walked() -> tuple[str, str]:
    """Every interview over the examples of England, each question read from where the one before left it."""
    policy = load_or_raise("england", [shipped_root()])
    examples, _ = read_examples(shipped_root() / "england", policy)
    cases = [read_case(example.body, policy) for example in examples]
    took, asked = min(_walk(replace(policy), cases) for _ in range(ROUNDS))
    return f"England, {len(cases)} interviews walked", f"{took:.2f} s for {asked:,} questions"


def _walk(policy: Policy, cases: Sequence[Case]) -> tuple[float, int]:
    turns = Turns(policy)
    begun = time.process_time()
    asked = sum(walk(policy, case, turns).answers for case in cases)
    return time.process_time() - begun, asked


def rows() -> list[tuple[str, str]]:
    """What to print: a name and a figure each."""
    return [*on_the_table(), *on_ealing(), walked()]


def main() -> None:
    for name, figure in rows():
        print(f"{name}: {figure}")


if __name__ == "__main__":
    main()
