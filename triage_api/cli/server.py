"""``triage-api``: for whoever runs the server."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from triage_api.cli import purging, serving, tokens, upkeep
from triage_api.policy.load import roots
from triage_api.storage import StorageError

HOST, PORT = "127.0.0.1", 8400


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says. The exit code: 0 fine, 1 it failed or found something, 2 misused."""
    arguments = _parser().parse_args(argv)
    try:
        return _done(arguments)
    except StorageError as error:
        return serving.failed(str(error))


def _done(arguments: argparse.Namespace) -> int:
    match arguments.command:
        case "serve":
            where = (arguments.host, arguments.port, arguments.data, arguments.policies)
            return serving.serve(*where, arguments.behind_proxy)
        case "verify":
            return upkeep.verify(arguments.data)
        case "purge":
            folders = roots(arguments.policies, os.environ)
            return purging.purge(arguments.data, folders, do_it=arguments.do_it)
        case "openapi":
            return upkeep.openapi()
        case _:
            return _tokens(arguments)


def _tokens(arguments: argparse.Namespace) -> int:
    match arguments.action:
        case "add":
            folders = roots(arguments.policies, os.environ)
            return tokens.add(arguments.data, folders, arguments.name, arguments.role)
        case "revoke":
            return tokens.revoke(arguments.data, arguments.token)
        case _:
            return tokens.list_all(arguments.data)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="triage-api", description="Front Door's server.")
    commands = parser.add_subparsers(dest="command", required=True)
    _add_serve(commands.add_parser("serve", help="serve the API"))
    signing_in = commands.add_parser("tokens", help="who may sign in")
    actions = signing_in.add_subparsers(dest="action", required=True)
    add = actions.add_parser("add", help="add a token, and print it once")
    add.add_argument("--name", required=True, help="whose it is")
    add.add_argument("--role", required=True, help="a role of the policies")
    add.add_argument("--policies", type=Path, help=_POLICIES)
    revoke = actions.add_parser("revoke", help="make a token open nothing any more")
    revoke.add_argument("token", help="its id, as “tokens list” gives it")
    listing = actions.add_parser("list", help="every token there ever was")
    verify = commands.add_parser("verify", help="say whether the record is as it was written")
    purge = commands.add_parser("purge", help="say what the retention rules let go, and take it away")
    purge.add_argument("--do-it", action="store_true", help="purge it; without this it is only listed")
    purge.add_argument("--policies", type=Path, help=_POLICIES)
    for one in (add, revoke, listing, verify, purge):
        one.add_argument("--data", type=Path, help=_DATA)
    commands.add_parser("openapi", help="print the API's description")
    return parser


def _add_serve(serve: argparse.ArgumentParser) -> None:
    serve.add_argument("--host", default=HOST, help=f"the address to listen on ({HOST})")
    serve.add_argument("--port", type=_port, default=PORT, help=f"the port ({PORT})")
    serve.add_argument("--data", type=Path, help=_DATA)
    serve.add_argument("--policies", type=Path, help=_POLICIES)
    serve.add_argument(
        "--behind-proxy", action="store_true", help="a proxy with TLS is before it: listen on any address"
    )


_DATA = "the folder of the record (FRONT_DOOR_DATA, else this system's own place)"
_POLICIES = "a folder of policies that come before those of FRONT_DOOR_POLICIES and those shipped"


def _port(text: str) -> int:
    number = int(text) if text.isdecimal() else -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"“{text}” is no port; give a number from 0 to 65535")
    return number


if __name__ == "__main__":
    sys.exit(main())
