"""By what a referral and those in it are known in the case system: pending on a clock, given, put right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC

from triage_api.casework.changes import Change
from triage_api.casework.deadlines import deadline
from triage_api.casework.refusals import ConflictError, Fault, NotFoundError, WrongError, wrong
from triage_api.casework.words import own_words
from triage_api.engine.answers import nearest
from triage_api.policy.model import Policy, WorkClock
from triage_api.record import (
    CASE_SYSTEM_ID,
    FIND_CHILD,
    REFERENCE,
    REFERRAL,
    SEARCH,
    SEARCHED,
    Awaited,
    IdentityPending,
    Pending,
    ReferenceGiven,
    Referral,
    Subject,
    SubjectLabelled,
    folded_id,
)

LONGEST = 60
"""Characters of a reference."""
LIKE: Mapping[str, tuple[re.Pattern[str], str]] = {
    "initials": (re.compile(r"[^\W\d_]{1,4}"), "1 to 4 letters, like KM; no name"),
    "born": (re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])"), "year and month, like 2014-10; no day"),
    CASE_SYSTEM_ID: (re.compile(r"[A-Za-z0-9./_-]{1,40}"), "the case system's own id"),
    "label": (re.compile(r"[^\n\r\t]{1,80}"), "who or what it is, in a few words; no name"),
    "crime": (re.compile(r"[^\n\r\t]{1,60}"), "the police's own number"),
    "cad": (re.compile(r"[^\n\r\t]{1,60}"), "the police's own number"),
    "notification": (re.compile(r"[^\n\r\t]{1,60}"), "the police's own number"),
}
"""What tells one from others, and what it looks like."""
OF: Mapping[str, tuple[str, ...]] = {
    "child": ("initials", "born", CASE_SYSTEM_ID),
    "adult": ("label", CASE_SYSTEM_ID),
    "incident": ("label", "crime", "cad", "notification"),
}
"""Of which kind of subject what can be said."""


@dataclass(frozen=True, slots=True)
class Labelling:
    """What tells one from others, as it was sent; ``None``: it stays as it was."""

    words: str | None = None
    initials: str | None = None
    born: str | None = None
    case_system_id: str | None = None
    label: str | None = None
    crime: str | None = None
    cad: str | None = None
    notification: str | None = None
    not_known: tuple[str, ...] = ()
    """What was said and is not known any more."""

    @property
    def given(self) -> dict[str, str | None]:
        """Everything that it says: name -> text, or ``None`` for what is not known any more."""
        said = {name: getattr(self, name) for name in LIKE}
        known = {name: value for name, value in said.items() if value is not None}
        return {**known, **dict.fromkeys(self.not_known)}


def await_identity(change: Change, policy: Policy) -> None:
    """Say what is still to be found out, with its clock: once, from when the referral or the child came; and
    again, on the same clock, where something that was known turned out to be wrong."""
    if pending := tuple(_missing(change, policy)):
        change.add(IdentityPending(pending))


def _missing(change: Change, policy: Policy) -> Iterator[Pending]:
    referral = change.referral
    if referral.reference is None:
        yield from _pending(change, policy, REFERENCE, REFERRAL, WorkClock.REFERENCE_FOUND)
    for subject in referral.present:
        if subject.about in SEARCHED and not referral.is_checked(subject.ref):
            yield from _pending(change, policy, SEARCH, subject.ref, WorkClock.RECORDS_SEARCHED)
        if subject.about == "child" and not referral.is_named(subject.ref):
            yield from _pending(change, policy, FIND_CHILD, subject.ref, WorkClock.CHILD_IDENTIFIED)
        if subject.about == "child" and referral.label(subject.ref)[CASE_SYSTEM_ID] is None:
            yield from _pending(change, policy, CASE_SYSTEM_ID, subject.ref, WorkClock.REFERENCE_FOUND)


def _pending(change: Change, policy: Policy, what: str, about: str, clock: WorkClock) -> Iterator[Pending]:
    identity = change.referral.identity
    before = identity.latest(what, about)
    if before is not None:
        if before.found_at is not None:
            yield _again(change.referral, before)
        # Else somebody still looks, or a manager has ended the search.
        return
    since = identity.since.get(about, change.moment)
    written = since.astimezone(UTC).isoformat(timespec="seconds")
    yield Pending(what, about, written, deadline(policy, clock, since))


def _again(referral: Referral, before: Awaited) -> Pending:
    """What was found and turned out to be wrong, on the clock that it had: it was never known. So too where
    somebody is merged into it of whom it was not known, on that one's clock."""
    what, about = before.pending.what, before.pending.about
    parts = (referral.identity.latest(what, part) for part in referral.identity.group(about))
    last = next((one for one in parts if one is not None and one.is_open), before)
    reviews = [fact.deadline for _, fact in last.sought if fact.reviewed]
    return replace(last.pending, about=about, deadline=[last.pending.deadline, *reviews][-1])


