"""Finds the commands in a page of the documentation and runs them as one session of a shell."""

import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(r"^(?P<indent> *)```console\n(?P<body>.*?)^ *```", re.MULTILINE | re.DOTALL)
LEFT_OUT = re.compile(r"make (run|test|test-slow|soak|bench)( |$)")
MARK = "\x1e"


@dataclass(frozen=True)
class Command:
    """A command as a page gives it, with the line it is on and what the page says that it prints."""

    line: int
    text: str
    prints: tuple[str, ...]


def commands(page: str) -> list[Command]:
    """Every command in the page's `console` blocks, in order, but for those that start everything again."""
    found = [
        command
        for block in BLOCK.finditer(page)
        for command in in_block(
            block["body"], page.count("\n", 0, block.start("body")) + 1, len(block["indent"])
        )
    ]
    return [command for command in found if not LEFT_OUT.match(command.text)]


def in_block(body: str, first_line: int, indent: int) -> list[Command]:
    """The commands of one block: `$ ` starts one, `> ` goes on with it, any other line is what it prints."""
    found: list[tuple[int, list[str], list[str]]] = []
    for number, line in enumerate((text[indent:] for text in body.splitlines()), first_line):
        if line.startswith("$ "):
            found.append((number, [line.removeprefix("$ ")], []))
        elif not found:
            raise ValueError(
                f"line {number}: a console block starts with a command, '$ ...', not with {line!r}"
            )
        elif line.startswith("> ") and not found[-1][2]:
            found[-1][1].append(line.removeprefix("> "))
        else:
            found[-1][2].append(line)
    return [Command(number, "\n".join(text), tuple(prints)) for number, text, prints in found]


def script(listed: list[Command]) -> str:
    """The commands as one script that stops at the first failure and says where each one's output starts."""
    steps = [f"printf '\\n{MARK}{number}{MARK}\\n'\n{command.text}" for number, command in enumerate(listed)]
    return "\n".join(["set -euo pipefail", *steps, ""])


def run(listed: list[Command], folder: Path, limit: float) -> tuple[int, list[str]]:
    """Run the commands in ``folder``: the shell's exit status, and what each one that was reached printed.

    ``limit`` is in seconds. Whatever was started in the background is ended with the shell.
    """
    log = folder.parent / f"{folder.name}.log"
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    with log.open("wb") as output:
        shell = subprocess.Popen(
            ["bash", "-c", script(listed)],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            status = shell.wait(timeout=limit)
        finally:
            end(shell)
    pieces = re.split(f"\n{MARK}[0-9]+{MARK}\n", log.read_text(encoding="utf-8", errors="replace"))
    return status, pieces[1:]


def end(shell: subprocess.Popen[bytes]) -> None:
    """End the session's processes, the shell among them."""
    try:
        os.killpg(shell.pid, signal.SIGTERM)
    except ProcessLookupError:
        return
    shell.wait(timeout=10)


def as_promised(prints: tuple[str, ...], printed: str) -> bool:
    """Whether the output is what the page says, where `...` stands for anything, lines of it too."""
    if not any(line.strip() for line in prints):
        return True
    wanted = re.escape("\n".join(line.rstrip() for line in prints).strip()).replace(r"\.\.\.", ".*")
    actual = "\n".join(line.rstrip() for line in printed.splitlines()).strip()
    return re.fullmatch(wanted, actual, re.DOTALL) is not None
