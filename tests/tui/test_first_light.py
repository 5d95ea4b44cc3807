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
from triage_tui.referral import Referral
from triage_tui.screens.decision import DecisionScreen
from triage_tui.screens.recorded import RecordedScreen
from triage_tui.screens.result import ResultScreen
from triage_tui.service import Service

CHILD_J = Path(__file__).parents[2] / "policies/ealing/examples/child-j-2015-06-24.yaml"
SIZES = [
    pytest.param((80, 24), id="a small terminal"),
    pytest.param((120, 40), id="a wide one", marks=pytest.mark.slow),
]


def case_file() -> dict[str, Any]:
    """The example as the API takes it: all scalars text, what the test expects left out."""
    whole = yaml.load(CHILD_J.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (all scalars text)
    return {
        key: whole[key]
        for key in ("policy", "received_at", "answers", "children", "adults", "incidents")
        if key in whole
    }


OUTCOME = (
    "route", "rag", "start", "level_of_need", "destination", "not_a_referral", "provisional", "call_999",
    "floor", "ceiling", "parallel_duties", "police_units", "do_not", "contradictions",
)  # fmt: skip
"""What must be the same although the interview does not ask for what can no longer change it."""


NOT_ASKED_FOR = {"nurse_hands_over"}
"""Clocks that only a lower rule starts: no question is asked for such a clock alone, neither to decide nor to
arrange, so the interview does not come upon what the file says of itself."""


def renamed(body: Mapping[str, Any], case: Mapping[str, Any]) -> Any:
    """With the refs of the case file: the terminal calls the children ``child-1`` and so on."""
    text = json.dumps(body)
    for at, child in enumerate(case["children"], start=1):
        text = text.replace(f'"child-{at}"', f'"{child["ref"]}"')
    return json.loads(text)


def as_posted(referral: Referral) -> dict[str, Any]:
    """The referral's case as the body of ``POST /v1/triage``."""
    return {**referral.case, "policy": str(referral.case["policy"])}


async def begin(worker: Worker) -> None:
    """A new referral, received when the notices were, with everybody in them put down."""
    await worker.press("t")
    await worker.type("24/6/2015 09:00")
    title = worker.app.session.title
    await until(worker.pilot, lambda: "received 24 Jun 2015 09:00" in title(), "the day of receipt")
    await worker.put_down_everybody()


def stored(app: TriageApp) -> Referral:
    """The referral as the service has it."""
    assert app.session.referral is not None
    return app.session.referral


@pytest.mark.parametrize("size", SIZES)
async def test_child_j_takes_one_key_an_answer_and_ends_as_the_api_says(
    service: Service, size: tuple[int, int]
) -> None:
    case = case_file()
    app = TriageApp(service, Wanted("ealing"))
    async with app.run_test(size=size) as pilot:
        worker = Worker(pilot, case)
        await begin(worker)
        await worker.to_the_result()

        posted, client = stored(app), service.client()
        assert posted.recommendation == client.triage(as_posted(posted)), "the same answers, posted"
        of_the_file: Mapping[str, Any] = client.triage(case)
        here = renamed(posted.recommendation, case)
        assert {name: here[name] for name in OUTCOME} == {name: of_the_file[name] for name in OUTCOME}
        taken = {place: keys for place, keys in worker.keys.items() if keys > most_keys(app, *place)}
        assert not taken, "these took more than one key"
        assert len(worker.keys) <= 36, "24 June 2015 has 36 answers at most"


@pytest.mark.slow
async def test_after_the_arrangements_the_same_people_are_to_be_contacted_by_the_same_time(
    service: Service,
) -> None:
    case = case_file()
    app = TriageApp(service, Wanted("ealing"))
    async with app.run_test(size=(80, 24)) as pilot:
        worker = Worker(pilot, case)
        await begin(worker)
        await worker.to_the_result()
        await worker.press("g")
        await worker.until_asked(lambda: isinstance(app.screen, ResultScreen))

        assert stored(app).next is None
        of_the_file, here = service.client().triage(case), stored(app).recommendation
        assert by_when(here) == by_when(of_the_file)
        later = renamed(here, case)["milestones"]
        assert later == [one for one in of_the_file["milestones"] if one["timing"] not in NOT_ASKED_FOR]


def by_when(recommendation: Mapping[str, Any]) -> dict[str, str]:
    """Who is to be contacted, and by when."""
    return {contact["id"]: contact["due"] for contact in recommendation["required_contacts"]}


def most_keys(app: TriageApp, about: str, id: str) -> float:
    """How many keys an answer may take: one, and one more for each tick and for why it is not known."""
    assert app.session.words is not None
    question, answer = app.session.words.questions[id], stored(app).answer(about, id)
    if question.closes:
        return 1 + 1 + len(stored(app).refs(question.closes))
    if isinstance(answer, dict) and isinstance(answer.get("not_known"), str):
        return 2
    if question.kind in TYPED:
        return float("inf")
    if question.kind is Kind.SEVERAL:
        return 1 + len(answer if isinstance(answer, list) else answer["value"])
    return 1


@pytest.mark.slow
async def test_the_worker_decides_in_their_own_words_and_the_contacts_are_issued(service: Service) -> None:
    app = TriageApp(service, Wanted("ealing"))
    async with app.run_test(size=(80, 24)) as pilot:
        worker = Worker(pilot, case_file())
        await begin(worker)
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
        assert stored(app).contacts
        await pilot.press("w")
        await until_shown(pilot, "What is this?")
        assert stored(app).id is None
