"""Where this machine keeps a user's referrals when no server is named."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def data_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """``FRONT_DOOR_DATA`` if it is set, else the folder in which this system keeps programs' data."""
    if environment.get("FRONT_DOOR_DATA"):
        return Path(environment["FRONT_DOOR_DATA"])
    return _base(environment, platform) / "front-door"


def _base(environment: Mapping[str, str], platform: str) -> Path:
    if platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    shared = environment.get("XDG_DATA_HOME")
    return Path(shared) if shared else Path.home() / ".local" / "share"
