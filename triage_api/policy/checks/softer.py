"""Where a policy asks for less than the one that it extends: it may, and whoever checks it should know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from triage_api.policy.build import Built
from triage_api.policy.checks.walk import lines
from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.layers import Entry, Layer
from triage_api.policy.model import Condition, Duration, Is, NotKnown, Policy
from triage_api.policy.names import WORDS
from triage_api.policy.nodes import Items, Keys, Node, Text, each_text
from triage_api.policy.phrases import read_duration

_NOT_KNOWN = (NotKnown.NO_EFFECT, NotKnown.FIND_OUT, NotKnown.HOLD, NotKnown.TREAT_AS_RISK)
_VIEWS = ("after", "before")
_LESS = "Say in CHANGELOG.md why less is enough here, or write what the parent has."


def check_softer(built: Built, report: Report) -> None:
    """Compare what the policy writes again with what its parent says, step by step."""
    *parents, own = built.composed.layers
    if not parents:
        return
    for kind, orders in _ordered(built.policy).items():
        for entry, old in _pairs(own, parents, kind):
            for key, order in orders.items():
                values = _under(entry, key), _under(old, key)
                if _is_less(*values, order):
                    _say(f"The {WORDS[kind]} “{entry.id}” has “{key}: {_text(values[0])}”", values, report)
    _check_clocks(own, parents, report)
    _check_roles(own, parents, report)
    _check_conditions(own, parents, report)
    _check_definitions(built.policy, own, parents, report)
    _check_singles(built.policy, own, parents, report)


def _ordered(policy: Policy) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """By table: its keys whose values stand in an order, from the least protective."""
    routes, rags, starts = tuple(policy.routes), tuple(policy.rags), tuple(policy.starts)
    return {
        "rules": {"route": routes, "rag": rags, "start": starts},
        "questions": {"not_known": _NOT_KNOWN},
        "routes": {"rag_at_least": rags, "second_view": _VIEWS},
    }


def _pairs(own: Layer, parents: Sequence[Layer], kind: str) -> Iterator[tuple[Entry, Entry]]:
    for id, entry in own.tables.get(kind, {}).items():
        held = [layer.tables[kind][id] for layer in parents if id in layer.tables.get(kind, {})]
        if held:
            yield entry, held[-1]


def _under(entry: Entry, key: str) -> Node | None:
    """The value of a key; of a rule's, under ``then``."""
    then = entry.node.value("then")
    return (then if isinstance(then, Keys) else entry.node).value(key)


def _is_less(now: Node | None, before: Node | None, order: Sequence[str]) -> bool:
    """Whether the first stands below the second in the order; not, if one of them is not in it."""
    steps = [order.index(text) for text in (_text(now), _text(before)) if text in order]
    return len(steps) == 2 and steps[0] < steps[1]


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Text) else ""


def _say(what: str, values: tuple[Node | None, Node | None], report: Report) -> None:
    """Report it where the new value stands, with the parent's beside it."""
    now, before = values
    assert now is not None
    report.warning(Code.SOFTER, now.place, f"{what}, and the parent “{_text(before)}”.", _LESS)


def _check_clocks(own: Layer, parents: Sequence[Layer], report: Report) -> None:
    """A clock that is later in the same unit; in another unit the two cannot be compared."""
    for kind in ("timings", "work_clocks", "disagreement", "transfer_dispute"):
        for entry, old in _pairs(own, parents, kind):
            values = entry.node.value("within"), old.node.value("within")
            now, before = (_duration(_text(one)) for one in values)
            if now and before and now.unit is before.unit and now.amount > before.amount:
                _say(f"The {WORDS[kind]} “{entry.id}” has “within: {_text(values[0])}”", values, report)


