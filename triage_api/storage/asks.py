"""What one agency is asked, across referrals."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from triage_api.storage.moments import in_utc
from triage_api.storage.projections import SEEN


def asks(database: Database, agency: str, most: int, seen_by: tuple[str, datetime]) -> list[tuple[str, str]]:
    """Referral and contact of everything that an agency is asked and has not done, what is due first in
    front; of referrals that somebody sees now."""
    name, now = seen_by
    # CROSS JOIN is SQLite's way to be told the order: else it reads every referral that there ever was.
    sql = f"""SELECT items.referral AS referral, items.id AS id
        FROM items CROSS JOIN referrals ON referrals.id = items.referral
        WHERE items.kind = 'contact' AND items.agency = :agency AND items.done IS NULL AND {SEEN}
        ORDER BY items.due IS NULL, items.due, items.referral, items.id LIMIT :most"""  # noqa: S608
    values = {"agency": agency, "most": most, "name": name, "now": in_utc(now.isoformat())}
    return [(row["referral"], row["id"].partition(":")[2]) for row in database.query(sql, values)]
