"""Who is signed in, and what they may do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage_api.casework.refusals import NotYoursError
from triage_api.policy.model import Named, Permission, Policy
from triage_api.record import Person


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody, or some system, that is signed in."""

    person: Person
    all_roles: bool = False
    """The one user of an embedded API: practice, and every role. He still cannot give his own second view."""

    def has_one_of(self, roles: Iterable[str]) -> bool:
        """Whether they have one of these roles."""
        return self.all_roles or self.person.role in roles


def must_have(member: Member, roles: Iterable[str], titles: Mapping[str, Named], what: str) -> None:
    """See that the member has one of the roles.

    Raises:
        NotYoursError: they have none; it says who may do it.
    """
    if not member.has_one_of(roles):
        names = [titles[role].title if role in titles else role for role in roles]
        raise NotYoursError(
            "role",
            "Not yours to do",
            f"{what} is for: {', '.join(names)}. You are signed in as {member.person.role}.",
        )


def must_be_permitted(member: Member, policy: Policy, permission: Permission, what: str) -> None:
    """See that the policy lets the member do it; what it lets nobody do is for nobody.

    Raises:
        NotYoursError: it does not; it says who may.
    """
    roles = policy.casework.roles_for(permission)
    if not roles and not member.all_roles:
        raise NotYoursError(
            "role",
            "Not yours to do",
            f"{what} is for nobody: {policy.ref} has no permission “{permission}” in casework.yaml.",
        )
    must_have(member, roles, policy.roles, what)
