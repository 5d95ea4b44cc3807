"""Somebody who was recorded by mistake, or was not after all: what is owed to them ends, or is owed again.

Nothing is erased by it, and nothing counts as done: what was owed to nobody else ends as withdrawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from triage_api.record.discussions import Step
from triage_api.record.entries import Entry
from triage_api.record.folding.apart import Leaving, with_owed_again
from triage_api.record.identity import Identity, Withdrawal
from triage_api.record.owed import Obligation
from triage_api.record.referral import Referral


def in_effect(referral: Referral, made: Withdrawal, step: Step) -> Withdrawal:
    """The withdrawal from now on, with what had happened by now."""
    return replace(made, effect=step, happened=referral.happened)


def with_undone(referral: Referral, made: Withdrawal, step: Step, words: str) -> Referral:
    """The referral with whoever was withdrawn in it again: nobody has seen or told them meanwhile."""
    if made.effect is not None:
        leaving = Leaving(_leaves(referral, made), made.effect.number, made.happened, not_there=True)
        referral = with_owed_again(referral, leaving)
    return _with(referral, replace(made, undone=(step, words)))


def with_second_view(referral: Referral, of: int, agrees: bool, words: str, entry: Entry) -> Referral:
    """The referral after the second view of a lowering: a withdrawal takes effect, or is undone by it."""
    made = referral.identity.withdrawal(of)
    if made is None or made.undone is not None:
        return referral
    step = Step.of(entry)
    if not agrees:
        return with_undone(referral, made, step, words)
    return referral if made.effect is not None else _with(referral, in_effect(referral, made, step))


def marked(referral: Referral) -> Referral:
    """The referral once it has changed who is in it: what is owed to nobody ends, or is owed again."""
    if not referral.identity.withdrawals:
        return referral
    contacts, duties = _marked(referral, referral.contacts), _marked(referral, referral.duties)
    return replace(referral, contacts=contacts, duties=duties)


def _with(referral: Referral, made: Withdrawal) -> Referral:
    identity = referral.identity
    all = tuple(made if one.number == made.number else one for one in identity.withdrawals)
    return marked(replace(referral, identity=replace(identity, withdrawals=all)))


def _leaves(referral: Referral, made: Withdrawal) -> frozenset[str]:
    return frozenset(referral.identity.group(made.fact.ref))


def _marked(referral: Referral, held: Mapping[str, Obligation]) -> dict[str, Obligation]:
    return {id: replace(one, withdrawn=_last(referral.identity, one)) for id, one in held.items()}


def _last(identity: Identity, one: Obligation) -> Withdrawal | None:
    """The latest withdrawal of those to whom it is owed; ``None``: it is owed to somebody who is in it."""
    found = [identity.withdrawal_of(child) for child in one.body.get("children", [])]
    gone = [each for each in found if each is not None]
    return max(gone, key=_since) if gone and len(gone) == len(found) else None


def _since(made: Withdrawal) -> int:
    return made.number if made.effect is None else made.effect.number
