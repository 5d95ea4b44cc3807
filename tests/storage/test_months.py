"""What is kept for the report says what counting it row by row says, for any period, whatever was changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from tests.storage.ledgers import NOW, behind_its_back, signed, verdict_of
from triage_api.record import ChildAdded, ReferralOpened, SubjectLabelled
from triage_api.storage import Ledger, Period, Spread
from triage_api.storage import again as coming_again
from triage_api.storage.figures import figures
from triage_api.storage.schema import migrate

Row = dict[str, Any]
START = datetime(2025, 11, 15, tzinfo=UTC)
MINUTES = 500 * 24 * 60
POLICIES = ("hallamshire@1.0", "hallamshire@2.0", "ealing@1.0")

minutes = st.integers(0, MINUTES)
counts = st.integers(0, 3)
flags = st.integers(0, 1)


def at(minute: int) -> str:
    return (START + timedelta(minutes=minute)).isoformat(timespec="seconds")


@st.composite
def referrals(draw: st.DrawFn) -> dict[str, list[Row]]:
    """The rows of one referral, as far as the report reads them; its id is filled in later."""
    received, policy = at(draw(minutes)), draw(st.sampled_from(POLICIES))
    own = {"policy_id": policy.partition("@")[0]}
    made = [
        {
            **own, "number": number, "at": at(draw(minutes)), "policy": policy, "name": "A manager",
            "role": draw(st.sampled_from(["manager", "worker"])), "first": int(number == 0),
            "in_effect": 1, "hours": draw(st.floats(0, 99)), "sender": draw(st.sampled_from(["", "school"])),
            "route": draw(st.sampled_from([None, "advice"])),
            "recommended": draw(st.sampled_from([None, "advice", "strategy"])),
            "lowered": draw(flags), "raised": draw(flags), "by_unknowns": draw(flags),
            "unknowns": draw(counts), "second_needed": draw(flags),
            "second_hours": draw(st.none() | st.floats(0, 9)), "second_agrees": draw(st.none() | flags),
            "closed_hours": draw(st.none() | st.floats(0, 9)),
        }
        for number in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    gaps = [
        {**own, "at": made[0]["at"], "sender": made[0]["sender"], "question": question}
        for question in draw(st.sets(st.sampled_from(["hungry", "bruise"])))
        if made
    ]
    kept = [
        {**own, "at": received, "whose": "theirs", "agency": agency,
         **{name: draw(counts) for name in ("in_time", "late", "otherwise")}}
        for agency in draw(st.sets(st.sampled_from(["", "police", "health"])))
    ]  # fmt: skip
    line = {
        "id": "", "version": 1, "state": "open", "practice": 0, "policy": policy, "received_at": received,
        "recorded_at": received, "route_order": -1, "rag_order": -1, "provisional": 0, "answered": 0,
    }  # fmt: skip
    handles = [
        {"kind": "case_system_id", "value": value}
        for value in draw(st.sets(st.sampled_from("1234567"), max_size=2))
    ]
    return {"referrals": [line], "decided": made, "gaps": gaps, "kept": kept, "handles": handles}


@contextmanager
def tables() -> Iterator[Database]:
    database = Database(memory=True)
    migrate(database)
    yield database
    database.close()


def put(database: Database, id: str, rows: dict[str, list[Row]]) -> None:
    """Put a referral's rows in place of those it had, as `project` does."""
    before = coming_again.stands(database, id)
    for table, of in rows.items():
        column = "id" if table == "referrals" else "referral"
        database.conn.execute(f"DELETE FROM [{table}] WHERE {column} = ?", [id])
        database.table(table).insert_all([{**row, column: id} for row in of])
    coming_again.see_to(database, id, before)


def counted_by_hand(standing: dict[str, dict[str, list[Row]]], period: Period) -> dict[str, Any]:
    """The figures, counted one row after another."""
    since, until, policy = (period.values[name] for name in ("since", "until", "policy"))

    def those(table: str, column: str = "at") -> list[Row]:
        rows = [row for one in standing.values() for row in one[table]]
        return [row for row in rows if since <= row[column] < until and row["policy_id"] == policy]

    made = those("decided")
    lines = [
        (id, one["referrals"][0]["received_at"], {row["value"] for row in one["handles"]})
        for id, one in standing.items()
    ]
    received = [
        (id, moment, ids)
        for id, moment, ids in lines
        if since <= moment < until and standing[id]["referrals"][0]["policy"].startswith(f"{policy}@")
    ]
    return {
        "decisions": len(made),
        "lowered": sum(row["lowered"] for row in made),
        "with_unknowns": sum(row["unknowns"] > 0 for row in made),
        "second_missing": sum(row["second_needed"] and row["second_hours"] is None for row in made),
        "second_disagreed": sum(row["second_agrees"] == 0 for row in made),
        "months": dict(Counter(row["at"][:7] for row in made)),
        "first_hours": spread([row["hours"] for row in made if row["first"]]),
        "closed_hours": spread([row["closed_hours"] for row in made if row["closed_hours"] is not None]),
        "second_hours": spread([row["second_hours"] for row in made if row["second_hours"] is not None]),
        "routes": dict(Counter((row["recommended"], row["route"]) for row in made)),
        "senders": dict(Counter(row["sender"] for row in made if row["first"])),
        "gaps": dict(Counter((row["sender"], row["question"]) for row in those("gaps"))),
        "kept": sorted(
            (agency, *(sum(row[name] for row in those("kept") if row["agency"] == agency)
                       for name in ("in_time", "late", "otherwise")))
            for agency in {row["agency"] for row in those("kept")}
        ),
        "again": (sum(_comes_again(one, lines) for one in received), len(received)),
    }  # fmt: skip


