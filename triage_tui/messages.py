"""What thread workers and screens post to the app. Handlers own all state; workers touch no widget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from textual.message import Message

from triage_client import Problem
from triage_tui.deeds import Deed
from triage_tui.questions import PolicyWords
from triage_tui.referral import Referral
from triage_tui.turn import Turn


class Started(Message):
    """The service answers. This is what it serves, and the unfinished referrals, most recent first."""

    def __init__(self, policies: Sequence[Mapping[str, Any]], lines: Sequence[Mapping[str, Any]]) -> None:
        super().__init__()
        self.policies, self.lines = policies, lines


class NotStarted(Message):
    """The service could not be started or reached; ``why`` is for the person at the keyboard."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class Opened(Message):
    """A referral is ready for its next answer: a new one, or one taken up again."""

    def __init__(self, referral: Referral, words: PolicyWords, notice: str, child_due: bool = False) -> None:
        super().__init__()
        self.referral, self.words, self.notice = referral, words, notice
        self.child_due = child_due


class Saved(Message):
    """A deed is stored, and this is the referral now. ``child_due``: a child must be put down next."""

    def __init__(self, deed: Deed, referral: Referral, child_due: bool) -> None:
        super().__init__()
        self.deed, self.referral, self.child_due = deed, referral, child_due


class NotSaved(Message):
    """The service did not answer; the deed is kept and sent again."""

    def __init__(self, deed: Deed) -> None:
        super().__init__()
        self.deed = deed


class Refused(Message):
    """The service answered, and will not do it."""

    def __init__(self, deed: Deed | None, problem: Problem) -> None:
        super().__init__()
        self.deed, self.problem = deed, problem


class Given(Message):
    """The worker has answered the question of ``turn``."""

    def __init__(self, turn: Turn, answer: Any) -> None:
        super().__init__()
        self.turn, self.answer = turn, answer


class Listed(Message):
    """The unfinished referrals, most recent first."""

    def __init__(self, lines: Sequence[Mapping[str, Any]]) -> None:
        super().__init__()
        self.lines = lines


class ToSave(Message):
    """A screen has something to be stored."""

    def __init__(self, deed: Deed) -> None:
        super().__init__()
        self.deed = deed


class ToBegin(Message):
    """A new referral is to be begun."""

    def __init__(self, policy: str, received_at: datetime) -> None:
        super().__init__()
        self.policy, self.received_at = policy, received_at


class ToShowResult(Message):
    """The worker wants the result."""
