"""Bodies and queries, read strictly: the parser of every route, and the fields that schemas are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NoReturn

import marshmallow
from flask import Request
from marshmallow import Schema, fields
from marshmallow.validate import Validator
from webargs.flaskparser import FlaskParser

from triage_api.casework.refusals import Fault, WrongError
from triage_api.engine.answers import nearest, read_instant
from triage_api.web.problems import MalformedError, WrongTypeError
from triage_api.web.strict_json import NotStrictError, escaped, read_strictly


class StrictParser(FlaskParser):
    """Reads JSON bodies strictly; here, because webargs does not use Flask's own JSON provider."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {  # noqa: RUF012 (as webargs declares it)
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": marshmallow.RAISE,
    }

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The body.

        Raises:
            WrongTypeError: it is not sent as JSON.
            MalformedError: it is not JSON that means one thing.
        """
        charset = req.mimetype_params.get("charset", "utf-8").lower()
        if req.mimetype != "application/json" or charset not in ("utf-8", "utf8"):
            raise WrongTypeError("not-json-type", "Not JSON", "Send the body as application/json, in UTF-8.")
        try:
            return read_strictly(req.get_data(cache=True))
        except NotStrictError as error:
            code = error.faults[0].code
            count = "One problem" if len(error.faults) == 1 else f"{len(error.faults)} problems"
            title = code.replace("-", " ").capitalize()
            raise MalformedError(code, title, f"{count} in the body.", error.faults) from None

    def handle_error(
        self,
        error: marshmallow.ValidationError,
        req: Request,
        schema: Schema,
        *,
        error_status_code: int | None,
        error_headers: Mapping[str, str] | None,
    ) -> NoReturn:
        """Say everything that the schema found."""
        messages = error.messages_dict
        raise WrongError([fault for found in messages.values() for fault in _faults(found, "", schema)])


def _faults(found: Any, at: str, schema: object) -> Iterator[Fault]:
    """marshmallow's tree of messages as faults, each with its pointer."""
    if isinstance(found, Mapping):
        for key, member in found.items():
            inside = at if key == "_schema" else f"{at}/{escaped(str(key))}"
            yield from _faults(member, inside, _inside(schema, key))
        return
    for message in found:
        yield _fault(str(message), at, schema)


def _inside(schema: object, key: object) -> object:
    """The schema of a field, if it has one; else the schema that the field, or a stray key, belongs to."""
    field = schema.fields.get(str(key)) if isinstance(schema, Schema) else None
    if isinstance(field, fields.List):
        field = field.inner
    return field.schema if isinstance(field, fields.Nested) else schema


def _fault(message: str, at: str, schema: object) -> Fault:
    name = at.rpartition("/")[2]
    match message:
        case "Missing data for required field.":
            return Fault(at, "missing-field", f"“{name}” is missing.", "Add it.")
        case "Unknown field.":
            known = _names(schema)
            remedy = nearest(name, known) if known else "Leave it out."
            return Fault(at, "unknown-field", f"There is no field “{name}” here.", remedy)
        case "Field may not be null.":
            return Fault(at, "blank", f"“{name}” is null.", "Leave it out, or say what it is.")
        case "Invalid input type.":
            return Fault(at, "wrong-form", "It is not an object.", "Send {} with fields.")
        case _:
            what, _, remedy = message.partition(" | ")
            return Fault(at, "wrong-value", what, remedy or "See the description at /v1/docs.")


def _names(schema: object) -> list[str]:
    """The names that a body gives the schema's fields."""
    if not isinstance(schema, Schema):
        return []
    return sorted(field.data_key or name for name, field in schema.fields.items())


class Text(fields.String):
    """A text on one line, of so many characters at most, in a pattern if one is given."""

    def __init__(
        self,
        most: int,
        pattern: str = "",
        like: str = "",
        *,
        words: str = "",
        called: str | None = None,
        required: bool = False,
        allow_none: bool = False,
    ) -> None:
        """``like`` shows what fits the pattern; ``words`` describe it; ``called`` is its name in the body."""
        super().__init__(
            required=required,
            allow_none=allow_none,
            data_key=called,
            validate=_Fits(most, pattern, like),
            metadata={"description": words},
        )


class _Fits(Validator):
    def __init__(self, most: int, pattern: str, like: str) -> None:
        self.most, self.pattern, self.like = most, re.compile(pattern or r"[^\n\r\t]*"), like

    def __call__(self, value: str) -> str:
        if len(value) > self.most:
            raise marshmallow.ValidationError(f"It has {len(value)} characters. | At most {self.most}.")
        if not self.pattern.fullmatch(value):
            remedy = f"Write it like {self.like}." if self.like else "Write it on one line."
            raise marshmallow.ValidationError(f"“{value[:60]}” does not fit. | {remedy}")
        return value


class Instant(fields.Field[datetime]):
    """A time with its offset."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        try:
            return read_instant(value)
        except ValueError as wrong:
            raise marshmallow.ValidationError(f"{wrong} | Write it like 2015-06-24T09:00:00+01:00.") from None


class Flag(fields.Field[bool]):
    """``true`` or ``false``, and nothing that only looks like it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise marshmallow.ValidationError("It is not true or false. | Send true or false.")
        return value


class Verbatim(Schema):
    """A body that is read elsewhere: its fields are here to be described, and to be read by the engine."""

    def load(self, data: Any, **kwargs: Any) -> Any:
        """The object as it was sent.

        Raises:
            WrongError: it is no object.
        """
        if not isinstance(data, dict):
            raise WrongError([Fault("", "wrong-form", "It is not an object.", "Send {} with fields.")])
        return data


class WriteSchema(Schema):
    """What every write may carry."""

    happened_at = Instant(metadata={"description": "When it happened, if not now."})


class LoweringSchema(Schema):
    """Why an outcome is lowered."""

    code = Text(40, required=True, words="One of the codes that the questions route lists.")
    words = fields.String(required=True, metadata={"description": "Why, in the person's own words."})


class ProfessionalSchema(Schema):
    """Somebody who works with the child."""

    name = Text(120, required=True)
    role = Text(120, required=True)
    agency = Text(80, required=True)
