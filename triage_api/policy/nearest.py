"""What was probably meant: the name nearest to one that was not found."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

CONFUSIONS: dict[str, tuple[str, ...]] = {
    "and": ("all",), "or": ("any",), "none": ("not",), "if": ("when",), "condition": ("when",),
    "conditions": ("when",), "result": ("then",), "outcome": ("then",), "reason": ("because",),
    "why": ("because",), "because": ("why",), "question": ("ask",), "text": ("ask", "title"),
    "label": ("title",), "name": ("title",), "type": ("answer", "kind"), "kind": ("answer",),
    "options": ("choices",), "values": ("choices",), "unknown": ("not_known",), "dont_know": ("not_known",),
    "direction": ("polarity",), "gate": ("asked_when",), "asked_if": ("asked_when",),
    "when": ("asked_when",), "colour": ("rag",), "color": ("rag",), "rating": ("rag",),
    "rag": ("rag_at_least",), "level": ("level_of_need",), "deadline": ("within", "clocks"),
    "by": ("within",), "due": ("within",), "timing": ("clocks",), "timings": ("clocks",),
    "clock": ("clocks",), "starts": ("starts_on",), "start": ("starts_on",), "from": ("starts_on",),
    "who": ("role", "who_can_find_out"), "person": ("role",), "reference": ("source",),
    "sources": ("source",), "source": ("sources",), "parent": ("extends",), "inherits": ("extends",),
    "off": ("switch_off",), "disable": ("switch_off",), "law": ("statutory",), "adult": ("any_adult",),
    "incident": ("any_incident",), "child": ("any_child",), "number": ("count",), "items": ("of",),
    "definition": ("is",), "are": ("is",), "tasks": ("milestones",), "warning": ("warn",),
    "warnings": ("warn",), "donot": ("do_not",), "dont": ("do_not",), "unit": ("police_unit",),
    "police_units": ("police_unit",), "999": ("call_999",), "repeats": ("recurring",),
    "repeat": ("recurring",), "previously": ("was",), "formerly": ("was",), "risky": ("risk",),
    "danger": ("risk",), "good": ("protective",), "bad": ("risk",), "both": ("by_definition",),
    "assume": ("treat_as_risk",), "assume_risk": ("treat_as_risk",), "enquire": ("find_out",),
    "ignore": ("no_effect",), "boolean": ("yes_no",), "bool": ("yes_no",), "yesno": ("yes_no",),
    "multiple": ("several",), "single": ("choice",), "datetime": ("time",), "integer": ("number",),
    "orange": ("amber",), "yellow": ("amber",), "true": ("yes",), "false": ("no",), "on": ("yes",),
    "y": ("yes",), "n": ("no",), "everyone": ("referral",), "family": ("referral",),
    "high": ("risk",), "negative": ("risk",), "positive": ("protective",), "low": ("protective",),
    "either": ("by_definition",), "enquiry": ("find_out",), "free_text": ("note",), "words": ("note",),
    "live": ("adopted",), "active": ("adopted",), "policy": ("local",),
    "procedure": ("local",), "statute": ("law",), "act": ("law",),
}  # fmt: skip


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The one of ``known`` that ``name`` was probably meant to be, or ``None``."""
    names = list(known)
    plain = {_plain(one): one for one in names}
    wanted = _plain(name)
    if wanted in plain:
        return plain[wanted]
    if close := get_close_matches(wanted, plain, n=1, cutoff=0.75):
        return plain[close[0]]
    begun = [plain[one] for one in plain if one.startswith(wanted)] if len(wanted) > 2 else []
    if len(begun) == 1:
        return begun[0]
    for other in CONFUSIONS.get(wanted, ()):
        if other in names:
            return other
    if (within := _within(wanted, plain)) is not None:
        return plain[within]
    close = get_close_matches(wanted, plain, n=1, cutoff=0.6)
    return plain[close[0]] if close else None


def _within(wanted: str, known: Iterable[str]) -> str | None:
    """The name whose words all stand in ``wanted``, as “police” in “police officer”: the longest, if one."""
    words = set(wanted.split("_"))
    lengths: dict[int, list[str]] = {}
    for name in known:
        if len(name) > 3 and words.issuperset(parts := name.split("_")):
            lengths.setdefault(len(parts), []).append(name)
    longest = lengths[max(lengths)] if lengths else []
    return longest[0] if len(longest) == 1 else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A sentence: the nearest name, or what there is to choose from."""
    names = list(known)
    near = nearest(name, names)
    if near is not None:
        return f"Did you mean “{near}”?"
    if not names:
        return "There are none."
    shown = ", ".join(names[:12])
    return f"There are: {shown}, ..." if len(names) > 12 else f"There are: {shown}."


def _plain(name: str) -> str:
    return "_".join(name.strip().lower().replace("-", " ").replace("_", " ").split())
