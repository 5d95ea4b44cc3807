"""The result of an interview, in words: a section of lines for each part of the recommendation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from textual.content import Content

from triage_tui import forming
from triage_tui.questions import PolicyWords
from triage_tui.referral import Referral
from triage_tui.times import deadline

_STATES = {
    "applies": "applies",
    "assumed": "assumed, because something is not known",
    "holds": "holds the case until something is found out",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the page."""

    title: str
    lines: tuple[Content, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Writes one referral's result."""

    referral: Referral
    words: PolicyWords
    now: datetime
    sources: bool = False
    """With the paragraphs that each reason, contact and duty comes from."""

    def parts(self) -> list[Part]:
        """Every section that has something in it, the most important first."""
        said = self.referral.recommendation
        parts = [
            ("", self._first()),
            ("By when", self._by_when(said)),
            ("Required contacts", self._each(self._contact, said.get("required_contacts"))),
            ("Duties beside it", self._each(self._duty, said.get("parallel_duties"))),
            ("Do not", (Content(f"- {self._do_not(each)}") for each in said.get("do_not") or ())),
            ("Warnings", (Content(f"! {each['text']}") for each in said.get("warnings") or ())),
            (
                "These do not agree",
                map(Content, self.referral.clash_lines()),
            ),
            ("Still open", self._each(self._open, _not_known(said))),
            ("In the records", (Content(line) for line in [forming.history(self.referral)] if line)),
            ("Why", self._each(self._reason, said.get("reasons"))),
            ("What starts next", self._each(self._milestone, said.get("milestones"))),
        ]
        whole = ((title, tuple(lines)) for title, lines in parts)
        return [Part(title, lines) for title, lines in whole if lines]

    def _first(self) -> Iterator[Content]:
        """What the screen says first: the outcome, 999, and what the policy says about it."""
        referral, said = self.referral, self.referral.recommendation
        if forming.alarm(referral):
            yield Content.styled(f" {forming.alarm(referral)} ", "bold reverse")
        yield forming.headline(referral, self.words)
        says = said.get("says") or ()
        yield from (Content(sentence) for sentence in says[1 if said.get("call_999") else 0 :])
        yield from (Content(line) for line in forming.span(referral, self.words))
        if said.get("destination") and not referral.not_a_referral:
            yield Content(f"Goes to: {self.words.other(said['destination'])}{self._start(said)}")
        yield from (Content(f"Police unit: {line}") for line in said.get("police_units_because") or ())
        yield from (self._child(child) for child in said.get("children") or ())

    def _start(self, said: Mapping[str, Any]) -> str:
        return f". Work starts: {self.words.other(said['start'])}" if said.get("start") else ""

    def _child(self, child: Mapping[str, Any]) -> Content:
        """One child's own outcome."""
        parts = [
            f"{self.words.rag(child['rag'])}, {self.words.route(child['route'])}"
            if child.get("route")
            else "",
            "harm: " + " and ".join(map(self.words.other, child["harm"])) if child.get("harm") else "",
            self._tier(child),
        ]
        told = "; ".join(part for part in parts if part)
        return Content(f"{self.referral.called(child['ref'])}: {told or 'too early to say'}")

    def _tier(self, child: Mapping[str, Any]) -> str:
        tier = child.get("health_visiting_tier")
        return f"health visiting: {self.words.other(tier)}" if tier else ""

    @staticmethod
    def _each(write: Any, items: Iterable[Mapping[str, Any]] | None) -> Iterator[Content]:
        """The lines of every item, an empty line between two."""
        for at, item in enumerate(items or ()):
            if at:
                yield Content("")
            yield from write(item)

    def _by_when(self, said: Mapping[str, Any]) -> Iterator[Content]:
        """Who is to be told, a line each, the soonest first; the whole of it stands below."""
        contacts = said.get("required_contacts") or ()
        to_make = [contact for contact in contacts if not contact.get("held_back")]
        for item in soonest_first([*to_make, *(said.get("parallel_duties") or ())]):
            when = deadline(item.get("due"), item.get("within"), self.now)
            yield Content(f"- {item.get('role') or item['title']}: {when}")
        for contact in contacts:
            if contact.get("held_back"):
                yield Content(f"- NOT YET: {contact['role']}")

    def _contact(self, contact: Mapping[str, Any]) -> Iterator[Content]:
        when = deadline(contact.get("due"), contact.get("within"), self.now)
        if contact.get("held_back"):
            yield Content.styled(f"NOT YET: {contact['role']}", "bold")
            yield Content(f"  held back until: {self._held(contact['held_back'])}")
        else:
            yield Content.styled(f"{contact['role']}: {when}", "bold")
        yield Content(f"  about: {', '.join(map(self.referral.called, contact.get('children') or ()))}")
        for title, key in (("why", "why"), ("tell", "tell"), ("ask", "ask"), ("do not say", "do_not_say")):
            yield from self._listed(title, contact.get(key))
        yield from self._listed("mind", contact.get("safety"))
        yield from self._listed("record", contact.get("record"))
        yield from self._sourced(contact)

    def _held(self, held: Mapping[str, Any]) -> str:
        because = held.get("because")
        reasons = because if isinstance(because, str) else "; ".join(because or ())
        # What an older record holds names one event alone.
        until = " and ".join(self.words.other(event) for event in held.get("untils") or [held["until"]])
        return f"{until}, because {inside(reasons)}"

    def _duty(self, duty: Mapping[str, Any]) -> Iterator[Content]:
        when = deadline(duty.get("due"), duty.get("within"), self.now)
        yield Content.styled(f"{duty['title']}: {when}", "bold")
        yield Content(f"  to: {duty['recipient']}")
        yield from self._listed("basis", duty.get("basis"))
        yield from self._listed("why", duty.get("why"))
        yield from self._listed("ends when", duty.get("ends_when"))
        yield from self._sourced(duty)

    def _reason(self, reason: Mapping[str, Any]) -> Iterator[Content]:
        state = _STATES.get(reason["state"], reason["state"])
        yield Content.styled(f"{reason['title']} ({state})", "bold")
        yield Content(f"  {reason['because'].strip()}")
        yield from self._sourced(reason)

    def _open(self, question: Mapping[str, Any]) -> Iterator[Content]:
        who = question.get("who_can_find_out") or "nobody is named who could find out"
        when = f", {deadline(question['due'], None, self.now)}" if question.get("due") else ""
        yield Content.styled(f"{self.referral.called(question['about'])}: {self._asked(question)}", "bold")
        reason = question.get("reason") or "no reason given"
        yield Content(f"  not known: {reason}. Ask {inside(who)}{when}.")
        if question.get("price"):
            yield Content(f"  {question['price']}")

    def _asked(self, question: Mapping[str, Any]) -> str:
        """The question, or the one option of several that is open."""
        known = self.words.questions.get(question["question"])
        return known.label(question["option"]) if known and question.get("option") else str(question["ask"])

    def _milestone(self, milestone: Mapping[str, Any]) -> Iterator[Content]:
        yield Content(
            f"{milestone['what']}: {deadline(milestone.get('due'), milestone.get('within'), self.now)}"
        )
        yield from self._sourced(milestone)

    def _do_not(self, held: Mapping[str, Any]) -> str:
        contact, until = self.words.other(held["contact"]), self.words.other(held["until"])
        return f"contact {contact} before {until}: {held['because']}"

    @staticmethod
    def _listed(title: str, words: str | Sequence[str] | None) -> Iterator[Content]:
        """``  tell: ...``, a line each; nothing where there is nothing."""
        for line in [words] if isinstance(words, str) else words or ():
            if line.strip():
                yield Content(f"  {title}: {line.strip()}")

    def _sourced(self, item: Mapping[str, Any]) -> Iterator[Content]:
        if self.sources:
            named = (f"{each['id']} {each.get('at') or ''}".strip() for each in item.get("source") or ())
            yield Content.styled(f"  source: {', '.join(named) or 'none given'}", "dim")


def _not_known(said: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Open questions that somebody could still answer: what was not asked is not there to be found out."""
    return [each for each in said.get("open_questions") or () if each["why_open"] != "not_asked"]


def soonest_first(items: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """What is due first comes first; what has no time set comes last."""
    return sorted(items, key=lambda item: _instant(item.get("due")))


def _instant(due: str | None) -> float:
    return datetime.fromisoformat(due).timestamp() if due else float("inf")


def inside(words: str) -> str:
    """A phrase inside a sentence: “The police” becomes “the police”, “GP” stays."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
