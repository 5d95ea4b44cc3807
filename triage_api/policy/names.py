"""Which ids a composed policy has: what one entry says of another is looked up here, in its place."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from triage_api.policy.codes import Code
from triage_api.policy.fields import Fields, as_keys, as_texts
from triage_api.policy.findings import Report
from triage_api.policy.model import Place
from triage_api.policy.nearest import did_you_mean, nearest
from triage_api.policy.nodes import Items, Text, each_text
from triage_api.policy.phrases import read_duration
from triage_api.policy.typed import listed

WORDS = {
    "questions": "question", "definitions": "definition", "rules": "rule", "routes": "route",
    "rags": "rating", "starts": "start", "harms": "harm type", "destinations": "destination",
    "roles": "role", "duties": "duty",
    "agencies": "agency", "units": "unit", "contacts": "contact", "events": "event", "timings": "timing",
    "tiers": "tier",
    "work_clocks": "clock of casework", "permissions": "permission", "teams": "team",
    "disagreement": "stage of disagreement", "transfer_dispute": "stage of a disputed transfer",
    "retention": "retention rule",
}  # fmt: skip
_NEW_TIMING = (
    "A clock is named: write it as “within:” of a timing in timings.yaml, and that timing's id here."
)
_CLOCKS = "Write “clocks: {CONTACT: TIMING}”, each by its id."
_CODES = {"questions": Code.UNKNOWN_QUESTION, "definitions": Code.UNKNOWN_DEFINITION}


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of every table, the ids of the sources, and where findings go."""

    tables: Mapping[str, Collection[str]]
    sources: Collection[str]
    report: Report
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What each question can be answered with; nothing before the questions are read."""

    def of(self, kind: str) -> Collection[str]:
        """The ids of that kind."""
        return self.tables.get(kind, ())

    def knows(self, word: Text, kind: str) -> bool:
        """Whether there is such an id; if not, it is reported."""
        if word.text in self.of(kind):
            return True
        self.report.error(
            _CODES.get(kind, Code.UNKNOWN_ID),
            word.place,
            f"There is no {WORDS[kind]} “{word.text}”.",
            _NEW_TIMING
            if kind == "timings" and _is_duration(word.text)
            else _several(word.text, self.of(kind)) or did_you_mean(word.text, self.of(kind)),
        )
        return False

    def is_answer(self, word: Text, question: str) -> bool:
        """Whether the question can be answered so; if not, it is reported. Of a question that there is not,
        everything is: that there is none is reported where it is named."""
        allowed = self.answers.get(question)
        if allowed is None or word.text in allowed:
            return True
        self.report.error(
            Code.UNKNOWN_CHOICE,
            word.place,
            f"“{question}” has no answer “{word.text}”.",
            did_you_mean(word.text, allowed),
        )
        return False

    def answers_of(self, fields: Fields, key: str, question: str) -> tuple[str, ...]:
        """The answers under ``key`` that the question can have."""
        return tuple(word.text for word in fields.words(key) if self.is_answer(word, question))

    def one(self, fields: Fields, key: str, kind: str) -> str | None:
        """The id under ``key``, if there is one that is known."""
        word = fields.word(key)
        return word.text if word is not None and self.knows(word, kind) else None

    def many(self, fields: Fields, key: str, kind: str) -> tuple[str, ...]:
        """The ids under ``key`` that are known, each once."""
        return tuple(dict.fromkeys(word.text for word in fields.words(key) if self.knows(word, kind)))

    def clocks(self, fields: Fields) -> tuple[tuple[str, str], ...]:
        """``clocks: {contact: timing, contact: [timing, ...]}`` as (contact, timing)."""
        value = fields.node.value("clocks")
        if isinstance(value, Items | Text) and next(each_text(value), None) is not None:
            self.report.error(
                Code.WRONG_SHAPE, value.place, "“clocks” does not say of which contact.", _CLOCKS
            )
            return ()
        keys = None if value is None else as_keys(value, "clocks", self.report)
        if keys is None:
            return ()
        return tuple(
            (contact.text, timing.text)
            for contact, node in keys.entries.values()
            if self.knows(contact, "contacts")
            for timing in as_texts(node, contact.text, self.report)
            if self.knows(timing, "timings")
        )

    def steps(self, fields: Fields, key: str, kind: str) -> dict[str, tuple[str, Place]]:
        """``from: to`` lines under ``key``: by the first id, the second and its place."""
        value = fields.node.value(key)
        keys = None if value is None else as_keys(value, key, self.report)
        if keys is None:
            return {}
        return {
            start.text: (end.text, end.place)
            for start, node in keys.entries.values()
            if self.knows(start, kind)
            for end in as_texts(node, start.text, self.report)[:1]
            if self.knows(end, kind)
        }


def _several(text: str, known: Collection[str]) -> str:
    """How to write several ids that stand in one text; empty if it is not several that are known."""
    near = [nearest(part, known) for part in listed(text)]
    found = [one for one in near if one is not None]
    return f"Write a list: [{', '.join(found)}]." if len(found) == len(near) > 1 else ""


def _is_duration(text: str) -> bool:
    try:
        read_duration(text)
    except ValueError:
        return False
    return True
