"""The tables that are made of events, for lists: made again at every change, and by `verify` to compare."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from triage_api.record import WHOLE, Entry, Exported, Referral, TokenAdded, TokenRevoked, Viewed
from triage_api.storage import again
from triage_api.storage.due_rows import absence_rows, folded_value, handle_rows, item_rows
from triage_api.storage.moments import in_utc
from triage_api.storage.practice import decided_rows, gap_rows, kept_rows
from triage_api.storage.waiting import waited_rows

Row = dict[str, Any]

REFERRAL_TABLES = {
    "referrals": "id",
    "subjects": "referral",
    "items": "referral",
    "handles": "referral",
    "named": "referral",
    "decided": "referral",
    "gaps": "referral",
    "kept": "referral",
    "waited": "referral",
}
"""The tables projected from a referral, and the column that says which."""
VIEWS = "-views-"
"""How the streams of who looked at what begin; one a month."""
TOKENS = "-tokens"
"""The stream of those who may sign in; no referral's id begins like this."""


@dataclass(frozen=True, slots=True)
class Line:
    """A referral as one line of a list."""

    row: Mapping[str, Any]
    labels: Mapping[str, Mapping[str, Any]]
    """By ref."""


@dataclass(frozen=True, slots=True)
class Token:
    """Who signs in with a token."""

    token: str
    name: str
    role: str
    added_at: str
    revoked_at: str | None


def rows_of(referral: Referral) -> dict[str, list[Row]]:
    """Everything that is projected from one referral, by table."""
    items = list(item_rows(referral))
    return {
        "referrals": [_line(referral)],
        "subjects": list(_subjects(referral)),
        "named": list(_named(referral)),
        "decided": decided_rows(referral),
        "gaps": list(gap_rows(referral)),
        "kept": kept_rows(referral),
        "waited": list(waited_rows(referral.policy, items)),
        "items": items,
        "handles": list(handle_rows(referral)),
    }


def _line(referral: Referral) -> Row:
    standing, decided = referral.recommended, referral.decision and referral.decision.decided
    owner, parked = referral.owners.of(WHOLE), referral.parked
    return {
        "id": referral.id,
        "version": referral.version,
        "state": referral.state,
        "practice": int(referral.practice),
        "policy": referral.policy,
        "received_at": in_utc(referral.received_at),
        "recorded_at": in_utc(referral.recorded_at.isoformat()),
        "reference": referral.reference,
        "route": standing and standing.route,
        "rag": standing and standing.rag,
        "route_order": -1 if standing is None else standing.route_order,
        "rag_order": -1 if standing is None else standing.rag_order,
        "provisional": int(standing is None or standing.provisional),
        "answered": len(referral.answers),
        "decided_route": decided and decided.route,
        "decided_rag": decided and decided.rag,
        "restricted": int(referral.access.names is not None),
        "owner": owner and owner.by.name,
        "parked_by": parked and parked.step.by.name,
        "parked_at": parked and in_utc(parked.step.at.isoformat()),
    }


def _named(referral: Referral) -> Iterator[Row]:
    """Who sees a restricted referral; ``until``: because they broke the glass."""
    names = referral.access.names or ()
    yield from ({"referral": referral.id, "name": name, "until": None} for name in sorted(names))
    for name, until in dict(referral.access.broken).items():
        if name not in names:
            yield {"referral": referral.id, "name": name, "until": in_utc(until.isoformat())}


def _subjects(referral: Referral) -> Iterator[Row]:
    for position, subject in enumerate(referral.subjects):
        yield {
            "referral": referral.id,
            "ref": subject.ref,
            "about": subject.about,
            "position": position,
            "label": json.dumps(_label(referral, subject.ref), ensure_ascii=False, sort_keys=True),
        }


def _label(referral: Referral, ref: str) -> Row:
    merging = referral.identity.merging_of(ref)
    gone = referral.identity.withdrawal_of(ref)
    into = {} if merging is None else {"merged_into": merging.fact.kept}
    out = {} if gone is None else {"withdrawn": gone.number}
    return {**referral.label(ref), **into, **out}


def project(database: Database, referral: Referral) -> None:
    """Put the referral's rows in place of those it had."""
    before = again.stands(database, referral.id)
    _clear(database, referral.id)
    for table, rows in rows_of(referral).items():
        database.table(table).insert_all(rows)
    again.see_to(database, referral.id, before)


def forget(database: Database, referral: str) -> None:
    """Take the referral's rows out of every list."""
    before = again.stands(database, referral)
    _clear(database, referral)
    again.see_to(database, referral, before)


def _clear(database: Database, referral: str) -> None:
    for table, column in REFERRAL_TABLES.items():
        database.table(table).delete_where(f"{column} = ?", [referral])


def tokens_of(entries: Sequence[Entry]) -> list[Row]:
    """The table of tokens that these events make."""
    rows: dict[str, Row] = {}
    for entry in entries:
        at = in_utc(entry.recorded_at.isoformat())
        match entry.fact:
            case TokenAdded(token, name, role, sha256):
                rows[token] = {"token": token, "name": name, "role": role, "sha256": sha256, "added_at": at}
                rows[token]["revoked_at"] = None
            case TokenRevoked(token) if token in rows:
                rows[token]["revoked_at"] = rows[token]["revoked_at"] or at
    return list(rows.values())


