"""Whom it is about and who was there: children, agencies and people, named so that one can find them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from triage_api.casework.refusals import ConflictError, Fault
from triage_api.engine.answers import nearest
from triage_api.policy.model import Policy
from triage_api.record import Professional, Referral


def named_children(referral: Referral, asked: Sequence[str]) -> tuple[str, ...]:
    """The children asked for; every child of the referral, if none was.

    Raises:
        ConflictError: there is no child in it.
    """
    there = referral.children
    if not there:
        raise ConflictError(
            "no-child",
            "There is no child in it",
            "Add the child it is about, even if all that is known is that there is one.",
        )
    return tuple(asked) or there


def unknown_children(referral: Referral, refs: Iterable[str], at: str) -> Iterator[Fault]:
    """A fault for each ref that is no child of the referral."""
    there = referral.children
    for place, ref in enumerate(refs):
        if ref not in there:
            what = f"There is no child “{ref}” in this referral."
            remedy = f"There are: {', '.join(there) or 'none'}."
            yield Fault(f"{at}/{place}", "unknown-ref", what, remedy)


def unknown_agency(policy: Policy, agency: str, at: str) -> Iterator[Fault]:
    """A fault if the policy has no such agency."""
    if agency not in policy.agencies:
        what = f"There is no agency “{agency}” in {policy.ref}."
        yield Fault(at, "unknown-agency", what, nearest(agency, list(policy.agencies)))


def blank(text: str, at: str, what: str) -> Iterator[Fault]:
    """A fault if nothing stands there."""
    if not text.strip():
        yield Fault(at, "blank-words", f"{what} is missing.", "Say it.")


def unnamed(one: Professional, at: str) -> Iterator[Fault]:
    """A fault for each thing that is missing of whom one could find again: name, role, agency."""
    yield from blank(one.name, f"{at}/name", "The name")
    yield from blank(one.role, f"{at}/role", "The role")
    yield from blank(one.agency, f"{at}/agency", "The agency")
