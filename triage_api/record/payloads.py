"""A fact as JSON values and back. What cannot be read back is an error, never a fact with holes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from triage_api.record.facts import KINDS, Fact


class UnreadableFactError(ValueError):
    """What is stored is not a fact of a kind that this version knows."""


def as_payload(fact: Fact) -> dict[str, Any]:
    """The fact's fields as JSON values."""
    return asdict(fact)


def from_payload(kind: str, payload: Mapping[str, Any]) -> Fact:
    """The fact of this kind with these fields.

    Raises:
        UnreadableFactError: an unknown kind (a later version wrote it), or fields missing or left over.
    """
    if kind not in KINDS:
        raise UnreadableFactError(f"There is no kind of event “{kind}” in this version of Front Door.")
    fact: Fact = _built(KINDS[kind], payload)
    return fact


def _built(wanted: type, payload: object) -> Any:
    if not isinstance(payload, Mapping):
        raise UnreadableFactError(f"A {wanted.__name__} has fields.")
    known = _hints(wanted)
    needed = {f.name for f in fields(wanted) if f.default is MISSING and f.default_factory is MISSING}
    if strange := sorted((payload.keys() - known.keys()) | (needed - payload.keys())):
        raise UnreadableFactError(f"A {wanted.__name__} with “{'”, “'.join(strange)}” missing or left over.")
    return wanted(**{name: _value(known[name], value) for name, value in payload.items()})


@cache
def _hints(wanted: type) -> dict[str, Any]:
    return get_type_hints(wanted)


def _value(hint: Any, value: object) -> object:
    """``value`` as the field's type has it: JSON has no tuples and no dataclasses."""
    if isinstance(hint, UnionType) and value is not None:
        hint = next(member for member in get_args(hint) if member is not type(None))
    if is_dataclass(hint) and value is not None:
        return _built(hint if isinstance(hint, type) else type(hint), value)
    if get_origin(hint) is tuple and isinstance(value, list | tuple):
        member = get_args(hint)[0]
        return tuple(_value(member, one) for one in value)
    return value
