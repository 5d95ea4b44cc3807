"""What the terminal is doing: one referral, what was said about it, and what is still to be saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from triage_tui.deeds import Deed, answered
from triage_tui.draft import Draft
from triage_tui.questions import Kind, PolicyWords, Question
from triage_tui.referral import Referral
from triage_tui.times import short_moment
from triage_tui.turn import Turn, in_words


@dataclass(frozen=True, slots=True)
class Past:
    """One answer that stands, in words."""

    about: str
    question: str
    ask: str
    whom: str
    answer: str


@dataclass
class Session:
    """Owned by the app, which alone changes it; screens read it."""

    now: Callable[[], datetime]
    policies: Sequence[Mapping[str, Any]] = ()
    words: PolicyWords | None = None
    referral: Referral | None = None
    unsaved: Deed | None = None
    """What is on its way to the service. Nothing else is taken until it is there."""
    notice: str = ""
    """Said once, between the past answers and the question."""
    alarm: str = ""
    """What is wrong, at the top of every screen."""
    order: list[tuple[str, str]] = field(default_factory=list)
    """(about, question) in the order in which they were answered."""
    closing_again: str = ""
    """The question that closed a list with nobody on it, while it is asked again for those put down since."""
    draft: Draft = field(default_factory=Draft)
    """The worker's decision, as far as it has come."""

    @property
    def free(self) -> bool:
        """Whether an answer may be given."""
        return self.unsaved is None

    def open(self, referral: Referral, words: PolicyWords, notice: str = "") -> None:
        """Work on this referral."""
        self.referral, self.words, self.notice = referral, words, referral.trouble or notice
        self.unsaved, self.order, self.draft, self.closing_again = None, [], Draft(), ""
        self._note_order(referral)

    def stored(self, referral: Referral) -> None:
        """The service has what was to be saved."""
        self.referral, self.unsaved, self.notice = referral, None, ""
        self._note_order(referral)

    def age_of(self, deed: Deed, referral: Referral) -> Deed | None:
        """The answer that a child's month of birth gives to the question about age, so that it is not asked
        again; ``None`` if the deed gave none."""
        ref, born = deed.body.get("ref"), deed.body.get("born")
        asked = self.words.age_question() if self.words else None
        if (
            deed.part != "child"
            or not born
            or asked is None
            or referral.answer(str(ref), asked.id) is not None
        ):
            return None
        month = f"{referral.received_at:%Y-%m}"
        if born == month:
            return None  # born already, or due: that is asked
        age = f"born {born}" if born < month else f"unborn, due {born}"
        return answered(referral, str(ref), asked.id, age, f"the age of {ref}")

    def closed_empty(self) -> tuple[str, str] | None:
        """Which list was closed with nobody on it although somebody is there (``adult``, ``incident``), and
        what the service says of that; ``None`` if none was."""
        for clash in [] if self.referral is None else self.referral.closed_empty():
            closes = self._closes(clash["question"])
            if closes is not None:
                return closes, str(clash["words"])
        return None

    def put_down(self, part: str, before: Referral) -> Deed | None:
        """Somebody was put down on a list that had been closed with nobody on it. That “no” was said when
        there was nobody: it becomes a yes, so that the list stays open whatever happens now, and the question
        is asked again until it is no. ``before`` is the same referral as it was."""
        closed = [clash["question"] for clash in before.closed_empty()]
        question = next((one for one in closed if self._closes(one) == part), None)
        if question is None or self.referral is None:
            return None
        self.closing_again = question
        return answered(self.referral, "referral", question, "yes", "that there is somebody")

    def _closes(self, question: str) -> str | None:
        """Which list the question closes, if any."""
        return self.words.questions[question].closes if self.words else None

    def again(self) -> Turn | None:
        """The question that closes such a list, asked again; ``None`` where none is."""
        if not self.closing_again or self.referral is None or self.words is None:
            return None
        turn = self.referral.turn_of(self.words, "referral", self.closing_again)
        return replace(turn, changing=False, why=turn.question.why)

    def _note_order(self, referral: Referral) -> None:
        """Add what is newly answered at the end; of several at once, in the policy's order."""
        asked = list(self.words.questions) if self.words else []
        new = {(about, id) for about, id, _ in referral.answers()} - set(self.order)
        self.order += sorted(
            new, key=lambda place: (asked.index(place[1]) if place[1] in asked else 0, place)
        )

    def title(self) -> str:
        """The top line of every screen."""
        practice = self.referral is None or self.referral.practice
        parts = ["PRACTICE" if practice else "LIVE", "Front Door"]
        if self.referral:
            parts.append(self._handle(self.referral))
        if self.words:
            parts.append(self.words.title)
        return " " + " · ".join(parts)

    def _handle(self, referral: Referral) -> str:
        """The referral's number, and the children's initials, which are how people know it."""
        initials = [referral.labels.get(ref, {}).get("initials") for ref in referral.refs("child")]
        who = " ".join([referral.id or "new referral", *(each for each in initials if each)])
        return f"{who}, received {short_moment(referral.received_at, self.now())}"

    def past(self) -> list[Past]:
        """The answers that stand, in the order in which they were given."""
        if self.referral is None or self.words is None:
            return []
        standing = {(about, id): answer for about, id, answer in self.referral.answers()}
        asked = [place for place in self.order if place in standing and place[1] in self.words.questions]
        return [self._past(*place, standing[place]) for place in asked]

    def _past(self, about: str, id: str, answer: Any) -> Past:
        assert self.words is not None
        assert self.referral is not None
        question = self.words.questions[id]
        return Past(about, id, question.ask, self.referral.known_as(about), in_words(question, answer))

    def turn(self) -> Turn | None:
        """The question to ask now."""
        if self.referral is None or self.words is None:
            return None
        return self.referral.turn(self.words)

    def turn_back(self, past: Past, *, differs: bool) -> Turn:
        """An earlier question, asked again: to change its answer, or to put another account beside it."""
        assert self.words is not None
        assert self.referral is not None
        turn = self.referral.turn_of(self.words, past.about, past.question)
        # What is ticked stays ticked, so that Enter leaves the answer as it was.
        ticked = frozenset() if differs or turn.kind is not Kind.SEVERAL else turn.ticked_before()
        return replace(turn, changing=True, another_account=differs, ticked=ticked)

    def jotter(self) -> Question | None:
        """Where the jotter's notes are kept, if the policy has a place for them."""
        return self.words.jotter() if self.words else None
