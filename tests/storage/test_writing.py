"""Many writers, one pen: nothing is lost, nothing is done twice, nobody is told that it is locked."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from tests.storage.ledgers import ANYBODY, NOW, OPENED, answer, behind_its_back, fill, signed
from triage_api.storage import Claim, KeyUsedOtherwiseError, Ledger, Reply
from triage_api.storage.answered import KEPT
from triage_api.storage.schema import MIGRATIONS


def test_eight_threads_on_the_same_referrals_lose_nothing(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        fill(ledger)
        ids = ["20261123-AAAA", "20261123-BBBB"]

        def write(thread: int) -> None:
            for number in range(25):
                answer(ledger, ids[number % 2], f"q-{thread}-{number}", "yes")

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(write, range(8)))
        referrals = [ledger.referral(id) for id in ids]
        given = [
            question for one in referrals if one for _, question in one.answers if question.startswith("q-")
        ]
        assert len(given) == len(set(given)) == 200
        assert ledger.verify().findings == ()


def test_two_ledgers_on_one_file_wait_for_each_other(tmp_path: Path) -> None:
    """As two processes do: they share no lock of ours."""
    with Ledger.open(tmp_path) as one, Ledger.open(tmp_path) as other:
        fill(one)

        def write(ledger: Ledger) -> None:
            for number in range(40):
                answer(ledger, "20261123-AAAA", f"q-{id(ledger)}-{number}", "yes")

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(write, [one, other]))
        referral = one.referral("20261123-AAAA")
        assert referral is not None
        assert referral.version == 85
        assert one.verify().findings == ()


def test_connections_of_threads_that_ended_are_let_go(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        for _ in range(20):
            thread = threading.Thread(target=ledger.lines, args=(None, None, 1, ANYBODY))
            thread.start()
            thread.join()
        ledger.lines(None, None, 1, ANYBODY)
        assert len(ledger._connections._register) <= 3


def test_the_file_is_as_safe_as_sqlite_makes_it(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        conn = ledger._connections.mine().conn
        settings = {
            name: conn.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
        }
        assert settings == {"journal_mode": "wal", "synchronous": 2}
        assert conn.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)


CLAIM = Claim("A worker", "key-1", "fingerprint-1")
REPLY = Reply(200, 3, b'{"id": "20261123-AAAA"}')


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A record in which one request was answered."""
    ledger = Ledger.open(tmp_path)
    with ledger.writing() as pen:
        pen.opened("20261123-AAAA", OPENED, signed())
        pen.keep(CLAIM, "20261123-AAAA", REPLY, NOW)
    return ledger


def test_a_request_that_comes_again_is_answered_as_before(ledger: Ledger) -> None:
    with ledger, ledger.writing() as pen:
        assert pen.earlier(CLAIM) == REPLY


@pytest.mark.parametrize(
    "claim",
    [Claim("A worker", "key-2", "fingerprint-1"), Claim("Another", "key-1", "fingerprint-2")],
    ids=["another key", "the same key of somebody else"],
)
def test_another_request_is_not(ledger: Ledger, claim: Claim) -> None:
    with ledger, ledger.writing() as pen:
        assert pen.earlier(claim) is None


def test_a_key_is_for_one_request(ledger: Ledger) -> None:
    with ledger, ledger.writing() as pen, pytest.raises(KeyUsedOtherwiseError):
        pen.earlier(Claim("A worker", "key-1", "fingerprint-2"))


def test_an_answer_that_was_not_kept_was_not_given(ledger: Ledger) -> None:
    other = Claim("A worker", "key-3", "fingerprint-3")
    with ledger:
        with suppress(RuntimeError), ledger.writing() as pen:
            pen.keep(other, "20261123-AAAA", REPLY, NOW)
            raise RuntimeError
        with ledger.writing() as pen:
            assert pen.earlier(other) is None


def test_answers_are_dropped_when_they_are_old(ledger: Ledger) -> None:
    later = NOW + KEPT + timedelta(seconds=1)
    with ledger, ledger.writing() as pen:
        pen.keep(Claim("A worker", "key-2", "x"), "20261123-AAAA", REPLY, later)
        assert pen.earlier(CLAIM) is None


def test_a_purge_drops_them_too(ledger: Ledger, tmp_path: Path) -> None:
    with ledger:
        ledger.purge("20261123-AAAA", "test", signed())
    with behind_its_back(tmp_path) as looking:
        assert looking.execute("SELECT count(*) FROM answered").fetchone() == (0,)


def test_lines_come_in_pages_the_latest_received_first(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        for letter in "CABED":
            with ledger.writing() as pen:
                pen.opened(f"20261123-{letter * 4}", OPENED, signed())
        found: list[str] = []
        after = None
        while page := ledger.lines(None, after, 2, ANYBODY):
            found += [line.row["id"] for line in page]
            after = found[-1]
        assert [id[-1] for id in found] == list("EDCBA")
        assert page == []
        assert ledger.lines("decided", None, 9, ANYBODY) == []
