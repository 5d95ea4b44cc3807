"""Reads case files: YAML or JSON, in the form of ``POST /v1/triage``; the engine reads the answers."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from triage_api.policy.codes import Code
from triage_api.policy.fields import Fields, as_keys
from triage_api.policy.findings import Finding, Report, in_order
from triage_api.policy.layers import shown_path
from triage_api.policy.model import Place
from triage_api.policy.nearest import did_you_mean
from triage_api.policy.nodes import Items, Keys, Node, Text, parse
from triage_api.policy.shapes import CASE, EXAMPLE, SUBJECT, Shape
from triage_api.policy.text import read_text

FLAGS = frozenset({"nothing_else", "not_mentioned", "settles"})
"""Keys of an answer that are true or false in JSON; in YAML people write yes as well."""
_BOOLEANS = {"true": True, "yes": True, "false": False, "no": False}
SUBJECTS = ("children", "adults", "incidents")
_ONLY_EXAMPLE = ("title", "source", "expect", "variants")

Body = dict[str, Any]
"""JSON-like: texts, ``None`` for what is empty, lists and mappings."""


Chosen = tuple[Keys, Keys | None]
"""A case and, if one of its variants is meant, that."""
Titled = Sequence[Chosen]


class Written(Body):
    """A case as a file has it: a body that knows where each part of it was written.

    ``places`` is by JSON pointer, which is how the engine names what it cannot read.
    """

    def __init__(self, body: Body, places: Mapping[str, Place], whole: Place) -> None:
        super().__init__(body)
        self.places = dict(places)
        self.whole = whole

    def place(self, pointer: str) -> Place:
        """Where that part stands, or the nearest part around it that stands somewhere."""
        while pointer and pointer not in self.places:
            pointer = pointer.rpartition("/")[0]
        return self.places.get(pointer, self.whole)


def read_case(path: Path, title: str | None = None) -> tuple[Written | None, tuple[Finding, ...]]:
    """The case in one file, and what is wrong with the file.

    Of several in a list, and of their variants, it is the one whose title begins with ``title``. An example
    is a case too: what it expects is left out. The body is ``None`` if there is an error.
    """
    report = Report()
    shown = shown_path(path)
    text = read_text(path, shown, report)
    node = None if text is None else parse(text, shown, report)
    chosen = None if node is None else _chosen(node, title, report)
    if chosen is None:
        return None, in_order(report.findings)
    keys, variant = chosen
    body = case_body(keys, EXAMPLE if keys.value("expect") else CASE, report)
    if variant is not None:
        body = varied(body, variant, report)
    return (None if report.failed else body), in_order(report.findings)


def _chosen(node: Node, title: str | None, report: Report) -> Chosen | None:
    """The case that is meant and, where one of its variants is, that; without a title, the only one."""
    if title is None and not isinstance(node, Items):
        only = as_keys(node, "a case", report)
        return None if only is None else (only, None)
    listed = node.items if isinstance(node, Items) else [node]
    cases = [item for item in listed if isinstance(item, Keys)]
    if title is None and len(cases) == 1:
        return cases[0], None
    if not cases:
        as_keys(node, "a case", report)
        return None
    titled: list[Chosen] = [(case, None) for case in cases]
    titled += [(case, variant) for case in cases for variant in keys_in(case, "variants")]
    found = [] if title is None else _called(title, titled)
    if len(found) == 1:
        return found[0]
    _refuse(node, title, found or titled, len(cases), report)
    return None


def _refuse(node: Node, title: str | None, among: Titled, cases: int, report: Report) -> None:
    """Say that it is not clear which case is meant, and what there is ``among`` which to choose."""
    titles = [said for case, variant in among if title or not variant if (said := _title_of(variant or case))]
    many = "one case" if cases == 1 else f"{cases} cases"
    remedy = did_you_mean(title or "", titles)
    if title is None:
        what = f"The file holds {many}."
    elif any(said.lower().startswith(_plain(title)) for said in titles):
        what = f"{len(titles)} cases and variants of the file begin “{title}”."
        remedy = f"They are: {'; '.join(f'“{said}”' for said in titles[:6])}."
    else:
        what = f"The file holds {many}, and none begins “{title}”, nor any of their variants."
    remedy = f"Say which one, by how its title begins: --case “...”. {remedy}"
    report.error(Code.WRONG_SHAPE, node.place, what, remedy, "One case has one recommendation.")


def _called(title: str, titled: Titled) -> Titled:
    """Those whose title is this; if there is none, those whose title begins so."""
    said = {id(one): _title_of(one[1] or one[0]).lower() for one in titled}
    wanted = _plain(title)
    begun = [one for one in titled if said[id(one)].startswith(wanted)]
    return [one for one in begun if said[id(one)] == wanted] or begun


def _plain(title: str) -> str:
    return " ".join(title.lower().split())


def _title_of(keys: Keys) -> str:
    title = keys.value("title")
    return " ".join(title.text.split()) if isinstance(title, Text) else ""


def case_body(keys: Keys, shape: Shape, report: Report) -> Written:
    """The case that a mapping says; its keys, and those of its subjects, are checked against their shapes."""
    Fields(keys, shape, report)
    for kind in SUBJECTS:
        for one in keys_in(keys, kind):
            Fields(one, SUBJECT, report)
    entries = keys.entries.items()
    body = {key: plain_value(key, node) for key, (_, node) in entries if key not in _ONLY_EXAMPLE}
    return Written(body, dict(places_in(keys, "")), keys.place)


def varied(body: Written, variant: Keys, report: Report) -> Written:
    """The case with what a variant of it says otherwise; ``null`` takes an answer away."""
    # The places are shared out and not copied deep: there is one for every line, and none is ever changed.
    merged = Written(copy.deepcopy(dict(body)), body.places, body.whole)
    answers = variant.value("answers")
    if isinstance(answers, Keys):
        merged["answers"] = _changed(merged.get("answers"), answers)
        merged.places.update(places_in(answers, "/answers"))
    for kind in SUBJECTS:
        for keys in keys_in(variant, kind):
            _merge_subject(merged, kind, keys, report)
    return merged


def _merge_subject(merged: Written, kind: str, keys: Keys, report: Report) -> None:
    fields = Fields(keys, SUBJECT, report)
    ref = fields.text("ref")
    subjects = merged.setdefault(kind, [])
    known = [one for one in subjects if isinstance(one, dict) and one.get("ref") == ref]
    subject = known[0] if known else {"ref": ref}
    if not known:
        subjects.append(subject)
    answers = keys.value("answers")
    if isinstance(answers, Keys):
        subject["answers"] = _changed(subject.get("answers"), answers)
        merged.places.update(places_in(answers, f"/{kind}/{subjects.index(subject)}/answers"))


def _changed(answers: Any, changes: Keys) -> Body:
    changed = dict(answers) if isinstance(answers, dict) else {}
    for question, (_, node) in changes.entries.items():
        value = plain_value(question, node)
        if value is None:
            changed.pop(question, None)
        else:
            changed[question] = value
    return changed


def places_in(node: Node, pointer: str) -> Iterator[tuple[str, Place]]:
    """Each part inside a node, by the JSON pointer to it: a value where its key stands."""
    if isinstance(node, Keys):
        for name, (key, value) in node.entries.items():
            yield f"{pointer}/{name}", key.place
            yield from places_in(value, f"{pointer}/{name}")
    elif isinstance(node, Items):
        for place, item in enumerate(node.items):
            yield f"{pointer}/{place}", item.place
            yield from places_in(item, f"{pointer}/{place}")


def keys_in(keys: Keys, kind: str) -> list[Keys]:
    """The mappings listed under a key."""
    listed = keys.value(kind)
    return [item for item in listed.items if isinstance(item, Keys)] if isinstance(listed, Items) else []


def plain_value(key: str, node: Node) -> Any:
    """A node as JSON has it. Scalars stay text, but for the flags of an answer."""
    if isinstance(node, Keys):
        return {name: plain_value(name, value) for name, (_, value) in node.entries.items()}
    if isinstance(node, Items):
        return [plain_value(key, item) for item in node.items]
    return _scalar(key, node)


def _scalar(key: str, node: Text) -> Any:
    if node.plain and node.text in ("", "~", "null"):
        return None
    if node.plain and key in FLAGS:
        return _BOOLEANS.get(node.text, node.text)
    return node.text
