"""The fingerprint of a composed policy: the same rules, the same hash, however the files are laid out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time
from typing import Any

from triage_api.policy.model import Policy

WHO_AND_WHEN = {
    "id", "title", "version", "in_force_from", "in_force_until", "adopted", "extends", "sha256",
    "bank_holidays",
}  # fmt: skip
"""Not in the hash: two policies that say the same of every child have the same one. Bank holidays come with
the library, whose version is kept with each decision."""
_LAYOUT = frozenset({"place", "topic"})
_SAID: dict[type, tuple[str, ...]] = {}
_UNORDERED = frozenset(["rules", "definitions", "sources", "duties", "contacts", "events", "timings"])
"""Mappings whose order says nothing. Of questions, sections, ladders and destinations it says something."""


def fingerprint(policy: Policy) -> str:
    """The SHA-256, in hexadecimal, of the policy's content as canonical JSON."""
    content = {name: getattr(policy, name) for name in _names(Policy) if name not in WHO_AND_WHEN}
    plain = {name: _plain(_sorted(name, value)) for name, value in content.items()}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def _sorted(name: str, value: Any) -> Any:
    return dict(sorted(value.items())) if name in _UNORDERED else value


def _plain(value: Any) -> Any:
    """The value in JSON's own kinds; a mapping as pairs, for its order counts."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return [[key, _plain(item)] for key, item in value.items()]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    return [type(value).__name__, *[_plain(getattr(value, name)) for name in _names(type(value))]]


def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass that say something."""
    if kind not in _SAID:
        _SAID[kind] = tuple(one.name for one in fields(kind) if one.name not in _LAYOUT)
    return _SAID[kind]
