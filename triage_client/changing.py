"""Read, change, write back: the one way to change what others change as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from triage_client.failures import ChangedMeanwhile
from triage_client.referrals import ReferralMethods
from triage_client.tray import TrayMethods

if TYPE_CHECKING:
    from triage_client.shapes.referrals import Referral
    from triage_client.shapes.tray import TrayItem

TRIES = 5
"""How often it is tried in all while somebody else is quicker each time."""
State = TypeVar("State")
Again = Callable[[State, ChangedMeanwhile], bool]


class ChangeMethods(ReferralMethods, TrayMethods):
    """The methods that read before they write."""

    def change_referral(
        self, id: str, change: Callable[[Referral], Referral], again: Again[Referral] | None = None
    ) -> Referral:
        """Read a referral and have ``change`` write to it, by its ``id`` and ``version``.

        If somebody else has changed it in between, nothing is overwritten: `ChangedMeanwhile`, whose
        ``changes`` say who did what. A machine cannot tell whether the change is still meant; ``again`` can,
        given what stands now and the failure: where it says so, ``change`` is done anew on what stands now,
        up to five times in all.

        ``GET /v1/referrals/{id}``
        """
        return _changed(lambda: self.referral(id), change, again)

    def change_item(
        self, id: str, change: Callable[[TrayItem], TrayItem], again: Again[TrayItem] | None = None
    ) -> TrayItem:
        """As `change_referral`, for an item of the tray.

        ``GET /v1/tray/{id}``
        """
        return _changed(lambda: self.item(id), change, again)


def _changed(
    read: Callable[[], State], change: Callable[[State], State], again: Again[State] | None
) -> State:
    state = read()
    for _ in range(TRIES - 1):
        try:
            return change(state)
        except ChangedMeanwhile as stale:
            state = read()
            if again is None or not again(state, stale):
                raise
    return change(state)
