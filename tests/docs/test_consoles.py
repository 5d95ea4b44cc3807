"""The commands in the documentation work, and print what it says they print."""

import sys
from pathlib import Path

import pytest

from tests.docs.consoles import Command, as_promised, commands, run
from tests.house.checkout import ROOT, copy_to

pytestmark = pytest.mark.docs

PAGES = ["README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]


@pytest.mark.skipif(sys.platform == "win32", reason="the pages' console blocks are for a POSIX shell")
@pytest.mark.timeout(180)
@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_work(page: str, tmp_path: Path) -> None:
    assert (ROOT / page).is_file(), f"there is no {page}: without it nobody can find out how to start"
    listed = commands((ROOT / page).read_text(encoding="utf-8"))
    if not listed:
        return
    status, printed = run(listed, copy_to(tmp_path / "front-door"), limit=150)
    for command, output in zip(listed, printed, strict=False):
        last = len(printed) == listed.index(command) + 1
        assert not (status and last), f"{page}:{command.line}: `{command.text}` failed ({status}):\n{output}"
        assert as_promised(command.prints, output), (
            f"{page}:{command.line}: `{command.text}` printed something else:\n{output}"
        )
    assert status == 0
    assert len(printed) == len(listed)


PAGE = """\
Text, and `$ not this`.

```console
$ echo one
one
$ printf '%s\\n' two \\
>     three
two
...
```

```powershell
$ not this
```

1. In a list:

   ```console
   $ make test
   $ make test-slow && echo no
   $ make testing
   $ # nothing
   ```
"""


def test_commands_are_found_with_their_lines_and_output() -> None:
    assert commands(PAGE) == [
        Command(4, "echo one", ("one",)),
        Command(6, "printf '%s\\n' two \\\n    three", ("two", "...")),
        Command(21, "make testing", ()),
        Command(22, "# nothing", ()),
    ]


def test_a_block_without_a_command_is_refused() -> None:
    with pytest.raises(ValueError, match="line 2: a console block starts with a command"):
        commands("```console\nmake test\n```\n")


@pytest.mark.parametrize(
    ("prints", "printed", "same"),
    [
        pytest.param((), "anything", True, id="a page need not say what is printed"),
        pytest.param(("one",), "one\n\n", True, id="blank ends do not count"),
        pytest.param(("one",), "one\ntwo\n", False, id="a line too many"),
        pytest.param(("one", "..."), "one\ntwo\nthree\n", True, id="dots stand for lines"),
        pytest.param(("took ... ms",), "took 31 ms\n", True, id="dots stand for part of a line"),
        pytest.param(("(a|b)*",), "a\n", False, id="nothing else is a pattern"),
    ],
)
def test_output_is_compared_with_what_the_page_says(
    prints: tuple[str, ...], printed: str, same: bool
) -> None:
    assert as_promised(prints, printed) is same


def test_a_session_keeps_its_folder_and_stops_at_the_first_failure(tmp_path: Path) -> None:
    folder = tmp_path / "tree"
    (folder / "inside").mkdir(parents=True)
    listed = [Command(1, "cd inside", ()), Command(2, "sleep 60 & pwd", ()), Command(3, "false", ())]
    status, printed = run([*listed, Command(4, "echo never", ())], folder, limit=20)
    assert status == 1
    assert [output.strip() for output in printed] == ["", str(folder / "inside"), ""]
