"""Reads ``casework.yaml``: who may do what, by when, and what counts as having happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import TypeVar

from triage_api.policy.codes import Code
from triage_api.policy.compose import Composed
from triage_api.policy.fields import Fields, as_keys, as_text, as_texts, whole_number
from triage_api.policy.layers import Entry
from triage_api.policy.model import (
    CENSUS_SOURCES,
    CONTACT_FLAGS,
    REFERRAL_FLAGS,
    Casework,
    Clock,
    DecisionPoint,
    DisagreementStage,
    Discussions,
    Duration,
    KeptAfter,
    Moves,
    NewsInterview,
    Permission,
    Permitted,
    PointValue,
    Retention,
    Returns,
    Searches,
    Team,
    Unit,
    Visits,
    WorkClock,
)
from triage_api.policy.names import Names
from triage_api.policy.nearest import did_you_mean
from triage_api.policy.nodes import Text
from triage_api.policy.outcomes import read_named
from triage_api.policy.shapes import (
    CURRENT_RISK,
    DECISION_POINT,
    DISAGREEMENT,
    FEEDBACK,
    MOVES,
    NEWS,
    PERMISSION,
    POINT_VALUE,
    RETENTION,
    RETURNS,
    SAFE_CONTACT,
    SEARCHES,
    SHARING,
    STRATEGY_DISCUSSION,
    TEAM,
    TRANSFER_DISPUTE,
    VISITS,
    WORK_CLOCK,
    Shape,
)
from triage_api.policy.sharing import read_current_risk, read_feedback, read_safe_contact, read_sharing

_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)
AT_ONCE = Duration(0, Unit.AT_ONCE)
"""Stands in for a duration that could not be read; its error is reported."""


def read_casework(composed: Composed, names: Names) -> Casework:
    """Everything that it says, composed."""
    return Casework(
        clocks=_known(composed, "work_clocks", WorkClock, lambda id, one: _clock(id, one, names), names),
        permissions=_known(
            composed, "permissions", Permission, lambda id, one: _permitted(id, one, names), names
        ),
        teams=_each(composed, "teams", names, _team),
        lowering_reasons=_each(composed, "lowering_reasons", names, read_named),
        non_referrals=_each(composed, "non_referrals", names, read_named),
        decision_points=_each(composed, "decision_points", names, _point),
        disagreement=_each(composed, "disagreement", names, _stage),
        transfer_dispute=_each(composed, "transfer_dispute", names, partial(_stage, shape=TRANSFER_DISPUTE)),
        discussions=_discussions(_single(composed, "strategy_discussion", STRATEGY_DISCUSSION, names), names),
        moves=_moves(_single(composed, "moves", MOVES, names), names),
        searches=_searches(_single(composed, "searches", SEARCHES, names), names),
        visits=_visits(_single(composed, "visits", VISITS, names), names),
        sharing=read_sharing(_single(composed, "sharing", SHARING, names), names),
        safe_contact=read_safe_contact(_single(composed, "safe_contact", SAFE_CONTACT, names), names),
        current_risk=read_current_risk(_single(composed, "current_risk", CURRENT_RISK, names), names),
        feedback=read_feedback(_single(composed, "feedback", FEEDBACK, names), names),
        news=_news(_single(composed, "news", NEWS, names), names),
        retention=_each(composed, "retention", names, _retention),
        returns=_returns(_single(composed, "returns", RETURNS, names), names),
        small_numbers=_small_numbers(composed, names),
    )


def _each(
    composed: Composed, kind: str, names: Names, read: Callable[[Entry, int, Names], _T]
) -> Mapping[str, _T]:
    entries = enumerate(composed.table(kind).values())
    return MappingProxyType({entry.id: read(entry, order, names) for order, entry in entries})


def _known(
    composed: Composed, kind: str, ids: type[_E], read: Callable[[_E, Entry], _T], names: Names
) -> Mapping[str, _T]:
    """The entries whose id is one that Front Door has a use for; any other is reported."""
    found = {}
    for entry in composed.table(kind).values():
        if entry.id in list(ids):
            found[entry.id] = read(ids(entry.id), entry)
        else:
            _refuse_unknown(entry, kind, [one.value for one in ids], names)
    return MappingProxyType(found)


def _refuse_unknown(entry: Entry, kind: str, known: list[str], names: Names) -> None:
    value = entry.node.value("id")
    names.report.error(
        Code.UNKNOWN_ID,
        entry.place if value is None else value.place,
        f"Front Door has no use for “{entry.id}” in “{kind}”.",
        did_you_mean(entry.id, known),
    )


def _clock(id: WorkClock, entry: Entry, names: Names) -> Clock:
    fields = Fields(entry.node, WORK_CLOCK, names.report)
    within = fields.duration("within") or AT_ONCE
    return Clock(id, fields.text("what"), within, fields.sources(names.sources), entry.place)


def _permitted(id: Permission, entry: Entry, names: Names) -> Permitted:
    fields = Fields(entry.node, PERMISSION, names.report)
    return Permitted(id, names.many(fields, "roles", "roles"), fields.sources(names.sources), entry.place)


def _team(entry: Entry, order: int, names: Names) -> Team:
    fields = Fields(entry.node, TEAM, names.report)
    return Team(
        id=entry.id,
        title=fields.text("title"),
        roles=names.many(fields, "roles", "roles"),
        out_of_hours=fields.yes("out_of_hours"),
        source=fields.sources(names.sources),
        place=entry.place,
    )


def _point(entry: Entry, order: int, names: Names) -> DecisionPoint:
    fields = Fields(entry.node, DECISION_POINT, names.report)
    return DecisionPoint(
        id=entry.id,
        title=fields.text("title"),
        order=order,
        proposed_by=names.many(fields, "proposed_by", "roles"),
        values=tuple(
            PointValue(
                id=each.text("id"),
                title=each.text("title"),
                order=place,
                decided_by=names.many(each, "decided_by", "roles"),
                second_view=each.among("second_view", ("before", "after")),
            )
            for place, each in enumerate(fields.mappings("values", POINT_VALUE))
        ),
    )


def _stage(entry: Entry, order: int, names: Names, shape: Shape = DISAGREEMENT) -> DisagreementStage:
    fields = Fields(entry.node, shape, names.report)
    return DisagreementStage(
        id=entry.id,
        title=fields.text("title"),
        order=order,
        answered_by=names.many(fields, "answered_by", "roles"),
        within=fields.duration("within") or AT_ONCE,
        source=fields.sources(names.sources),
        place=entry.place,
    )


def _discussions(fields: Fields | None, names: Names) -> Discussions | None:
    if fields is None:
        return None
    return Discussions(
        needs=names.many(fields, "needs", "agencies"),
        ours=names.one(fields, "ours", "agencies") or "",
        police=names.one(fields, "police", "agencies") or "",
        units=names.many(fields, "units", "units"),
        held=names.one(fields, "held", "events") or "",
        began_section_47=names.one(fields, "began_section_47", "events") or "",
        source=fields.sources(names.sources),
    )


def _visits(fields: Fields | None, names: Names) -> Visits | None:
    if fields is None:
        return None
    return Visits(
        seen=names.one(fields, "seen", "events") or "",
        of_concern=names.one(fields, "of_concern", "definitions"),
        source=fields.sources(names.sources),
    )


def _moves(fields: Fields | None, names: Names) -> Moves | None:
    if fields is None:
        return None
    return Moves(names.one(fields, "known", "events") or "", fields.sources(names.sources))


def _searches(fields: Fields | None, names: Names) -> Searches | None:
    if fields is None:
        return None
    return Searches(names.many(fields, "needs", "agencies"), fields.sources(names.sources))


def _news(fields: Fields | None, names: Names) -> NewsInterview | None:
    if fields is None:
        return None
    return NewsInterview(names.many(fields, "ask", "questions"), fields.sources(names.sources))


def _returns(fields: Fields | None, names: Names) -> Returns | None:
    if fields is None:
        return None
    sent_by = names.one(fields, "sent_by", "questions") or ""
    sources = _coded(
        fields, "sources", CENSUS_SOURCES, names, lambda answer: names.is_answer(answer, sent_by)
    )

    def is_route(word: Text) -> bool:
        return names.knows(word, "routes")

    return Returns(
        sent_by=sent_by,
        sources=MappingProxyType({answer: codes[0] for answer, codes in sources.items() if codes}),
        contact_flags=_coded(fields, "contact_flags", CONTACT_FLAGS, names, is_route),
        referral_flags=_coded(fields, "referral_flags", REFERRAL_FLAGS, names, is_route),
        source=fields.sources(names.sources),
    )


def _coded(
    fields: Fields, key: str, codes: Sequence[str], names: Names, is_known: Callable[[Text], bool]
) -> Mapping[str, tuple[str, ...]]:
    """Lines ``id: code`` or ``id: [code, ...]``, of the ids that are known."""
    value = fields.node.value(key)
    keys = None if value is None else as_keys(value, key, names.report)
    if keys is None:
        return MappingProxyType({})
    return MappingProxyType(
        {
            id.text: _codes(as_texts(node, id.text, names.report), codes, names)
            for id, node in keys.entries.values()
            if is_known(id)
        }
    )


def _codes(words: Sequence[Text], known: Sequence[str], names: Names) -> tuple[str, ...]:
    for word in words:
        if word.text not in known:
            names.report.error(
                Code.WRONG_VALUE,
                word.place,
                f"The national returns have no code “{word.text}” here.",
                did_you_mean(word.text, known),
            )
    return tuple(word.text for word in words if word.text in known)


def _retention(entry: Entry, order: int, names: Names) -> Retention:
    fields = Fields(entry.node, RETENTION, names.report)
    return Retention(
        id=entry.id,
        title=fields.text("title"),
        routes=names.many(fields, "routes", "routes"),
        keep=_kept_for(fields),
        after=fields.one_of("after", KeptAfter) or KeptAfter.CLOSED,
        source=fields.sources(names.sources),
        place=entry.place,
    )


def _kept_for(fields: Fields) -> Duration:
    keep = fields.duration("keep")
    if keep is not None and keep.unit not in (Unit.DAYS, Unit.WEEKS, Unit.MONTHS):
        fields.report.error(
            Code.BAD_DURATION,
            fields.place_of("keep"),
            f"Nothing is kept for {keep}.",
            "Write days, weeks or months, like 36 months.",
        )
        return AT_ONCE
    return keep or AT_ONCE


def _single(composed: Composed, key: str, shape: Shape, names: Names) -> Fields | None:
    held = composed.singles.get(key)
    keys = None if held is None else as_keys(held[1], key, names.report)
    return None if keys is None else Fields(keys, shape, names.report)


def _small_numbers(composed: Composed, names: Names) -> int:
    held = composed.singles.get("small_numbers")
    word: Text | None = None if held is None else as_text(held[1], "small_numbers", names.report)
    return 0 if word is None else whole_number(word, "small_numbers", 1, names.report) or 0
