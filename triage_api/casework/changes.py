"""A change being made to one referral: the facts so far, and the referral as they leave it."""

from __future__ import annotations

from datetime import datetime

from triage_api.casework.judging import Json, Policies
from triage_api.casework.members import Member
from triage_api.casework.refusals import Fault, NotServedError, WrongError
from triage_api.engine import Case, CaseError, read_case, triage
from triage_api.policy.model import Policy
from triage_api.record import Fact, Referral, Signed, extended, numbered


class Change:
    """One change, before it is kept."""

    def __init__(self, referral: Referral, policies: Policies, member: Member, signed: Signed) -> None:
        self.before = referral
        self.referral = referral
        self.member = member
        self.signed = signed
        self.facts: list[Fact] = []
        self.policies = policies

    @property
    def policy(self) -> Policy:
        """The policy that the referral is under.

        Raises:
            NotServedError: it is not served now.
        """
        return served(self.policies, self.referral.policy)

    @property
    def moment(self) -> datetime:
        """When it happened: when it is recorded, if nobody said otherwise."""
        return self.signed.happened_at or self.signed.at

    def add(self, *facts: Fact) -> None:
        """Add facts; from here on the referral is as they leave it."""
        entries = numbered(self.referral.id, self.referral.version, facts, self.signed)
        after = extended(self.referral, entries)
        if after is None:
            raise ValueError("A change does not purge.")
        self.referral = after
        self.facts += facts

    def back_to(self, referral: Referral) -> None:
        """Forget what was added since the referral stood like this."""
        self.referral, self.facts = referral, self.facts[: referral.version - self.before.version]

    def judged(self) -> Json:
        """The recommendation of the referral as it is now.

        Raises:
            WrongError: the case cannot be read.
        """
        return judged(self.referral.case, self.policy)


def served(policies: Policies, ref: str) -> Policy:
    """The policy.

    Raises:
        NotServedError: it is not served.
    """
    policy = policies.policy(ref)
    if policy is None:
        raise NotServedError("policy-not-served", "Policy not served", policies.why_not(ref))
    return policy


def read(case: Json, policy: Policy) -> Case:
    """The case, read.

    Raises:
        WrongError: it cannot be read.
    """
    try:
        return read_case(case, policy)
    except CaseError as error:
        raise WrongError([Fault(p.at, p.code, p.what, p.remedy) for p in error.problems]) from None


def judged(case: Json, policy: Policy) -> Json:
    """The recommendation of a case.

    Raises:
        WrongError: the case cannot be read.
    """
    try:
        return triage(case, policy)
    except CaseError as error:
        raise WrongError([Fault(p.at, p.code, p.what, p.remedy) for p in error.problems]) from None
