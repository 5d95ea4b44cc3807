"""Reads ``examples/``: cases with the outcome that policy leads expect of them."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triage_api.policy.cases import SUBJECTS, Body, Written, case_body, keys_in, places_in, plain_value
from triage_api.policy.codes import Code
from triage_api.policy.fields import Fields, as_items, as_keys, as_source, as_texts
from triage_api.policy.findings import Finding, Report, in_order
from triage_api.policy.layers import Layer, read_document, shown_path
from triage_api.policy.model import Place, Policy, SourceRef
from triage_api.policy.nearest import did_you_mean
from triage_api.policy.nodes import Keys
from triage_api.policy.shapes import EXAMPLE, EXPECT, EXPECT_MANY, SUBJECT, VARIANT, WEEK_CASE

Expect = Mapping[str, str | tuple[str, ...]]

_ROUTES = ("route", "route_at_least", "route_at_most", "floor", "ceiling")
_RAGS = ("rag", "rag_at_least", "rag_at_most")
_TOO_EARLY = "none"
"""Of a route or a rating: nothing is recommended yet."""


@dataclass(frozen=True, slots=True)
class Example:
    """One case and what must come out. A variant is an example of its own, merged into what it varies.

    ``body`` is the case as ``POST /v1/triage`` takes it. ``expect`` maps a key to one text, or to several for
    the keys of which all must be there.
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
        merged = _merged(body, variant, report)
        expect = _expect(variant, policy, report)
        yield Example(_title(variant, report), merged, expect, source, variant.place, title)


def _title(keys: Keys, report: Report) -> str:
    value = keys.value("title")
    return (
        ""
        if value is None
        else " ".join(" ".join(word.text.split()) for word in as_texts(value, "title", report))
    )


def _merged(body: Written, variant: Keys, report: Report) -> Written:
    """The case with what the variant says otherwise; ``null`` takes an answer away."""
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


def _expect(keys: Keys, policy: Policy, report: Report) -> Expect:
    value = keys.value("expect")
    inside = None if value is None else as_keys(value, "expect", report)
    if inside is None:
        return {}
    fields = Fields(inside, EXPECT, report)
    ids = _ids(policy)
    return {key: _expected(fields, key, ids.get(key), report) for key in inside.entries if key in EXPECT.keys}


def _expected(fields: Fields, key: str, known: list[str] | None, report: Report) -> str | tuple[str, ...]:
    words = fields.words(key)
    for word in words if known is not None else ():
        if word.text not in (known or ()):
            report.error(
                Code.UNKNOWN_ID,
                word.place,
                f"“{key}” expects “{word.text}”, which the policy does not have.",
                did_you_mean(word.text, known or ()),
            )
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
