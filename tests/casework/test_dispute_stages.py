"""A disputed transfer climbs the policy's stages: no dispute is without a clock, and only its end ends it."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.casework.desks import MANAGER, POLICIES, SENIOR, WORKER, Json, desk_on
from tests.casework.test_transfers import CAME, READY, after
from tests.casework.transferring import THEIR_MANAGER, WHY, Transfer, arriving, leaving
from triage_api.casework import Desk, Member
from triage_api.casework.disputes import climb, take_up
from triage_api.casework.refusals import ConflictError, NotYoursError, RefusedError, WrongError
from triage_api.storage import Ledger

LATE = "Nobody has rung them, and a working day is over."
RISK = "He was seen outside the school this morning."
BEGINS = {"left": (leaving, [*READY, "returned"]), "came": (arriving, [*CAME, "send_back"])}


@pytest.fixture(params=list(BEGINS.values()), ids=list(BEGINS))
def disputed(request: pytest.FixtureRequest, desk: Desk) -> Transfer:
    """A transfer that one side will not have."""
    begin, steps = request.param
    found: Transfer = after(begin, desk, steps)
    return found


def climbs(found: Transfer, who: Member = WORKER, words: str = LATE, **more: Any) -> None:
    found.change(who, lambda change: climb(change, found.number, words, **more))


def takes_up(found: Transfer, who: Member = MANAGER) -> None:
    found.change(who, lambda change: take_up(change, found.number, THEIR_MANAGER, WHY, None))


def clocks(found: Transfer) -> list[tuple[str, bool, bool]]:
    """Of each clock of the dispute: which, whether it was met, and whether it ran out."""
    item = found.item("dispute")
    assert item is not None
    return [(one["clock"], one["met"] is not None, one["late"]) for one in item["clocks"]]


def stages(found: Transfer) -> list[tuple[str, bool]]:
    return [(one["stage"], one["taken_up"]) for one in found.state["dispute"]["stages"]]


def test_it_begins_at_the_first_stage(disputed: Transfer) -> None:
    assert stages(disputed) == [("both_managers", False)]
    assert clocks(disputed) == [("both_managers", False, False)]
    deadline = disputed.state["dispute"]["stages"][0]["deadline"]
    assert deadline == disputed.state["dispute"]["due"]


def test_taken_up_and_not_ended_it_stands_at_the_next_on_a_clock_of_its_own(disputed: Transfer) -> None:
    takes_up(disputed)
    assert stages(disputed) == [("both_managers", True), ("seniors", False)]
    assert clocks(disputed) == [("both_managers", True, False), ("seniors", False, False)]
    item = disputed.item("dispute")
    assert item is not None
    assert (item["state"], item["clock"]) == ("to_do", "seniors")
    with pytest.raises(NotYoursError):
        takes_up(disputed)
    takes_up(disputed, SENIOR)
    takes_up(disputed, SENIOR)
    assert [stage for stage, _ in stages(disputed)] == ["both_managers", "seniors", "directors"]
    assert clocks(disputed)[-1] == ("directors", False, False)
    disputed.end()
    assert clocks(disputed)[-1] == ("directors", True, False)
    item = disputed.item("dispute")
    assert item is not None
    assert item["state"] == "done"


def test_taken_up_late_it_was_late_and_the_next_clock_begins_then(disputed: Transfer) -> None:
    disputed.referral.now += timedelta(days=3)
    takes_up(disputed)
    assert clocks(disputed) == [("both_managers", True, True), ("seniors", False, False)]


def test_not_taken_up_in_time_anybody_takes_it_to_the_next_stage(disputed: Transfer) -> None:
    with pytest.raises(ConflictError) as refused:
        climbs(disputed)
    assert refused.value.code == "still-time"
    disputed.referral.now += timedelta(days=3)
    climbs(disputed)
    assert stages(disputed) == [("both_managers", False), ("seniors", False)]
    assert clocks(disputed) == [("both_managers", True, True), ("seniors", False, False)]
    assert disputed.state["state"] == "disputed"
    with pytest.raises(ConflictError):
        climbs(disputed)


def test_where_a_child_may_be_hurt_it_goes_at_once_and_past_any_stage(disputed: Transfer) -> None:
    disputed.referral.now += timedelta(days=3)
    with pytest.raises(ConflictError) as refused:
        climbs(disputed, stage="directors")
    assert refused.value.code == "stage-passed-over"
    climbs(disputed, words=RISK, stage="directors", immediate_risk=True)
    assert [stage for stage, _ in stages(disputed)] == ["both_managers", "directors"]
    assert disputed.state["dispute"]["stages"][-1]["immediate_risk"] is True
    with pytest.raises(ConflictError) as above:
        climbs(disputed, immediate_risk=True)
    assert above.value.code == "no-stage-above"


WRONG: dict[str, tuple[dict[str, Any], type[RefusedError], str]] = {
    "without a word": ({"words": " ", "immediate_risk": True}, WrongError, "blank-words"),
    "to nowhere": ({"stage": "the queen", "immediate_risk": True}, WrongError, "unknown-stage"),
    "to below": ({"stage": "both_managers", "immediate_risk": True}, WrongError, "unknown-stage"),
}


@pytest.mark.parametrize(("how", "error", "code"), WRONG.values(), ids=WRONG.keys())
def test_what_is_refused(disputed: Transfer, how: dict[str, Any], error: Any, code: str) -> None:
    before = disputed.referral.events
    with pytest.raises(error) as refused:
        climbs(disputed, **how)
    assert refused.value.code == code or any(one.code == code for one in refused.value.faults)
    assert disputed.referral.events == before


def test_what_is_not_disputed_does_not_climb(desk: Desk) -> None:
    with pytest.raises(ConflictError):
        climbs(after(leaving, desk, READY), immediate_risk=True)


def test_the_print_says_where_it_stood(disputed: Transfer) -> None:
    takes_up(disputed)
    referral = disputed.referral
    text = "\n".join(referral.desk.printed(referral.state["id"], "record", MANAGER, referral.now))
    assert "It stood at “A manager of both areas has taken it up”" in text
    assert "It stood at “The senior managers have settled it”" in text


def without_stages(tmp_path: Path) -> Path:
    """The policies, as they were before there were stages."""
    copied = shutil.copytree(POLICIES, tmp_path / "policies")
    file = copied / "hallamshire" / "casework.yaml"
    before, _, rest = file.read_text(encoding="utf-8").partition("transfer_dispute:\n")
    kept = rest.splitlines(keepends=True)
    while kept[0].startswith("  - "):
        del kept[0]
    file.write_text(before + "".join(kept), encoding="utf-8")
    return copied


def test_a_policy_without_stages_has_one_clock_and_may_get_stages(tmp_path: Path, ledger: Ledger) -> None:
    desk = desk_on(ledger, policies=without_stages(tmp_path))
    disputed = after(leaving, desk, [*READY, "returned"])
    assert (stages(disputed), clocks(disputed)) == ([], [("dispute_answered", False, False)])
    with pytest.raises(ConflictError) as refused:
        climbs(disputed, immediate_risk=True)
    assert refused.value.code == "no-stages"
    takes_up(disputed)
    assert (stages(disputed), clocks(disputed)) == ([], [("dispute_answered", True, False)])
    since: Json = disputed.referral.state
    disputed.referral.desk = desk_on(ledger)
    climbs(disputed)
    assert stages(disputed) == [("both_managers", False)]
    assert [clock for clock, *_ in clocks(disputed)] == ["dispute_answered", "both_managers"]
    assert disputed.referral.state["version"] > since["version"]


def test_taken_up_once_the_policy_has_stages_it_is_not_without_a_clock(
    tmp_path: Path, ledger: Ledger
) -> None:
    disputed = after(leaving, desk_on(ledger, policies=without_stages(tmp_path)), [*READY, "returned"])
    disputed.referral.desk = desk_on(ledger)
    takes_up(disputed)
    (begun, second) = clocks(disputed)
    assert begun == ("dispute_answered", True, False)
    assert second[1:] == (False, False)
    assert [stage for stage, _ in stages(disputed)] == [second[0]]
    assert second[0] != "both_managers"
