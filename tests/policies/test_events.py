"""Child J as dated events: each council's file, its paragraphs, and the times that its policy reckons."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

import pytest
import yaml

from tests.policies.shipped import ROOT, examples, recommended, shipped
from triage_api.engine import Recommendation

COUNCILS = {
    "ealing": "Child J, two police notices",
    "luton": "Child J, the papers",
    "hammersmith-fulham": "Child J, the police notice of 12 June",
}
MUST_APPEAR = {
    "2.2.5": "the family nurse's six months",
    "2.2.6": "the notice to the wrong borough",
    "2.2.7": "the adult's worker instead of the child's",
    "2.2.8": "health visiting late, and closing without an address",
    "2.2.9": "the wrong tier",
    "2.2.10": "the unsuitable carer",
    "2.2.11": "six working days unallocated",
    "2.2.12": "the call that was not a strategy discussion",
    "2.2.13": "the man nobody identified",
    "2.2.14": "the violent adult",
    "2.2.15": "closed and handed to nobody",
    "2.2.16": "the recommendation that was lowered",
    "2.2.17": "no visit in six weeks, the welfare check, bail",
    "2.2.22": "the papers",
    "2.2.24": "decided without speaking to anyone",
    "2.2.25": "the health visitor told of the wrong adult",
    "2.2.26": "the disagreement that had nowhere to go",
    "2.2.27": "the health visitor late",
}


@cache
def events_of(id: str) -> dict[str, Any]:
    text = (ROOT / id / "examples" / "events" / "child-j.yaml").read_text(encoding="utf-8")
    # BaseLoader makes texts, lists and mappings, and nothing else.
    return dict(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506


def sources(line: dict[str, Any]) -> list[str]:
    return [line["source"]] if isinstance(line["source"], str) else list(line["source"])


@pytest.mark.parametrize("id", COUNCILS)
def test_events_stand_in_the_order_in_which_they_happened(id: str) -> None:
    at = [datetime.fromisoformat(one["at"]) for one in events_of(id)["events"]]
    assert at == sorted(at)


@pytest.mark.parametrize("id", COUNCILS)
def test_each_event_is_one_of_the_policy_or_news(id: str) -> None:
    for one in events_of(id)["events"]:
        assert ("event" in one) != ("news" in one)
        assert "news" in one or one["event"] in shipped(id).events


@pytest.mark.parametrize("id", COUNCILS)
def test_each_line_cites_its_paragraph(id: str) -> None:
    for name in ("events", "due", "missing"):
        assert all(
            source.startswith("scr-child-j ") for one in events_of(id)[name] for source in sources(one)
        )


@pytest.mark.parametrize("paragraph", MUST_APPEAR, ids=list(MUST_APPEAR.values()))
def test_every_failure_that_the_review_describes_appears(paragraph: str) -> None:
    wanted = f"scr-child-j {paragraph}"
    lines = [one for id in COUNCILS for name in ("events", "due", "missing") for one in events_of(id)[name]]
    assert any(wanted in sources(one) for one in lines)


@pytest.mark.parametrize("id", COUNCILS)
def test_what_is_late_was_done_after_it_was_due_or_never(id: str) -> None:
    for one in events_of(id)["due"]:
        if "not said" in (one["done"], one["late"]):
            continue
        late = one["done"] == "never" or datetime.fromisoformat(one["done"]) > datetime.fromisoformat(
            one["by"]
        )
        assert (one["late"] == "yes") == late, one


def with_events(id: str) -> Recommendation:
    """The council's case, with what its file says had happened by the first decision's follow-up."""
    body = dict(next(one for one in examples(id) if one.title.startswith(COUNCILS[id])).body)
    first: dict[str, str] = {}
    for one in events_of(id)["events"]:
        if "event" in one:
            first.setdefault(one["event"], one["at"])
    body["received_at"] = first["received"]
    happened = [{"event": event, "at": at} for event, at in first.items() if event != "received"]
    return recommended({**body, "events": happened}, id)


def reckoned(one: Recommendation) -> dict[str, datetime]:
    """When each clock of the recommendation runs out."""
    clocks = [clock for required in one.contacts for clock in required.clocks]
    clocks += [clock for duty in one.duties for clock in duty.clocks]
    clocks += [milestone.clock for milestone in one.milestones]
    return {clock.timing.id: clock.due for clock in clocks}


@pytest.mark.parametrize(("id", "least"), [("ealing", 8), ("luton", 6), ("hammersmith-fulham", 1)])
def test_the_times_are_those_that_the_policy_reckons(id: str, least: int) -> None:
    """Of what is counted from an event; what is counted from news is casework's to reckon."""
    clocks = reckoned(with_events(id))
    compared = 0
    for one in events_of(id)["due"]:
        if one["counted_from"] in shipped(id).events and one["what"] in clocks:
            by = datetime.fromisoformat(one["by"])
            assert by.replace(second=0) == clocks[one["what"]].replace(second=0, microsecond=0), one["what"]
            compared += 1
    assert compared >= least
