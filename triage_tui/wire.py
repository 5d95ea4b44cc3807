"""Reads the body of ``GET /v1/policies/{id}/questions``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from triage_tui.questions import Choice, Kind, Named, PolicyWords, Question

_CLOSES = {"adults": "adult", "incidents": "incident"}
_OTHERS = ("starts", "harms", "destinations", "tiers", "events", "contacts")


def policy_words(body: Mapping[str, Any]) -> PolicyWords:
    """A policy's questions and words."""
    policy = body["policy"]
    questions = (
        _question(raw, section["title"]) for section in body["sections"] for raw in section["questions"]
    )
    return PolicyWords(
        title=policy["title"],
        questions={question.id: question for question in questions},
        routes=_named(body.get("routes")),
        rags=_named(body.get("rags")),
        lowering=_named(body.get("lowering")),
        points=_named(each for each in body.get("decision_points") or () if not each["values"]),
        others={each.id: each.title for key in _OTHERS for each in _named(body.get(key))},
    )


def _question(raw: Mapping[str, Any], section: str) -> Question:
    closes = raw.get("closes")
    return Question(
        id=raw["id"],
        ask=raw["ask"],
        kind=Kind(raw["answer"]),
        about=raw["about"],
        section=section,
        choices=tuple(
            Choice(each["id"], each["label"], each.get("help") or "") for each in raw.get("choices") or ()
        ),
        sweep=bool(raw.get("sweep")),
        net=bool(raw.get("net")),
        closes=_CLOSES.get(closes, closes) if closes else None,
        help=raw.get("help") or "",
        definition=raw.get("definition") or "",
        why=raw.get("why") or "",
        who_can_find_out=raw.get("who_can_find_out") or "",
    )


def _named(raw: Iterable[Mapping[str, Any]] | None) -> tuple[Named, ...]:
    return tuple(Named(each["id"], each.get("title") or each.get("role") or each["id"]) for each in raw or ())
