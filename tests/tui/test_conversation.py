"""The conversation, key by key, against the real service and a small policy."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from textual.widgets import Static

from tests.tui.screens import flowing, until, until_shown
from tests.tui.worker import Worker
from triage_client import Answer
from triage_tui.app import TriageApp, Wanted
from triage_tui.dialogs.adding import AddChild
from triage_tui.screens.decision import DecisionScreen
from triage_tui.screens.recorded import RecordedScreen
from triage_tui.screens.result import ResultScreen
from triage_tui.service import Service

NOW = datetime(2015, 6, 24, 9, 0, tzinfo=ZoneInfo("Europe/London"))
NOTHING: dict[str, Any] = {"answers": {}, "children": [], "adults": [], "incidents": []}


@asynccontextmanager
async def at_work(service: Service, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Worker]:
    """A worker in front of a new referral, received at `NOW`."""
    app = TriageApp(service, Wanted("corner", lambda: NOW))
    async with app.run_test(size=size) as pilot:
        worker = Worker(pilot, NOTHING)
        await worker.settled()
        yield worker


async def to_the_signs(worker: Worker) -> None:
    """Through the first four answers: a worry, KM, no danger, eight months."""
    await worker.press("1")
    await worker.type("KM")
    await worker.press("n")
    await worker.type("8m")
    await until_shown(worker.pilot, "Does anything you were told touch")
    await worker.settled()


def answer(worker: Worker, about: str, question: str) -> Any:
    """The answer as the service has it."""
    referral = worker.app.session.referral
    assert referral is not None
    assert referral.id is not None
    return type(referral).read(worker.app.service.client().referral(referral.id)).answer(about, question)


def adults(worker: Worker) -> list[str]:
    """What the adults of the referral are called."""
    referral = worker.app.session.referral
    return [referral.called(ref) for ref in referral.refs("adult")] if referral else []


async def test_nothing_is_stored_before_the_first_answer_and_everything_after_it(corner: Service) -> None:
    async with at_work(corner) as worker:
        assert corner.client().referrals() == []
        await worker.press("1")
        await worker.settled()
        assert isinstance(worker.app.screen, AddChild), "a worry needs a child"
        assert [line["answered"] for line in corner.client().referrals()] == [1]


async def test_what_is_not_for_us_takes_one_key_and_asks_for_no_child(corner: Service) -> None:
    async with at_work(corner) as worker:
        await worker.press("2")
        await until(worker.pilot, lambda: isinstance(worker.app.screen, ResultScreen), "the result")
        assert "Not a referral" in flowing(worker.app)
        await worker.press("d")
        await until_shown(worker.pilot, "In your own words")
        await worker.type("it was meant for the library", end="ctrl+s")
        await until_shown(worker.pilot, "Ctrl+S records it.")
        await worker.press("ctrl+s")
        await until_shown(worker.pilot, "Decided: not a referral")


@pytest.mark.parametrize(
    ("typed", "age", "initials"),
    [("KM 10/2014", "born 2014-10", "KM"), ("due 9/2015", "unborn, due 2015-09", "")],
)
async def test_a_month_answers_how_old(corner: Service, typed: str, age: str, initials: str) -> None:
    async with at_work(corner) as worker:
        await worker.press("1")
        await worker.type(typed)
        await until(worker.pilot, lambda: answer(worker, "child-1", "age"), "the age")
        assert answer(worker, "child-1", "age") == age
        assert initials in worker.app.session.title()


async def test_what_cannot_be_read_stays_in_the_field_beside_the_servers_words(corner: Service) -> None:
    async with at_work(corner) as worker:
        await worker.press("1")
        await worker.type("KM")
        await worker.press("n")
        await worker.type("9")
        await until_shown(worker.pilot, "“9” is not an age. Write it like 8 months")
        await worker.press("m", "enter")
        await until_shown(worker.pilot, "Does anything you were told")
        assert answer(worker, "child-1", "age") == "9 months"


KEYS: dict[str, Any] = {
    "y": "yes",
    "n": "no",
    "u 1": {"not_known": "nobody knows"},
    "u 2": {"not_known": "an agency has not said"},
    "u 3": {"not_known": "refused or evaded"},
    "u escape n": "no",
    "m": {"not_mentioned": True},
    "down down enter": "no",
    "s 2 2 y": {"value": "yes", "said_by": "mother", "how_known": "told"},
    "s 1 3 u 1": {"not_known": "nobody knows", "said_by": "police", "how_known": "record"},
}


async def test_each_answer_has_its_keys(corner: Service) -> None:
    async with at_work(corner) as worker:
        given = {}
        for keys in KEYS:
            await worker.press("1")
            await worker.press("enter")
            await until_shown(worker.pilot, "Is anyone in danger this minute?")
            await worker.press(*keys.split())
            await until_shown(worker.pilot, "How old is the child?")
            given[keys] = answer(worker, "referral", "danger")
            await worker.press("ctrl+n")
            await until_shown(worker.pilot, "new referral, received")
        assert given == KEYS


async def test_a_sweep_says_in_words_that_nothing_was_mentioned(corner: Service) -> None:
    async with at_work(corner) as worker:
        await to_the_signs(worker)
        assert "Enter: none mentioned" in flowing(worker.app)
        await worker.press("1", "1", "enter")
        await until_shown(worker.pilot, "— A none mentioned")
        assert answer(worker, "child-1", "signs") == []


async def to_the_other_adults(worker: Worker, times: str = "2", hungry: tuple[str, ...] = ("n",)) -> None:
    """Through what nobody mentioned. It happened twice, so somebody did it, unless it is said otherwise."""
    await to_the_signs(worker)
    await worker.press("enter")
    await until_shown(worker.pilot, "How many times")
    await worker.type(times)
    await until_shown(worker.pilot, "An injury or a mark: is that so?")
    await worker.press("n")
    await until_shown(worker.pilot, "Hungry or dirty: is that so?")
    await worker.press(*hungry)
    await until_shown(worker.pilot, "Is there any other adult")


async def test_what_nobody_mentioned_is_asked_in_words_and_yes_to_another_adult_puts_one_down(
    corner: Service,
) -> None:
    async with at_work(corner) as worker:
        await to_the_other_adults(worker, times="1", hungry=("u", "1"))
        assert answer(worker, "child-1", "signs") == {
            "value": [],
            "no": ["injury"],
            "not_known": {"hungry": "nobody knows"},
        }
        await worker.press("y")
        await until_shown(worker.pilot, "A role, never a name")
        await worker.press("7")
        await until_shown(worker.pilot, "About neighbour")
        assert adults(worker) == ["neighbour"]
        await worker.press("2")
        await until_shown(worker.pilot, "Is there any other adult")
        assert answer(worker, "referral", "other_adults") is None
        await worker.press("n")
        await until(
            worker.pilot, lambda: answer(worker, "referral", "other_adults") == "no", "the list closed"
        )


async def test_no_other_adult_with_nobody_put_down_asks_for_whom_an_answer_is_about(corner: Service) -> None:
    async with at_work(corner) as worker:
        await to_the_other_adults(worker)
        await worker.press("n")
        await until_shown(worker.pilot, "A role, never a name")
        told = flowing(worker.app)
        assert "No adult is put down" in told
        assert "“How many" in told
        for key, people in (("2", ["father"]), ("y 7", ["father", "neighbour"])):
            # The “no” was said when there was nobody: it is asked again, until it is no.
            await worker.press(*key.split())
            await until(worker.pilot, lambda: adults(worker) == people, "somebody")  # noqa: B023
            # Open meanwhile, should the worker be called away.
            await until(
                worker.pilot, lambda: answer(worker, "referral", "other_adults") == "yes", "an open list"
            )
            await until_shown(worker.pilot, "Is there any other adult")
        await worker.press("c")
        await worker.type("AB")
        await until_shown(worker.pilot, "Is there any other adult")
        await worker.press("n")
        await until_shown(worker.pilot, "How old is the child?")
        assert answer(worker, "referral", "other_adults") == "no"
        await worker.type("8m")
        await until_shown(worker.pilot, "Does anything you were told")
        await worker.press("0", "enter")
        await until_shown(worker.pilot, "About father")
        await worker.press("2")
        await until(worker.pilot, lambda: isinstance(worker.app.screen, ResultScreen), "the result")
        assert "THESE DO NOT AGREE" not in flowing(worker.app)


async def test_whoever_puts_nobody_down_reads_in_the_result_that_it_does_not_agree(corner: Service) -> None:
    async with at_work(corner) as worker:
        await to_the_other_adults(worker)
        await worker.press("n")
        await until_shown(worker.pilot, "A role, never a name")
        await worker.press("escape")
        await until(worker.pilot, lambda: isinstance(worker.app.screen, ResultScreen), "the result")
        shown = flowing(worker.app)
        assert "THESE DO NOT AGREE ! No adult is put down" in shown
        assert "Only what does not agree may still change the route or the rating." in shown
        assert adults(worker) == []
        await worker.pilot.press("a")
        await until_shown(worker.pilot, "A role, never a name")
        await worker.pilot.press("escape")
        await until(worker.pilot, lambda: isinstance(worker.app.screen, ResultScreen), "the result again")
        await worker.pilot.press("a")
        await until_shown(worker.pilot, "A role, never a name")
        await worker.press("2")
        await until_shown(worker.pilot, "Is there any other adult")
        await worker.press("n")
        await until_shown(worker.pilot, "About father")


async def test_what_does_not_arise_puts_nobody_down(corner: Service) -> None:
    """Another clash about the same question: it asks for nobody."""
    async with at_work(corner) as worker:
        await to_the_other_adults(worker)
        await worker.press("a")
        await worker.press("2")
        await until_shown(worker.pilot, "About father")
        await worker.press("1")
        await until_shown(worker.pilot, "Is there any other adult")
        await worker.press("n")
        await until(worker.pilot, lambda: isinstance(worker.app.screen, ResultScreen), "the result")
        await worker.press("b")
        await until_shown(worker.pilot, "Esc back to the question")
        await worker.press(*["up"] * 6, "enter")
        await until_shown(worker.pilot, "Answered: A worry about a child.")
        await worker.press("2")
        await until(worker.pilot, lambda: isinstance(worker.app.screen, ResultScreen), "the result")
        shown = flowing(worker.app)
        assert "Not a referral" in shown
        assert "put down who it is about" not in shown


async def test_what_is_ticked_or_typed_outlives_somebody_put_down_meanwhile(corner: Service) -> None:
    async with at_work(corner) as worker:
        await to_the_signs(worker)
        for leave in (True, False):
            await worker.press(*([] if leave is False else ["2"]), "a")
            await worker.settled()
            await worker.pilot.press("escape" if leave else "7")
            await worker.settled()
            assert "[x] Hungry or dirty" in flowing(worker.app)
        assert adults(worker) == ["neighbour"]


async def test_a_label_that_looks_like_a_name_is_warned_of_and_kept(corner: Service) -> None:
    async with at_work(corner) as worker:
        await to_the_signs(worker)
        await worker.press("a")
        await worker.settled()
        await worker.type("Jane Smith", end="space")
        await until_shown(worker.pilot, "This looks like a full name.")
        await worker.pilot.press("enter")
        await until(worker.pilot, lambda: adults(worker) == ["Jane Smith"], "the adult")


async def test_going_back_changes_an_answer_and_nothing_is_ticked_anew(corner: Service) -> None:
    async with at_work(corner) as worker:
        await to_the_signs(worker)
        await worker.press("2", "enter")
        await until_shown(worker.pilot, "— A Hungry or dirty")
        await worker.press("b", "enter")
        await until_shown(worker.pilot, "Answered: Hungry or dirty.")
        await worker.press("1", "enter")
        await until_shown(worker.pilot, "— A An injury or a mark; Hungry or dirty")
        assert answer(worker, "child-1", "signs") == ["injury", "hungry"]


async def test_a_change_that_lowers_needs_a_reason_and_without_one_nothing_changes(corner: Service) -> None:
    async with at_work(corner) as worker:
        await to_the_signs(worker)
        await worker.press("1", "enter")
        await until_shown(worker.pilot, "AMBER: Assessment")
        await worker.press("b", "enter")
        await until_shown(worker.pilot, "Answered: An injury")
        await worker.press("1", "enter")
        await until_shown(worker.pilot, "Why?")
        await worker.pilot.press("escape")
        await until_shown(worker.pilot, "The answer stays as it was.")
        assert answer(worker, "child-1", "signs") == ["injury"]
        await worker.press("enter")
        await until_shown(worker.pilot, "Why?")
        await worker.pilot.press("1")
        await until_shown(worker.pilot, "Why is it lower?")
        await worker.type("that was about another child", end="ctrl+s")
        await until(worker.pilot, lambda: answer(worker, "child-1", "signs") == [], "the change")


async def test_another_source_says_otherwise_and_both_stay(corner: Service) -> None:
    async with at_work(corner) as worker:
        await worker.press("1")
        await worker.press("enter")
        await worker.press("n")
        await until_shown(worker.pilot, "How old is the child?")
        await worker.press("b", "d")
        await until_shown(worker.pilot, "Both answers stay")
        await worker.press("s", "7", "1", "y")
        await until_shown(worker.pilot, "accounts differ: no / yes (relative, saw)")
        accounts = answer(worker, "referral", "danger")["accounts"]
        assert accounts == ["no", {"value": "yes", "said_by": "relative", "how_known": "saw"}]


async def jot(worker: Worker, text: str) -> None:
    """Write a note, and see it kept."""
    await worker.press("j")
    await until_shown(worker.pilot, "Jotter")
    await worker.type(text, end="ctrl+s")
    await until(worker.pilot, lambda: text in str(answer(worker, "referral", "jotter")), "the note")


async def test_a_jotted_note_is_kept_with_its_time(corner: Service) -> None:
    async with at_work(corner) as worker:
        await to_the_signs(worker)
        for text in ("he said daddy cross", "asked twice"):
            await jot(worker, text)
        notes = str(answer(worker, "referral", "jotter")).splitlines()
        assert notes == [
            "[Wednesday 24 June 09:00] he said daddy cross",
            "[Wednesday 24 June 09:00] asked twice",
        ]


async def test_the_unfinished_are_listed_and_taken_up(corner: Service) -> None:
    async with at_work(corner) as worker:
        await worker.press("1")
        await worker.type("AB")
        await until_shown(worker.pilot, "Is anyone in danger")
        first = worker.app.session.referral
        await worker.press("ctrl+n")
        await until_shown(worker.pilot, "new referral, received")
        await worker.press("o")
        await until_shown(worker.pilot, "Unfinished: 1. Which one?")
        assert "AB received just now, 1 answer, too early to say" in flowing(worker.app)
        await worker.pilot.press("1")
        await until_shown(worker.pilot, "Taken up where it was left")
        assert first is not None
        assert worker.app.session.referral is not None
        assert worker.app.session.referral.id == first.id


async def test_another_policy_may_be_chosen_before_the_first_answer_alone(corner: Service) -> None:
    async with at_work(corner, (120, 40)) as worker:
        await worker.press("p")
        await until_shown(worker.pilot, "Whose thresholds?")
        place = [policy["id"] for policy in worker.app.session.policies].index("nook")
        await worker.pilot.press(str(place + 1))
        await until_shown(worker.pilot, "Nook: made up")
        await worker.press("1")
        await worker.settled()
        assert "another policy" not in flowing(worker.app)


async def test_what_somebody_else_changed_meanwhile_is_shown_before_the_answer_is_taken(
    corner: Service,
) -> None:
    async with at_work(corner) as worker:
        await to_the_signs(worker)
        referral = worker.app.session.referral
        assert referral is not None
        corner.client().answer(str(referral.id), referral.version, [Answer("referral", "times", "3")])
        await worker.press("1", "enter")
        await until_shown(worker.pilot, "Somebody else has changed this referral.")
        assert answer(worker, "child-1", "signs") is None
        assert "How many times has it happened this year? — A 3" in flowing(worker.app)


async def test_a_decision_below_the_recommendation_needs_a_reason_of_its_own(corner: Service) -> None:
    async with at_work(corner) as worker:
        await to_the_signs(worker)
        await worker.press("1", "enter")
        await worker.press("n")
        await worker.press("0", "enter")
        await until(worker.pilot, lambda: isinstance(worker.app.screen, ResultScreen), "the result")
        await worker.press("d")
        await until_shown(worker.pilot, "which route?")
        await worker.pilot.press("2")
        await until_shown(worker.pilot, "how fast?")
        await worker.pilot.press("2")
        await until_shown(worker.pilot, "In your own words")
        await worker.type("the nursery has seen the mark before", end="ctrl+s")
        await until_shown(worker.pilot, "Ctrl+S records it.")
        await worker.pilot.press("ctrl+s")
        await until_shown(worker.pilot, "This lowers the outcome. Why?")
        await worker.pilot.press("4")
        await until_shown(worker.pilot, "Why is it lower?")
        await worker.type("seen and explained by a doctor last week", end="ctrl+s")
        await until(worker.pilot, lambda: isinstance(worker.app.screen, DecisionScreen), "the decision")
        await worker.press("ctrl+s")
        await until(worker.pilot, lambda: isinstance(worker.app.screen, RecordedScreen), "the record")
        assert "A second person must look at it" in flowing(worker.app)


async def test_a_key_that_does_not_apply_is_not_shown_and_does_nothing(corner: Service) -> None:
    async with at_work(corner, (120, 40)) as worker:
        assert "not mentioned" not in flowing(worker.app)
        await worker.pilot.press("m", "y", "c", "g", "0")
        await worker.settled()
        assert corner.client().referrals() == []
        assert worker.turn.question.id == "kind"


async def test_every_key_of_the_screen_can_be_listed(corner: Service) -> None:
    async with at_work(corner, (120, 60)) as worker:
        await worker.press("f1")
        await until_shown(worker.pilot, "A blank is not an answer.")
        shown = flowing(worker.app)
        assert all(
            words in shown for words in ("not known", "who said it", "received earlier", "answer 2", "quit")
        )
        await worker.pilot.press("escape")
        await until_shown(worker.pilot, "What is this?")


def whole_page(app: TriageApp) -> str:
    """The result's whole page, also what is scrolled away."""
    return "\n".join(str(part.content) for part in app.screen.query("#page Static").results(Static))


async def test_a_result_shows_its_sources_and_can_be_gone_back_from(corner: Service) -> None:
    async with at_work(corner) as worker:
        await to_the_signs(worker)
        await worker.press("1", "enter")
        await until_shown(worker.pilot, "AMBER: Assessment")
        await worker.until_asked(lambda: isinstance(worker.app.screen, ResultScreen))
        await worker.pilot.press("x")
        await until(worker.pilot, lambda: "source: our-judgement" in whole_page(worker.app), "the sources")
        await worker.pilot.press("b")
        await until_shown(worker.pilot, "change this answer")
        await worker.pilot.press("escape")
        await until_shown(worker.pilot, "g result")
        await worker.pilot.press("g")
        await until(worker.pilot, lambda: isinstance(worker.app.screen, ResultScreen), "the result")
