"""What can go wrong between a client and the API: it said no, it could not be asked, or it is another's.

The text of every failure can stand in a log: it holds no answer, no note and no name. What the server said,
which may quote what was sent, is in ``words``, for the screen of whoever sent it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemItem:
    """One thing wrong with what was sent: a JSON pointer, what, and how to mend it."""

    at: str
    what: str
    remedy: str
    code: str


@dataclass(frozen=True, slots=True)
class Change:
    """One event that somebody else has recorded meanwhile; ``recorded_at`` as the server writes it."""

    number: int
    kind: str
    by: str
    recorded_at: str


class ApiError(Exception):
    """A request did not do what was asked. ``str()`` of it can be shown to a worker, and logged."""

    @property
    def words(self) -> str:
        """The same with all that the server said, for the screen of whoever asked; never for a log."""
        return str(self)


class Unreachable(ApiError):  # noqa: N818 (the word of the API)
    """No answer of Front Door's came. The same request with the same key is safe to send again."""

    sent = True
    """Whether the request may have been done; False: it never left."""
    passing = True
    """Whether it may be over in a moment, so that trying again at once promises something."""


class NotConnected(Unreachable):
    """There was nobody to send it to: nothing listens there, or no such host is known."""

    sent = False


class ConnectTimedOut(NotConnected):
    """Nobody took the connection within the time given for connecting."""

    passing = False


class NotTrusted(Unreachable):
    """The server has not shown that it is the one that was meant (TLS)."""

    sent = False
    passing = False


class AnswerTimedOut(Unreachable):
    """It was sent, and nothing came back within the time given for waiting."""

    passing = False


class CutOff(Unreachable):
    """It was sent, and the connection broke, or the answer that came is not whole."""


class NotFrontDoor(Unreachable):
    """Something else answered at that address: a proxy's own page, or another program."""

    def __init__(self, words: str, status: int, retry_after: float | None = None) -> None:
        """``status`` is the HTTP status that it answered with, ``retry_after`` in how many seconds it may be
        tried again, if it said so."""
        self.status = status
        self.retry_after = retry_after
        self.passing = status >= 500  # a proxy while the server behind it is started again
        super().__init__(words)


class AnswerTooLong(ApiError):  # noqa: N818
    """The answer is longer than this client reads (``longest``, in bytes). A write of it has been done."""


class MissingField(ApiError, KeyError):  # noqa: N818
    """An answer lacks a field that the program needs: client and server are of different versions."""

    __str__ = Exception.__str__  # KeyError's own would put it in quotes


class Problem(ApiError):  # noqa: N818 (the word of RFC 9457)
    """The API answered with a problem (RFC 9457). ``retry_after`` is in seconds, where it said when to come
    back; ``request`` is what the server's log knows the request by."""

    def __init__(self, status: int, body: Mapping[str, object], retry_after: float | None = None) -> None:
        self.status = status
        self.type = str(body.get("type", "about:blank"))
        self.title = str(body.get("title", f"HTTP {status}"))
        self.detail = str(body.get("detail", ""))
        self.request = str(body.get("request") or "")
        self.problems = tuple(_items(body.get("problems")))
        self.body = dict(body)
        self.retry_after = retry_after
        super().__init__(self._logged())

    @property
    def code(self) -> str:
        """The last part of ``type``: ``unknown-question``."""
        return self.type.partition("#")[2]

    @property
    def words(self) -> str:
        """What the server said, whole. It may quote what was sent, and name people."""
        lines = [f"{self.title}. {self.detail}".strip()]
        lines += [f"{item.what} {item.remedy}".strip() for item in self.problems]
        return "\n".join(lines)

    def _logged(self) -> str:
        said = [f"{self.title.rstrip('.')}.", ADVICE.get(self.status, "")]
        if self.retry_after is not None:
            said.append(f"It may be tried again in {self.retry_after:g} seconds.")
        if self.request and self.status >= 500:
            said.append(f"In the server's log it is request {self.request}.")
        return " ".join(words for words in said if words)


class NotSignedIn(Problem):
    """401: no token, or a wrong or revoked one."""


class NotYours(Problem):
    """403: another role does this, or somebody else has to."""


class NotThere(Problem):
    """404: no such thing, or not for whoever asks."""


class Conflict(Problem):
    """409: it does not fit what is recorded, or needs more to be said; ``code`` says which."""


class ChangedMeanwhile(Problem):
    """412: somebody else has changed it. ``changes`` are those since the version that was seen, in order, as
    far as the server tells them; they name people, and their number alone is in the text."""

    changes: Sequence[Change] = ()

    def since(self, changes: Sequence[Change]) -> ChangedMeanwhile:
        """The same, with what was changed."""
        found = ChangedMeanwhile(self.status, self.body, self.retry_after)
        found.changes = tuple(changes)
        if changes:
            count = f"{len(changes)} change{'' if len(changes) == 1 else 's'}"
            found.args = (
                f"{found} There {'was' if len(changes) == 1 else 'were'} {count} since it was read.",
            )
        return found


class TooLong(Problem):
    """413: longer than the server takes."""


class Wrong(Problem):
    """422: understood, but wrong; ``problems`` says where and how to mend it."""


class TooMany(Problem):
    """429: too many requests; ``retry_after`` says when to come back."""


class NotReady(Problem):
    """503: it cannot do it now, and nothing was half done; ``retry_after`` says when to come back."""


KINDS: Mapping[int, type[Problem]] = {
    401: NotSignedIn,
    403: NotYours,
    404: NotThere,
    409: Conflict,
    412: ChangedMeanwhile,
    413: TooLong,
    422: Wrong,
    429: TooMany,
    503: NotReady,
}

ADVICE: Mapping[int, str] = {
    400: "The server cannot read what this program sent. Tell whoever looks after the program.",
    401: "The token is missing, wrong or revoked. Ask whoever runs the server for another.",
    403: "Whoever is signed in may not do this. Somebody else has to.",
    404: "It is not there, or not for whoever is signed in.",
    409: "It does not fit what is recorded. Read it again before you go on.",
    412: "Nothing was overwritten. Read it again: something is new.",
    413: "It is longer than the server takes. Nothing was recorded.",
    422: "Something in what was sent is wrong. Nothing was recorded.",
    428: "The program did not say which version it changes. Nothing was recorded.",
    429: "The server is asked too much at once. Nothing was recorded.",
    500: "It is the server's mistake. Tell whoever runs it.",
    503: "The server cannot do it now. Nothing was half done.",
    507: "The server's disk is full. Nothing was half done. Tell whoever runs it at once.",
}
"""What to do, by status, in words that hold for every problem of that status."""


def problem_of(status: int, body: Mapping[str, object], retry_after: float | None = None) -> Problem:
    """A problem of its own kind."""
    return KINDS.get(status, Problem)(status, body, retry_after)


def _items(raw: object) -> list[ProblemItem]:
    members = raw if isinstance(raw, list) else []
    return [
        ProblemItem(*(str(member.get(key, "")) for key in ("at", "what", "remedy", "code")))
        for member in members
        if isinstance(member, Mapping)
    ]
