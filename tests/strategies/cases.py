"""Random cases over a policy: every state of an answer, lists of people open and closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from tests.strategies.answers import accounts
from tests.strategies.small import RECEIVED_AT
from triage_api.engine.case import Accounts, Case, Subject
from triage_api.policy.model import About, Policy

LISTED = st.sampled_from([1, 2, 1, 0])
"""How many of each there are."""


@st.composite
def answered(
    draw: st.DrawFn, policy: Policy, about: About, sayers: Sequence[str], complete: bool
) -> Mapping[str, Accounts]:
    """What was answered of one of them. ``complete``: every question was asked."""
    asked = [question for question in policy.questions.values() if question.about is about]
    return {
        question.id: draw(accounts(question, sayers))
        for question in asked
        if complete or draw(st.integers(0, 2)) > 0
    }


@st.composite
def cases(draw: st.DrawFn, policy: Policy, least_children: int = 0) -> Case:
    """Any case: no child to two, no adult to two, no incident to two."""
    complete = draw(st.booleans())
    refs = {
        About.CHILD: ("child-1", "child-2")[: max(least_children, draw(LISTED))],
        About.ADULT: ("father", "mother")[: draw(LISTED)],
        About.INCIDENT: ("june", "july")[: draw(LISTED)],
    }
    sayers = refs[About.ADULT]
    subjects = {
        about: tuple(Subject(ref, about, draw(answered(policy, about, sayers, complete))) for ref in listed)
        for about, listed in refs.items()
    }
    return Case(
        received_at=RECEIVED_AT,
        answers=draw(answered(policy, About.REFERRAL, sayers, complete)),
        children=subjects[About.CHILD],
        adults=subjects[About.ADULT],
        incidents=subjects[About.INCIDENT],
    )


@st.composite
def policies_and_cases(draw: st.DrawFn, policies: st.SearchStrategy[Policy]) -> tuple[Policy, Case]:
    """One of the policies, and a case over it."""
    policy = draw(policies)
    return policy, draw(cases(policy))
