"""``triage-policy timeline`` and the API say the same of the same dated writes: Child J, as it was done."""

from __future__ import annotations

import json
import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import policy
from tests.web.servers import Front, front
from triage_api.casework.replaying import numbered_body, numbered_path
from triage_api.casework.writes import as_body
from triage_api.policy.stories import StoryFile, read_story, stories
from triage_api.record import Person, Signed, TokenAdded
from triage_api.web.access import digest

POLICIES = Path(__file__).parents[2] / "policies"
STORIES = [path for folder in sorted(POLICIES.iterdir()) for path in stories(folder)]
Json = dict[str, Any]


def named(path: Path) -> str:
    """The policy's id, and the file's name."""
    return f"{path.parents[2].name}: {path.stem}"


def story_of(path: Path) -> StoryFile:
    story, findings = read_story(path)
    assert story is not None, findings
    return story


def printed(path: Path, tmp_path: Path) -> list[Json]:
    """What the command prints."""
    done = policy(tmp_path, "timeline", path.parents[2].name, str(path), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    days: list[Json] = json.loads(done.stdout)
    return days


class Clock:
    """The server's clock: it stands where the last write left it."""

    def __init__(self) -> None:
        self.at = datetime(2014, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


def replayed(running: Front, clock: Clock, story: StoryFile) -> list[Json]:
    """What the API answers after every write of the story was sent to it, at its time and by its person."""
    for name, role in {story.opened_by, *(write.by for write in story.writes)}:
        running.tokens[name] = token = secrets.token_urlsafe(16)
        with running.ledger.writing() as pen:
            added = TokenAdded(secrets.token_hex(4), name, role, digest(token))
            pen.tokens([added], Signed(Person("tests", "operator"), clock.at))
    clock.at = datetime.fromisoformat(story.opened_at)
    opening = {**story.case, "policy": story.policy} | (
        {"reference": story.reference} if story.reference else {}
    )
    answer = running.post("/v1/referrals", opening, role=story.opened_by[0])
    assert answer.status_code == 201, answer.text
    state, numbers = answer.json(), dict[str, int]()
    for write in story.writes:
        clock.at = datetime.fromisoformat(write.at)
        path = numbered_path(write.post, numbers)
        body = as_body(path, numbered_body(write.body, numbers))
        body |= {key: write.body[key] for key in ("happened_at",) if key in write.body}
        if write.known_as is not None:
            numbers[write.known_as] = state["version"] + 1
        at = f"/v1/referrals/{state['id']}/{path}"
        answer = running.post(at, body, role=write.by[0], version=state["version"])
        assert answer.status_code == 200, f"{write.node.place}: {answer.text}"
        state = answer.json()
    until = story.until or story.writes[-1].at
    clock.at = max(clock.at, datetime.fromisoformat(until))
    told = running.ask("GET", f"/v1/referrals/{state['id']}/timeline", role=story.opened_by[0])
    days: list[Json] = told.json()["days"]
    return days


LONG = [pytest.mark.slow]
"""Some ten seconds each: every write goes to a real server and is answered with the whole referral."""


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=named(path), marks=[] if path.parents[2].name == "hammersmith-fulham" else LONG)
        for path in STORIES
    ],
)
def test_the_command_and_the_api_say_the_same(path: Path, tmp_path: Path) -> None:
    clock, story = Clock(), story_of(path)
    with front(tmp_path / "data", (POLICIES,), clock=clock) as running:
        assert replayed(running, clock, story) == printed(path, tmp_path)
        assert running.ledger.verify().findings == ()


