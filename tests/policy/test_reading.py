"""Text becomes nodes with their places; nothing is guessed from a text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from triage_api.policy import nodes
from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.nodes import Items, Keys, Node, Text, parse
from triage_api.policy.text import read_text


def _read(text: str) -> Node:
    report = Report()
    node = parse(text, "x.yaml", report)
    assert not report.findings
    assert node is not None
    return node


def _texts(node: Node) -> list[str]:
    if isinstance(node, Text):
        return [node.text]
    if isinstance(node, Items):
        return [text for item in node.items for text in _texts(item)]
    return [text for _, value in node.entries.values() for text in _texts(value)]


@pytest.mark.parametrize(
    "typed",
    ["yes", "no", "on", "~", "null", "17:30", "012", "0x1f", "1e3", "2015-06-24", "1_000", ".5", "=", "n"],
)
def test_a_scalar_is_the_text_that_was_typed(typed: str) -> None:
    assert _texts(_read(f"key: {typed}\n")) == [typed]


def test_every_node_knows_its_line_and_column() -> None:
    node = _read("a: 1\nb:\n  - «x»: é y\n    c: {d: e}\n")
    assert isinstance(node, Keys)
    items = node.value("b")
    assert isinstance(items, Items)
    assert (items.line, items.column) == (3, 3)
    inner = items.items[0]
    assert isinstance(inner, Keys)
    key, value = inner.entries["«x»"]
    assert (key.line, key.column, value.line, value.column) == (3, 5, 3, 10)
    braces = inner.value("c")
    assert isinstance(braces, Keys)
    assert str(braces.entries["d"][1].place) == "x.yaml:4:12"


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"], ids=["unix", "windows", "old mac"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
def test_line_endings_and_byte_order_mark_change_nothing(ending: bytes, mark: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(mark + b"a: 1" + ending + b"b: >" + ending + b"  c" + ending + b"  d" + ending)
    report = Report()
    text = read_text(path, "x.yaml", report)
    assert text == "a: 1\nb: >\n  c\n  d\n"
    assert not report.findings


def test_the_parser_in_python_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where libyaml is missing, everything is slower and nothing is different."""
    good = Path(__file__).parent / "good"
    texts = [path.read_text("utf-8") for path in sorted(good.rglob("*.yaml"))]
    fast = [_read(text) for text in texts]
    monkeypatch.setattr(nodes, "_LOADER", yaml.BaseLoader)
    assert [_read(text) for text in texts] == fast


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions bind neither Windows nor root")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: 1\n")
    path.chmod(0)
    report = Report()
    assert read_text(path, "x.yaml", report) is None
    assert [one.code for one in report.findings] == [Code.CANNOT_READ]


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    report = Report()
    assert read_text(tmp_path, "x.yaml", report) is None
    assert [one.code for one in report.findings] == [Code.CANNOT_READ]


def test_a_thousand_levels_end_in_a_finding() -> None:
    for text in ("[" * 5_000, "- " * 5_000, "{a: " * 5_000, "? " * 5_000):
        report = Report()
        assert parse(text, "x.yaml", report) is None
        assert Code.TOO_DEEP in {one.code for one in report.findings}
