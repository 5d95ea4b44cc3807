"""Why a request is not done, each kind for itself; the web gives each its status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was sent: a JSON pointer, a code, what is wrong, and how to mend it."""

    at: str
    code: str
    what: str
    remedy: str


class RefusedError(Exception):
    """It was understood and is not done. ``code`` tells it from others, for machines."""

    def __init__(self, code: str, title: str, detail: str, faults: Sequence[Fault] = ()) -> None:
        super().__init__(code)
        self.code, self.title, self.detail, self.faults = code, title, detail, tuple(faults)


class NotFoundError(RefusedError):
    """There is no such thing, or none any more."""


class NotYoursError(RefusedError):
    """Whoever is signed in may not do it."""


class ConflictError(RefusedError):
    """It does not fit what is recorded, or it needs something more to be said."""


class VersionNeededError(RefusedError):
    """It does not say which version it changes."""


class ChangedMeanwhileError(RefusedError):
    """Somebody else has changed it."""


class WrongError(RefusedError):
    """What was sent is wrong; ``faults`` says where."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        codes = {fault.code for fault in faults}
        code = codes.pop() if len(codes) == 1 else "several-problems"
        count = "One problem" if len(faults) == 1 else f"{len(faults)} problems"
        super().__init__(code, code.replace("-", " ").capitalize(), f"{count} in what was sent.", faults)


class NotServedError(RefusedError):
    """The policy that it is under is not served now."""


def wrong(at: str, code: str, what: str, remedy: str) -> WrongError:
    """A refusal for one fault."""
    return WrongError([Fault(at, code, what, remedy)])
