"""The shapes of the API's answers, as types for whoever reads them, made of the API's own description.

``python -m tests.client.shapes`` writes `triage_client/shapes` again: to be done, and looked through, when an
answer, or a part of a body, is meant to be another.
"""

from __future__ import annotations

import json
import keyword
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.house.checkout import ROOT
from triage_api.web.app import close, create_app
from triage_api.web.settings import Settings

Schema = dict[str, Any]

SHAPES = ROOT / "triage_client" / "shapes"
COMPONENTS = ROOT / "triage_api" / "web" / "assets" / "components"
SENT = "sent"
NAMED = {"common": "parts"}
"""Modules that are called otherwise than the server's file."""
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
INSTANTS = frozenset({"received_at", "sent_at", "happened_at", "due", "at"})
"""Fields of bodies without a type in the description: a rule of the server's own reads a time from text."""
ONES_OWN = frozenset({"AnswerBody", "LoweringBody"})
"""What the client has a class of its own for."""
IN_WORDS = {
    "access": "Who sees a referral, and for how long it is kept.",
    "asks": "What an agency is asked.",
    "board": "What needs a person now, and what a search finds.",
    "parts": "What many answers have parts of.",
    "decisions": "Decisions, lowerings and second views.",
    "identity": "What tells referrals, and those in them, from others; and whose records were searched.",
    "obligations": "Required contacts and parallel duties.",
    "prints": "Prints.",
    "recommendation": "What a policy says of a case.",
    "shifts": "Shifts handed over, absences and reassignments.",
    "tray": "What arrived.",
    SENT: "Parts of bodies, as they are sent.",
}


def description() -> Schema:
    """The OpenAPI document of an application made for this alone."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(data=Path(folder), policies=()))
        try:
            found: Schema = json.loads(app.test_client().get("/v1/openapi.json").data)
        finally:
            close(app)
    return found


def rooms(document: Schema) -> dict[str, dict[str, Schema]]:
    """The components of each module, by name: a module for each file of the server's, and one for parts of
    bodies."""
    schemas: dict[str, Schema] = document["components"]["schemas"]
    found = {
        NAMED.get(path.stem, path.stem): {
            name: schemas[name]
            for name in json.loads(path.read_text(encoding="utf-8"))
            if schemas[name].get("properties") and name not in ("Problem", "Fault")
        }
        for path in sorted(COMPONENTS.glob("*.json"))
    }
    bodies = {name: schema for name, schema in schemas.items() if name.endswith("Body")}
    parts = {ref for schema in bodies.values() for ref in _refs(schema)}
    found[SENT] = {name: bodies[name] for name in bodies if name in parts - ONES_OWN}
    return {room: components for room, components in found.items() if components}


def written(document: Schema) -> dict[str, str]:
    """Each module's text, in the house style."""
    by_room = rooms(document)
    where = {name: room for room, components in by_room.items() for name in components}
    with tempfile.TemporaryDirectory() as folder:
        for room, components in by_room.items():
            text = Room(room, where).text(components)
            (Path(folder) / f"{room}.py").write_text(text, encoding="utf-8")
        settings = ["--config", str(ROOT / "pyproject.toml")]
        for command in (["check", "--select", "I", "--fix", "--silent"], ["format", "--silent"]):
            subprocess.run([sys.executable, "-m", "ruff", *command, *settings, folder], check=True)
        return {path.name: path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.py"))}


class Room:
    """One module while it is written."""

    def __init__(self, name: str, where: dict[str, str]) -> None:
        self.name, self.where = name, where
        self.used: set[str] = set()
        self.classes: list[str] = []

    def text(self, components: dict[str, Schema]) -> str:
        """The module."""
        for name, schema in components.items():
            self._shape(name, schema)
        body = "\n\n\n".join(self.classes)
        about = IN_WORDS.get(self.name, f"{self.name.capitalize()}.")
        typing = [word for word in ("Any", "Literal", "NotRequired", "TypedDict") if word in body]
        lines = [f'"""{about}"""', "", "from __future__ import annotations", ""]
        lines += ["from datetime import datetime"] if "datetime" in body else []
        elsewhere = sorted((self.where[name], name) for name in self.used if self.where[name] != self.name)
        lines += [f"from typing import {', '.join([*typing, 'TYPE_CHECKING'] if elsewhere else typing)}", ""]
        if elsewhere:
            lines += ["if TYPE_CHECKING:"]
            lines += [f"    from triage_client.shapes.{room} import {name}" for room, name in elsewhere]
        return "\n".join([*lines, "", body, ""])

    def _shape(self, name: str, schema: Schema) -> None:
        required = set(schema.get("required", ()))
        fields = {}
        for field, kind in schema["properties"].items():
            text = self._type(kind, name, field)
            fields[field] = text if field in required else f"NotRequired[{text}]"
        about = schema.get("description", "").replace("`", "``")
        if any(keyword.iskeyword(field) for field in fields):
            inside = ", ".join(f'"{field}": {_evaluated(text)}' for field, text in fields.items())
            said = f'\n"""{about}"""' if about else ""
            self.classes.append(f'{name} = TypedDict("{name}", {{{inside},}}){said}')
        else:
            said = f'    """{about}"""\n\n' if about else ""
            inside = "\n".join(f"    {field}: {text}" for field, text in fields.items())
            self.classes.append(f"class {name}(TypedDict):\n{said}{inside}")

    def _type(self, schema: Schema, owner: str, field: str) -> str:
        if "$ref" in schema:
            return self._named(schema["$ref"].rpartition("/")[2])
        if "oneOf" in schema:
            return " | ".join(self._type(each, owner, field) for each in schema["oneOf"])
        if "enum" in schema:
            return f"Literal[{', '.join(repr(each) for each in schema['enum'])}]"
        kinds = schema.get("type", "untyped")
        several = [kinds] if isinstance(kinds, str) else kinds
        return " | ".join(self._of(kind, schema, owner, field) for kind in several)

    def _of(self, kind: str, schema: Schema, owner: str, field: str) -> str:
        if kind == "array":
            return f"list[{self._type(schema.get('items', {}), owner, field)}]"
        if kind == "object" and schema.get("properties"):
            name = owner + "".join(word.capitalize() for word in field.split("_"))
            self._shape(name, schema)
            return name
        if kind == "object":
            return f"dict[str, {self._type(schema.get('additionalProperties') or {}, owner, field)}]"
        if kind == "untyped" and self.name == SENT:
            instant = (
                "datetime | str" if "null" not in schema.get("description", "") else "datetime | str | None"
            )
            return instant if field in INSTANTS else "bool"
        return PLAIN.get(kind, "Any")

    def _named(self, name: str) -> str:
        if name not in self.where:
            return "str"
        self.used.add(name)
        return name


def _evaluated(text: str) -> str:
    """A type where Python works it out: another shape is named in quotes, because it may come later."""
    return repr(text) if re.search(r"\b(?!Literal|Any|None|NotRequired)[A-Z]", text) else text


def _refs(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"].rpartition("/")[2]
        for each in schema.values():
            yield from _refs(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from _refs(each)


def write() -> None:
    """Write every module; one that is not needed any more is left for a person to delete."""
    for name, text in written(description()).items():
        (SHAPES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