def spread(hours: list[float]) -> Spread:
    """The least of them that half, and nine in ten, do not exceed."""
    median, nine_in_ten = (
        next(
            (one for one in sorted(hours) if sum(other <= one for other in hours) >= least * len(hours)), None
        )
        for least in (0.5, 0.9)
    )
    return Spread(len(hours), median, nine_in_ten)


def _comes_again(one: tuple[str, str, set[str]], lines: Sequence[tuple[str, str, set[str]]]) -> bool:
    now = datetime.fromisoformat(one[1])
    year = now.replace(year=now.year - 1).isoformat(timespec="seconds")  # no 29 February is drawn
    return any(id != one[0] and ids & one[2] and year <= moment < one[1] for id, moment, ids in lines)


def as_figures(database: Database, period: Period) -> dict[str, Any]:
    found, by_month = figures(database, period, None), figures(database, period, "month")
    sums = found.sums[0] if found.sums else Counter[str]()
    names = ("decisions", "lowered", "with_unknowns", "second_missing", "second_disagreed")
    return {
        **{name: sums[name] for name in names},
        "months": {row["which"]: row["decisions"] for row in by_month.sums},
        "first_hours": found.first_hours,
        "closed_hours": found.closed_hours,
        "second_hours": found.second_hours,
        "routes": {(row["recommended"], row["route"]): row["decisions"] for row in found.routes},
        "senders": found.senders,
        "gaps": {(row["sender"], row["question"]): row["without"] for row in found.gaps},
        "kept": sorted((row["agency"], row["in_time"], row["late"], row["otherwise"]) for row in found.kept),
        "again": found.again,
    }


@given(
    writes=st.lists(st.tuples(st.sampled_from("ABCDEF"), referrals()), max_size=9),
    bounds=st.tuples(minutes, minutes) | st.tuples(st.just(23_040), minutes),  # the first of December
)
def test_a_period_is_counted_as_by_hand(
    writes: list[tuple[str, dict[str, list[Row]]]], bounds: tuple[int, int]
) -> None:
    since, until = (START + timedelta(minutes=one) for one in sorted(bounds))
    with tables() as database:
        for id, rows in writes:
            put(database, id, rows)
        standing = dict(writes)
        for policy in ("hallamshire", "ealing"):
            period = Period(policy, since, until)
            assert as_figures(database, period) == counted_by_hand(standing, period)


def opened(ledger: Ledger, id: str, received_at: str, case_system_id: str | None) -> None:
    with ledger.writing() as pen:
        child = ChildAdded("child-1", "KM", "2014-10", case_system_id)
        pen.opened(id, [ReferralOpened("hallamshire@1.0", received_at, False), child], signed())


def coming(ledger: Ledger) -> tuple[int, int]:
    return ledger.figures(Period("hallamshire", NOW - timedelta(days=800), NOW), None).again


def test_who_comes_again_follows_the_children_of_every_referral(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        opened(ledger, "20260301-AAAA", "2026-03-01T09:00:00+00:00", "M-1")
        opened(ledger, "20260401-BBBB", "2026-04-01T09:00:00+00:00", None)
        assert coming(ledger) == (0, 2)
        with ledger.writing() as pen:  # it is found out who it is, in the later one
            referral = pen.referral("20260401-BBBB")
            assert referral is not None
            pen.changed(referral, [SubjectLabelled("child-1", {"case_system_id": "m-1"})], signed())
        assert coming(ledger) == (1, 2)
        opened(ledger, "20260501-CCCC", "2026-05-01T09:00:00+00:00", "M-1")
        assert coming(ledger) == (2, 3)
        ledger.purge("20260301-AAAA", "test", signed())
        assert coming(ledger) == (1, 2)
        assert ledger.verify().findings == ()


@pytest.mark.parametrize(
    "sql",
    [
        pytest.param("UPDATE daily_received SET referrals = 9", id="a sum is changed"),
        pytest.param("DELETE FROM daily_received", id="a sum is deleted"),
        pytest.param("DELETE FROM again", id="that one comes again is deleted"),
        pytest.param("DROP TRIGGER daily_received_less; DELETE FROM referrals", id="a trigger is taken away"),
    ],
)
def test_meddling_with_what_is_kept_for_the_report_shows(tmp_path: Path, sql: str) -> None:
    with Ledger.open(tmp_path) as ledger:
        for id, month in (("20260301-AAAA", 3), ("20260401-BBBB", 4)):
            opened(ledger, id, f"2026-{month:02}-01T09:00:00+00:00", "M-1")
    assert verdict_of(tmp_path).findings == ()
    with behind_its_back(tmp_path) as meddling:
        meddling.executescript(sql)
    assert any("daily_" in one or "again" in one for one in verdict_of(tmp_path).findings)
