"""Where the record is kept if nobody says where."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

FOLDER = "front-door"


def data_folder(given: Path | None, environ: Mapping[str, str] = os.environ) -> Path:
    """``--data``, else FRONT_DOOR_DATA, else where this system keeps what belongs to a user's programs."""
    if given is not None:
        return given
    if named := environ.get("FRONT_DOOR_DATA"):
        return Path(named)
    return _platform_folder(environ, sys.platform)


def keys_folder(environ: Mapping[str, str] = os.environ) -> Path | None:
    """FRONT_DOOR_KEYS: where the chain's key and anchor are, if not beside the record."""
    named = environ.get("FRONT_DOOR_KEYS")
    return Path(named) if named else None


def _platform_folder(environ: Mapping[str, str], platform: str) -> Path:
    home = Path(environ.get("HOME") or Path.home())
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / FOLDER
    if platform == "darwin":
        return home / "Library" / "Application Support" / FOLDER
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / FOLDER
