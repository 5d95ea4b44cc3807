"""The examples of docs/client.md run as they stand, in order, and print what the page says."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.docs.consoles import as_promised
from tests.house.checkout import ROOT
from tests.web.servers import front
from triage_api.policy.load import roots
from triage_client import ApiError, failures

pytestmark = pytest.mark.docs

PAGE = ROOT / "docs" / "client.md"
EXAMPLE = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)


MISTAKES = """
desk.referral("a")["recomendation"]  # TypedDict "Referral" has no key "recomendation"
desk.board("ealing")["sections"]["now"]["cuont"]  # TypedDict "BoardSection" has no key "cuont"
desk.offer("a", 1, words="w", to={"name": "n"})  # expected "ReceiverBody | None"
desk.parc("a", 1, words="w")  # "Client" has no attribute "parc"
desk.answer("a", 1, [("age", "3")])  # has incompatible type "tuple[str, str]"; expected "Answer"
"""


@pytest.mark.slow
def test_a_type_checker_finds_no_fault_with_the_page_and_each_of_these(tmp_path: Path) -> None:
    page = "\n".join(example[1] for example in EXAMPLE.finditer(PAGE.read_text(encoding="utf-8")))
    (tmp_path / "example.py").write_text(page + MISTAKES, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--no-pretty", str(tmp_path / "example.py")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    errors = [line for line in run.stdout.splitlines() if ": error: " in line]
    wanted = [line.partition("  # ")[2] for line in MISTAKES.strip().splitlines()]
    assert len(errors) == len(wanted), run.stdout
    assert [says for says, error in zip(wanted, errors, strict=True) if says not in error] == []


def test_every_failure_is_on_the_page_and_no_other() -> None:
    kinds = {
        name for name, kind in vars(failures).items() if isinstance(kind, type) and issubclass(kind, ApiError)
    }
    table = PAGE.read_text(encoding="utf-8").partition("| failure |")[2].partition("\n\n")[0]
    named = set(re.findall(r"`([A-Z]\w+)`", "".join(row.split("|")[1] for row in table.splitlines()[2:])))
    assert named == kinds - {"ApiError"}


def test_the_examples_work_and_print_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = PAGE.read_text(encoding="utf-8")
    examples = list(EXAMPLE.finditer(page))
    assert len(examples) == page.count("```python\n") > 5
    names: dict[str, Any] = {"__name__": "example"}
    with front(tmp_path, policies=roots(None, {})) as running:
        monkeypatch.setenv("FRONT_DOOR_URL", running.url)
        monkeypatch.setenv("FRONT_DOOR_TOKEN", running.token("duty_social_worker"))
        for example in examples:
            line = page.count("\n", 0, example.start()) + 2
            code = compile("\n" * (line - 1) + example[1], str(PAGE), "exec")
            printed = StringIO()
            with redirect_stdout(printed):
                exec(code, names)  # noqa: S102 (the page's own)
            prints = tuple((example[2] or "").splitlines())
            assert as_promised(prints, printed.getvalue()), f"{PAGE.name}:{line} prints {printed.getvalue()}"
        names["desk"].close()
