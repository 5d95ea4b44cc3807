"""How long a closed referral is kept: the longest rule that fits. What none fits, and what is held, stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.casework.desks import POLICIES, SHARED
from tests.cli.test_server import run
from triage_api.casework.retention import fate
from triage_api.policy.model import Policy
from triage_api.record import (
    ChildAdded,
    Closed,
    Decided,
    Fact,
    HeldFromPurge,
    HoldEnded,
    Person,
    Referral,
    ReferralOpened,
    Signed,
    folded,
    numbered,
)
from triage_api.storage import Ledger

MANAGER = Person("A manager", "manager")
THEN = datetime(2024, 3, 31, 9, 0, tzinfo=UTC)
SIGNED = Signed(MANAGER, THEN)
OPENED = ReferralOpened("hallamshire@1.0", "2024-03-01T09:00:00+00:00", False)
CHILD = ChildAdded("child-1", "KM", "2014-10")
CLOSED = Closed("All is done.", "The school nurse", "The school nurse")


STEP = {"route": "advice", "rag": "green"}
SHOWN = {**STEP, "floor": STEP, "open_questions": []}


def decided(route: str, order: int) -> Decided:
    return Decided(route, "green", order, 0, "Her reasons.", SHOWN, "0" * 64, {})


ADVICE, STRATEGY = decided("advice", 0), decided("strategy", 3)


def referral(*facts: Fact) -> Referral:
    made = folded(numbered("20240301-AAAA", 0, [OPENED, *facts], SIGNED))
    assert made is not None
    return made


@pytest.fixture
def policy() -> Policy:
    found = SHARED.policy("hallamshire")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("facts", "goes", "because"),
    [
        pytest.param([CHILD, ADVICE, CLOSED], date(2025, 3, 31), None, id="advice: 12 months after closing"),
        pytest.param([CHILD, STRATEGY, CLOSED], date(2035, 10, 31), None, id="the 18th birthday and 3 years"),
        pytest.param(
            [CHILD, ChildAdded("child-2", None, "2020-02"), STRATEGY, CLOSED],
            date(2041, 2, 28), None, id="of the youngest child",
        ),
        pytest.param(
            [CHILD, STRATEGY, ADVICE, CLOSED], date(2035, 10, 31), None, id="the gravest route ever decided"
        ),
        pytest.param([CHILD, CLOSED], date(2025, 3, 31), None, id="never decided: as the base"),
        pytest.param([CHILD, ADVICE], None, "it is not closed", id="open"),
        pytest.param([CHILD, ADVICE, CLOSED, HeldFromPurge("An inquest.")], None, "it is held", id="held"),
        pytest.param(
            [CHILD, ADVICE, CLOSED, HeldFromPurge("An inquest."), HoldEnded("It is over.")],
            date(2025, 3, 31), None, id="held no more",
        ),
        pytest.param(
            [ChildAdded("child-1"), STRATEGY, CLOSED], None,
            "“Assessed: 36 months after the eighteenth birthday”: "
            "the month in which a child was born is not known",
            id="a birth month not known",
        ),
    ],
)  # fmt: skip
def test_when_it_goes(policy: Policy, facts: Sequence[Fact], goes: date | None, because: str | None) -> None:
    found = fate(referral(*facts), policy)
    assert (found.goes, found.stays_because) == (goes, because)


def test_where_no_rule_fits_it_stays() -> None:
    policy = SHARED.policy("draftshire")
    assert policy is not None
    found = fate(referral(CHILD, decided("somewhere", 9), CLOSED), policy)
    assert found.stays_because == "no retention rule fits it"


def test_under_a_policy_that_is_not_served_it_stays() -> None:
    assert fate(referral(CHILD, ADVICE, CLOSED), None).stays_because == "its policy is not served"


def test_the_command_lists_first_and_purges_only_when_told(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger, ledger.writing() as pen:
        pen.opened("20240301-AAAA", [OPENED, CHILD, ADVICE, CLOSED], SIGNED)
        pen.opened("20240301-BBBB", [OPENED, CHILD, ADVICE], SIGNED)
    listed = run("purge", "--data", tmp_path, "--policies", POLICIES)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "20240301-AAAA: may go since 2025-03-31. Advice: 12 months after closing." in listed.stdout
    assert "1 may go; nothing was purged." in listed.stdout
    assert "1 stay: it is not closed." in listed.stdout
    assert "1 purged." in run("purge", "--do-it", "--data", tmp_path, "--policies", POLICIES).stdout
    assert run("verify", "--data", tmp_path).returncode == 0
    with Ledger.open(tmp_path) as ledger:
        assert ledger.referral_ids() == ["20240301-BBBB"]
