"""Prints."""

from __future__ import annotations

from typing import Literal, TypedDict


class Print(TypedDict):
    """Plain text in parts of 8,000 characters at most."""

    kind: Literal["record", "reasons", "family", "ask"]
    parts: list[str]