def give_reference(change: Change, reference: str, words: str | None) -> None:
    """Put in the case system's reference of the referral, or correct it: then it says why.

    Raises:
        ConflictError: it is this one already.
        WrongError: it is blank or too long; or it is another, and nothing says why.
    """
    given, standing = reference.strip(), change.referral.reference
    if not 0 < len(given) <= LONGEST:
        raise wrong("/reference", "wrong-value", "It is no reference.", f"1 to {LONGEST} characters.")
    if given == standing:
        raise ConflictError("given-already", "It has this reference", f"“{given}” stands there already.")
    if standing is None:
        change.add(ReferenceGiven(given))
        return
    if faults := own_words(words or "", "/words", "Why it is corrected"):
        raise WrongError(faults)
    change.add(ReferenceGiven(given, standing, (words or "").strip()))


def label_child(change: Change, ref: str, labelling: Labelling) -> None:
    """Say, or correct, what tells a child from others: initials, month of birth, the case system's id.

    Raises:
        NotFoundError: there is no such child.
        ConflictError: another child of the referral has this id in the case system: they are one.
        WrongError: it says nothing, or in a wrong form; or it replaces something and nothing says why.
    """
    _label(change, "child", ref, labelling)


def label_adult(change: Change, ref: str, labelling: Labelling) -> None:
    """Say, or correct, what tells an adult from others; as `label_child`."""
    _label(change, "adult", ref, labelling)


def label_incident(change: Change, ref: str, labelling: Labelling) -> None:
    """Say, or correct, what tells an incident from others; as `label_child`."""
    _label(change, "incident", ref, labelling)


def _label(change: Change, about: str, ref: str, labelling: Labelling) -> None:
    subject = known(change.referral, about, ref)
    given = _in_capitals(labelling.given)
    faults = [*_faults(about, given, labelling), *_unknown(about, labelling)]
    if faults:
        raise WrongError(faults)
    changed = {name: value for name, value in given.items() if subject.label.get(name) != value}
    if not changed:
        raise wrong("", "nothing-said", "It says nothing new.", "Send what is known better now.")
    replaced = [name for name in changed if subject.label.get(name) is not None]
    words = (labelling.words or "").strip() or None
    if replaced and (why := own_words(words or "", "/words", "Why it is corrected")):
        raise WrongError(why)
    refuse_same(change.referral, about, ref, changed.get(CASE_SYSTEM_ID))
    change.add(SubjectLabelled(ref, changed, words))


def known(referral: Referral, about: str, ref: str) -> Subject:
    """The subject of this kind and ref.

    Raises:
        NotFoundError: there is none.
    """
    there = [one.ref for one in referral.subjects if one.about == about]
    if ref not in there:
        what = f"There is no {about} “{ref}” in this referral. There are: {', '.join(there) or 'none'}."
        raise NotFoundError(f"no-such-{about}", "Not found", what)
    return next(one for one in referral.subjects if one.ref == ref)


def refuse_same(referral: Referral, about: str, ref: str | None, case_system_id: str | None) -> None:
    """See that no two of a kind have one id in the case system.

    Raises:
        ConflictError: another one has it: either the id is mistyped, or they are one.
    """
    is_one = referral.identity.one
    for other in referral.subjects:
        if ref is not None and is_one(other.ref) == is_one(ref):
            continue
        if referral.identity.withdrawal_of(other.ref) is not None:
            continue
        same = case_system_id is not None and folded_id(other.label.get(CASE_SYSTEM_ID)) == folded_id(
            case_system_id
        )
        if same and other.about == about:
            what = f"“{other.ref}” has this id in the case system. Check the id; if they are one, say so."
            raise ConflictError("same-id", "Another one has this id", what)


def _in_capitals(given: Mapping[str, str | None]) -> dict[str, str | None]:
    """As they are compared: initials in capitals."""
    return {
        name: value.strip().upper() if name == "initials" and value else value and value.strip()
        for name, value in given.items()
    }


def _faults(about: str, given: Mapping[str, str | None], labelling: Labelling) -> Iterator[Fault]:
    for name, value in given.items():
        if name not in OF[about] and name in LIKE and name not in labelling.not_known:
            what = f"“{name}” is nothing that is said of this {about}."
            yield Fault(f"/{name}", "unknown-field", what, nearest(name, OF[about]))
        elif value is not None and not LIKE[name][0].fullmatch(value):
            what = f"“{value[:LONGEST]}” does not fit."
            yield Fault(f"/{name}", "wrong-value", what, f"Write {LIKE[name][1]}.")


def _unknown(about: str, labelling: Labelling) -> Iterator[Fault]:
    for place, name in enumerate(labelling.not_known):
        if getattr(labelling, name, None) is not None and name in LIKE:
            what = f"It gives “{name}”, and says that it is not known."
            yield Fault(f"/not_known/{place}", "both", what, "Leave the one or the other out.")
        if name not in OF[about]:
            what = f"“{name[:LONGEST]}” is nothing that is said of this {about}."
            yield Fault(f"/not_known/{place}", "unknown-field", what, nearest(name, OF[about]))
