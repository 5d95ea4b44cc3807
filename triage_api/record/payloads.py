"""A fact as JSON values and back. What cannot be read back is an error, never a fact with holes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, asdict, dataclass, fields, is_dataclass
from functools import cache, partial
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


@dataclass(frozen=True, slots=True)
class _Form:
    """How the fields of a dataclass are read: worked out once a kind, since it is done for every event."""

    known: frozenset[str]
    needed: frozenset[str]
    reads: tuple[tuple[str, Callable[[Any], Any]], ...]
    """The fields whose values JSON has otherwise, and how each is read."""


@cache
def _form(wanted: type) -> _Form:
    reads = ((name, _reader(hint)) for name, hint in get_type_hints(wanted).items())
    return _Form(
        known=frozenset(f.name for f in fields(wanted)),
        needed=frozenset(
            f.name for f in fields(wanted) if f.default is MISSING and f.default_factory is MISSING
        ),
        reads=tuple((name, read) for name, read in reads if read is not None),
    )


def _built(wanted: type, payload: object) -> Any:
    if not isinstance(payload, Mapping):
        raise UnreadableFactError(f"A {wanted.__name__} has fields.")
    form = _form(wanted)
    if not form.needed <= payload.keys() <= form.known:
        strange = sorted((payload.keys() - form.known) | (form.needed - payload.keys()))
        raise UnreadableFactError(f"A {wanted.__name__} with “{'”, “'.join(strange)}” missing or left over.")
    values = dict(payload)
    for name, read in form.reads:
        if (value := values.get(name)) is not None:
            values[name] = read(value)
    return wanted(**values)


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    """How a value is read that is not ``None``, as the field's type has it: JSON has no tuples and no
    dataclasses. ``None``: it is as it is."""
    if isinstance(hint, UnionType):
        hint = next(member for member in get_args(hint) if member is not type(None))
    if is_dataclass(hint) and isinstance(hint, type):
        return partial(_built, hint)
    if get_origin(hint) is tuple:
        return partial(_many, _reader(get_args(hint)[0]))
    return None


def _many(read: Callable[[Any], Any] | None, value: object) -> object:
    if not isinstance(value, list | tuple):
        return value
    if read is None:
        return tuple(value)
    return tuple(one if one is None else read(one) for one in value)
