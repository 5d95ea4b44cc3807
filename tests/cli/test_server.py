"""``triage-api``: it serves, signs people in, verifies; a mistake is said in words and by the exit code."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
import requests

from tests.casework.desks import POLICIES
from triage_api.cli.places import _platform_folder, data_folder, keys_folder
from triage_api.cli.server import main
from triage_api.storage.folder import DATABASE
from triage_client import Client

FINE, FAILED, MISUSED = 0, 1, 2
EVERYWHERE = "0.0.0.0"  # noqa: S104 (what is to be refused)


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command, to its end; in this process, unless it serves: that would change this one's logging."""
    given = [str(argument) for argument in arguments]
    if given[:1] == ["serve"]:
        command = [sys.executable, "-m", "triage_api.cli.server", *given]
        environ = {**os.environ, "FRONT_DOOR_POLICIES": str(POLICIES)}
        return subprocess.run(command, capture_output=True, text=True, env=environ, timeout=50, check=False)
    said, complained = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(complained):
        try:
            code = main(given)
        except SystemExit as misused:
            code = int(str(misused.code))
    return subprocess.CompletedProcess(given, code, said.getvalue(), complained.getvalue())


@pytest.fixture(autouse=True)
def _policies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONT_DOOR_POLICIES", str(POLICIES))


def free_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port: int = unused.getsockname()[1]
        return port


