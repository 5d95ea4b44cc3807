"""What becomes of an obligation: later recommendations add or bring forward; only a person ends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from triage_api.record.entries import Entry
from triage_api.record.owed import TIMES, Extension, Obligation, Progress
from triage_api.record.payloads import UnreadableFactError

Body = Mapping[str, Any]
"""A required contact or a parallel duty, as ``docs/api.md`` describes it."""

LISTS = ("children", "why", "tell", "ask", "record", "do_not_say", "source")
"""What a later recommendation may add to, and never take from."""


def united(before: Body, after: Body) -> dict[str, Any]:
    """The obligation as it stood, with all that a later recommendation adds and nothing that it leaves out.

    Of two clocks on the same timing the earlier stays; but one that was counted from a stand-in goes by what
    has happened since. Whether it is held back is as the later one says: that is about what may be done now,
    not about what is owed; and while it is, nothing is due.
    """
    lists = {name: _joined(before[name], after.get(name, [])) for name in LISTS if name in before}
    clocks = _united_clocks(before.get("clocks", []), after.get("clocks", []))
    held = {"held_back": after.get("held_back")} if "held_back" in before else {}
    runs = [] if held.get("held_back") else clocks
    return {**before, **lists, **_first(before, runs), "clocks": clocks, **held}


def _joined(before: list[Any], after: list[Any]) -> list[Any]:
    return [*before, *(item for item in after if item not in before)]


def _united_clocks(before: list[Body], after: list[Body]) -> list[Body]:
    """By timing, in the order in which they first came."""
    clocks = {clock["timing"]: clock for clock in before}
    for clock in after:
        standing = clocks.get(clock["timing"])
        if standing is None or standing["stood_in"] is not None or _due(clock) < _due(standing):
            clocks[clock["timing"]] = clock
    return list(clocks.values())


DUE = ("starts_on", "counted_from", "stood_in", "due", "within")
"""What an obligation says of the clock that runs out first; a duty says less of it than a contact."""


def _first(body: Body, clocks: list[Body]) -> dict[str, Any]:
    """What the body says of the first clock to run out; nothing where none runs."""
    first: Body = min(clocks, key=_due, default={})
    return {name: first.get(name) for name in DUE if name in body}


def _due(clock: Body) -> datetime:
    return datetime.fromisoformat(clock["due"])


def issued(held: Mapping[str, Obligation], id: str, body: Body, entry: Entry) -> dict[str, Obligation]:
    """The obligations with one more."""
    if id in held:
        raise UnreadableFactError(f"“{id}” was issued twice.")
    return {**held, id: Obligation(id, body, entry.recorded_at)}


def changed(held: Mapping[str, Obligation], id: str, body: Body) -> dict[str, Obligation]:
    """The obligations with this one changed. One that was done is owed again for a child added to it; what
    was sent or received of it was so of the others."""
    standing = _standing(held, id)
    if not added_to(standing, body):
        return {**held, id: replace(standing, body=body)}
    reopened = standing.reopened or standing.is_done
    return {**held, id: replace(of_others(standing), body=body, reopened=reopened)}


def added_to(standing: Obligation, body: Body) -> set[str]:
    """The children that a change adds to it."""
    return set(body.get("children", [])) - set(standing.body.get("children", []))


SAID_OF_EACH = (*TIMES, "made")
"""What may be done of one child, and not of another."""


def of_others(one: Obligation, since: int = 0) -> Obligation:
    """The obligation once it is owed to a child of whom nothing that was said since an event was said."""
    steps = (
        replace(step, of_some=True) if step.number > since and step.state in SAID_OF_EACH else step
        for step in one.progress
    )
    return replace(one, progress=tuple(steps))


def let_off(one: Obligation, since: int) -> Obligation:
    """The obligation once it is owed to a child for whom nothing was cancelled since an event, or put off."""
    steps = (
        replace(step, undone=True) if step.number > since and step.state == "cancelled" else step
        for step in one.progress
    )
    times = (replace(more, undone=True) if more.number > since else more for more in one.extensions)
    return replace(one, progress=tuple(steps), extensions=tuple(times))


def progressed(held: Mapping[str, Obligation], id: str, step: Progress) -> dict[str, Obligation]:
    """The obligations with what became of this one."""
    standing = _standing(held, id)
    reopened = standing.reopened and (step.state in TIMES or not step.counts)
    return {**held, id: replace(standing, progress=(*standing.progress, step), reopened=reopened)}


def extended(held: Mapping[str, Obligation], id: str, more: Extension) -> dict[str, Obligation]:
    """The obligations with more time for one clock of this one."""
    standing = _standing(held, id)
    return {**held, id: replace(standing, extensions=(*standing.extensions, more))}


def looked_at(one: Obligation, of: int, agrees: bool) -> Obligation:
    """The obligation after the second view of the lowering with the number ``of``."""
    steps = [
        replace(step, waits=False, undone=step.undone or not agrees) if step.lowered == of else step
        for step in one.progress
    ]
    times = [
        replace(more, waits=False, undone=more.undone or not agrees) if more.number == of else more
        for more in one.extensions
    ]
    return replace(one, progress=tuple(steps), extensions=tuple(times))


def _standing(held: Mapping[str, Obligation], id: str) -> Obligation:
    if id not in held:
        raise UnreadableFactError(f"“{id}” was never issued.")
    return held[id]
