"""What a policy leaves out, or makes later, where it writes an entry of its parent again."""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.policy.build import Built
from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.layers import Entry
from triage_api.policy.model import Duration, Place, Policy, Rule, Unit
from triage_api.policy.names import WORDS
from triage_api.policy.nodes import Keys, Text, each_text
from triage_api.policy.phrases import read_duration
from triage_api.policy.shapes import THEN

_MISSED = {
    "rules": ("then", *THEN.keys),
    "contacts": ("do_not_say", "safety", "clocks", "unit", "settled_by", "times"),
    "timings": ("met_by", "recurring"),
    "questions": ("sweep", "net", "from_caller", "closes", "not_empty_when", "screens_out"),
    "routes": ("contacts", "duties", "milestones"),
    "rags": ("contacts", "clocks", "milestones"),
    "duties": (),
}
"""Keys without which less happens than the parent's entry sees to; of a rule, those of ``then``."""
_OF_DAYS = frozenset({Unit.DAYS, Unit.WEEKS})
_OF_WORK = frozenset({Unit.WORKING_DAYS, Unit.SAME_WORKING_DAY, Unit.NEXT_WORKING_DAY, Unit.OFFICE_HOURS})


def check_replacing(built: Built, report: Report) -> None:
    """Compare what the policy writes again with what it replaces."""
    for kind, entry, old in _replaced(built):
        _check_left_out(kind, entry, old, report)
        if kind == "timings":
            _check_timing(built.policy, entry, old, report)
        _check_clocks(kind, built.policy, entry, old, report)
        if kind == "questions":
            _check_answers(built, entry, report)


def _replaced(built: Built) -> Iterator[tuple[str, Entry, Entry]]:
    """Each entry of the policy's own folder that stands in the place of a parent's, and that one."""
    *parents, own = built.composed.layers
    for kind in _MISSED:
        for id, entry in own.tables.get(kind, {}).items():
            held = [layer.tables[kind][id] for layer in parents if id in layer.tables.get(kind, {})]
            if held:
                yield kind, entry, held[-1]


def _check_left_out(kind: str, entry: Entry, old: Entry, report: Report) -> None:
    before, after = _keys(kind, old), _keys(kind, entry)
    gone = [key for key in before if key in _MISSED[kind] and key not in after]
    if gone:
        report.warning(
            Code.LEFT_OUT,
            entry.place,
            f"The {WORDS[kind]} “{entry.id}” replaces the parent's and leaves out “{'”, “'.join(gone)}”.",
            f"Compare it with {old.place}, and copy what should still hold.",
        )


def _keys(kind: str, entry: Entry) -> tuple[str, ...]:
    inside = entry.node.value("then") if kind == "rules" else entry.node
    return tuple(inside.entries) if isinstance(inside, Keys) else ()


def _check_answers(built: Built, entry: Entry, report: Report) -> None:
    """A question that replaces the parent's keeps the answers that the parent's rules test."""
    own = built.composed.layers[-1].shown
    lost = f"“{entry.id}” has no answer"
    gone = [
        one
        for one in report.findings
        if one.code is Code.UNKNOWN_CHOICE
        and not one.place.file.startswith(own + "/")
        and one.what.startswith(lost)
    ]
    if gone:
        report.error(
            Code.ANSWERS_GONE,
            entry.place,
            f"The question “{entry.id}” replaces the parent's, and has no answer that {gone[0].place} tests.",
            "If it is another question, give it an id of its own; if it is the same, keep the answers.",
        )


def _check_timing(policy: Policy, entry: Entry, old: Entry, report: Report) -> None:
    now, before = _within(entry), _within(old)
    if now is None or before is None:
        return
    rule = next((one for one in _statutory(policy) if entry.id in _clocks(policy, one)), None)
    if rule is not None:
        _check_statutory_timing(rule, (entry, now), (old, before), report)
    if now.unit in _OF_DAYS and before.unit in _OF_WORK:
        report.warning(
            Code.OTHER_UNIT,
            _place(entry, "within"),
            f"“{now}” replaces the parent's “{before}”, which is counted otherwise.",
            "Write “working days” if they are meant.",
        )


def _check_statutory_timing(
    rule: Rule, own: tuple[Entry, Duration], parents: tuple[Entry, Duration], report: Report
) -> None:
    """A clock on which a statutory rule rests is not made later, and runs from the same event."""
    (entry, now), (old, before) = own, parents
    if now.unit is before.unit and now.amount > before.amount:
        report.error(
            Code.SLOWER,
            _place(entry, "within"),
            f"“{now}” is later than the parent's “{before}”, on which the statutory rule “{rule.id}” rests.",
            f"Write “{before}”, or something sooner.",
        )
    elif now.unit is not before.unit or _word(entry, "starts_on") != _word(old, "starts_on"):
        report.error(
            Code.SLOWER,
            entry.place,
            f"The statutory rule “{rule.id}” rests on this clock, and it is not counted as the parent's: "
            f"“{before}” from “{_word(old, 'starts_on')}”.",
            "Leave it as it is, and give your own clock an id of its own beside it: the earlier one is due.",
        )


def _check_clocks(kind: str, policy: Policy, entry: Entry, old: Entry, report: Report) -> None:
    """A contact or duty for which a statutory rule asks keeps the parent's clocks."""
    asked = {"contacts": lambda rule: rule.then.contacts, "duties": lambda rule: rule.then.duties}.get(kind)
    rule = None if asked is None else next((o for o in _statutory(policy) if entry.id in asked(o)), None)
    gone = sorted(_words(old, "clocks") - _words(entry, "clocks"))
    if rule is not None and gone:
        report.error(
            Code.SLOWER,
            _place(entry, "clocks"),
            f"The statutory rule “{rule.id}” rests on the clock “{gone[0]}”, which is not here any more.",
            f"Write “{gone[0]}” too; clocks of your own may stand beside it, and the earlier one is due.",
        )


def _place(entry: Entry, key: str) -> Place:
    value = entry.node.value(key)
    return entry.place if value is None else value.place


def _word(entry: Entry, key: str) -> str:
    value = entry.node.value(key)
    return value.text if isinstance(value, Text) else ""


def _words(entry: Entry, key: str) -> set[str]:
    value = entry.node.value(key)
    return set() if value is None else {word.text for word in each_text(value)}


def _statutory(policy: Policy) -> Iterator[Rule]:
    return (rule for rule in policy.rules.values() if rule.statutory)


def _within(entry: Entry) -> Duration | None:
    value = entry.node.value("within")
    try:
        return read_duration(value.text) if isinstance(value, Text) else None
    except ValueError:
        return None


def _clocks(policy: Policy, rule: Rule) -> set[str]:
    """The timings by which what a rule asks for is due."""
    then = rule.then
    found = {timing for _, timing in then.clocks} | set(then.milestones)
    found.update(clock for id in then.contacts for clock in policy.contacts[id].clocks)
    return found | {clock for id in then.duties for clock in policy.duties[id].clocks}
