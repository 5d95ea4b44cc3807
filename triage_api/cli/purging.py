"""``triage-api purge``: takes away what the policies' retention rules let go, and says what stays and why."""

from __future__ import annotations

import getpass
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from triage_api.assurance.catalogue import Catalogue
from triage_api.casework.retention import Fate, fate
from triage_api.cli.serving import FINE
from triage_api.cli.tokens import opened
from triage_api.record import Person, Signed
from triage_api.storage import Ledger


def purge(data: Path | None, roots: Sequence[Path], *, do_it: bool) -> int:
    """Print what may go and what stays; purge it if ``do_it``. Run it weekly: it says what no rule fits."""
    catalogue = Catalogue(roots)
    now = datetime.now(tz=UTC)
    with opened(data) as ledger:
        fates = [_fate(ledger, catalogue, id) for id in ledger.referral_ids()]
        due = [one for one in fates if one.is_due(now.date())]
        for one in due:
            print(_line(one))
            if do_it and one.rule is not None:
                ledger.purge(one.referral, one.rule.id, Signed(Person(getpass.getuser(), "server"), now))
        _print_kept(fates, len(due), do_it)
        if do_it:
            # Also where nothing was due: an earlier purge may have been kept from it.
            ledger.sweep()
    return FINE


def _fate(ledger: Ledger, catalogue: Catalogue, id: str) -> Fate:
    referral = ledger.referral(id)
    if referral is None:
        return Fate(id, None, None, "it was purged")
    return fate(referral, catalogue.policy(referral.policy))


def _line(one: Fate) -> str:
    rule = "" if one.rule is None else one.rule.title
    return f"{one.referral}: may go since {one.goes}. {rule}."


def _print_kept(fates: Sequence[Fate], due: int, do_it: bool) -> None:
    waiting = sum(one.goes is not None for one in fates) - due
    why = Counter(one.stays_because for one in fates if one.stays_because is not None)
    print(f"{due} purged." if do_it else f"{due} may go; nothing was purged. Say --do-it to purge them.")
    print(f"{waiting} go later.")
    for reason, count in why.most_common():
        print(f"{count} stay: {reason}.")
