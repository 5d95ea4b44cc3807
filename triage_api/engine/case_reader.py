"""The body of a triage request, or a case file, read against a policy into a `Case`.

All mistakes are found in one go. Nothing is guessed: an unknown question, a blank, or a stray field is
a problem with a pointer and a remedy, never an answer that quietly does not count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from triage_api.engine.answers import CaseError, CaseProblem, nearest, read_answer, read_instant
from triage_api.engine.case import Accounts, Case, Happened, Subject
from triage_api.policy.model import About, Policy

_FIELDS = ("policy", "received_at", "answers", "children", "adults", "incidents", "events")
_LISTS = {"children": About.CHILD, "adults": About.ADULT, "incidents": About.INCIDENT}
_REF = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_RESERVED = frozenset({"referral", "child"})
_MOST_SUBJECTS = 40
_MOST_EVENTS = 500


def read_case(body: Mapping[str, object], policy: Policy) -> Case:
    """Read ``body`` (see ``docs/api.md``, *A case*) against ``policy``.

    ``policy`` in the body is the caller's business: it chose the policy by it.

    Raises:
        CaseError: with every mistake found, in the order of the body.
    """
    reader = _Reader(policy)
    return reader.case(body)


class _Reader:
    """Reads one body and gathers its problems."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.problems: list[CaseProblem] = []
        self.on = date.min

    def case(self, body: Mapping[str, object]) -> Case:
        self.known_fields(body, _FIELDS, "", "A case")
        received_at = self.received_at(body)
        answers = self.answers(body.get("answers", {}), About.REFERRAL, "/answers")
        subjects = {field: self.subjects(body.get(field, []), field) for field in _LISTS}
        self.refs_differ(subjects)
        events = self.events(body.get("events", []))
        if self.problems or received_at is None:
            raise CaseError(self.problems)
        return Case(received_at, answers, **subjects, events=events)

    def problem(self, at: str, code: str, what: str, remedy: str) -> None:
        self.problems.append(CaseProblem(at, code, what, remedy))

    def known_fields(self, raw: Mapping[str, object], fields: tuple[str, ...], at: str, whose: str) -> None:
        for key in raw:
            if key not in fields:
                self.problem(
                    f"{at}/{_escaped(key)}",
                    "unknown-field",
                    f"{whose} has no field “{key}”.",
                    nearest(str(key), fields),
                )

    def received_at(self, body: Mapping[str, object]) -> datetime | None:
        if "received_at" not in body:
            self.problem(
                "/received_at",
                "missing-field",
                "It does not say when it was received.",
                "Add “received_at”, like 2015-06-24T09:00:00+01:00.",
            )
            return None
        when = self.instant(body["received_at"], "/received_at")
        if when is not None:
            self.on = when.astimezone(ZoneInfo(self.policy.office.zone)).date()
        return when

    def instant(self, raw: object, at: str) -> datetime | None:
        try:
            when = read_instant(raw)
        except ValueError as wrong:
            self.problem(at, "wrong-time", str(wrong), "Write it like 2015-06-24T09:00:00+01:00.")
            return None
        known = self.policy.bank_holidays
        if not known.first_year <= when.year < known.last_year:
            what = f"No deadline can be counted in {when.year}."
            remedy = f"Check the year: bank holidays are known from {known.first_year} to {known.last_year}."
            self.problem(at, "wrong-time", what, remedy)
            return None
        return when

    def answers(self, raw: object, about: About, at: str) -> dict[str, Accounts]:
        if not isinstance(raw, Mapping):
            self.problem(
                at,
                "wrong-form",
                "Answers are a mapping from question to answer.",
                "Write {“question”: answer}.",
            )
            return {}
        read: dict[str, Accounts] = {}
        for key, answer in raw.items():
            self.answer(str(key), answer, about, f"{at}/{_escaped(key)}", read)
        return read

    def answer(self, key: str, raw: object, about: About, at: str, read: dict[str, Accounts]) -> None:
        question = self.policy.questions.get(self.policy.was.get(key, key))
        if question is None:
            close = nearest(key, [q.id for q in self.policy.questions.values() if q.about is about])
            self.problem(at, "unknown-question", f"There is no question “{key}” in {self.policy.ref}.", close)
        elif question.about is not about:
            self.problem(
                at,
                "wrong-subject",
                f"“{question.id}” is asked about a {question.about}, not about a {about}.",
                f"Move it to the {question.about} it is about.",
            )
        elif question.id in read:
            self.problem(
                at,
                "answered-twice",
                f"“{question.id}” is answered twice, under its old name too.",
                "Keep one of them.",
            )
        else:
            try:
                read[question.id] = read_answer(raw, question, self.on, at)
            except CaseError as error:
                self.problems.extend(error.problems)

    def subjects(self, raw: object, field: str) -> tuple[Subject, ...]:
        if not isinstance(raw, list):
            self.problem(f"/{field}", "wrong-form", f"“{field}” is a list.", "Write [] if there are none.")
            return ()
        if len(raw) > _MOST_SUBJECTS:
            self.problem(
                f"/{field}",
                "too-many",
                f"{len(raw)} {field} are too many.",
                f"At most {_MOST_SUBJECTS}; make two referrals and link them.",
            )
            return ()
        read = (self.subject(item, _LISTS[field], f"/{field}/{index}") for index, item in enumerate(raw))
        return tuple(subject for subject in read if subject is not None)

    def subject(self, raw: object, about: About, at: str) -> Subject | None:
        if not isinstance(raw, Mapping):
            self.problem(
                at,
                "wrong-form",
                f"A {about} has a “ref” and “answers”.",
                "Write {“ref”: ..., “answers”: {}}.",
            )
            return None
        self.known_fields(raw, ("ref", "answers"), at, f"A {about}")
        ref = raw.get("ref")
        if not isinstance(ref, str) or not _REF.fullmatch(ref) or ref in _RESERVED:
            self.problem(
                f"{at}/ref",
                "wrong-ref",
                f"“{ref}” is not a ref.",
                "Use lower-case letters, digits, - and _, like child-1 or father; no names.",
            )
            ref = ""
        return Subject(ref, about, self.answers(raw.get("answers", {}), about, f"{at}/answers"))

    def refs_differ(self, subjects: Mapping[str, tuple[Subject, ...]]) -> None:
        seen: set[str] = set()
        for field, members in subjects.items():
            for index, subject in enumerate(members):
                if subject.ref in seen and subject.ref:
                    self.problem(
                        f"/{field}/{index}/ref",
                        "ref-twice",
                        f"“{subject.ref}” stands twice.",
                        "Give each child, adult and incident a ref of its own.",
                    )
                seen.add(subject.ref)

    def events(self, raw: object) -> tuple[Happened, ...]:
        if not isinstance(raw, list) or len(raw) > _MOST_EVENTS:
            self.problem(
                "/events",
                "wrong-form",
                "“events” is a list.",
                f"At most {_MOST_EVENTS} events; write [] if there are none.",
            )
            return ()
        read = (self.event(item, f"/events/{index}") for index, item in enumerate(raw))
        return tuple(event for event in read if event is not None)

    def event(self, raw: object, at: str) -> Happened | None:
        if not isinstance(raw, Mapping):
            self.problem(
                at, "wrong-form", "An event has “event” and “at”.", "Write {“event”: ..., “at”: ...}."
            )
            return None
        self.known_fields(raw, ("event", "at", "contact"), at, "An event")
        name, contact = str(raw.get("event")), raw.get("contact")
        if name not in self.policy.events:
            self.problem(
                f"{at}/event",
                "unknown-event",
                f"There is no event “{name}” in {self.policy.ref}.",
                nearest(name, list(self.policy.events)),
            )
        if contact is not None and contact not in self.policy.contacts:
            self.problem(
                f"{at}/contact",
                "unknown-contact",
                f"There is no contact “{contact}” in {self.policy.ref}.",
                nearest(str(contact), list(self.policy.contacts)),
            )
        when = self.instant(raw.get("at"), f"{at}/at")
        return None if when is None else Happened(name, when, None if contact is None else str(contact))


def _escaped(key: object) -> str:
    """A key as a JSON pointer writes it (RFC 6901)."""
    return str(key).replace("~", "~0").replace("/", "~1")
