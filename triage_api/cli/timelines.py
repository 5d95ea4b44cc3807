"""``triage-policy timeline``: dated events in; what was due, done, late and missing out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from triage_api.casework.bodies.timeline import timeline_body
from triage_api.casework.refusals import RefusedError, WrongError
from triage_api.casework.replaying import Dated, Replayed, Story, WriteRefusedError, replay
from triage_api.cli.loading import load_or_report
from triage_api.cli.shown import say
from triage_api.engine.answers import read_instant
from triage_api.policy.model import Place, Policy
from triage_api.policy.nearest import did_you_mean
from triage_api.policy.stories import StoryFile, WrittenWrite, read_story
from triage_api.record import Person
from triage_api.record.timeline import timeline

FINE, FOUND = 0, 1
Json = dict[str, Any]
Titles = Mapping[str, str]
"""By event: its title."""


def timeline_command(arguments: argparse.Namespace, roots: Sequence[Path]) -> int:
    """Print the timeline; mistakes go to standard error, a line each."""
    policy = load_or_report(arguments.policy, roots)
    if policy is None:
        return FOUND
    try:
        story = story_in(arguments.events)
        days = days_of(policy, story)
    except StoryError as error:
        say(error.mistakes, sys.stderr)
        return FOUND
    if story.policy not in (policy.id, policy.ref):
        say([f"Judged by {policy.ref}. The file itself names “{story.policy}”."], sys.stderr)
    if arguments.json:
        print(json.dumps(days, indent=2, ensure_ascii=False))
    else:
        say(printed(days, policy))
    return FINE


def mistakes_in(policy: Policy, path: Path) -> list[str]:
    """What is wrong with an events file, a line each with its place; nothing, if the record takes it all."""
    try:
        replayed(policy, story_in(path))
    except StoryError as error:
        return error.mistakes
    return []


def story_in(path: Path) -> StoryFile:
    """The events file, read.

    Raises:
        StoryError: it cannot be read as one.
    """
    story, findings = read_story(path)
    if story is None:
        raise StoryError([str(finding) for finding in findings])
    return story


class StoryError(Exception):
    """An events file says what casework refuses; ``mistakes``: a line each, with the place in the file."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__(mistakes[0])
        self.mistakes = mistakes


def days_of(policy: Policy, story: StoryFile) -> list[Json]:
    """The timeline of an events file.

    Raises:
        StoryError: casework refuses one of its writes.
    """
    done = replayed(policy, story)
    until = _until(story, done)
    return timeline_body(timeline(done.entries, until), policy.office.zone)


def _until(story: StoryFile, done: Replayed) -> datetime:
    """Up to when it is told: as the file says, or the last of its events."""
    last = done.entries[-1].recorded_at
    return max(last, _read(story.until, story.until_time)) if story.until else last


def replayed(policy: Policy, story: StoryFile) -> Replayed:
    """The referral that an events file makes; raises as `days_of`."""
    try:
        return replay(policy, as_story(policy, story))
    except WriteRefusedError as error:
        raise StoryError(list(_mistakes(story, error.place, error.refused))) from None


def as_story(policy: Policy, story: StoryFile) -> Story:
    """The file's writes, with their times read.

    Raises:
        StoryError: one of them is no time, or a role is none of the policy's.
    """
    _check_roles(policy, story)
    return Story(
        opened_at=_instant(story, -1, story.opened_at),
        opened_by=Person(*story.opened_by),
        case={**story.case, "policy": policy.ref},
        writes=[_dated(story, place, write) for place, write in enumerate(story.writes)],
        reference=story.reference,
    )


def _dated(story: StoryFile, place: int, write: WrittenWrite) -> Dated:
    at = _instant(story, place, write.at)
    return Dated(at, Person(*write.by), write.post, write.body, write.known_as)


def _instant(story: StoryFile, place: int, written: str) -> datetime:
    return _read(written, story.opened_time if place < 0 else story.writes[place].time)


def _read(written: str, at: Place) -> datetime:
    try:
        return read_instant(written)
    except ValueError as error:
        raise StoryError([f"{at}: {error} Write it like 2015-06-24T09:00:00+01:00. [wrong-time]"]) from None


def _check_roles(policy: Policy, story: StoryFile) -> None:
    """What somebody may write depends on their role: it has to be one of the policy's."""
    wrong = [
        f"{role.place}: There is no role “{role.text}”. {did_you_mean(role.text, policy.roles)} [unknown-id]"
        for role in story.people.values()
        if role.text not in policy.roles
    ]
    if wrong:
        raise StoryError(wrong)


def _mistakes(story: StoryFile, place: int, refused: RefusedError) -> Iterator[str]:
    """What was refused, a line each, with its place in the file."""
    if isinstance(refused, WrongError):
        for fault in refused.faults:
            yield f"{_place(story, place, fault.at)}: {fault.what} {fault.remedy} [{fault.code}]"
        return
    said = " ".join(f"{fault.what} {fault.remedy}" for fault in refused.faults) or refused.detail
    yield f"{_place(story, place, '')}: {refused.title}. {said} [{refused.code}]"


def _place(story: StoryFile, place: int, pointer: str) -> Place:
    if place < 0:
        return story.place_of_case(pointer)
    return story.writes[place].place_of(pointer)


def printed(days: Sequence[Json], policy: Policy) -> Iterator[str]:
    """The timeline as plain text. An event is called by its title, as the policy has it."""
    titles = {id: f"“{event.title}”" for id, event in policy.events.items()}
    for day in days:
        date = datetime.fromisoformat(day["date"])
        yield f"{date:%A} {date.day} {date:%B %Y}"
        for line in day["lines"]:
            yield f"  {line['at'][11:16]}  {_SAYS[line['kind']](line, titles)}{_cited(line)}"
        yield ""


_OUTCOMES = {
    "in_time": "done in time",
    "late": "DONE LATE",
    "missing": "NOT DONE",
    "to_do": "to do",
    "held_back": "held back",
    "declined": "declined",
    "cancelled": "cancelled",
    "elsewhere": "accepted elsewhere",
    "withdrawn": "withdrawn: recorded by mistake",
    "went_on": "nobody answered, it went on",
}


def _happened(line: Json, _: Titles) -> str:
    return f"{line['what']} ({line['by']})"


def _done(line: Json, _: Titles) -> str:
    late = ", LATE" if line["outcome"] == "late" else ""
    return f"DONE{late}: {_named(line)}"


def _due(line: Json, titles: Titles) -> str:
    met = "" if line["met"] is None else f", {_minute(line['met'])}"
    whose = "" if line["whose"] == "ours" else ", theirs"
    return f"DUE{whose}: {_named(line)}: {_OUTCOMES[line['outcome']]}{met}. {_since(line, titles)}"


def _since(line: Json, titles: Titles) -> str:
    if line["clock"] is None:
        return "No time is set."
    event = line["stood_in"] or line["from"]
    counted = "then" if event is None else titles.get(event, event)
    return f"{line['within']} from {counted}, {_minute(line['started'])}"


def _named(line: Json) -> str:
    return str(line["what"]) if line["what"] == line["for"] else f"{line['what']} ({line['for']})"


def _minute(instant: str) -> str:
    """``24 June 2015 16:00``."""
    read = datetime.fromisoformat(instant)
    return f"{read.day} {read:%B %Y %H:%M}"


def _cited(line: Json) -> str:
    return f" [{', '.join(line['source'])}]" if line["source"] else ""


_SAYS = {"happened": _happened, "done": _done, "due": _due}
