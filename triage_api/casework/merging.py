"""Two children, adults or incidents that turn out to be one, and that turn out to be two after all.

Nothing is lost by either: what was said of both stands side by side, and the riskier counts; what is owed
stays owed, on its clock. Where the recommendation falls by it, that is a lowering: a reason, a second view.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from triage_api.casework.changes import Change, judged
from triage_api.casework.concern import is_of_concern
from triage_api.casework.judging import Json, fallen, level_of
from triage_api.casework.lowering import checked, recorded
from triage_api.casework.marks import gravest, highest, marks
from triage_api.casework.members import must_be_permitted
from triage_api.casework.refusals import ConflictError, Fault, NotFoundError, WrongError
from triage_api.casework.words import own_words
from triage_api.policy.model import Permission, Policy
from triage_api.record import (
    CASE_SYSTEM_ID,
    Lowering,
    Merging,
    MoveKnown,
    Referral,
    SubjectsMerged,
    SubjectsUnmerged,
    SubjectWithdrawn,
    WithdrawalUndone,
    folded_id,
)


def merge(change: Change, kept: str, merged: str, words: str, lowering: Lowering | None = None) -> None:
    """Say that two are one; from now on it is called ``kept``.

    Raises:
        NotYoursError: the policy lets others do it.
        WrongError: there is no such child, adult or incident, they are not of one kind; or nothing says why.
        ConflictError: the recommendation falls by it, and nothing says why; or somebody is to look first
            whether one of them was recorded by mistake.
    """
    must_be_permitted(change.member, change.policy, Permission.MERGE, "Saying that two are one")
    if faults := [*_faults(change.referral, kept, merged), *own_words(words, "/words", "The words")]:
        raise WrongError(faults)
    for ref in (kept, merged):
        _refuse_waiting(change.referral, ref)
    regroup(change, SubjectsMerged(kept, merged, words.strip()), lowering)


def unmerge(change: Change, of: int, words: str, lowering: Lowering | None = None) -> None:
    """Say that two are not one after all: each is again what was said of it. What was said since the merging
    was said of the one that was kept, and stays there.

    Raises:
        NotYoursError: the policy lets others do it.
        NotFoundError: nothing was merged by that event.
        ConflictError: it was taken back already; both have one id in the case system; or the recommendation
            falls by it, and nothing says why.
        WrongError: nothing says why.
    """
    must_be_permitted(change.member, change.policy, Permission.MERGE, "Saying that they are two")
    merging = _found(change.referral, of)
    if merging.undone is not None:
        raise ConflictError("given-already", "They are two already", f"By {merging.undone[0].by.name}.")
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    _refuse_one_id(change.referral, merging)
    moves = list(_moves(change.referral, merging))
    regroup(change, SubjectsUnmerged(of, words.strip()), lowering)
    change.add(*moves)


def _refuse_waiting(referral: Referral, ref: str) -> None:
    """See that nobody leaves by a second view that was asked for of another alone.

    Raises:
        ConflictError: one of them waits for theirs.
    """
    if referral.identity.waits_to_leave(ref):
        raise ConflictError(
            "wrong-state",
            "It does not fit what is recorded",
            f"That {ref} was recorded by mistake waits for its second view. Give it, or take that back.",
        )


def _refuse_one_id(referral: Referral, merging: Merging) -> None:
    """See that who are told apart have not one id in the case system: as one they may have shared it.

    Raises:
        ConflictError: they have.
    """
    leaves = referral.identity.group(merging.fact.merged)
    ids = {folded_id(one.label.get(CASE_SYSTEM_ID)): one for one in referral.subjects if one.ref in leaves}
    about = {one.about for one in ids.values()}
    for other in referral.subjects:
        id = folded_id(other.label.get(CASE_SYSTEM_ID))
        if id is None or id not in ids or other.ref in leaves or other.about not in about:
            continue
        if referral.identity.withdrawal_of(other.ref) is None:
            both = f"“{ids[id].ref}” and “{other.ref}” have one id in the case system."
            raise ConflictError("same-id", "They have one id", f"{both} Put right first whose it is.")


def _moves(referral: Referral, merging: Merging) -> Iterator[MoveKnown]:
    """The moves to another authority that were known of both as one, or went there as one: of the one that
    leaves each is owed by itself, on the same clock, and until it is accepted the child is ours."""
    one_of, leaves = referral.identity.one, set(referral.identity.group(merging.fact.merged))
    kept = one_of(merging.fact.kept)
    for one in referral.transfers:
        move = one.begun
        if not isinstance(move, MoveKnown) or kept not in map(one_of, move.children):
            continue
        since = one.number > merging.number and not leaves & set(move.children)
        sent = one.sent is not None and one.sent.step.number > merging.number
        if since or sent:
            how = f"Recorded as transfer {one.number}, while {merging.fact.merged} was taken for {kept}: "
            yield MoveKnown((merging.fact.merged,), move.to, f"{how}{move.how_known}", move.due)


Regrouping: TypeAlias = SubjectsMerged | SubjectsUnmerged | SubjectWithdrawn | WithdrawalUndone
"""What changes who is in a referral."""


def regroup(change: Change, fact: Regrouping, lowering: Lowering | None) -> None:
    """Change who is in the referral, with a reason and a second view where something falls, or a required
    contact ends, by it.

    Raises:
        ConflictError: it lowers and nothing says why, or it does not and something does.
        WrongError: the code or the words are wrong.
    """
    before, policy = change.referral, change.policy
    shown = judged(before.case, policy)
    feared = isinstance(fact, SubjectWithdrawn) and is_of_concern(change, fact.ref)
    change.add(fact)
    after = change.judged()
    lower = [
        *fallen(policy, shown, after, change.referral.identity.one),
        *_left(policy, before, shown, after),
    ]
    ways = [f"The route or the rating of {ref} falls by it." for ref in lower]
    ways += [f"{ref} leaves it, and stands at “{title}”." for ref, title in _gone(change, shown)]
    if feared and isinstance(fact, SubjectWithdrawn):
        ways.append(
            f"{fact.ref} is somebody whom the policy would not have found with a child, and leaves it."
        )
    ended = list(_ended(before, change.referral))
    ways += [f"It ends a required contact: {role}." for role in ended]
    if (reason := checked(policy, lowering, ways, None)) is not None:
        change.back_to(before)
        stood = gravest(policy, before, shown) if ended else highest(marks(policy, before, shown))
        why, view = recorded(change, reason, stood, shown)
        change.add(replace(fact, lowering=why, second_view=view))


def _ended(before: Referral, after: Referral) -> Iterator[str]:
    """The required contacts that are owed to nobody any more, though nobody has done them."""
    for id, one in after.contacts.items():
        if one.withdrawn is not None and not before.contacts[id].is_done:
            yield one.body["role"]


def _gone(change: Change, shown: Json) -> Iterator[tuple[str, str]]:
    """The children who are in it no longer and stood above the lowest level, with the title of their route:
    that others stand as high answers for nobody."""
    policy, identity = change.policy, change.referral.identity
    base = level_of(policy, {"route": None, "rag": None})
    for child in shown["children"]:
        if identity.withdrawal_of(child["ref"]) is not None and base.falls_below(level_of(policy, child)):
            yield child["ref"], policy.routes[child["route"] or policy.base_route].title


def _left(policy: Policy, before: Referral, shown: Json, after: Json) -> Iterator[str]:
    """The refs of the children who leave one that stood higher than they now do."""
    levels = {child["ref"]: level_of(policy, child) for child in shown["children"]}
    for child in after["children"]:
        was = before.identity.one(child["ref"])
        if was != child["ref"] and was in levels and level_of(policy, child).falls_below(levels[was]):
            yield child["ref"]


def _faults(referral: Referral, kept: str, merged: str) -> list[Fault]:
    there = {one.ref: one.about for one in referral.present}
    remedy = f"There are: {', '.join(there) or 'none'}."
    faults = [
        Fault(f"/{field}", "unknown-ref", f"There is no “{ref}” that stands for itself here.", remedy)
        for field, ref in (("kept", kept), ("merged", merged))
        if ref not in there
    ]
    if not faults and kept == merged:
        faults.append(Fault("/merged", "same-ref", f"“{kept}” is one already.", "Name two."))
    elif not faults and there[kept] != there[merged]:
        what = f"“{kept}” ({there[kept]}) and “{merged}” ({there[merged]}) are not of one kind."
        faults.append(Fault("/merged", "other-kind", what, "Name two of a kind."))
    return faults


def _found(referral: Referral, number: int) -> Merging:
    for merging in referral.identity.merges:
        if merging.number == number:
            return merging
    numbers = ", ".join(str(one.number) for one in referral.identity.merges) or "none"
    raise NotFoundError(
        "no-such-merge", "Not found", f"Nothing was merged by {number}. There are: {numbers}."
    )
