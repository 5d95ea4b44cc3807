"""Whether a JSON value is as a component of the API's description says: the JSON Schema that we use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def faults(value: Any, schema: dict[str, Any], components: dict[str, Any], at: str = "") -> Iterator[str]:
    """Where the value is not as described."""
    if "$ref" in schema:
        yield from faults(value, components[schema["$ref"].rpartition("/")[2]], components, at)
        return
    if "oneOf" in schema:
        tried = [list(faults(value, one, components, at)) for one in schema["oneOf"]]
        if all(tried):
            yield from min(tried, key=len)
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    yield from _of_a_wrong_type(value, schema, at)
    if isinstance(value, dict):
        yield from _members(value, schema, components, at)
    if isinstance(value, list):
        for index, member in enumerate(value):
            yield from faults(member, schema.get("items", {}), components, f"{at}/{index}")


def _of_a_wrong_type(value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
    wanted = schema.get("type")
    names = [wanted] if isinstance(wanted, str) else wanted or []
    if names and not any(isinstance(value, TYPES[name]) for name in names):
        yield f"{at}: {value!r} is no {' or '.join(names)}"


def _members(
    value: dict[str, Any], schema: dict[str, Any], components: dict[str, Any], at: str
) -> Iterator[str]:
    known = schema.get("properties", {})
    for name in schema.get("required", []):
        if name not in value:
            yield f"{at}/{name}: missing"
    for name, member in value.items():
        if name in known:
            yield from faults(member, known[name], components, f"{at}/{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{at}/{name}: not described"
