"""Serving: the embedded API, and ``triage-api serve``."""

from __future__ import annotations

import _thread
import ipaddress
import logging
import os
import signal
import socket
import sys
import threading
from pathlib import Path

from waitress.server import BaseWSGIServer

from triage_api.assurance.catalogue import Catalogue
from triage_api.cli.embedded import Parent
from triage_api.cli.listening import run_until_told, server_of
from triage_api.cli.places import data_folder, keys_folder
from triage_api.policy.load import roots
from triage_api.storage import StorageError
from triage_api.web.app import close, create_app
from triage_api.web.services import NAME
from triage_api.web.settings import Settings

FINE, FAILED, MISUSED = 0, 1, 2


def settings_of(data: Path | None, policies: Path | None, secret: str | None = None) -> Settings:
    """The settings that the command line and the environment give."""
    return Settings(
        data=data_folder(data), policies=roots(policies, os.environ), keys=keys_folder(), secret=secret
    )


def serve_embedded(
    listening: socket.socket, secret: str, data: Path | None, policies: Path | None, parent: Parent
) -> int:
    """Serve one user on a socket that listens already, until the parent has gone; the exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        app = create_app(settings_of(data, policies, secret))
    except StorageError as error:
        return failed(str(error))
    server = server_of(app, sockets=[listening])

    def gone() -> None:
        _thread.interrupt_main(signal.SIGTERM)
        if isinstance(server, BaseWSGIServer):
            server.pull_trigger()

    parent.gone = gone
    # While the client still paints its screen; its first request would otherwise wait for the policies.
    catalogue: Catalogue = app.extensions[NAME].catalogue
    threading.Thread(target=catalogue.served, daemon=True).start()
    try:
        run_until_told(server)
    finally:
        close(app)
    return FINE


def serve(host: str, port: int, data: Path | None, policies: Path | None, behind_proxy: bool) -> int:
    """Serve an authority until told to end; the exit code."""
    if not behind_proxy and not _is_loopback(host):
        print(
            f"triage-api: {host} is not this machine's loopback, and Front Door has no TLS of its own. Put a "
            "proxy with TLS before it and say --behind-proxy.",
            file=sys.stderr,
        )
        return MISUSED
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    settings = settings_of(data, policies)
    catalogue = Catalogue(settings.policies)
    if not _some_policy(catalogue):
        return FAILED
    try:
        app = create_app(settings, catalogue)
    except StorageError as error:
        return failed(str(error))
    try:
        server = server_of(app, host=host, port=port)
    except OSError as error:
        close(app)
        return failed(
            f"Nothing can listen on {host}, port {port}: {error.strerror}. Name another with --port."
        )
    print(f"Front Door serves {settings.data} at http://{host}:{port}/v1/docs", file=sys.stderr)
    try:
        run_until_told(server)
    finally:
        close(app)
    return FINE


def failed(words: str) -> int:
    """Say why, for the person who can mend it; the exit code."""
    print(f"triage-api: {words}", file=sys.stderr)
    return FAILED


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _some_policy(catalogue: Catalogue) -> bool:
    """Whether there is a policy to serve; what is wrong with the others is said."""
    served = catalogue.served()
    for trouble in catalogue.trouble():
        print(
            f"triage-api: the policy {trouble.ref} is not served:",
            *trouble.errors,
            sep="\n  ",
            file=sys.stderr,
        )
    if not served:
        print("triage-api: there is no policy to serve. Name a folder with --policies.", file=sys.stderr)
    return bool(served)
