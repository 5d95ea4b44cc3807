"""Random writes on two referrals, joined and taken apart: nothing owed in either is lost or put off."""

from __future__ import annotations

import pytest

from tests.casework.desks import SHARED
from tests.casework.test_walks import PEOPLE, WORDS, Walk, check
from triage_api.casework.changes import Change
from triage_api.casework.joining import Joined, Pair, join, unjoin
from triage_api.casework.refusals import RefusedError
from triage_api.record import Lowering, Referral, Signed, folded

STEPS, SEEDS = 50, 10


class Pairs:
    """Two referrals, and a manager who takes them for one, and for two again."""

    def __init__(self, seed: int) -> None:
        self.walks = (Walk(seed, "one"), Walk(seed + 1000, "two"))
        self.draw = self.walks[0].draw
        self.joined = self.apart = 0

    def step(self) -> None:
        """One write, on one of them or on both."""
        if self.draw.random() < 0.2:
            self._both()
        else:
            self.draw.choice(self.walks).step()

    def _both(self) -> None:
        walks = list(self.walks)
        self.draw.shuffle(walks)
        kept, other = walks
        now = kept.now = other.now = max(kept.now, other.now)
        who = PEOPLE["manager"]
        change, into = (Change(w.referral, SHARED, who, Signed(who.person, now)) for w in (kept, other))
        why = self.draw.choice([None, Lowering("other", WORDS)])
        try:
            if kept.referral.joins and kept.referral.joins[-1].undone is None:
                unjoin(change, into, kept.referral.joins[-1].number, WORDS, why)
            else:
                same = self.draw.choice([(), (Pair("child-1", "child-1"),)])
                join(change, into, Joined(other.stream, other.referral.version, WORDS, same, why))
            kept.keep(change)
        except RefusedError:
            return
        other.keep(into)
        self.joined += other.referral.joined_into is not None
        self.apart += other.referral.joined_into is None


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nothing_is_lost_closed_or_put_back_in_either(seed: int) -> None:
    pairs = Pairs(seed)
    for _ in range(STEPS):
        before: list[Referral] = [walk.referral for walk in pairs.walks]
        pairs.step()
        for walk, was in zip(pairs.walks, before, strict=True):
            check(walk, was)
            into = walk.referral.joined_into
            assert into is None or walk.referral.state in ("joined", "closed")
    for walk in pairs.walks:
        assert folded(walk.entries) == walk.referral


def test_they_are_joined_and_taken_apart_in_these_walks() -> None:
    joined = apart = 0
    for seed in range(SEEDS):
        pairs = Pairs(seed)
        for _ in range(STEPS):
            pairs.step()
        joined, apart = joined + pairs.joined, apart + pairs.apart
    assert min(joined, apart) > 5