CHILD_J: dict[str, tuple[str, str, str, str, str, str | None]] = {
    "the notice for another borough lay there for twelve days": (
        "hammersmith-fulham",
        "2015-06-15",
        "contact:home_council",
        "home_area_told",
        "late",
        "2015-06-24",
    ),
    "the family nurse lost touch, and after six months handed him to nobody": (
        "hammersmith-fulham",
        "2015-06-15",
        "milestone:nurse_hands_over",
        "nurse_hands_over",
        "missing",
        None,
    ),
    "a worker for the adult, and nobody looked at the child": (
        "ealing",
        "2015-06-25",
        "contact:see_the_child",
        "child_seen_today",
        "late",
        "2015-07-10",
    ),
    "the adult's worker could not reach her": (
        "ealing",
        "2015-06-25",
        "duty:adult_domestic_abuse_worker",
        "adult_worker_told",
        "missing",
        None,
    ),
    "health visiting heard a day late": (
        "ealing",
        "2015-06-24",
        "milestone:passed_on_to_health_visiting",
        "passed_on_to_health_visiting",
        "late",
        "2015-06-25",
    ),
    "the named health visitor came after three weeks": (
        "ealing",
        "2015-06-29",
        "contact:named_health_visitor",
        "health_visitor_named",
        "late",
        "2015-07-15",
    ),
    "and in the wrong tier: within five days she should have met the family": (
        "ealing",
        "2015-06-30",
        "contact:health_visitor_contacts_family",
        "health_visitor_meets_family_amber",
        "missing",
        None,
    ),
    "the unsuitable carer was not joined to it": (
        "ealing",
        "2015-06-30",
        "news:",
        "news_acknowledged",
        "missing",
        None,
    ),
    "the decision was overtaken by the unsuitable carer": (
        "ealing",
        "2015-07-01",
        "overtaken:",
        "overtaken_answered",
        "missing",
        None,
    ),
    "six working days without a named worker": (
        "ealing",
        "2015-07-02",
        "offer:",
        "allocated",
        "late",
        "2015-07-09",
    ),
    "no strategy discussion: the call on 9 July was none": (
        "ealing",
        "2015-06-25",
        "milestone:strategy_discussion",
        "strategy_discussion",
        "missing",
        None,
    ),
    "nobody acknowledged that Z was charged": (
        "ealing",
        "2015-07-30",
        "news:",
        "news_acknowledged",
        "missing",
        None,
    ),
    "nobody asked the police about Z": (
        "ealing",
        "2015-06-24",
        "contact:police_csu",
        "police_spoken_to",
        "missing",
        None,
    ),
    "the overruled conference had no second view": (
        "ealing",
        "2015-09-01",
        "second_view:",
        "second_view",
        "missing",
        None,
    ),
    "the man in the living room was never identified": (
        "ealing",
        "2015-07-13",
        "",
        "adult_identified",
        "missing",
        None,
    ),
    "nobody acknowledged the breach of bail": (
        "ealing",
        "2015-09-25",
        "news:",
        "news_acknowledged",
        "missing",
        None,
    ),
    "no visit in six weeks": (
        "ealing",
        "2015-08-24",
        "milestone:child_in_need_visit",
        "child_in_need_visit",
        "late",
        "2015-10-02",
    ),
    "Luton decided without speaking to the sender": (
        "luton",
        "2015-10-27",
        "contact:sending_worker",
        "sender_spoken_to",
        "missing",
        None,
    ),
    "nobody at Luton asked the sender who worried them": (
        "luton-as-a-transfer",
        "2015-10-27",
        "",
        "sender_spoken_to",
        "missing",
        None,
    ),
    "nobody at Luton wrote down that they had read the papers": (
        "luton-as-a-transfer",
        "2015-10-28",
        "",
        "transfer_read",
        "missing",
        None,
    ),
    "the transfer never went with the current risk first": (
        "ealing",
        "2015-10-21",
        "",
        "transfer_sent",
        "missing",
        None,
    ),
    "Ealing's health visitor closed without an address, and no record followed the child": (
        "ealing",
        "2015-10-28",
        "contact:health_visitor_hands_over",
        "records_follow_the_child",
        "missing",
        None,
    ),
    "Luton decided without seeing the child": (
        "luton",
        "2015-10-28",
        "contact:see_the_child",
        "child_seen_today",
        "missing",
        None,
    ),
    "Luton's health visitors heard late, and of the wrong adult": (
        "luton",
        "2015-10-27",
        "milestone:passed_on_to_health_visiting",
        "passed_on_to_health_visiting",
        "late",
        "2015-11-05",
    ),
    "the health visitor met the family late": (
        "luton",
        "2015-11-09",
        "contact:health_visitor_contacts_family",
        "health_visitor_meets_family_national",
        "late",
        "2015-11-19",
    ),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Json]]:
    """What the command prints of each story."""
    folder = tmp_path_factory.mktemp("told")
    names = {path: path.parents[2].name + path.stem.removeprefix("child-j") for path in STORIES}
    return {name: printed(path, folder) for path, name in names.items()}


