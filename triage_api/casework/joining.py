"""Two referrals of the same child, worked on as one; and taken apart again.

One is kept. What was said in the other is said in it too, side by side, and the riskier counts; the earlier
receipt counts; what was recommended or decided in either is not quietly undercut. What is owed in the other
stays owed there, on its clock and with its owner; only what a decision or an answer meets goes over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from triage_api.casework.arrival_questions import screening_question, sender_question
from triage_api.casework.changes import Change, judged
from triage_api.casework.deciding import DECIDED
from triage_api.casework.judging import Json, Level, fallen
from triage_api.casework.lowering import checked, recorded
from triage_api.casework.marks import Mark, highest, marks
from triage_api.casework.members import must_be_permitted
from triage_api.casework.refusals import ConflictError, Fault, NotFoundError, WrongError
from triage_api.casework.words import own_words
from triage_api.policy.model import Permission, Policy
from triage_api.record import (
    REFERRAL,
    AdultAdded,
    Answered,
    ChildAdded,
    Decided,
    Fact,
    IncidentAdded,
    Lowering,
    NewsArrived,
    Parked,
    Proposed,
    Referral,
    SubjectsMerged,
    SubjectsUnmerged,
    due_list,
)
from triage_api.record.accounts import united
from triage_api.record.facts.joining import (
    Brought,
    JoinedInto,
    LeftReferral,
    ReferralJoined,
    ReferralUnjoined,
)
from triage_api.record.joining import Joining

GO_OVER = ("enquiry", "overtaken", "parked", "reference", "case_system_id", "search", "find_child")
"""The kinds of item that only an answer or a decision meets, or what is found out of the child."""
NOT_THERE: tuple[type[Fact], ...] = (
    Answered,
    ChildAdded,
    AdultAdded,
    IncidentAdded,
    SubjectsMerged,
    SubjectsUnmerged,
    Decided,
    Proposed,
    NewsArrived,
    Parked,
    ReferralJoined,
)
"""What is recorded in the one that is kept, and no longer in the other."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that are one."""

    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A joining as it was sent."""

    referral: str
    version: int
    """Of the other referral: somebody has seen it."""
    words: str
    same: tuple[Pair, ...] = ()
    lowering: Lowering | None = None


def join(change: Change, into: Change, sent: Joined) -> None:
    """Work on the referral of ``into`` in that of ``change`` from now on.

    Raises:
        NotYoursError: the policy lets others do it.
        WrongError: a pair is not there or not of a kind, or nothing says why they are one.
        ConflictError: they cannot be one; or the recommendation of a child falls by it, and nothing says why.
    """
    must_be_permitted(change.member, change.policy, Permission.MERGE, "Saying that two referrals are one")
    if faults := [*_faults(change, into, sent), *own_words(sent.words, "/words", "The words")]:
        raise WrongError(faults)
    _refuse_unfit(change, into)
    before, policy = change.referral, change.policy
    shown, theirs = judged(before.case, policy), judged(into.referral.case, policy)
    if shown["not_a_referral"]:
        detail = f"{before.id} is no referral, by its screening answer. Join it the other way round."
        raise ConflictError("not-a-referral", "It is no referral", detail)
    brought = tuple(_brought(before, into.referral))
    refs = {one.there: one.ref for one in brought}
    fact = _joined(policy, before, into.referral, sent, brought, theirs)
    same = [SubjectsMerged(pair.here, refs[pair.there], sent.words.strip()) for pair in sent.same]
    change.add(fact, *same)
    one, after = change.referral.identity.one, change.judged()
    lower = fallen(policy, shown, after, one)
    there = fallen(policy, theirs, after, lambda ref: one(refs.get(ref, ref)))
    lower += [f"{ref} of {sent.referral}" for ref in there]
    if (reason := checked(policy, sent.lowering, _ways(lower), None)) is not None:
        change.back_to(before)
        why, view = recorded(change, reason, highest(marks(policy, before, shown)), shown)
        change.add(replace(fact, lowering=why, second_view=view), *same)
    into.add(JoinedInto(before.id, sent.words.strip(), tuple(_over(into.referral))))


def unjoin(change: Change, into: Change, of: int, words: str, lowering: Lowering | None) -> None:
    """Say that they are two after all. What was said since of those whom the other had brought is said there.

    Raises:
        NotYoursError: the policy lets others do it.
        ConflictError: it was taken back already; or the recommendation falls by it, and nothing says why.
        WrongError: nothing says why.
    """
    must_be_permitted(change.member, change.policy, Permission.MERGE, "Saying that they are two referrals")
    joining = joining_of(change.referral, of)
    if joining.undone is not None:
        raise ConflictError("given-already", "They are two already", f"By {joining.undone[0].by.name}.")
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    before, policy = change.referral, change.policy
    shown, fact = judged(before.case, policy), ReferralUnjoined(of, words.strip())
    change.add(fact)
    lower = fallen(policy, shown, change.judged(), change.referral.identity.one)
    if (reason := checked(policy, lowering, _ways(lower), None)) is not None:
        change.back_to(before)
        why, view = recorded(change, reason, highest(marks(policy, before, shown)), shown)
        change.add(replace(fact, lowering=why, second_view=view))
    into.add(LeftReferral(words.strip()), *_said_since(before, into.referral, joining))


def joining_of(referral: Referral, number: int) -> Joining:
    """The joining with this number.

    Raises:
        NotFoundError: there is none.
    """
    for joining in referral.joins:
        if joining.number == number:
            return joining
    numbers = ", ".join(str(one.number) for one in referral.joins) or "none"
    raise NotFoundError(
        "no-such-joining", "Not found", f"Nothing was joined by {number}. There are: {numbers}."
    )


def refuse_joined(change: Change) -> None:
    """See that a referral which is worked on in another is not answered or decided by itself.

    Raises:
        ConflictError: it is.
    """
    into = change.before.joined_into
    if into is None or change.referral.joined_into is None:
        return
    if any(isinstance(fact, NOT_THERE) for fact in change.facts):
        raise ConflictError("joined", "It is worked on in another", f"Go on in {into.fact.referral}.")


def _ways(lower: list[str]) -> list[str]:
    return [f"The route or the rating of {ref} falls by it." for ref in lower]


def _faults(change: Change, into: Change, sent: Joined) -> Iterator[Fault]:
    here = {one.ref: one.about for one in change.referral.present}
    there = {one.ref: one.about for one in into.referral.present}
    for place, pair in enumerate(sent.same):
        for field, ref, known in (("here", pair.here, here), ("there", pair.there, there)):
            if ref not in known:
                what = f"There is no “{ref}” {field}."
                remedy = f"There are: {', '.join(known) or 'none'}."
                yield Fault(f"/same/{place}/{field}", "unknown-ref", what, remedy)
        kinds = here.get(pair.here), there.get(pair.there)
        if None not in kinds and kinds[0] != kinds[1]:
            what = f"“{pair.here}” is a {kinds[0]}, “{pair.there}” a {kinds[1]}."
            yield Fault(f"/same/{place}", "other-kind", what, "Name two of a kind.")
    if len({pair.there for pair in sent.same}) < len(sent.same):
        yield Fault(
            "/same", "answered-twice", "One of the other referral stands there twice.", "Name it once."
        )


def _refuse_unfit(change: Change, into: Change) -> None:
    """See that they can be one: two, open, under one policy, for the same eyes, neither part of another."""
    kept, other = change.referral, into.referral
    for unfit, why in (
        (kept.id == other.id, "It is the same referral."),
        (kept.policy != other.policy, f"They are under {kept.policy} and {other.policy}."),
        (kept.practice != other.practice, "One of them is practice."),
        (
            kept.access.names != other.access.names,
            "They are not open to the same people: restrict both alike.",
        ),
        (kept.closing is not None, f"{kept.id} is closed."),
        (other.closing is not None, f"{other.id} is closed."),
        (kept.joined_into is not None, f"{kept.id} is worked on in another."),
        (other.joined_into is not None, f"{other.id} is worked on in another already."),
        (
            any(one.undone is None for one in other.joins),
            f"Others are worked on in {other.id}: join those here.",
        ),
    ):
        if unfit:
            raise ConflictError("cannot-be-one", "They cannot be one", why)


def _brought(kept: Referral, other: Referral) -> Iterator[Brought]:
    """Everybody of the other, with a ref that is free here, and what was said of them."""
    taken = {one.ref for one in kept.subjects}
    members = {
        one["ref"]: one["answers"] for kind in ("children", "adults", "incidents") for one in other.case[kind]
    }
    for subject in other.present:
        ref = next(name for n in range(1, 999) if (name := f"{subject.about}-{n}") not in taken)
        taken.add(ref)
        yield Brought(ref, subject.ref, subject.about, other.label(subject.ref), members[subject.ref])


def _joined(
    policy: Policy, kept: Referral, other: Referral, sent: Joined, brought: tuple[Brought, ...], theirs: Json
) -> ReferralJoined:
    stood = highest([*marks(policy, other, theirs), *_decided(other)])
    once = {one.id for one in (sender_question(policy), screening_question(policy)) if one is not None}
    said = {
        question: answer
        for question, answer in other.case["answers"].items()
        # Who sent it and what it is are said of each referral by itself.
        if question not in once or (REFERRAL, question) not in kept.answers
    }
    return ReferralJoined(
        referral=other.id,
        received_at=other.received_at,
        words=sent.words.strip(),
        answers=said,
        brought=brought,
        route=stood.route,
        rag=stood.rag,
        route_order=stood.level.route,
        rag_order=stood.level.rag,
    )


def _decided(other: Referral) -> Iterator[Mark]:
    made = other.decision
    if made is not None and made.decided.route is not None:
        decided = made.decided
        level = Level(decided.route_order, decided.rag_order)
        yield Mark(level, decided.route, decided.rag, "the decided one")


def _over(other: Referral) -> Iterator[str]:
    for item in due_list(other):
        if item.is_open and (item.kind in GO_OVER or _is_of_the_decision(other, item.id)):
            yield item.id


def _is_of_the_decision(other: Referral, item: str) -> bool:
    kind, _, own = item.partition(":")
    return kind == "milestone" and other.milestones[own].body["met_by"] == DECIDED


def _said_since(kept: Referral, other: Referral, joining: Joining) -> Iterator[Answered]:
    """What was said here since of those whom the other had brought, beside what stands there."""
    there = {one.ref: one for one in joining.fact.brought}
    for (about, question), given in kept.answers.items():
        one = there.get(about)
        if one is None or given.answer == one.answers.get(question):
            continue
        standing = other.answers.get((one.there, question))
        before = None if standing is None else standing.answer
        both = given.answer if before is None else united([before, given.answer])
        if both != before:
            yield Answered(one.there, question, both, previous=before)
