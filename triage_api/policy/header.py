"""Reads ``policy.yaml``: who the policy is, from when, what it extends, and what it does without."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from triage_api.policy.codes import Code
from triage_api.policy.conditions import ConditionReader
from triage_api.policy.fields import ID, Fields, as_id, as_keys
from triage_api.policy.findings import Report
from triage_api.policy.model import OUR_JUDGEMENT, UNVERIFIED, Adoption, Never, Place, Source, SwitchedOff
from triage_api.policy.nearest import did_you_mean
from triage_api.policy.nodes import Text
from triage_api.policy.outcomes import NOTHING
from triage_api.policy.shapes import ADOPTED, BAND, IN_FORCE, NEVER, SOURCE, SWITCH_OFF
from triage_api.policy.typed import meant_date, meant_id, meant_month, straight

VERSION = re.compile(r"[0-9A-Za-z]+(?:[.-][0-9A-Za-z]+)*")
KINDS = ("law", "guidance", "review", "local", "research")
SHARES = ("raised-by-unknowns", "second-signature")
"""Measures of a week in per cent, beside those of the routes."""
COUNTS = ("enquiries-a-case", "interview-median", "interview-nine-in-ten")
"""Measures of a week that are counts."""
NO_DAY = date.min
"""Stands in for a date that could not be read; its error is reported."""


@dataclass(frozen=True, slots=True)
class Pin:
    """``id@version``, and where it was written."""

    id: str
    version: str
    place: Place

    def __str__(self) -> str:
        return f"{self.id}@{self.version}"


def read_extends(fields: Fields) -> Pin | None:
    """The parent that the policy extends."""
    word = fields.word("extends")
    if word is None:
        return None
    id, _, version = word.text.partition("@")
    if ID.fullmatch(id) and VERSION.fullmatch(version):
        return Pin(id, version, word.place)
    fields.report.error(
        Code.WRONG_VALUE,
        word.place,
        f"“{word.text}” does not say which version of which policy.",
        "Write the parent's id, “@” and its version: england@2026.1.",
        "A parent that changes under a policy changes its thresholds unseen.",
    )
    return None


def read_version(fields: Fields) -> str:
    """The version."""
    word = fields.word("version")
    if word is None or VERSION.fullmatch(word.text):
        return "" if word is None else word.text
    fields.report.error(
        Code.BAD_ID,
        word.place,
        f"“{word.text}” cannot be a version.",
        (f'Did you mean "{near}"? ' if VERSION.fullmatch(near := straight(word.text)) else "")
        + 'Write letters and digits with full stops or hyphens between them: "2026.1".',
        "Every decision is kept with the version that it was made under.",
    )
    return ""


def read_in_force(fields: Fields) -> tuple[date, date | None]:
    """The first day on which it holds, and the last if it ended."""
    inside = fields.mapping("in_force", IN_FORCE)
    if inside is None:
        return NO_DAY, None
    first = inside.date("from") or NO_DAY
    last = inside.date("until") if inside.has("until") else None
    if last is not None and last < first:
        fields.report.error(
            Code.IN_FORCE,
            inside.place_of("until"),
            f"The policy ends on {last}, before it begins on {first}.",
            "Write the later day under “until”.",
        )
    return first, last


def read_adoption(fields: Fields) -> Adoption | None:
    """Who adopted it; ``None`` of a draft."""
    status = fields.among("status", ("draft", "adopted"))
    inside = fields.mapping("adopted", ADOPTED)
    adopted = None if inside is None else Adoption(inside.text("by"), inside.date("on") or NO_DAY)
    if status == "adopted" and not fields.has("adopted"):
        fields.report.error(
            Code.ADOPTION,
            fields.place_of("status"),
            "The policy says that it is adopted, and not by whom.",
            "Write “adopted:” with “by:” and “on:”, or “status: draft”.",
        )
    if status == "draft" and inside is not None:
        fields.report.error(
            Code.ADOPTION,
            inside.place,
            "A draft says that it was adopted.",
            "Write “status: adopted”, or delete this.",
        )
    return adopted if status == "adopted" else None


def read_sources(fields: Fields) -> dict[str, Source]:
    """The documents that the policy cites, by id."""
    value = fields.node.value("sources")
    keys = None if value is None else as_keys(value, "sources", fields.report)
    if keys is None:
        return {}
    found = {}
    for word, node in keys.entries.values():
        inside = as_keys(node, word.text, fields.report)
        if inside is not None:
            # Under the id that it should have: what cites it so has no mistake of its own.
            id = word.text if _is_free(word, fields.report) else meant_id(word.text, "a source")
            found[id] = _source(id, Fields(inside, SOURCE, fields.report))
    return found


def _is_free(word: Text, report: Report) -> bool:
    if word.text not in (UNVERIFIED, OUR_JUDGEMENT):
        return bool(as_id(word, "a source", report))
    report.error(
        Code.BAD_ID, word.place, f"“{word.text}” cannot be a source's id: the word has its own meaning.",
        "Give the source another id.",
    )  # fmt: skip
    return False


def _source(id: str, fields: Fields) -> Source:
    return Source(
        id=id,
        title=fields.text("title"),
        kind=fields.among("kind", KINDS),
        verified=fields.yes("verified"),
        date=_loose_date(fields),
        url=fields.text("url"),
    )


def _loose_date(fields: Fields) -> str:
    """A year, a month or a day."""
    word = fields.word("date") if fields.has("date") else None
    if word is None:
        return ""
    try:
        if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", word.text):
            date.fromisoformat((word.text + "-01-01")[:10])
            return word.text
    except ValueError:
        pass
    near = meant_date(word.text) or meant_month(word.text)
    fields.report.error(
        Code.BAD_DATE,
        word.place,
        f"“date” is not a date: “{word.text}”.",
        ("" if near is None else f"Did you mean “{near}”? ") + "Write 2026, 2026-04 or 2026-04-01.",
    )
    return ""


def read_switched_off(fields: Fields) -> list[tuple[SwitchedOff, Place]]:
    """The parent's rules that the policy does without, each with the place of the rule's name."""
    found = []
    for inside in fields.mappings("switch_off", SWITCH_OFF):
        rule = inside.text("rule")
        found.append((SwitchedOff(rule, inside.text("because"), inside.place), inside.place_of("rule")))
    return found


def read_never(fields: Fields, reader: ConditionReader) -> tuple[Never, ...]:
    """Answers that cannot be together."""
    found = []
    for inside in fields.mappings("never", NEVER):
        when = inside.node.value("when")
        condition = None if when is None else reader.read(when)
        found.append(Never(condition or NOTHING, inside.text("because"), inside.place))
    return tuple(found)


def read_cannot_settle(fields: Fields, reader: ConditionReader) -> str | None:
    """The definition of who may not settle two differing answers."""
    word = fields.word("cannot_settle")
    return word.text if word is not None and reader.is_defined(word) else None


def read_bands(fields: Fields, routes: Iterable[str]) -> dict[str, tuple[float, float]]:
    """What the lead expects of a representative week: the lowest and the highest of each measure."""
    known = [*(and_above(route) for route in routes), *SHARES, *COUNTS]
    value = fields.node.value("bands")
    keys = None if value is None else as_keys(value, "bands", fields.report)
    if keys is None:
        return {}
    found = {}
    for word, node in keys.entries.values():
        inside = as_keys(node, word.text, fields.report)
        if word.text not in known:
            fields.report.error(
                Code.UNKNOWN_ID,
                word.place,
                f"Nothing called “{word.text}” is measured of a week.",
                did_you_mean(word.text, known),
            )
        elif inside is not None:
            found[word.text] = _band(Fields(inside, BAND, fields.report))
    return found


def and_above(route: str) -> str:
    """The measure of a week: the share of referrals that end at this route or above."""
    return f"{route.replace('_', '-')}-and-above"


def _band(fields: Fields) -> tuple[float, float]:
    lowest, highest = _share(fields, "lowest"), _share(fields, "highest")
    if lowest > highest:
        fields.report.error(
            Code.WRONG_VALUE,
            fields.place_of("highest"),
            "The highest share is below the lowest.",
            "Exchange the two.",
        )
    return lowest, highest


def _share(fields: Fields, key: str) -> float:
    word = fields.word(key)
    if word is None:
        return 0.0
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]+)?", word.text) and float(word.text) <= 100:
        return float(word.text)
    fields.report.error(
        Code.BAD_NUMBER,
        word.place,
        f"“{key}” cannot be “{word.text}”.",
        "Write a number from 0 to 100; a share is in per cent, without the sign.",
    )
    return 0.0