@contextmanager
def serving(data: Path, *more: str, said: list[str] | None = None) -> Iterator[str]:
    """A server in a process of its own; its address. ``said`` gets what it says before it serves."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "triage_api.cli.server",
        "serve",
        "--port",
        str(port),
        "--data",
        str(data),
        *more,
    ]
    environ = {**os.environ, "FRONT_DOOR_POLICIES": str(POLICIES)}
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environ)
    assert process.stderr is not None
    # It says where it serves once it listens.
    for line in process.stderr:
        if "Front Door serves" in line:
            break
        if said is not None:
            said.append(line)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    assert process.returncode == FINE


def test_a_token_opens_the_server_until_it_is_revoked(tmp_path: Path) -> None:
    added = run("tokens", "add", "--name", "A worker", "--role", "worker", "--data", tmp_path)
    assert (added.returncode, added.stderr) == (FINE, "")
    token = added.stdout.strip()
    assert added.stdout == token + "\n"
    with serving(tmp_path) as url:
        client = Client(url, token)
        assert client.me() == {"name": "A worker", "role": "worker", "all_roles": False, "practice": False}
        listed = run("tokens", "list", "--data", tmp_path)
        assert "A worker" in listed.stdout
        assert token not in listed.stdout
        assert run("tokens", "revoke", listed.stdout.split()[0], "--data", tmp_path).returncode == FINE
        assert (
            requests.get(url + "/v1/me", headers={"Authorization": f"Bearer {token}"}, timeout=10).status_code
            == 401
        )
        client.close()
    assert "revoked" in run("tokens", "list", "--data", tmp_path).stdout
    assert run("verify", "--data", tmp_path).returncode == FINE


TOKEN_MISTAKES: dict[str, tuple[Sequence[str], str]] = {
    "a role that is none": (["add", "--name", "B", "--role", "wizard"], "There is no role “wizard”"),
    "no name": (["add", "--name", " ", "--role", "worker"], "A name has"),
    "a name of two lines": (["add", "--name", "a\nb", "--role", "worker"], "A name has"),
    "a token that is none": (["revoke", "nobody"], "There is no token nobody"),
}


@pytest.mark.parametrize(("arguments", "words"), TOKEN_MISTAKES.values(), ids=TOKEN_MISTAKES.keys())
def test_mistakes_with_tokens(tmp_path: Path, arguments: Sequence[str], words: str) -> None:
    found = run("tokens", *arguments, "--data", tmp_path)
    assert (found.returncode, found.stdout) == (MISUSED, "")
    assert words in found.stderr


def test_two_in_use_have_two_names(tmp_path: Path) -> None:
    """Or one person could give their own second view under another token."""
    add = ["tokens", "add", "--name", "A", "--role", "worker", "--data", str(tmp_path)]
    assert run(*add).returncode == FINE
    again = run(*add)
    assert (again.returncode, again.stdout) == (MISUSED, "")
    assert "has a token" in again.stderr
    token = run("tokens", "list", "--data", tmp_path).stdout.split()[0]
    run("tokens", "revoke", token, "--data", tmp_path)
    assert run(*add).returncode == FINE


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        found = run("serve", "--port", str(port), "--data", tmp_path)
    assert found.returncode == FAILED
    assert f"port {port}" in found.stderr
    assert "Traceback" not in found.stderr


@pytest.mark.parametrize("host", [EVERYWHERE, "::", "192.0.2.1", "front-door.example"])
def test_only_loopback_without_a_proxy(tmp_path: Path, host: str) -> None:
    found = run("serve", "--host", host, "--data", tmp_path)
    assert found.returncode == MISUSED
    assert "--behind-proxy" in found.stderr


def test_behind_a_proxy_it_listens_elsewhere(tmp_path: Path) -> None:
    with serving(tmp_path, "--behind-proxy", "--host", EVERYWHERE) as url:
        assert requests.get(url + "/v1/health/ready", timeout=10).status_code == 200


MISUSES: dict[str, Sequence[str]] = {
    "nothing": [],
    "an unknown command": ["sevre"],
    "an unknown option": ["serve", "--colour", "red"],
    "a port that is none": ["serve", "--port", "many"],
    "a port too high": ["serve", "--port", "65536"],
    "a token without a role": ["tokens", "add", "--name", "A"],
}


@pytest.mark.parametrize("arguments", MISUSES.values(), ids=MISUSES.keys())
def test_misuse_is_exit_code_2(arguments: Sequence[str]) -> None:
    found = run(*arguments)
    assert found.returncode == MISUSED
    assert "usage:" in found.stderr


def folder_of_another_kind(tmp_path: Path) -> Path:
    (tmp_path / DATABASE).write_bytes(b"not a database, though it is long enough to be one" * 99)
    return tmp_path


@pytest.mark.parametrize("command", [["serve"], ["verify"], ["tokens", "list"]], ids=" ".join)
@pytest.mark.parametrize("kind", ["a file", "nowhere to make it", "damaged"])
def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path, command: list[str], kind: str) -> None:
    (tmp_path / "file").write_text("")
    places = {"a file": tmp_path / "file", "nowhere to make it": Path("/proc/nowhere"), "damaged": tmp_path}
    if kind == "damaged":
        folder_of_another_kind(tmp_path)
    found = run(*command, "--data", places[kind])
    assert found.returncode == FAILED
    assert found.stderr.startswith("triage-api: ")
    assert "Traceback" not in found.stderr


def test_a_broken_policy_is_said_and_the_others_are_served(tmp_path: Path) -> None:
    (tmp_path / "policies" / "broken").mkdir(parents=True)
    (tmp_path / "policies" / "broken" / "policy.yaml").write_text("id: broken\ntitel: x\n")
    said: list[str] = []
    with serving(tmp_path / "data", "--policies", str(tmp_path / "policies"), said=said) as url:
        assert requests.get(url + "/v1/health/live", timeout=10).status_code == 200
    assert "the policy broken is not served" in "".join(said)
    assert "policy.yaml:2:1" in "".join(said)


def test_verify_says_what_was_meddled_with(tmp_path: Path) -> None:
    run("tokens", "add", "--name", "A", "--role", "worker", "--data", tmp_path)
    assert "1 events" in run("verify", "--data", tmp_path).stdout
    with sqlite3.connect(tmp_path / DATABASE) as meddling:
        meddling.execute("UPDATE tokens SET role = 'manager'")
    meddling.close()
    found = run("verify", "--data", tmp_path)
    assert found.returncode == FAILED
    assert "The table tokens" in found.stdout


def test_openapi_needs_neither_record_nor_policy(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FRONT_DOOR_POLICIES")
    found = run("openapi")
    assert found.returncode == FINE
    assert json.loads(found.stdout)["openapi"] == "3.1.0"
    assert list(home.iterdir()) == []


def test_where_the_record_is_kept() -> None:
    assert data_folder(Path("here"), {"FRONT_DOOR_DATA": "there"}) == Path("here")
    assert data_folder(None, {"FRONT_DOOR_DATA": "there"}) == Path("there")
    assert data_folder(None, {"HOME": "/home/a", "XDG_DATA_HOME": "/data"}).parts[-1] == "front-door"
    assert keys_folder({"FRONT_DOOR_KEYS": "keys"}) == Path("keys")
    assert keys_folder({}) is None


@pytest.mark.parametrize(
    ("platform", "environ", "folder"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.local/share/front-door"),
        ("linux", {"HOME": "/home/a", "XDG_DATA_HOME": "/data"}, "/data/front-door"),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Application Support/front-door"),
        ("win32", {"HOME": "/a", "LOCALAPPDATA": "/a/Local"}, "/a/Local/front-door"),
    ],
)
def test_every_system_has_its_place(platform: str, environ: dict[str, str], folder: str) -> None:
    assert _platform_folder(environ, platform) == Path(folder)
