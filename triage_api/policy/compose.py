"""Puts a policy and those it extends together: the entry that a child writes again replaces its parent's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.header import read_switched_off
from triage_api.policy.layers import Entry, Layer
from triage_api.policy.model import Place, SwitchedOff
from triage_api.policy.names import WORDS
from triage_api.policy.nearest import did_you_mean, nearest
from triage_api.policy.nodes import Keys, Node, Text
from triage_api.policy.shapes import (
    CONTACT,
    DEFINITION,
    DUTY,
    EVENT,
    QUESTION,
    RAG,
    ROUTE,
    RULE,
    TIER,
    TIMING,
)
from triage_api.policy.typed import listed

LADDERS = ("routes", "rags", "starts", "tiers")
"""The tables whose order means something; in them a new entry says which it stands ``before``."""
_NEEDED = {
    "questions": QUESTION.needed, "definitions": DEFINITION.needed, "rules": RULE.needed,
    "routes": ROUTE.needed, "rags": RAG.needed, "duties": DUTY.needed, "contacts": CONTACT.needed,
    "events": EVENT.needed, "timings": TIMING.needed, "tiers": TIER.needed,
}  # fmt: skip
"""The keys without which no entry can be read."""


@dataclass(slots=True)
class Composed:
    """Every entry that holds, and the headers of the layers, the first ancestor first."""

    layers: Sequence[Layer]
    tables: dict[str, dict[str, Entry]] = field(default_factory=dict)
    singles: dict[str, tuple[Text, Node]] = field(default_factory=dict)
    switched_off: list[SwitchedOff] = field(default_factory=list)

    def table(self, kind: str) -> dict[str, Entry]:
        """The entries of that kind, by id."""
        return self.tables.get(kind, {})


def compose(layers: Sequence[Layer], report: Report) -> Composed:
    """Everything that the last layer's policy says."""
    composed = Composed(layers)
    for number, layer in enumerate(layers):
        for kind, table in layer.tables.items():
            _merge(composed, kind, table, number == 0, report)
        _switch_off(composed, layer, report)
        for key, (word, node) in layer.singles.items():
            composed.singles[key] = (word, _merged_single(composed, key, node))
    return composed


def _merge(composed: Composed, kind: str, table: dict[str, Entry], is_root: bool, report: Report) -> None:
    held = composed.tables.setdefault(kind, {})
    before = dict(held)
    for entry in table.values():
        old = before.get(entry.id)
        if old is not None and kind == "rules":
            _refuse_statutory(old, entry.place, "replaces", report)
        if old is not None:
            entry = _whole(entry, old, kind, report)
        if kind in LADDERS:
            composed.tables[kind] = _placed(
                composed.tables[kind], entry, old is None and not is_root, kind, report
            )
        else:
            held[entry.id] = entry if kind != "sections" or old is None else _with_topic(entry, old)


def _whole(entry: Entry, old: Entry, kind: str, report: Report) -> Entry:
    """The entry; one that says only what is to be different is reported, and read with the rest."""
    gone = [key for key in _NEEDED.get(kind, ()) if key in old.node.entries and key not in entry.node.entries]
    if len(gone) < 2:
        return entry
    report.error(
        Code.MISSING_KEY,
        entry.place,
        f"The {WORDS[kind]} “{entry.id}” of the parent is written again without “{'”, “'.join(gone)}”.",
        f"Copy the whole of it from {old.place} and change the copy.",
        Code.LEFT_OUT.why,
    )
    node = Keys(old.node.entries | entry.node.entries, entry.node.file, entry.node.line, entry.node.column)
    return Entry(entry.id, node, entry.topic, entry.section)


def _with_topic(entry: Entry, old: Entry) -> Entry:
    """A section that is written again keeps its place among the parent's."""
    return Entry(entry.id, entry.node, old.topic)


