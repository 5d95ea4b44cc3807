"""The embedded API: it starts, it ends with whoever started it, and what it acknowledged survives."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.casework.desks import POLICIES
from tests.client.embedded import is_running, started
from tests.web.servers import RECEIVED
from triage_api.storage import Ledger
from triage_client import Answer, ApiError, Unreachable, start_embedded

CASE: dict[str, Any] = {"policy": "hallamshire", "received_at": RECEIVED}


def test_it_starts_answers_and_ends(tmp_path: Path) -> None:
    with started(tmp_path) as embedded:
        client = embedded.client()
        assert client.me() == {"name": "practice", "role": "practice", "all_roles": True, "practice": True}
        assert client.open_referral(CASE)["practice"] is True
        assert embedded.failure() is None
        client.close()
    assert embedded.process.returncode == 0
    assert not is_running(embedded.process.pid)


def test_its_first_line_is_all_that_it_says(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "triage_api.cli.embedded",
        "--data",
        str(tmp_path),
        "--policies",
        str(POLICIES),
    ]
    run = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout is not None
    announced = json.loads(run.stdout.readline())
    assert set(announced) == {"url", "secret"}
    assert announced["url"].startswith("http://127.0.0.1:")
    signed_in = {"Authorization": f"Bearer {announced['secret']}"}
    assert requests.get(announced["url"] + "/v1/me", headers=signed_in, timeout=20).status_code == 200
    rest, said = run.communicate(timeout=10)
    assert (rest, said, run.returncode) == (b"", b"", 0)


def test_every_launch_has_a_secret_of_its_own(tmp_path: Path) -> None:
    with started(tmp_path / "a") as one, started(tmp_path / "b") as other:
        assert one.secret != other.secret
        wrong = {"Authorization": f"Bearer {one.secret}"}
        assert requests.get(other.url + "/v1/me", headers=wrong, timeout=20).status_code == 401
        assert one.secret not in repr(one)


def test_sigterm_ends_it(tmp_path: Path) -> None:
    with started(tmp_path) as embedded:
        embedded.client().live()
        embedded.process.terminate()
        assert embedded.process.wait(timeout=10) == 0


def test_it_ends_even_while_it_is_still_loading(tmp_path: Path) -> None:
    embedded = started(tmp_path)
    begun = time.monotonic()
    embedded.close()
    assert time.monotonic() - begun < 5
    assert not is_running(embedded.process.pid)


ORPHAN = """
import sys
from pathlib import Path
from triage_client import start_embedded
embedded = start_embedded(Path(sys.argv[1]))
embedded.client().live()
print(embedded.process.pid, flush=True)
sys.stdin.read()
"""


def test_it_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", ORPHAN, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert is_running(child)
    parent.kill()
    parent.communicate()
    end = time.monotonic() + 10
    while is_running(child) and time.monotonic() < end:
        time.sleep(0.02)
    assert not is_running(child)


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    embedded = started(tmp_path / "file")
    with pytest.raises(ApiError):
        embedded.client().live()
    embedded.process.wait(timeout=10)
    assert "is a file" in (embedded.failure() or "")
    assert embedded.process.returncode == 1
    embedded.close()


def test_an_embedded_api_that_cannot_start_is_unreachable_with_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "triage_api.py").write_text("raise SystemExit('no such thing here')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Unreachable, match="did not start"):
        start_embedded(tmp_path)


def test_without_a_folder_it_uses_this_systems_own_place(home: Path) -> None:
    with start_embedded() as embedded:
        embedded.client().live()
    assert list(home.rglob("front-door.sqlite3"))


def killed_while_answering(data: Path, answers: int) -> tuple[str, int]:
    """Start, acknowledge so many answers, kill; the referral and its version as last acknowledged."""
    embedded = started(data)
    client = embedded.client()
    state = client.open_referral(CASE)
    state = client.add_child(state["id"], state["version"])
    for number in range(answers):
        value = str(number + 1) + " years"
        state = client.answer(state["id"], state["version"], [Answer("child-1", "age", value)])
    embedded.process.send_signal(signal.SIGKILL)
    embedded.process.wait()
    client.close()
    embedded.close()
    return state["id"], state["version"]


@pytest.mark.parametrize("answers", [1, 5, 9])
def test_what_was_acknowledged_survives_a_kill(tmp_path: Path, answers: int) -> None:
    id, version = killed_while_answering(tmp_path, answers)
    with started(tmp_path) as embedded:
        client = embedded.client()
        found = client.referral(id)
        client.close()
    assert found["version"] == version
    assert found["case"]["children"][0]["answers"]["age"] == f"{answers} years"
    with Ledger.open(tmp_path) as ledger:
        assert ledger.verify().findings == ()


@pytest.mark.parametrize(
    "kills", [pytest.param(40, marks=pytest.mark.slow), pytest.param(500, marks=pytest.mark.soak)]
)
def test_kills_at_any_moment_lose_nothing(tmp_path: Path, kills: int) -> None:
    """Each round writes until it is killed at a random moment; then everything acknowledged is there.

    Every other round the moment is counted from the first acknowledgement: a slow machine may take longer
    over that than any moment drawn, and would show nothing.
    """
    chance = random.Random(20150624)
    acknowledged: dict[str, int] = {}
    for round in range(kills):
        embedded = started(tmp_path)
        client = embedded.client()
        client.live()
        killing = threading.Timer(chance.uniform(0.0, 1.0), embedded.process.kill)
        if round % 2 == 0:
            killing.start()
        with suppress(ApiError):
            state = client.open_referral(CASE, key=f"open-{round}")
            if round % 2:
                killing.start()
            for _ in range(39):
                acknowledged[state["id"]] = state["version"]
                state = client.add_incident(state["id"], state["version"])
            embedded.process.wait()
        client.close()
        embedded.close()
        with Ledger.open(tmp_path) as ledger:
            for id, version in acknowledged.items():
                referral = ledger.referral(id)
                assert referral is not None
                assert referral.version >= version
            assert ledger.verify().findings == ()
    assert len(acknowledged) >= kills // 2