def _check_conditions(own: Layer, parents: Sequence[Layer], report: Report) -> None:
    """A condition that is written otherwise than the parent's: which of the two takes in fewer children no
    check of one policy can say, so whoever answers for it is asked to look."""
    for kind, key in (("rules", "when"), ("questions", "asked_when"), ("questions", "not_empty_when")):
        for entry, old in _pairs(own, parents, kind):
            now, before = entry.node.value(key), old.node.value(key)
            if now is not None and before is not None and _written(now) != _written(before):
                report.warning(
                    Code.SOFTER,
                    now.place,
                    f"The {WORDS[kind]} “{entry.id}” has another “{key}:” than the parent's.",
                    f"Compare it with {before.place}: where it takes in fewer children, they get less.",
                )


def _written(node: Node) -> object:
    """What stands there, wherever it stands."""
    if isinstance(node, Keys):
        return {key: _written(value) for key, (_, value) in sorted(node.entries.items())}
    # In whatever order: neither lines nor answers mean anything else in another.
    return sorted(map(str, map(_written, node.items))) if isinstance(node, Items) else _text(node)


def _check_roles(own: Layer, parents: Sequence[Layer], report: Report) -> None:
    """Who decides a route, and who may do what only some may: a role of the parent's that may not there. How
    a role of the policy's own compares nobody but a person can say."""
    theirs = {role for layer in parents for role in layer.tables.get("roles", {})}
    for kind, key in (("routes", "decided_by"), ("permissions", "roles")):
        for entry, old in _pairs(own, parents, kind):
            for role in _gone(old.node.value(key), entry.node.value(key)):
                if role in theirs:
                    report.warning(
                        Code.SOFTER,
                        entry.place,
                        f"The {WORDS[kind]} “{entry.id}” is for “{role}” too, and in the parent it is not.",
                        f"Say in CHANGELOG.md why, or take “{role}” out of “{key}”.",
                    )


def _duration(text: str) -> Duration | None:
    try:
        return read_duration(text)
    except ValueError:
        return None


def _check_definitions(policy: Policy, own: Layer, parents: Sequence[Layer], report: Report) -> None:
    for entry, old in _pairs(own, parents, "definitions"):
        users = [rule for rule in policy.rules.values() if entry.id in _used(rule.when, policy)]
        if any(rule.statutory for rule in users):
            # Said of it already, and in stronger words.
            continue
        report.warning(
            Code.SOFTER,
            entry.place,
            f"The definition “{entry.id}” replaces the parent's, on which {_rules(len(users))}.",
            f"Compare it with {old.place}: where it takes in fewer children, so does each of them.",
        )


def _used(when: Condition, policy: Policy) -> set[str]:
    return {line.item.definition for line in lines(when, policy.definitions) if isinstance(line.item, Is)}


def _rules(count: int) -> str:
    return "1 rule turns" if count == 1 else f"{count} rules turn"


def _check_singles(policy: Policy, own: Layer, parents: Sequence[Layer], report: Report) -> None:
    """Parts without an id: the steps at which cases hold, who a discussion needs, what news asks."""
    for key, (_, node) in own.singles.items():
        held = [layer.singles[key][1] for layer in parents if key in layer.singles]
        if not held or not isinstance(node, Keys) or not isinstance(held[-1], Keys):
            continue
        if key == "holding":
            _check_holding(policy, node, held[-1], report)
        for part in ("needs", "ask"):
            gone = _gone(node.value(part), held[-1].value(part))
            if gone:
                what = f"“{part}” of “{key}” leaves out “{'”, “'.join(gone)}”, which the parent has."
                report.warning(Code.SOFTER, node.place, what, _LESS)


def _check_holding(policy: Policy, node: Keys, old: Keys, report: Report) -> None:
    for axis, order in (("routes", tuple(policy.routes)), ("rags", tuple(policy.rags))):
        now, before = node.value(axis), old.value(axis)
        if isinstance(now, Keys) and isinstance(before, Keys):
            for step, (_, value) in now.entries.items():
                values = value, before.value(step)
                if _is_less(*values, order):
                    _say(f"A case that may still reach “{step}” waits at “{_text(value)}”", values, report)


def _gone(now: Node | None, before: Node | None) -> list[str]:
    kept = set() if now is None else {word.text for word in each_text(now)}
    return [] if now is None or before is None else [w.text for w in each_text(before) if w.text not in kept]