@pytest.mark.parametrize(
    ("of", "date", "item", "clock", "outcome", "met"), CHILD_J.values(), ids=CHILD_J.keys()
)
def test_child_j_as_it_was_done(
    told: dict[str, list[Json]], of: str, date: str, item: str, clock: str, outcome: str, met: str | None
) -> None:
    lines = [
        line
        for day in told[of]
        if day["date"] == date
        for line in day["lines"]
        if line["kind"] == "due" and line["item"].startswith(item) and line["clock"] == clock
    ]
    assert {(line["outcome"], line["met"] and line["met"][:10]) for line in lines} == {(outcome, met)}
    assert lines[0]["source"]


HAPPENED: dict[str, tuple[str, str, str]] = {
    "rated amber, to a worker for the adult": ("ealing", "2015-06-24", "Decided: early help, amber."),
    "what was not known when it was decided": (
        "ealing",
        "2015-06-24",
        "Has a professional seen the child since this happened?",
    ),
    "the call that was logged as a strategy discussion": ("ealing", "2015-07-09", "Conversation held: "),
    "the conference that was overruled": (
        "ealing",
        "2015-08-31",
        "It is below what SW1 proposed, A child protection conference.",
    ),
    "what was not known when it was overruled": ("ealing", "2015-08-31", "Do we know who this is?"),
    "the police saw him where the man was who was the risk: that is news, and no visit": (
        "ealing",
        "2015-09-26",
        "It was the place of a person of concern (z).",
    ),
    "the worker's disagreement had nowhere to go": (
        "ealing",
        "2015-11-06",
        "Disagreement answered: He lives in Luton now, so they assess the risk.",
    ),
    "Luton closed it to early help": ("luton", "2015-11-05", "Decided: early help, green."),
    "Z opened the door": ("luton", "2015-11-17", "A man opened the door of the flat, and he was Z."),
}


@pytest.mark.parametrize(("of", "date", "words"), HAPPENED.values(), ids=HAPPENED.keys())
def test_what_happened_is_told_on_its_date(
    told: dict[str, list[Json]], of: str, date: str, words: str
) -> None:
    [day] = [day for day in told[of] if day["date"] == date]
    assert any(words in line["what"] for line in day["lines"] if line["kind"] == "happened")


def test_luton_could_not_have_decided_before_somebody_spoke_to_the_sender(tmp_path: Path) -> None:
    [path] = [path for path in STORIES if path.stem == "child-j-as-a-transfer"]
    decision = """
  - at: "2015-11-05T16:00:00+00:00"
    by: RIAT manager
    post: decisions
    body: {route: early_help, rag: green, reasons: Early help can give what is needed.}
"""
    folder = tmp_path / "examples" / "timelines"
    folder.mkdir(parents=True)
    shutil.copy(path.parents[1] / "child-j-2015-10-27.yaml", folder.parent)
    story = folder / "story.yaml"
    story.write_text(path.read_text(encoding="utf-8") + decision, encoding="utf-8")
    done = policy(tmp_path, "timeline", "luton", str(story))
    assert done.returncode == 1
    assert "[sender-not-spoken-to]" in done.stderr


def test_the_welfare_check_did_not_count_as_a_visit(told: dict[str, list[Json]]) -> None:
    [day] = [day for day in told["ealing"] if day["date"] == "2015-09-26"]
    assert not [line for line in day["lines"] if line["kind"] == "done"]
    assert not [line for line in day["lines"] if line["what"] == "It happened: child seen."]


def test_as_plain_text_it_says_what_is_missing_from_which_clock_and_why(tmp_path: Path) -> None:
    path = next(path for path in STORIES if path.parents[2].name == "ealing")
    done = policy(tmp_path, "timeline", "ealing", str(path))
    assert done.returncode == 0
    assert "Wednesday 24 June 2015\n" in done.stdout
    assert (
        "  17:00  DUE: A named person has accepted it (A named person of the team locality takes it): "
        "DONE LATE, 9 July 2015 12:00. 1 working day from then, 1 July 2015 12:00 "
        "[our-judgement, scr-child-j 2.2.11]\n"
    ) in done.stdout