def _placed(
    table: dict[str, Entry], entry: Entry, is_new: bool, kind: str, report: Report
) -> dict[str, Entry]:
    """The ladder with the entry on its rung: its own, before another, or in a root the next."""
    before = entry.node.value("before")
    if not is_new:
        if before is not None:
            report.error(
                Code.LADDER,
                before.place,
                f"“before” stands in {WORDS[kind]} “{entry.id}”, whose place is known.",
                "Delete the line.",
            )
        return table | {entry.id: entry}
    if not isinstance(before, Text) or before.text not in table:
        _refuse_place(table, entry, before, kind, report)
        return table | {entry.id: entry}
    found: dict[str, Entry] = {}
    for id, other in table.items():
        if id == before.text:
            found[entry.id] = entry
        found[id] = other
    return found


def _refuse_place(
    table: dict[str, Entry], entry: Entry, before: Node | None, kind: str, report: Report
) -> None:
    if isinstance(before, Text):
        what, remedy = f"There is no {WORDS[kind]} “{before.text}”.", did_you_mean(before.text, table)
    else:
        what = f"The new {WORDS[kind]} “{entry.id}” does not say where it stands."
        remedy = f"Write “before:” and the {WORDS[kind]} just above it. " + did_you_mean("", table)
    report.error(Code.LADDER, (entry.node if before is None else before).place, what, remedy)


def _merged_single(composed: Composed, key: str, node: Node) -> Node:
    """``holding`` is merged line by line; everything else that has no id is replaced."""
    held = composed.singles.get(key)
    if key != "holding" or held is None or not isinstance(held[1], Keys) or not isinstance(node, Keys):
        return node
    return Keys(_merged_keys(held[1], node), node.file, node.line, node.column)


def _merged_keys(old: Keys, new: Keys) -> dict[str, tuple[Text, Node]]:
    merged = dict(old.entries)
    for key, (word, node) in new.entries.items():
        held = old.value(key)
        if isinstance(held, Keys) and isinstance(node, Keys):
            node = Keys(held.entries | node.entries, node.file, node.line, node.column)
        merged[key] = (word, node)
    return merged


def _switch_off(composed: Composed, layer: Layer, report: Report) -> None:
    if layer.header is None:
        return
    rules = composed.tables.setdefault("rules", {})
    own = layer.tables.get("rules", {})
    for off, place in read_switched_off(layer.header):
        entry = rules.get(off.rule)
        if not off.rule:
            continue
        if off.rule in own:
            _refuse_own(off.rule, place, report)
        elif entry is None:
            parents = [id for id in rules if id not in own]
            report.error(
                Code.SWITCHED_OFF,
                place,
                f"The parent has no rule “{off.rule}”.",
                _rule_meant(off.rule, {id: rules[id] for id in parents}),
            )
        elif not _refuse_statutory(entry, place, "switches off", report):
            del rules[off.rule]
            composed.switched_off.append(off)


def _rule_meant(text: str, rules: Mapping[str, Entry]) -> str:
    """The rule that was probably meant, by its id or its title, or the several that stand in one text."""
    several = [nearest(part, rules) for part in listed(text)]
    if len(several) > 1 and all(several):
        return f"Write an entry for each: {' and '.join(f'“- rule: {id}”' for id in several)}."
    for id, entry in rules.items():
        title = entry.node.value("title")
        if isinstance(title, Text) and title.text.lower() == text.lower():
            return f"Did you mean “{id}”? A rule is named by its id."
    return did_you_mean(text, rules)


def _refuse_own(rule: str, place: Place, report: Report) -> None:
    report.error(
        Code.SWITCHED_OFF,
        place,
        f"The rule “{rule}” is written in this policy and switched off in it.",
        "Delete the one or the other.",
    )


def _refuse_statutory(entry: Entry, place: Place, verb: str, report: Report) -> bool:
    """Whether the rule is statutory; if so, it is reported."""
    statutory = entry.node.value("statutory")
    if not isinstance(statutory, Text) or statutory.text != "yes":
        return False
    report.error(
        Code.STATUTORY_TOUCHED,
        place,
        f"This {verb} “{entry.id}”, which is statutory (at {entry.place}).",
        "Leave it as it is. A local rule that asks for more may stand beside it under an id of its own.",
    )
    return True
