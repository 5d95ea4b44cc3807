"""Reads events files: one referral's dated writes, in the words of the API. What they mean is casework's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triage_api.policy.cases import Body, case_body, plain_value, read_case
from triage_api.policy.codes import Code
from triage_api.policy.fields import Fields, as_items, as_keys
from triage_api.policy.findings import Finding, Report, in_order
from triage_api.policy.layers import shown_path
from triage_api.policy.model import Place
from triage_api.policy.nearest import did_you_mean
from triage_api.policy.nodes import Items, Keys, Node, Text, parse
from triage_api.policy.shapes import CASE, OPENED, STORY, WRITE
from triage_api.policy.text import read_text

_EMPTY: Mapping[str, Text] = {}


@dataclass(frozen=True, slots=True)
class WrittenWrite:
    """One write as it stands in the file."""

    at: str
    by: tuple[str, str]
    """Name and role."""
    post: str
    body: Body
    known_as: str | None
    words: str
    source: tuple[str, ...]
    node: Keys

    @property
    def time(self) -> Place:
        """Where its time stands."""
        return _near(self.node, ["at"])

    def place_of(self, pointer: str) -> Place:
        """Where in the file a pointer into the body leads, or as near to it as there is something."""
        if pointer == "/post":
            return _near(self.node, ["post"])
        return _near(self.node, ["body", *pointer.strip("/").split("/")])


@dataclass(frozen=True, slots=True)
class StoryFile:
    """An events file."""

    title: str
    policy: str
    until: str | None
    opened_at: str
    opened_by: tuple[str, str]
    case: Body
    reference: str | None
    writes: tuple[WrittenWrite, ...]
    place: Place
    opened: Keys
    people: Mapping[str, Text]
    """By name: their role, as it was written."""
    until_time: Place
    """Where it stands up to when it is told."""

    @property
    def opened_time(self) -> Place:
        """Where the time of the opening stands."""
        return _near(self.opened, ["at"])

    def place_of_case(self, pointer: str) -> Place:
        """Where in the file a pointer into the opening's case leads."""
        return _near(self.opened, ["case", *pointer.strip("/").split("/")])


def stories(folder: Path) -> list[Path]:
    """The events files of a policy's folder."""
    return sorted((folder / "examples" / "timelines").glob("*.yaml"))


def read_story(path: Path) -> tuple[StoryFile | None, tuple[Finding, ...]]:
    """The events in one file, and what is wrong with the file; ``None`` if there is an error."""
    report = Report()
    shown = shown_path(path)
    text = read_text(path, shown, report)
    node = None if text is None else parse(text, shown, report)
    keys = None if node is None else as_keys(node, "an events file", report)
    story = None if keys is None else _story(keys, path, report)
    return (None if report.failed else story), in_order(report.findings)


def _story(keys: Keys, path: Path, report: Report) -> StoryFile | None:
    fields = Fields(keys, STORY, report)
    people = _people(fields, report)
    opened = fields.mapping("opened", OPENED)
    if opened is None:
        return None
    return StoryFile(
        title=fields.text("title"),
        policy=fields.text("policy"),
        until=fields.text("until") or None,
        opened_at=opened.text("at"),
        opened_by=_person(opened, people, report),
        case=_case(opened, path, report),
        reference=opened.text("reference") or None,
        writes=tuple(_writes(fields, people, report)),
        place=keys.place,
        opened=opened.node,
        people=people,
        until_time=fields.place_of("until"),
    )


def _people(fields: Fields, report: Report) -> Mapping[str, Text]:
    """Name -> role."""
    value = fields.node.value("people")
    keys = None if value is None else as_keys(value, "people", report)
    if keys is None:
        return _EMPTY
    return {name: node for name, (_, node) in keys.entries.items() if isinstance(node, Text)}


def _person(fields: Fields, people: Mapping[str, Text], report: Report) -> tuple[str, str]:
    name = fields.text("by")
    if name and name not in people:
        report.error(
            Code.UNKNOWN_ID,
            fields.place_of("by"),
            f"“{name}” is not among the people of this file.",
            did_you_mean(name, list(people)),
        )
    return name, people[name].text if name in people else ""


def _case(opened: Fields, path: Path, report: Report) -> Body:
    """The case that was opened with: written here, or one of the policy's examples by its file's name."""
    value = opened.node.value("case")
    if isinstance(value, Keys):
        return case_body(value, CASE, report)
    named = path.parent.parent / f"{opened.text('case')}.yaml"
    if not named.is_file():
        names = [one.stem for one in sorted(named.parent.glob("*.yaml"))]
        report.error(
            Code.UNKNOWN_ID,
            opened.place_of("case"),
            f"There is no example “{opened.text('case')}”.",
            did_you_mean(opened.text("case"), names),
        )
        return {}
    body, findings = read_case(named)
    report.findings += findings
    return body or {}


def _writes(fields: Fields, people: Mapping[str, Text], report: Report) -> Iterator[WrittenWrite]:
    value = fields.node.value("writes")
    for item in [] if value is None else as_items(value, "writes", report):
        keys = as_keys(item, "a write", report)
        if keys is None:
            continue
        one = Fields(keys, WRITE, report)
        body = keys.value("body")
        yield WrittenWrite(
            at=one.text("at"),
            by=_person(one, people, report),
            post=one.text("post"),
            body=plain_value("body", body) if isinstance(body, Keys) else {},
            known_as=one.text("known_as") or None,
            words=one.text("words"),
            source=tuple(word.text for word in one.words("source")),
            node=keys,
        )


def _near(node: Node, way: list[str]) -> Place:
    """The place at the end of the way, or where the way is lost."""
    for step in way:
        following: Any = None
        if isinstance(node, Keys):
            following = node.value(step)
        elif isinstance(node, Items) and step.isdigit() and int(step) < len(node.items):
            following = node.items[int(step)]
        if following is None:
            break
        node = following
    return node.place
