"""The screens as text, at both sizes: read them aloud when they change."""

import re

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.tui.screens import screen_text, until, until_shown
from tests.tui.test_conversation import at_work, to_the_signs
from tests.tui.worker import Worker
from triage_tui.screens.recorded import RecordedScreen
from triage_tui.screens.result import ResultScreen
from triage_tui.service import Service

SMALL, WIDE = (80, 24), (120, 40)


def looks(worker: Worker) -> str:
    """The screen, with a referral's number that is the same every time."""
    return re.sub(r"\d{8}-[0-9A-Z]{4}", "20150624-7F3K", screen_text(worker.app))


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "120x40"])
async def test_the_first_question(
    corner: Service, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with at_work(corner, size) as worker:
        await until_shown(worker.pilot, "t received earlier")
        assert looks(worker) == snapshot


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["80x24", "120x40"])
async def test_a_sweep_in_the_middle(
    corner: Service, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with at_work(corner, size) as worker:
        await to_the_signs(worker)
        await worker.press("1")
        await until_shown(worker.pilot, "[x] An injury")
        assert looks(worker) == snapshot


async def test_why_it_is_not_known_and_what_it_means(corner: Service, snapshot: SnapshotAssertion) -> None:
    async with at_work(corner) as worker:
        await to_the_signs(worker)
        await worker.press("1", "enter")
        await until_shown(worker.pilot, "AMBER: Assessment")
        await worker.press("question_mark", "u")
        await until_shown(worker.pilot, "Why is it not known?")
        assert looks(worker) == snapshot


async def test_the_recommendation_on_a_small_screen(corner: Service, snapshot: SnapshotAssertion) -> None:
    async with at_work(corner) as worker:
        await to_the_signs(worker)
        await worker.press("1", "enter")
        await until_shown(worker.pilot, "AMBER: Assessment")
        await worker.press("r")
        await until_shown(worker.pilot, "Reasons so far")
        assert looks(worker) == snapshot


async def test_the_result_and_the_record(corner: Service, snapshot: SnapshotAssertion) -> None:
    async with at_work(corner, (100, 70)) as worker:
        await to_the_signs(worker)
        await worker.press("1", "enter")
        await until_shown(worker.pilot, "Is anyone")
        await worker.until_asked(lambda: isinstance(worker.app.screen, ResultScreen))
        await worker.pilot.press("x")
        await until_shown(worker.pilot, "source: our-judgement")
        assert looks(worker) == snapshot(name="result")
        await worker.pilot.press("d")
        await until_shown(worker.pilot, "which route?")
        await worker.pilot.press("3")
        await until_shown(worker.pilot, "how fast?")
        await worker.pilot.press("2")
        await until_shown(worker.pilot, "In your own words")
        await worker.type("somebody has to look at this small child", end="ctrl+s")
        await until_shown(worker.pilot, "Ctrl+S records it.")
        assert looks(worker) == snapshot(name="decision")
        await worker.pilot.press("ctrl+s")
        await until(worker.pilot, lambda: isinstance(worker.app.screen, RecordedScreen), "the record")
        assert looks(worker) == snapshot(name="record")
