"""``triage-api tokens``: who may sign in. A token is shown once; only its digest is kept."""

from __future__ import annotations

import getpass
import secrets
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from triage_api.assurance.catalogue import Catalogue
from triage_api.cli.places import data_folder, keys_folder
from triage_api.cli.serving import FINE, MISUSED
from triage_api.record import Fact, Person, Signed, TokenAdded, TokenRevoked
from triage_api.storage import Ledger
from triage_api.web.access import digest

LONGEST_NAME = 80


def add(data: Path | None, roots: Sequence[Path], name: str, role: str) -> int:
    """Add a token, and print it alone."""
    roles = {id for policy in Catalogue(roots).served() for id in policy.roles}
    if role not in roles:
        return _misused(
            f"There is no role “{role}”. The policies have: {', '.join(sorted(roles)) or 'none'}."
        )
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        return _misused(f"A name has 1 to {LONGEST_NAME} characters on one line.")
    token = secrets.token_urlsafe(32)
    with opened(data) as ledger:
        # Two of one name could give each other's second views.
        if any(one.name == name and one.revoked_at is None for one in ledger.tokens()):
            return _misused(f"“{name}” has a token. Revoke it first, or give another name.")
        _record(ledger, [TokenAdded(secrets.token_hex(4), name, role, digest(token))])
    print(token)
    return FINE


def list_all(data: Path | None) -> int:
    """Print every token there ever was, without the token."""
    with opened(data) as ledger:
        for one in ledger.tokens():
            until = f"revoked {one.revoked_at}" if one.revoked_at else "in use"
            print(f"{one.token}  {one.role}  {one.name}  added {one.added_at}  {until}")
    return FINE


def revoke(data: Path | None, token: str) -> int:
    """Make a token open nothing any more."""
    with opened(data) as ledger:
        known = {one.token: one for one in ledger.tokens()}
        if token not in known:
            return _misused(f"There is no token {token}. “triage-api tokens list” gives their ids.")
        if known[token].revoked_at is None:
            _record(ledger, [TokenRevoked(token)])
    return FINE


def opened(data: Path | None) -> Ledger:
    """The record.

    Raises:
        StorageError: it cannot be opened.
    """
    return Ledger.open(data_folder(data), keys_folder())


def _record(ledger: Ledger, facts: Sequence[Fact]) -> None:
    signed = Signed(Person(getpass.getuser(), "operator"), datetime.now(UTC))
    with ledger.writing() as pen:
        pen.tokens(facts, signed)


def _misused(words: str) -> int:
    print(f"triage-api: {words}", file=sys.stderr)
    return MISUSED
