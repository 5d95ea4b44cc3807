"""Whatever the files hold, reading them ends in findings and never in a traceback."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage_api.policy.cases import read_case
from triage_api.policy.check import check
from triage_api.policy.load import load

GOOD = Path(__file__).parent / "good"
FILES = sorted(path.relative_to(GOOD).as_posix() for path in GOOD.rglob("*.yaml"))
SNIPPETS = [
    b"\t", b": ", b"- ", b"[", b"]", b"{", b"}", b"'", b'"', b"#", b"&a ", b"*a", b"!!x ", b"|\n", b">\n",
    b"---\n", b"...\n", b"<<: ", b"\xff", b"\x00", b"\xc2\xa0", b"\r", b"\xef\xbb\xbf", b"? ", b"not:\n",
    b"yes", b"is: ", b"99999999999", "é".encode(), "\U0001f476".encode(), b"%", b"@", b"`", b"~", b"null",
    b"any_adult:\n", b"at_least:\n", b"- - - - - ",
]  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, bytes]:
    """One file of the good policies, with up to four random changes to its bytes and lines."""
    file = draw(st.sampled_from(FILES))
    raw = (GOOD / file).read_bytes()
    for _ in range(draw(st.integers(1, 4))):
        raw = draw(st.sampled_from([_bytes, _lines, _cut]))(draw, raw)
    return file, raw


def _bytes(draw: st.DrawFn, raw: bytes) -> bytes:
    start = draw(st.integers(0, len(raw)))
    end = min(len(raw), start + draw(st.integers(0, 6)))
    return raw[:start] + draw(st.one_of(st.sampled_from(SNIPPETS), st.binary(max_size=3))) + raw[end:]


def _lines(draw: st.DrawFn, raw: bytes) -> bytes:
    """Drop, repeat, move or indent a line."""
    lines = raw.split(b"\n")
    at = draw(st.integers(0, len(lines) - 1))
    line = lines.pop(at)
    indent = draw(st.sampled_from([b"", b" ", b"  ", b"    ", b"\t"]))
    for _ in range(draw(st.integers(0, 2))):
        lines.insert(draw(st.integers(0, len(lines))), indent + line)
    return b"\n".join(lines)


def _cut(draw: st.DrawFn, raw: bytes) -> bytes:
    return raw[: draw(st.integers(0, len(raw)))]


def _never_raises(file: str, raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(GOOD, Path(folder) / "policies"))
        (root / file).write_bytes(raw)
        for policy in ("northshire", "southtown"):
            loaded = load(policy, [root])
            assert loaded.policy is not None or check(loaded).errors
            for finding in check(loaded).all:
                assert str(finding).endswith(f"[{finding.code}]")
                assert finding.place.line >= 1
                assert finding.place.column >= 1


@settings(max_examples=60)
@given(spoilt())
def test_a_spoilt_policy_gives_findings_and_never_raises(change: tuple[str, bytes]) -> None:
    _never_raises(*change)


@pytest.mark.slow
@pytest.mark.timeout(600)
@settings(settings.get_profile("slow"))
@given(spoilt())
def test_a_thousand_spoilt_policies_give_findings_and_never_raise(change: tuple[str, bytes]) -> None:
    _never_raises(*change)


@settings(max_examples=100)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_a_case_or_have_a_finding(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.yaml"
        path.write_bytes(raw)
        body, findings = read_case(path)
        assert body is not None or findings
