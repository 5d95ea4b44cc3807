"""What the client's methods are made of: paths, bodies, and the write that a topic's methods send."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

Json = dict[str, Any]
"""A JSON object, as ``docs/api.md`` describes it."""


@dataclass(frozen=True, slots=True)
class Lowering:
    """Why an outcome is lowered: one of the codes that the questions route lists, and one's own words."""

    code: str
    words: str


class Sends(ABC):
    """Whoever sends requests for the methods of one topic."""

    @abstractmethod
    def _get(self, path: str, query: Mapping[str, str] | None = None) -> Json:
        """The answer to a question."""

    @abstractmethod
    def _write(
        self, path: str, body: Json, version: int | None, happened_at: datetime | None, key: str | None
    ) -> Json:
        """The state that a write leaves."""


def path_of(id: str, *rest: str) -> str:
    """The address of a referral, or of something in it."""
    return "/".join(["/v1/referrals", quote(id, safe=""), *(quote(part, safe="") for part in rest)])


def given(**fields: str | None) -> Json:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value is not None}


def as_lowering(lowering: Lowering | None) -> Json:
    """The reason of a lowering, where one is given."""
    return {} if lowering is None else {"lowering": {"code": lowering.code, "words": lowering.words}}
