"""What the client's methods are made of: paths, bodies, and what a topic's methods ask and write by."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from triage_client.wire import Json

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Lowering:
    """Why an outcome is lowered: one of the codes that the questions route lists, and one's own words."""

    code: str
    words: str


class Sends(ABC):
    """Whoever sends requests for the methods of one topic.

    Every one of those methods raises `Problem` if the API says no, and another `ApiError` if no answer of the
    API's came. Each write takes these:

    - ``version``: the one that was seen; another by now is refused (`ChangedMeanwhile`).
    - ``happened_at``: when it happened, with its offset, if not now. Not in the future.
    - ``key``: 1 to 100 visible characters that make this write itself, kept for seven days: sent again under
      it, also by a program that has been started anew meanwhile, it is done once and answered as the first
      time. Made up if it is left out, and then good for this one call.
    """

    @abstractmethod
    def _get(self, path: str, query: Mapping[str, str] | None = None) -> Json:
        """The answer to a question, sent again where the connection breaks: it changes nothing."""

    @abstractmethod
    def _text(self, path: str, media: str, query: Mapping[str, str] | None = None) -> str:
        """An answer that is text of this media type."""

    @abstractmethod
    def _write(
        self, path: str, body: Json, version: int | None, happened_at: datetime | None, key: str | None
    ) -> Json:
        """The state that a write leaves. Sent again where the connection breaks: its key makes it one."""


def path_of(id: str, *rest: str | int) -> str:
    """The address of a referral, or of something in it."""
    return "/".join(["/v1/referrals", *(quote(str(part), safe="") for part in (id, *rest))])


def given(**fields: object) -> Json:
    """The fields that say something; ``with_`` is the field ``with``, which is a word of Python's own."""
    return {name.removesuffix("_"): value for name, value in fields.items() if value is not None}


def as_lowering(lowering: Lowering | None) -> Json:
    """The reason of a lowering, where one is given."""
    return {} if lowering is None else {"lowering": {"code": lowering.code, "words": lowering.words}}
