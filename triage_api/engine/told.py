"""Which answers of a case are others than those of an earlier one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from triage_api.engine.case import Accounts, Subject

Told = tuple[Subject, str]
"""Whose answer, and to which question."""


def told_since(earlier: Sequence[Subject], now: Sequence[Subject]) -> list[Told] | None:
    """The answers that are others than before; ``None`` where the people are others."""
    if [(one.ref, one.about) for one in earlier] != [(one.ref, one.about) for one in now]:
        return None
    return [
        (subject, question)
        for before, subject in zip(earlier, now, strict=True)
        for question in _differing(before.answers, subject.answers)
    ]


def _differing(some: Mapping[str, Accounts], others: Mapping[str, Accounts]) -> Iterator[str]:
    """The questions to which the answers differ."""
    if some is not others:
        for question in {**some, **others}:
            if some.get(question) != others.get(question):
                yield question
