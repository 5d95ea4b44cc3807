"""``triage``: the duty worker's command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

from triage_client import ApiError
from triage_tui.places import data_folder
from triage_tui.service import Service


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the terminal client. The API starts beside it while Textual is still being imported."""
    asked = options().parse_args(arguments)
    if asked.where:
        print(asked.data)
        return 0
    if asked.server and not os.environ.get("FRONT_DOOR_TOKEN"):
        print(
            "triage: --server needs a token in FRONT_DOOR_TOKEN; whoever runs the server gives you one.",
            file=sys.stderr,
        )
        return 2
    service = Service(asked.server, os.environ.get("FRONT_DOOR_TOKEN", ""), asked.data, asked.policies)
    Thread(target=_warm, args=(service,), daemon=True).start()
    try:
        return _run(service, asked.policy)
    finally:
        service.close()


def _run(service: Service, policy: str | None) -> int:
    from triage_tui.app import TriageApp, Wanted

    app = TriageApp(service, Wanted(policy))
    app.run()
    return app.return_code or 0


def _warm(service: Service) -> None:
    """Start the service, and import what the first request needs, beside the import of Textual."""
    try:
        service.client().live()
    except ApiError:
        return  # the app asks again, and says on its screen what is wrong


def options() -> argparse.ArgumentParser:
    """What may stand on the command line."""
    parser = argparse.ArgumentParser(
        prog="triage",
        description="Front Door: triage a referral about a child, one question at a time.",
        epilog="Without --server it works by itself on this machine, for practice.",
    )
    parser.add_argument(
        "--server", metavar="URL", help="an authority's server; the token is in FRONT_DOOR_TOKEN"
    )
    parser.add_argument(
        "--policy",
        metavar="ID",
        default=os.environ.get("FRONT_DOOR_POLICY") or None,
        help="whose thresholds (FRONT_DOOR_POLICY, else the first that is served)",
    )
    parser.add_argument(
        "--data", metavar="DIR", type=Path, default=data_folder(), help="where referrals are kept"
    )
    parser.add_argument("--policies", metavar="DIR", type=Path, help="a folder of policies that come first")
    parser.add_argument("--where", action="store_true", help="say where data is kept, and end")
    parser.add_argument("--version", action=_Version, nargs=0, help="say which version this is, and end")
    return parser


class _Version(argparse.Action):
    """Says the version, which is looked up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"triage {version('front-door')}")
        parser.exit()


if __name__ == "__main__":
    sys.exit(main())
