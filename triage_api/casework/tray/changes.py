"""A change being made to one item of the tray: the facts so far, and the item as they leave it."""

from __future__ import annotations

from triage_api.casework.changes import served
from triage_api.casework.judging import Policies
from triage_api.casework.members import Member
from triage_api.casework.refusals import ConflictError, WrongError
from triage_api.casework.words import own_words
from triage_api.policy.model import Policy
from triage_api.record import Fact, Signed, TrayItem, extended_item, numbered


class ItemChange:
    """One change, before it is kept."""

    def __init__(self, item: TrayItem, policies: Policies, member: Member, signed: Signed) -> None:
        self.before = item
        self.item = item
        self.member = member
        self.signed = signed
        self.policies = policies
        self.facts: list[Fact] = []

    @property
    def policy(self) -> Policy:
        """The policy that the item came in under.

        Raises:
            NotServedError: it is not served now.
        """
        return served(self.policies, self.item.received.policy)

    def add(self, *facts: Fact) -> None:
        """Add facts; from here on the item is as they leave it."""
        entries = numbered(self.item.id, self.item.version, facts, self.signed)
        after = extended_item(self.item, entries)
        if after is None:
            raise ValueError("An item begins with its receipt.")
        self.item = after
        self.facts += facts


def must_wait(item: TrayItem) -> None:
    """See that nobody has dealt with the item yet.

    Raises:
        ConflictError: somebody has; it says how.
    """
    if item.waits:
        return
    how = {
        "filed": "It is filed as no referral. Reopen it first.",
        "passed": "It was passed on. Reopen it first.",
        "opened": f"It became the referral {item.referral}.",
        "news": f"It is news on the referral {item.referral}.",
    }
    raise ConflictError("dealt-with", "Somebody has dealt with it", f"{item.id}: {how[item.state]}")


def say_why(words: str) -> str:
    """The words, which are there and say why.

    Raises:
        WrongError: they do not.
    """
    if faults := own_words(words, "/words", "The words"):
        raise WrongError(faults)
    return words.strip()
