"""Two children, adults or incidents that turn out to be one, and that turn out to be two after all.

Nothing is lost by either: what was said of both stands side by side, and the riskier counts; what is owed
stays owed, on its clock. Where the recommendation falls by it, that is a lowering: a reason, a second view.
"""

from __future__ import annotations

from dataclasses import replace

from triage_api.casework.changes import Change, judged
from triage_api.casework.judging import fallen
from triage_api.casework.lowering import checked, recorded
from triage_api.casework.marks import highest, marks
from triage_api.casework.members import must_be_permitted
from triage_api.casework.refusals import ConflictError, Fault, NotFoundError, WrongError
from triage_api.casework.words import own_words
from triage_api.policy.model import Permission
from triage_api.record import Lowering, Merging, Referral, SubjectsMerged, SubjectsUnmerged


def merge(change: Change, kept: str, merged: str, words: str, lowering: Lowering | None = None) -> None:
    """Say that two are one; from now on it is called ``kept``.

    Raises:
        NotYoursError: the policy lets others do it.
        WrongError: there is no such child, adult or incident, they are not of one kind; or nothing says why.
        ConflictError: the recommendation falls by it, and nothing says why.
    """
    must_be_permitted(change.member, change.policy, Permission.MERGE, "Saying that two are one")
    if faults := [*_faults(change.referral, kept, merged), *own_words(words, "/words", "The words")]:
        raise WrongError(faults)
    _changed(change, SubjectsMerged(kept, merged, words.strip()), lowering)


def unmerge(change: Change, of: int, words: str, lowering: Lowering | None = None) -> None:
    """Say that two are not one after all: each is again what was said of it. What was said since the merging
    was said of the one that was kept, and stays there.

    Raises:
        NotYoursError: the policy lets others do it.
        NotFoundError: nothing was merged by that event.
        ConflictError: it was taken back already; or the recommendation falls by it, and nothing says why.
        WrongError: nothing says why.
    """
    must_be_permitted(change.member, change.policy, Permission.MERGE, "Saying that they are two")
    merging = _found(change.referral, of)
    if merging.undone is not None:
        raise ConflictError("given-already", "They are two already", f"By {merging.undone[0].by.name}.")
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    _changed(change, SubjectsUnmerged(of, words.strip()), lowering)


def _changed(change: Change, fact: SubjectsMerged | SubjectsUnmerged, lowering: Lowering | None) -> None:
    before, policy = change.referral, change.policy
    shown = judged(before.case, policy)
    change.add(fact)
    lower = fallen(policy, shown, change.judged(), change.referral.identity.one)
    ways = [f"The route or the rating of {ref} falls by it." for ref in lower]
    if (reason := checked(policy, lowering, ways, None)) is not None:
        change.back_to(before)
        why, view = recorded(change, reason, highest(marks(policy, before, shown)), shown)
        change.add(replace(fact, lowering=why, second_view=view))


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