GOOD = """\
title: Nothing done
policy: hallamshire
source: our-judgement
people: {A worker: worker, A manager: manager}
opened:
  at: "2026-11-23T10:00:00+00:00"
  by: A worker
  case:
    received_at: "2026-11-23T09:00:00+00:00"
    answers: {kind: worry}
    children: [{ref: child-1, answers: {hungry: yes}}]
writes:
  - at: "2026-11-23T11:00:00+00:00"
    by: A worker
    post: events
    body: {event: passed_on, at: "2026-11-23T11:00:00+00:00"}
"""
MISTAKES: dict[str, tuple[str, str, str]] = {
    "an unknown key": ("people:", "persons:", ":4:1: "),
    "an unknown key of a write": ("post: events", "posts: events", ":15:5: "),
    "a write that the API does not have": ("post: events", "post: event", ":15:11: "),
    "an unknown key of a body": ("{event: passed_on", "{evnt: passed_on", ":16:18: There is no field “evnt”"),
    "an event that the policy does not have": ("{event: passed_on", "{event: passed_off", ":16:19: "),
    "somebody who is not named": ("by: A worker\n    post", "by: A wroker\n    post", ":14:9: "),
    "a time that is none": ('- at: "2026-11-23T11', '- at: "2026-11-32T11', ":13:"),
    "an unknown question of the case": ("{hungry: yes}", "{hungy: yes}", ":11:"),
    "an answer in a wrong form": ("{hungry: yes}", "{hungry: perhaps}", ":11:"),
    "a role that the policy does not have": (
        "A worker: worker",
        "A worker: Worker",
        ":4:20: There is no role “Worker”. Did you mean “worker”?",
    ),
    "an end that is no time": ("people:", "until: Friday\npeople:", ":4:8: “Friday” is not a time."),
    "a role that may not do it": (
        'post: events\n    body: {event: passed_on, at: "2026-11-23T11:00:00+00:00"}',
        "post: closing\n    body: {reasons: All is well now., holder: Nobody, family_may_ring: Nobody}",
        ":16:",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_said_with_its_place(tmp_path: Path, old: str, new: str, where: str) -> None:
    assert GOOD.count(old) == 1
    path = tmp_path / "events.yaml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    folder = Path(__file__).parents[1] / "casework" / "policies" / "hallamshire"
    done = policy(tmp_path, "timeline", str(folder), str(path))
    assert (done.returncode, done.stdout) == (1, "")
    assert f"events.yaml{where}" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_mistake_it_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "events.yaml"
    path.write_text(GOOD, encoding="utf-8")
    folder = Path(__file__).parents[1] / "casework" / "policies" / "hallamshire"
    done = policy(tmp_path, "timeline", str(folder), str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "It happened: passed on." in done.stdout


def test_check_tries_the_events_files_too(tmp_path: Path) -> None:
    folder = tmp_path / "policies" / "hallamshire"
    shutil.copytree(Path(__file__).parents[1] / "casework" / "policies" / "hallamshire", folder)
    events = folder / "examples" / "timelines"
    events.mkdir(parents=True)
    (events / "story.yaml").write_text(GOOD.replace("post: events", "post: event"), encoding="utf-8")
    done = policy(tmp_path, "check", "hallamshire", "--policies", str(tmp_path / "policies"))
    assert done.returncode == 1
    assert "story.yaml:15:" in done.stdout


def test_a_file_of_another_policy_is_judged_by_the_one_that_was_named(tmp_path: Path) -> None:
    path = tmp_path / "events.yaml"
    path.write_text(GOOD.replace("policy: hallamshire", "policy: elsewhere"), encoding="utf-8")
    folder = Path(__file__).parents[1] / "casework" / "policies" / "hallamshire"
    done = policy(tmp_path, "timeline", str(folder), str(path))
    assert done.returncode == 0
    assert "The file itself names “elsewhere”." in done.stderr
