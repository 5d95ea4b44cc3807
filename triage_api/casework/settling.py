"""What follows from every change: how the recommendation now stands, and what is owed because of it."""

from __future__ import annotations

from triage_api.casework.changes import Change
from triage_api.casework.identity import await_identity
from triage_api.casework.judging import View, standing, viewed
from triage_api.casework.milestones import issue_enquiries, issue_milestones
from triage_api.casework.obligations import issue
from triage_api.casework.overtaking import overtake


def settle(change: Change) -> View:
    """Add to the change what follows from it; the recommendation that it leaves.

    Where the policy cannot be used, or the referral is closed, nothing follows: what a person recorded is
    kept all the same.
    """
    view = viewed(change.policies, change.referral)
    closed = change.referral.closing is not None
    if view.policy is not None and not closed:
        await_identity(change, view.policy)
    if view.policy is not None and view.recommendation is not None and not closed:
        stands = standing(view.policy, view.recommendation)
        if stands != change.referral.recommended:
            change.add(stands)
        overtake(change, view.recommendation)
        issue(change, view.recommendation)
        issue_milestones(change, view.recommendation)
        issue_enquiries(change, view.recommendation)
    return view
