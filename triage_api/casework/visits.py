"""Seeing a child: by whom, why, alone, where, who else was there; and what of it is news.

Only a visit that saw the child, by a role that the policy names, meets the visit clock. A police welfare
check or a health visitor's call is recorded and shown, and meets nothing of ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC

from triage_api.casework.changes import Change
from triage_api.casework.concern import is_of_concern
from triage_api.casework.deadlines import deadline
from triage_api.casework.naming import blank, unknown_children, unnamed
from triage_api.casework.news import Told, record_news
from triage_api.casework.refusals import ConflictError, Fault, NotFoundError, WrongError
from triage_api.casework.subjects import add_adult
from triage_api.casework.words import own_words
from triage_api.policy.model import Permission, Policy, WorkClock
from triage_api.record import (
    AdultIdentified,
    ContactProgressed,
    Happened,
    Present,
    Professional,
    Referral,
    Visit,
    VisitPlace,
    VisitRecorded,
)


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody who was there, as it was sent."""

    who: str
    adult: str | None = None
    """``None``: nobody of the case; they become an adult of it."""
    identified: bool = False
    of_concern: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A visit as it was sent."""

    visitor: Professional | None
    """``None``: whoever is signed in."""
    why: str
    seen: bool
    alone: bool | None
    place: VisitPlace
    others: tuple[Met, ...]
    words: str


def record_visit(change: Change, child: str, sent: Seen) -> None:
    """Record that the child was seen, or that it was tried; with what follows from who was there.

    Raises:
        NotFoundError: there is no such child.
        WrongError: blank words, an unknown adult, or “alone” where the child was not seen.
    """
    _refuse_unknown(change.referral, child)
    if faults := list(_wrong(change.referral, sent)):
        raise WrongError(faults)
    visitor = sent.visitor or _signed_in(change)
    others = tuple(_present(change, one) for one in sent.others)
    why_not = _why_not(change, sent, visitor)
    change.add(
        VisitRecorded(
            child=child,
            visitor=visitor,
            why=sent.why.strip(),
            seen=sent.seen,
            alone=sent.alone,
            place=sent.place,
            others=others,
            words=sent.words.strip(),
            counts=why_not is None,
            why_not=why_not,
        )
    )
    if why_not is None:
        _discharge(change, child, visitor)
    _tell(change, child, sent, visitor, others)


def _refuse_unknown(referral: Referral, child: str) -> None:
    for fault in unknown_children(referral, [child], "/child"):
        raise NotFoundError("no-such-child", "Not found", f"{fault.what} {fault.remedy}")


def _wrong(referral: Referral, sent: Seen) -> Iterator[Fault]:
    if sent.visitor is not None:
        yield from unnamed(sent.visitor, "/by")
    yield from own_words(sent.why, "/why", "Why")
    yield from blank(sent.place.kind, "/place/kind", "What kind of place it was")
    yield from blank(sent.place.whose, "/place/whose", "Whose place it was")
    yield from own_words(sent.words, "/words", "What the child said, or how the child was")
    if sent.seen and sent.alone is None:
        remedy = "Say true if no other adult was in the room for a part of it, else false."
        yield Fault("/alone", "missing-field", "It does not say whether the child was seen alone.", remedy)
    if not sent.seen and sent.alone is not None:
        yield Fault("/alone", "not-seen", "The child was not seen, so not alone either.", "Send null.")
    yield from _wrong_people(referral, sent.others)


def _wrong_people(referral: Referral, others: Sequence[Met]) -> Iterator[Fault]:
    adults = [subject.ref for subject in referral.present if subject.about == "adult"]
    for place, one in enumerate(others):
        at = f"/others/{place}"
        yield from blank(one.who, f"{at}/who", "Who that was, in words")
        if one.adult is not None and one.adult not in adults:
            what = f"There is no adult “{one.adult}” in this referral."
            remedy = f"There are: {', '.join(adults) or 'none'}. Leave it out for somebody new."
            yield Fault(f"{at}/adult", "unknown-ref", what, remedy)


def _signed_in(change: Change) -> Professional:
    person, discussions = change.member.person, change.policy.casework.discussions
    return Professional(person.name, person.role, "" if discussions is None else discussions.ours)


def _present(change: Change, one: Met) -> Present:
    """Whoever was there, as an adult of the case: somebody new becomes one, so that they are asked about."""
    adult = one.adult
    if adult is None:
        add_adult(change, None, one.who.strip()[:80])
        adult = change.referral.subjects[-1].ref
    due = None if one.identified else deadline(change.policy, WorkClock.ADULT_IDENTIFIED, change.moment)
    of_concern = one.of_concern or is_of_concern(change, adult)
    return Present(adult, one.who.strip(), one.identified, of_concern, due)


def _why_not(change: Change, sent: Seen, visitor: Professional) -> str | None:
    """Why it does not meet the visit clock; ``None``: it does."""
    policy = change.policy
    if policy.casework.visits is None:
        return f"{policy.ref} does not say which visits count."
    if not sent.seen:
        return "The child was not seen."
    if sent.visitor is None and change.member.all_roles:
        return None
    roles = policy.casework.roles_for(Permission.SEE_CHILD)
    discussions = policy.casework.discussions
    ours = discussions is None or visitor.agency == discussions.ours
    if visitor.role in roles and ours:
        return None
    return f"Only a visit by {_titles(policy, roles)} counts. This one was by: {visitor.role}."


def _titles(policy: Policy, roles: Sequence[str]) -> str:
    return ", ".join(policy.roles[role].title if role in policy.roles else role for role in roles) or "nobody"


def _discharge(change: Change, child: str, visitor: Professional) -> None:
    """Record the event of the policy for this child, and that the contacts which wait for it are made."""
    visits = change.policy.casework.visits
    if visits is None:
        return
    at = change.moment.astimezone(UTC).isoformat(timespec="seconds")
    change.add(Happened(visits.seen, at, child=child))
    for id, owed in list(change.referral.contacts.items()):
        waits = any(clock.get("met_by") == visits.seen for clock in owed.body.get("clocks", []))
        children = owed.body.get("children") or change.referral.children
        seen = change.referral.met_at(visits.seen, children)
        if waits and not owed.is_done and seen is not None:
            words = "Each child that it is about was seen: see the visits."
            change.add(ContactProgressed(id, "made", f"{visitor.name}, {visitor.role}", words))


def _tell(change: Change, child: str, sent: Seen, visitor: Professional, others: Sequence[Present]) -> None:
    """Record as news what a visit found that nobody knew, or that somebody feared."""
    seen, place = "was seen" if sent.seen else "was looked for and not seen", sent.place
    found = [
        f"There was {one.who} ({one.adult}), {_worry(one)}."
        for one in others
        if one.of_concern or not one.identified
    ]
    if _is_adult(change.referral, place.whose) and is_of_concern(change, place.whose):
        found.append(f"It was the place of a person of concern ({place.whose}).")
    if found:
        words = " ".join([f"{child} {seen} ({place.kind}, of {place.whose}).", *found])
        role = f"{visitor.role}, {visitor.agency}" if visitor.agency else visitor.role
        record_news(change, Told(words, role, "saw", received_at=change.moment))


def _is_adult(referral: Referral, ref: str) -> bool:
    subject = referral.subject(ref)
    return subject is not None and subject.about == "adult"


def _worry(one: Present) -> str:
    if not one.of_concern:
        return "who was not identified"
    return "a person of concern" if one.identified else "a person of concern, and not identified"


def identify(change: Change, of: int, person: int, adult: str | None, words: str) -> None:
    """Record that it is known who was there.

    Raises:
        NotFoundError: there is no such visit or person.
        ConflictError: they were identified already.
        WrongError: an unknown adult, or nothing says how that is known.
    """
    visit = _visit(change.referral, of)
    if not 1 <= person <= len(visit.fact.others):
        what = f"The visit {of} met {len(visit.fact.others)} people, counted from 1."
        raise NotFoundError("no-such-person", "Not found", what)
    present = visit.fact.others[person - 1]
    if present.identified or person in visit.identified:
        raise ConflictError("given-already", "They are identified", f"It was {present.adult}.")
    named = adult or change.referral.identity.one(present.adult)
    faults = [*_wrong_people(change.referral, [Met(present.who, named)])]
    faults = [Fault("/adult", one.code, one.what, one.remedy) for one in faults]
    faults += own_words(words, "/words", "How that is known")
    if faults:
        raise WrongError(faults)
    change.add(AdultIdentified(of, person, named, words.strip()))


def _visit(referral: Referral, number: int) -> Visit:
    for visit in referral.visits:
        if visit.number == number:
            return visit
    numbers = ", ".join(str(one.number) for one in referral.visits) or "none"
    raise NotFoundError("no-such-visit", "Not found", f"There is no visit {number}. There are: {numbers}.")
