"""Reads ``examples/``: cases with the outcome that policy leads expect of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from triage_api.policy.cases import Written, case_body, keys_in, varied
from triage_api.policy.codes import Code
from triage_api.policy.fields import Fields, as_items, as_keys, as_source, as_texts
from triage_api.policy.findings import Finding, Report, in_order
from triage_api.policy.layers import Layer, read_document, shown_path
from triage_api.policy.model import Place, Policy, SourceRef
from triage_api.policy.nearest import did_you_mean
from triage_api.policy.nodes import Keys, Text
from triage_api.policy.shapes import DO_NOT, EXAMPLE, EXPECT, EXPECT_MANY, VARIANT, WEEK_CASE

Expect = Mapping[str, str | tuple[str, ...]]

_ROUTES = ("route", "route_at_least", "route_at_most", "floor", "ceiling")
_RAGS = ("rag", "rag_at_least", "rag_at_most")
_TOO_EARLY = "none"
"""Of a route or a rating: nothing is recommended yet."""


@dataclass(frozen=True, slots=True)
class Example:
    """One case and what must come out. A variant is an example of its own, merged into what it varies.

    ``body`` is the case as ``POST /v1/triage`` takes it. ``expect`` maps a key to one text, or to several for
    the keys of which all must be there; of ``do_not`` each is ``held_back(contact, until)``.
    """

    title: str
    body: Written
    expect: Expect
    source: tuple[SourceRef, ...]
    place: Place
    variant_of: str | None = None


def read_examples(folder: Path, policy: Policy) -> tuple[tuple[Example, ...], tuple[Finding, ...]]:
    """Every example in the policy's folder, variants after what they vary, and what is wrong with them.

    ``policy`` says which routes, contacts and rules there are to expect.
    """
    report = Report()
    layer = Layer(folder, shown_path(folder))
    found: list[Example] = []
    for path in sorted((folder / "examples").glob("*.yaml")):
        document = read_document(layer, path, report)
        for item in [] if document is None else as_items(document, path.name, report):
            keys = as_keys(item, "an example", report)
            found += [] if keys is None else _read(keys, policy, report)
    return tuple(found), in_order(report.findings)


def week_folder(folder: Path, roots: Sequence[Path], extends: str | None) -> Path | None:
    """Where the representative week is: with the policy, else with the nearest policy that it builds on."""
    own = folder / "examples" / "week"
    if own.is_dir():
        return own
    parents = (root / extends.partition("@")[0] / "examples" / "week" for root in roots if extends)
    return next((path for path in parents if path.is_dir()), None)


def read_week(folder: Path, policy: Policy) -> tuple[tuple[Written, ...], tuple[Finding, ...]]:
    """The referrals of a week in a folder of files, as cases of ``policy``, and what is wrong with them."""
    report = Report()
    layer = Layer(folder, shown_path(folder))
    found: list[Written] = []
    for path in sorted(folder.glob("*.yaml")):
        document = read_document(layer, path, report)
        for item in [] if document is None else as_items(document, path.name, report):
            keys = as_keys(item, "a case", report)
            if keys is not None:
                body = case_body(keys, WEEK_CASE, report)
                body["policy"] = policy.id
                found.append(body)
    return tuple(found), in_order(report.findings)


def _read(keys: Keys, policy: Policy, report: Report) -> Iterator[Example]:
    body = case_body(keys, EXAMPLE, report)
    body.setdefault("policy", policy.id)
    title = _title(keys, report)
    sources = keys.value("source")
    words = [] if sources is None else as_texts(sources, "source", report)
    source = tuple(
        ref for word in words if (ref := as_source(word, policy.sources.keys(), report)) is not None
    )
    yield Example(title, body, _expect(keys, policy, report), source, keys.place)
    for variant in keys_in(keys, "variants"):
        Fields(variant, VARIANT, report)
        merged = varied(body, variant, report)
        expect = _expect(variant, policy, report)
        yield Example(_title(variant, report), merged, expect, source, variant.place, title)


def _title(keys: Keys, report: Report) -> str:
    value = keys.value("title")
    return (
        ""
        if value is None
        else " ".join(" ".join(word.text.split()) for word in as_texts(value, "title", report))
    )


def _expect(keys: Keys, policy: Policy, report: Report) -> Expect:
    value = keys.value("expect")
    inside = None if value is None else as_keys(value, "expect", report)
    if inside is None:
        return {}
    fields = Fields(inside, EXPECT, report)
    ids = _ids(policy)
    return {
        key: _held_back(fields, policy, report)
        if key == "do_not"
        else _expected(fields, key, ids.get(key), report)
        for key in inside.entries
        if key in EXPECT.keys
    }


def held_back(contact: str, until: str) -> str:
    """A contact that must not be made until an event, as ``expect:`` and what came out are compared."""
    return f"{contact} until {until}"


def _held_back(fields: Fields, policy: Policy, report: Report) -> tuple[str, ...]:
    """``do_not:`` as a rule has it: each a ``contact:`` and an ``until:``."""
    found = []
    for one in fields.mappings("do_not", DO_NOT):
        contact, until = one.word("contact"), one.word("until")
        _know(contact, "contact", policy.contacts, report)
        _know(until, "until", policy.events, report)
        if contact is not None and until is not None:
            found.append(held_back(contact.text, until.text))
    return tuple(found)


def _know(word: Text | None, key: str, known: Collection[str], report: Report) -> None:
    if word is not None and word.text not in known:
        report.error(
            Code.UNKNOWN_ID,
            word.place,
            f"“{key}” expects “{word.text}”, which the policy does not have.",
            did_you_mean(word.text, known),
        )


def _expected(fields: Fields, key: str, known: list[str] | None, report: Report) -> str | tuple[str, ...]:
    words = fields.words(key)
    for word in words if known is not None else ():
        _know(word, key, known or (), report)
    texts = tuple(word.text for word in words)
    if key in EXPECT_MANY:
        return texts
    if len(texts) > 1:
        report.error(Code.WRONG_SHAPE, fields.place_of(key), f"“{key}” takes one value.", "Choose one.")
    return texts[0] if texts else ""


def _ids(policy: Policy) -> dict[str, list[str]]:
    """By key of ``expect``, what it may name."""
    routes, rags = [*policy.routes, _TOO_EARLY], [*policy.rags, _TOO_EARLY]
    many = {
        "harm": policy.harms,
        "contacts": policy.contacts,
        "not_contacts": policy.contacts,
        "duties": policy.duties,
        "not_duties": policy.duties,
        "police_units": policy.units,
        "rules": policy.rules,
        "not_rules": policy.rules,
        "not_held_back": policy.contacts,
        "enquiries": policy.questions,
        "start": policy.starts,
        "destination": policy.destinations,
        "tier": policy.tiers,
    }
    return {
        **{key: list(table) for key, table in many.items()},
        **dict.fromkeys(_ROUTES, routes),
        **dict.fromkeys(_RAGS, rags),
        "provisional": ["yes", "no"],
    }
