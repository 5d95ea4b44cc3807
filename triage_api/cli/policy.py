"""``triage-policy``: what policy leads run. Exit 0: fine; 1: something was found; 2: the command was
misused."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from triage_api.cli.checking import check_command
from triage_api.cli.examining import test_command
from triage_api.cli.recommending import recommend_command
from triage_api.policy.load import roots

FINE, FOUND, MISUSED = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is returned."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments, roots(arguments.policies, os.environ)))
    except BrokenPipeError:
        # Whoever read us had enough: `triage-policy check | head`.
        sys.stderr.close()
        return FINE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="triage-policy", description="Check, try and test threshold files.")
    parser.add_argument("--version", action="version", version=f"Front Door {version('front-door')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = _command(
        commands, "check", "Is it well formed? What is unverified, untested, out of date?", check_command
    )
    check.add_argument("policy", nargs="?", help="an id, id@version or a folder; all of them if left out")
    check.add_argument(
        "--whole-week", action="store_true", help="walk every interview of the representative week"
    )
    recommend = _command(commands, "recommend", "What does it say of this case, and why?", recommend_command)
    recommend.add_argument("policy", help="an id, id@version or a folder")
    recommend.add_argument(
        "--answers", type=Path, required=True, metavar="CASE", help="a case file, YAML or JSON"
    )
    recommend.add_argument(
        "--case", metavar="TITLE", help="of several cases, or their variants, the one whose title begins so"
    )
    recommend.add_argument("--json", action="store_true", help="print what the API answers")
    recommend.add_argument(
        "--explain", action="store_true", help="name the rules that are still possible too"
    )
    test = _command(commands, "test", "Do the examples still come out as expected?", test_command)
    test.add_argument("policy", nargs="?", help="an id, id@version or a folder; all of them if left out")
    test.add_argument("--coverage", action="store_true", help="say what no example exercises")
    timeline = _command(commands, "timeline", "What was due, done, late and missing, and when?", _timeline)
    timeline.add_argument("policy", help="an id, id@version or a folder")
    timeline.add_argument("events", type=Path, help="an events file: one referral's dated writes")
    timeline.add_argument("--json", action="store_true", help="print what the API answers")
    return parser


def _timeline(arguments: argparse.Namespace, roots: Sequence[Path]) -> int:
    # Here and not above: no other command needs the rules of the record.
    from triage_api.cli.timelines import timeline_command

    return timeline_command(arguments, roots)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, words: str, run: object
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=words, description=words)
    command.add_argument("--policies", type=Path, metavar="DIR", help="look for policies here first")
    command.set_defaults(run=run)
    return command


if __name__ == "__main__":
    sys.exit(main())
