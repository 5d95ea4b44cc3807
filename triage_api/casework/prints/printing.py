"""What every print of a referral is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from triage_api.casework.judging import Json, View
from triage_api.casework.moments import in_words
from triage_api.casework.prints.said import Said, said
from triage_api.policy.model import Policy
from triage_api.record import Entry, Person, Referral


@dataclass(frozen=True, slots=True)
class Printing:
    """Everything that a print is made of."""

    referral: Referral
    view: View
    entries: Sequence[Entry]
    now: datetime
    printed_by: str
    links: Json | None = None
    """Other referrals of the same people, as `links_of` gives them; ``None``: this print shows none."""

    @property
    def policy(self) -> Policy | None:
        """The policy, if it is served now."""
        return self.view.policy

    @property
    def zone(self) -> str:
        """The clock that times are told by."""
        return self.view.zone

    def when(self, moment: datetime | str) -> str:
        """A moment in words."""
        return in_words(moment, self.zone)

    @property
    def accounts(self) -> list[Said]:
        """What was said."""
        return list(said(self.referral, self.policy))

    def step(self, route: str | None, rag: str | None) -> str:
        """A route and its rating, in the policy's words."""
        if route is None:
            return "too early to say"
        routes, rags = ({}, {}) if self.policy is None else (self.policy.routes, self.policy.rags)
        titles = [routes[route].title if route in routes else route]
        if rag is not None:
            titles.append(rags[rag].title if rag in rags else rag)
        return ", ".join(titles)

    def who(self, person: Person) -> str:
        """A person and their role, in the policy's words."""
        known = self.policy is not None and person.role in self.policy.roles
        role = self.policy.roles[person.role].title if self.policy and known else person.role
        return f"{person.name}, {role}"
