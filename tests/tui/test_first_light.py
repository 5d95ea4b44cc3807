"""The case that Front Door was built from, entered by keyboard against the real service."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.tui.screens import flowing, until, until_shown
from tests.tui.worker import Worker
from triage_tui.app import TriageApp, Wanted
from triage_tui.questions import TYPED, Kind
from triage_tui.screens.decision import DecisionScreen
from triage_tui.screens.recorded import RecordedScreen
from triage_tui.screens.result import ResultScreen
from triage_tui.service import Service

CHILD_J = Path(__file__).parents[2] / "policies/ealing/examples/child-j-2015-06-24.yaml"
SIZES = {"a small terminal": (80, 24), "a wide one": (120, 40)}


def case_file() -> dict[str, Any]:
    """The example as the API takes it: all scalars text, what the test expects left out."""
    whole = yaml.load(CHILD_J.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (all scalars text)
    return {
        key: whole[key]
        for key in ("policy", "received_at", "answers", "children", "adults", "incidents")
        if key in whole
    }


def as_in_the_file(body: Mapping[str, Any], case: Mapping[str, Any]) -> Any:
    """A recommendation with the refs of the case file: the terminal calls the child ``child-1``."""
    text = json.dumps(body, sort_keys=True)
    for at, child in enumerate(case["children"], start=1):
        text = text.replace(f'"child-{at}"', f'"{child["ref"]}"')
    return json.loads(text)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
async def test_child_j_takes_one_key_an_answer_and_ends_as_the_api_says(
    service: Service, size: tuple[int, int]
) -> None:
    case = case_file()
    app = TriageApp(service, Wanted("ealing"))
    async with app.run_test(size=size) as pilot:
        worker = Worker(pilot, case)
        await worker.press("t")
        await worker.type("24/6/2015 09:00")
        await until(pilot, lambda: "received 24 Jun 2015 09:00" in app.session.title(), "the day of receipt")
        await worker.put_down_everybody()
        await worker.to_the_result()

        referral = app.session.referral
        assert referral is not None
        given = {**case, **{part: referral.case[part] for part in ("answers", *LISTS.values())}}
        assert as_in_the_file(given, case) == with_answers(case, given)
        print({place: a for place, a in ((x[:2], x[2]) for x in referral.answers()) if a not in case})
        expected = service.client().triage(case)
        said = as_in_the_file(referral.recommendation, case)
        for name in SAME:
            assert said[name] == expected[name], name
        assert not referral.recommendation["provisional"]
        for place, keys in worker.keys.items():
            assert keys <= most_keys(app, *place), f"{place} took {keys} keys"


def most_keys(app: TriageApp, about: str, id: str) -> float:
    """How many keys an answer may take: one, and one more for each tick and for why it is not known."""
    words, referral = app.session.words, app.session.referral
    assert words is not None
    assert referral is not None
    question, answer = words.questions[id], referral.answer(about, id)
    if isinstance(answer, dict) and isinstance(answer.get("not_known"), str):
        more = 2 if question.closes is None else 2 + 1
        return more if question.closes is None else more + len(referral.refs(question.closes))
    if question.kind in TYPED or question.kind is Kind.NOTE:
        return float("inf")
    if question.kind is Kind.SEVERAL:
        return 1 + len(answer if isinstance(answer, list) else answer["value"])
    return 1 + (len(referral.refs(question.closes)) if question.closes else 0)


async def test_the_worker_decides_in_their_own_words_and_the_contacts_are_issued(service: Service) -> None:
    app = TriageApp(service, Wanted("ealing"))
    async with app.run_test(size=(80, 24)) as pilot:
        worker = Worker(pilot, case_file())
        await worker.press("t")
        await worker.type("24/6/2015 09:00")
        await worker.put_down_everybody()
        await worker.to_the_result()
        await pilot.press("d")
        await until_shown(pilot, "Your decision: which route?")
        screen = app.screen_stack[-2]
        assert isinstance(screen, DecisionScreen)
        assert app.session.draft.route is None, "a decision is never filled in"
        await worker.press("4")
        await until_shown(pilot, "how fast?")
        await worker.press("3")
        await until_shown(pilot, "In your own words")
        await worker.type("the baby cannot move away and nobody has seen him", end="ctrl+s")
        await until_shown(pilot, "Ctrl+S records it.")
        await worker.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, RecordedScreen), "the record")

        shown = flowing(app)
        assert "Decided: RED, Strategy discussion" in shown
        assert "the baby cannot move away and nobody has seen him" in shown
        assert app.session.referral is not None
        assert app.session.referral.contacts
        await pilot.press("w")
        await until_shown(pilot, "What is this?")
        assert app.session.referral.id is None


async def test_a_result_can_be_gone_back_from(service: Service) -> None:
    app = TriageApp(service, Wanted("ealing"))
    async with app.run_test(size=(80, 24)) as pilot:
        worker = Worker(pilot, case_file())
        await worker.press("t")
        await worker.type("24/6/2015 09:00")
        await worker.put_down_everybody()
        await worker.to_the_result()
        await pilot.press("x")
        await until_shown(pilot, "source: ")
        await pilot.press("b")
        await until_shown(pilot, "change this answer")
        await pilot.press("escape")
        await until_shown(pilot, "g result")
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, ResultScreen), "the result")
