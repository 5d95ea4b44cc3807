"""What happens to a referral or an item of the tray, told to another system once and in order."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from triage_client.referrals import ReferralMethods
from triage_client.tray import TrayMethods

if TYPE_CHECKING:
    from triage_client.shapes.referrals import Event


class FollowMethods(ReferralMethods, TrayMethods):
    """The methods that go on where they were left.

    An event has a ``number``, from 1 without a gap. Whoever keeps the number of the last event that they have
    dealt with, and gives it as ``after``, is told of the next one: also after a failure, which ends an
    iterator.
    """

    def follow(self, id: str, *, after: int = 0, every: float | None = None) -> Iterator[Event]:
        """Each event of a referral after this number: all that there are, or, asked again ``every`` so many
        seconds, all that will come.

        ``GET /v1/referrals/{id}/events``
        """
        return _followed(lambda number: self.events(id, after=number), after, every)

    def follow_item(self, id: str, *, after: int = 0, every: float | None = None) -> Iterator[Event]:
        """As `follow`, for an item of the tray.

        ``GET /v1/tray/{id}/events``
        """
        return _followed(lambda number: self.item_events(id, after=number), after, every)


def _followed(read: Callable[[int], list[Event]], after: int, every: float | None) -> Iterator[Event]:
    while True:
        for event in read(after):
            after = event["number"]
            yield event
        if every is None:
            return
        time.sleep(every)
