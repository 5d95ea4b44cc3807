"""What can go wrong between a client and the API: it said no, or it could not be reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemItem:
    """One thing wrong with what was sent: a JSON pointer, what, and how to mend it."""

    at: str
    what: str
    remedy: str
    code: str


class ApiError(Exception):
    """A request did not do what was asked. ``str()`` of it is fit for a worker's screen."""


class Unreachable(ApiError):  # noqa: N818 (the word of the API)
    """No answer came: the server is not there, or not any more. Whether it did what was asked is not known;
    the same request with the same key is safe to send again."""


class Problem(ApiError):  # noqa: N818 (the word of RFC 9457)
    """The API answered with a problem (RFC 9457)."""

    def __init__(self, status: int, body: Mapping[str, object]) -> None:
        self.status = status
        self.type = str(body.get("type", "about:blank"))
        self.title = str(body.get("title", f"HTTP {status}"))
        self.detail = str(body.get("detail", ""))
        self.problems = tuple(_items(body.get("problems")))
        self.body = dict(body)
        super().__init__(self._words())

    @property
    def code(self) -> str:
        """The last part of ``type``: ``unknown-question``."""
        return self.type.partition("#")[2]

    def _words(self) -> str:
        lines = [f"{self.title}. {self.detail}".strip()]
        lines += [f"{item.what} {item.remedy}".strip() for item in self.problems]
        return "\n".join(lines)


def _items(raw: object) -> list[ProblemItem]:
    members = raw if isinstance(raw, list) else []
    return [
        ProblemItem(*(str(member.get(key, "")) for key in ("at", "what", "remedy", "code")))
        for member in members
        if isinstance(member, Mapping)
    ]