def project_absences(database: Database, entries: Sequence[Entry]) -> None:
    """Put who is away in place of who was."""
    database.conn.execute("DELETE FROM absences")
    database.table("absences").insert_all(absence_rows(entries))


def project_tokens(database: Database, entries: Sequence[Entry]) -> None:
    """Put these tokens in place of those there were."""
    database.conn.execute("DELETE FROM tokens")
    database.table("tokens").insert_all(tokens_of(entries))


SEEN = (
    "(NOT restricted OR EXISTS (SELECT 1 FROM named WHERE named.referral = referrals.id "
    "AND named.name = :name AND (named.until IS NULL OR named.until >= :now)))"
)
"""A referral that somebody of this name sees now; a restricted one is not even counted by others."""


def views_of(entries: Sequence[Entry]) -> list[Row]:
    """The table of who looked at what that these events make."""
    rows: list[Row] = []
    for entry in entries:
        row = {
            "stream": entry.stream,
            "number": entry.number,
            "at": in_utc(entry.recorded_at.isoformat()),
            "name": entry.by.name,
            "role": entry.by.role,
        }
        match entry.fact:
            case Viewed(referral, what, worked_on_it):
                looked = {"position": 0, "referral": referral, "what": what}
                rows.append({**row, **looked, "worked_on_it": int(worked_on_it)})
            case Exported(referrals):
                for position, referral in enumerate(referrals):
                    taken = {"position": position, "referral": referral, "what": "export"}
                    rows.append({**row, **taken, "worked_on_it": 0})
    return rows


def views(database: Database, since: datetime, until: datetime) -> list[Row]:
    """Who looked at what from one moment to before another."""
    between = [in_utc(since.isoformat()), in_utc(until.isoformat())]
    return list(database.table("views").rows_where("at >= ? AND at < ?", between, order_by="at"))


def looks_at(database: Database, referrals: Sequence[str]) -> list[Row]:
    """Every look at any of these referrals, in order."""
    wanted = json.dumps(list(referrals))
    where = "referral IN (SELECT value FROM json_each(?))"
    return list(database.table("views").rows_where(where, [wanted], order_by="at"))


def referral_ids(database: Database) -> list[str]:
    """The ids of all referrals, the first received first."""
    return [row[0] for row in database.conn.execute("SELECT id FROM referrals ORDER BY received_at, id")]


def referrals_of(database: Database, case_system_id: str) -> list[str]:
    """The referrals with a child of this ID in the case system, the first received first."""
    sql = """
        SELECT DISTINCT referrals.id FROM handles
        CROSS JOIN subjects ON subjects.referral = handles.referral
        CROSS JOIN referrals ON referrals.id = handles.referral
        WHERE handles.kind IN ('case_system_id', 'withdrawn_case_system_id') AND handles.value = ?
            AND about = 'child' AND lower(json_extract(label, '$.case_system_id')) = lower(?)
        ORDER BY received_at, referrals.id
    """
    return [row[0] for row in database.conn.execute(sql, [folded_value(case_system_id), case_system_id])]


def lines(
    database: Database,
    state: str | None,
    after: str | None,
    most: int,
    seen_by: tuple[str, datetime],
    *,
    parked: bool = False,
) -> list[Line]:
    """Referrals that somebody sees now, the latest received first; in ``state`` alone if given, behind the
    one ``after``; only those that somebody has put aside, if ``parked``."""
    behind = "(received_at, id) < (SELECT received_at, id FROM referrals WHERE id = :after)"
    name, now = seen_by
    values = {"state": state, "after": after, "name": name, "now": in_utc(now.isoformat())}
    wanted: list[tuple[str, object]] = [(SEEN, True), ("state = :state", state), (behind, after)]
    wanted.append(("parked_by IS NOT NULL", parked or None))
    found = database.table("referrals").rows_where(
        " AND ".join(test for test, value in wanted if value is not None),
        values,
        order_by="received_at DESC, id DESC",
        limit=most,
    )
    return [Line(row, labels_of(database, row["id"])) for row in found]


def labels_of(database: Database, referral: str) -> dict[str, dict[str, Any]]:
    sql = "SELECT ref, about, label FROM subjects WHERE referral = ? ORDER BY position"
    rows = database.query(sql, [referral])
    return {row["ref"]: {"about": row["about"], **json.loads(row["label"])} for row in rows}


def token_with(database: Database, sha256: str) -> Token | None:
    """The token with this digest, revoked or not."""
    return next(
        (_token(row) for row in database.query("SELECT * FROM tokens WHERE sha256 = ?", [sha256])), None
    )


def tokens(database: Database) -> list[Token]:
    """Every token there ever was, the oldest first."""
    return [_token(row) for row in database.query("SELECT * FROM tokens ORDER BY added_at, token")]


def _token(row: Mapping[str, Any]) -> Token:
    return Token(row["token"], row["name"], row["role"], row["added_at"], row["revoked_at"])
