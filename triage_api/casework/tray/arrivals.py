"""What arrives, as it was sent to us or typed in: checked, and recorded with its clocks from receipt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from triage_api.casework.deadlines import deadline
from triage_api.casework.opening import AHEAD
from triage_api.casework.refusals import Fault
from triage_api.engine.answers import nearest
from triage_api.policy.model import Policy, Question, Stage, WorkClock, read_age
from triage_api.record import Handle, ItemReceived, PoliceReference

LONGEST = 300
"""Characters of the one line of words."""
SHORT = 60
"""Characters of a reference or a grade."""
MOST_CHILDREN = 20
REFERENCES = ("crime", "cad", "notification")
INITIALS = re.compile(r"[^\W\d_]{1,4}")
BORN = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
CASE_SYSTEM_ID = re.compile(r"[A-Za-z0-9./_-]{1,40}")


@dataclass(frozen=True, slots=True)
class Arrival:
    """One item. Only who sent it, when it was received and its line of words are needed."""

    source: str
    words: str
    received_at: datetime
    sent_at: datetime | None = None
    happened_at: datetime | None = None
    source_ref: str | None = None
    kind: str | None = None
    grade: str | None = None
    youngest: str | None = None
    children: tuple[Handle, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)
    """By kind: `REFERENCES`."""
    again: bool = False
    """It is kept even if one with the same reference of the same sender came before."""


def sender_question(policy: Policy) -> Question | None:
    """The question that says who sent it; ``None``: the policy has none, and any word will do."""
    returns = policy.casework.returns
    return None if returns is None else policy.questions[returns.sent_by]


def screening_question(policy: Policy) -> Question | None:
    """The question that says what it is; ``None``: the policy has none."""
    return next((one for one in policy.questions.values() if one.stage is Stage.SCREENING), None)


def faults_of(policy: Policy, arrival: Arrival, at: str, now: datetime) -> Iterator[Fault]:
    """What is wrong with it; ``at`` is where it stands in what was sent."""
    yield from _choice(sender_question(policy), arrival.source, f"{at}/source", "who sent it")
    if arrival.kind is not None:
        yield from _choice(screening_question(policy), arrival.kind, f"{at}/kind", "what it is")
    yield from words_faults(arrival.words, f"{at}/words")
    for name in ("source_ref", "grade"):
        yield from _short(getattr(arrival, name), f"{at}/{name}")
    moments = {name: getattr(arrival, name) for name in ("received_at", "sent_at", "happened_at")}
    yield from times_faults(moments, at, now)
    yield from children_faults(arrival.children, f"{at}/children")
    yield from youngest_faults(arrival.youngest, f"{at}/youngest", arrival.received_at)
    yield from reference_faults(arrival.references, f"{at}/references")


def _choice(question: Question | None, value: str, at: str, what: str) -> Iterator[Fault]:
    """A fault if it is no answer to the question."""
    if not value.strip():
        yield Fault(at, "blank", f"It does not say {what}.", "Say it.")
    elif question is not None and value not in (choices := [one.id for one in question.choices]):
        yield Fault(at, "unknown-choice", f"“{value[:SHORT]}” does not say {what}.", nearest(value, choices))


def words_faults(words: str, at: str) -> Iterator[Fault]:
    """A fault if the line of words is missing or too long."""
    if not words.strip():
        yield Fault(at, "blank", "It has no words.", "Say in one line what it is about.")
    elif len(" ".join(words.split())) > LONGEST:
        remedy = f"{LONGEST} at most; the whole text stays where it came in."
        yield Fault(at, "too-long", f"It has {len(words)} characters of words.", remedy)


def _short(value: str | None, at: str) -> Iterator[Fault]:
    if value is not None and not 0 < len(value.strip()) <= SHORT:
        yield Fault(
            at, "wrong-value", "It is blank or too long.", f"{SHORT} characters at most, or leave it out."
        )


def times_faults(moments: Mapping[str, datetime | None], at: str, now: datetime) -> Iterator[Fault]:
    """A fault for each time that lies in the future, and if it was received before it was sent."""
    for name, moment in moments.items():
        if moment is not None and moment > now + AHEAD:
            what = f"{moment.isoformat()} lies in the future."
            yield Fault(f"{at}/{name}", "in-the-future", what, "Check the day, the year and the offset.")
    received = moments.get("received_at")
    for name in ("sent_at", "happened_at"):
        moment = moments.get(name)
        if moment is not None and received is not None and received + AHEAD < moment <= now + AHEAD:
            verb = "was sent" if name == "sent_at" else "happened"
            yield Fault(
                f"{at}/{name}", "wrong-order", f"It was received before it {verb}.", "Check both times."
            )


def children_faults(children: tuple[Handle, ...], at: str) -> Iterator[Fault]:
    """What is wrong with the handles."""
    if len(children) > MOST_CHILDREN:
        yield Fault(at, "too-many", f"There are {len(children)} children.", f"{MOST_CHILDREN} at most.")
    patterns = (
        ("initials", INITIALS, "1 to 4 letters, like KM; no name"),
        ("born", BORN, "year and month, like 2014-10; no day"),
        ("case_system_id", CASE_SYSTEM_ID, "the case system's own id"),
    )
    for place, child in enumerate(children):
        for name, pattern, like in patterns:
            value = getattr(child, name)
            if value is not None and not pattern.fullmatch(value):
                what = f"“{value[:SHORT]}” does not fit."
                yield Fault(f"{at}/{place}/{name}", "wrong-value", what, f"Write {like}.")


def youngest_faults(youngest: str | None, at: str, received: datetime) -> Iterator[Fault]:
    """A fault if it is no age."""
    if youngest is not None:
        try:
            read_age(youngest, received.date())
        except ValueError as error:
            yield Fault(at, "wrong-value", f"{error}.", "Leave it out if nobody knows.")


def reference_faults(references: Mapping[str, str], at: str) -> Iterator[Fault]:
    """A fault for each reference that is of no known kind, blank or too long."""
    for kind, value in references.items():
        if kind not in REFERENCES:
            what = f"There is no kind “{kind}” of reference."
            yield Fault(f"{at}/{kind}", "unknown-kind", what, nearest(kind, REFERENCES))
        yield from _short(value, f"{at}/{kind}")


def received(policy: Policy, arrival: Arrival, practice: bool, came_before: tuple[str, ...]) -> ItemReceived:
    """What is recorded of it."""
    return ItemReceived(
        policy=policy.ref,
        received_at=arrival.received_at.isoformat(timespec="seconds"),
        practice=practice or policy.adopted is None,
        source=arrival.source.strip(),
        words=" ".join(arrival.words.split()),
        sent_at=written(arrival.sent_at),
        happened_at=written(arrival.happened_at),
        source_ref=trimmed(arrival.source_ref),
        kind=arrival.kind,
        grade=trimmed(arrival.grade),
        youngest=arrival.youngest,
        children=handles(arrival.children),
        references=police_references(arrival.references),
        came_before=came_before,
        look_by=deadline(policy, WorkClock.FIRST_LOOK, arrival.received_at),
        deal_by=deadline(policy, WorkClock.DEALT_WITH, arrival.received_at),
    )


def handles(children: tuple[Handle, ...]) -> tuple[Handle, ...]:
    """The handles as they are compared: initials in capitals."""
    return tuple(
        Handle(child.initials and child.initials.upper(), child.born, child.case_system_id)
        for child in children
    )


def police_references(references: Mapping[str, str]) -> tuple[PoliceReference, ...]:
    """The references as they are recorded."""
    return tuple(PoliceReference(kind, " ".join(value.split())) for kind, value in references.items())


def trimmed(value: str | None) -> str | None:
    """The text without blanks around it."""
    return None if value is None else value.strip()


def written(moment: datetime | None) -> str | None:
    """The time as it is recorded."""
    return None if moment is None else moment.isoformat(timespec="seconds")
