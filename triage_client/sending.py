"""What the client's methods are made of: paths, bodies, and what a topic's methods ask and write by."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from triage_client.failures import NotThere, Problem

if TYPE_CHECKING:
    from datetime import datetime

    from triage_client.shapes.referrals import Referral
    from triage_client.shapes.tray import TrayItem

Json = dict[str, Any]
"""A JSON object, as ``docs/api.md`` describes it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: ``about`` is ``"referral"`` or a ref, ``answer`` any form of ``docs/api.md``."""

    about: str
    question: str
    answer: object


@dataclass(frozen=True, slots=True)
class Lowering:
    """Why an outcome is lowered: one of the codes that the questions route lists, and one's own words."""

    code: str
    words: str


class Sends(ABC):
    """Whoever sends requests for the methods of one topic.

    Every one of those methods raises `Problem` if the API says no, and another `ApiError` if no answer of the
    API's came. ``id`` is a referral's, or an item's of the tray; ``child``, ``adult`` and ``incident`` are
    refs. Each write takes these:

    - ``version``: the one that was seen; another by now is refused (`ChangedMeanwhile`).
    - ``happened_at``: when it happened, with its offset, if not now. Not in the future.
    - ``key``: 1 to 100 visible characters that make this write itself, kept for seven days: sent again under
      it, also by a program that has been started anew meanwhile, it is done once and answered as the first
      time. Made up if it is left out, and then good for this one call.
    """

    @abstractmethod
    def _get(self, path: str, query: Mapping[str, str] | None = None) -> Any:
        """The answer to a question, sent again where the connection breaks: it changes nothing."""

    @abstractmethod
    def _text(
        self, path: str, media: str, query: Mapping[str, str] | None = None, *, noted: bool = False
    ) -> str:
        """An answer that is text of this media type. ``noted``: somebody keeps that it was given, so it is
        never asked for again by itself."""

    @abstractmethod
    def _post(self, path: str, body: object, *, noted: bool = False) -> Any:
        """The answer to a question that has a body; ``noted`` as for a text."""

    @abstractmethod
    def _write(
        self, path: str, body: Json, version: int | None, happened_at: datetime | None, key: str | None
    ) -> Any:
        """What a write leaves. It is sent again where the connection breaks: its key makes it one."""

    def _change(
        self, path: str, body: Json, version: int, happened_at: datetime | None, key: str | None
    ) -> Referral:
        """The referral that a write to it leaves."""
        state: Referral = self._write(path, body, version, happened_at, key)
        return state

    def _change_item(
        self, path: str, body: Json, version: int, happened_at: datetime | None, key: str | None
    ) -> TrayItem:
        """The item of the tray that a write to it leaves."""
        state: TrayItem = self._write(path, body, version, happened_at, key)
        return state


def path_of(id: str, *rest: str | int) -> str:
    """The address of a referral, or of something in it."""
    return _path("referrals", id, *rest)


def path_of_item(id: str, *rest: str | int) -> str:
    """The address of an item of the tray, or of something in it."""
    return _path("tray", id, *rest)


def segment(part: str | int, safe: str = "") -> str:
    """One part of an address.

    Raises:
        NotThere: nothing has such an id; in an address it would mean another place.
    """
    if part in ("", ".", ".."):
        raise NotThere(404, {"title": "Not found"})
    return quote(str(part), safe=safe, errors="replace")


def _path(*parts: str | int) -> str:
    return "/v1/" + "/".join(segment(part) for part in parts)


def given(**fields: object) -> Json:
    """The fields that say something; ``with_`` is the field ``with``, which is a word of Python's own."""
    return {name.removesuffix("_"): value for name, value in fields.items() if value is not None}


def asked_for(**fields: object) -> dict[str, str]:
    """The fields of a query that say something, as text; a time is written with its offset."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else _whole(str(value))
        for name, value in fields.items()
        if value is not None
    }


def _whole(text: str) -> str:
    """Text that can stand in an address: half a letter cannot."""
    return text.encode("utf-8", "replace").decode("utf-8")


def key_of(key: str | None) -> str:
    """The key of a write: the caller's, or else one that nothing else has.

    Raises:
        Problem: it is in no form of a key; nothing was sent.
    """
    if key is None:
        from uuid import uuid4

        return str(uuid4())
    if not 1 <= len(key) <= 100 or any(not "!" <= sign <= "~" for sign in key):
        raise Problem(
            400,
            {
                "type": "about:blank#wrong-key",
                "title": "Wrong Idempotency-Key",
                "detail": "A key has 1 to 100 letters, digits and signs, without blanks.",
            },
        )
    return key


def as_answers(answers: Iterable[Answer]) -> list[Json]:
    """Answers as they are sent."""
    return [{"about": one.about, "question": one.question, "answer": one.answer} for one in answers]


def as_lowering(lowering: Lowering | None) -> Json:
    """The reason of a lowering, where one is given."""
    return {} if lowering is None else {"lowering": {"code": lowering.code, "words": lowering.words}}
