"""The writes of a referral, by the paths and bodies that the API gives them, for files of dated events.

A rule's own parameters say what its body holds, so that nothing has to be said twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import datetime
from functools import cache
from inspect import Parameter, signature
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from triage_api.casework.answering import answer
from triage_api.casework.arriving import arrive, read_papers, receive_papers, send_back
from triage_api.casework.changes import Change
from triage_api.casework.closing import close, end_item
from triage_api.casework.completing import complete, confirm, deny
from triage_api.casework.deciding import decide
from triage_api.casework.disagreeing import answer_disagreement, disagree, take_further, withdraw
from triage_api.casework.discussions import (
    answer_refusal,
    converse,
    finish_action,
    hold_in_emergency,
    refuse,
    request,
)
from triage_api.casework.disputes import climb, end_dispute, take_up
from triage_api.casework.finding import end_search, seek_child
from triage_api.casework.happening import record_event
from triage_api.casework.identity import give_reference, label_adult, label_child, label_incident
from triage_api.casework.merging import merge, unmerge
from triage_api.casework.news import acknowledge_news, record_news
from triage_api.casework.owning import accept, decline, offer
from triage_api.casework.parking import park, resume
from triage_api.casework.points import propose
from triage_api.casework.progress import extend_contact, progress_contact, progress_duty
from triage_api.casework.refusals import Fault, WrongError
from triage_api.casework.searching import record_search, withdraw_search
from triage_api.casework.second_views import give_second_view
from triage_api.casework.sharing import allow_sharing, say_safety, say_sharing
from triage_api.casework.subjects import add_adult, add_child, add_incident
from triage_api.casework.transfers import (
    accepted_there,
    know_move,
    read_there,
    returned_there,
    send,
    write_sheet,
)
from triage_api.casework.visits import identify, record_visit
from triage_api.casework.withdrawing import undo_withdrawal, withdraw_subject
from triage_api.engine.answers import nearest, read_instant
from triage_api.record import Professional

Rule = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Write:
    """One write of the API. ``{}`` in its path stands for the rule's first parameters, in their order."""

    path: str
    rule: Rule
    called: Mapping[str, str] = field(default_factory=dict)
    """Parameter -> its key in the body, where they differ."""
    left_out: Mapping[str, Any] = field(default_factory=dict)
    """Parameter -> what it is where the body leaves it out."""
    spread: tuple[str, ...] = ()
    """Fields whose own fields stand in the body itself."""


def _confirmation(change: Change, of: int, said_by: Professional, confirms: bool, words: str) -> None:
    (confirm if confirms else deny)(change, of, said_by, words)


DISCUSSION = "strategy-discussions/{}"
WRITES = (
    Write("answers", answer, {"given": "answers"}),
    Write("children", add_child),
    Write("adults", add_adult),
    Write("incidents", add_incident),
    Write("reference", give_reference),
    Write("children/{}/corrections", label_child),
    Write("adults/{}/corrections", label_adult),
    Write("incidents/{}/corrections", label_incident),
    Write("searches", record_search, {"searcher": "by"}),
    Write("searches/{}/withdrawal", withdraw_search),
    Write("merges", merge),
    Write("merges/{}/undoing", unmerge),
    Write("withdrawals", withdraw_subject),
    Write("withdrawals/{}/undoing", undo_withdrawal),
    Write("parking", park),
    Write("parking/end", resume),
    Write("children/{}/sought", seek_child),
    Write("children/{}/sought/end", end_search),
    Write("decisions", decide),
    Write("proposals", propose),
    Write("second-views", give_second_view),
    Write("contacts/{}", progress_contact, {"spoke_to": "with"}),
    Write("contacts/{}/extensions", extend_contact),
    Write("contacts/{}/sharing", say_sharing),
    Write("contacts/{}/sharing-without-agreement", allow_sharing),
    Write("safety", say_safety),
    Write("duties/{}", progress_duty, {"spoke_to": "with"}),
    Write("events", record_event),
    Write("news", record_news),
    Write("news/acknowledgements", acknowledge_news, left_out={"changes_no_answer": False}),
    Write("disagreements", disagree),
    Write("disagreements/answers", answer_disagreement),
    Write("disagreements/climbs", take_further, left_out={"immediate_risk": False}),
    Write("disagreements/withdrawals", withdraw),
    Write("offers", offer, spread=("receiver",)),
    Write("acceptances", accept, {"number": "of"}),
    Write("refusals", decline, {"number": "of"}),
    Write("items/{}", end_item),
    Write("closing", close),
    Write("strategy-discussions", request, left_out={"children": (), "asked": ()}),
    Write(f"{DISCUSSION}/emergency", hold_in_emergency),
    Write(f"{DISCUSSION}/refusals", refuse),
    Write(f"{DISCUSSION}/refusals/{{}}", answer_refusal),
    Write(f"{DISCUSSION}/complete", complete),
    Write(f"{DISCUSSION}/confirmation", _confirmation),
    Write(f"{DISCUSSION}/actions/{{}}", finish_action),
    Write("children/{}/visits", record_visit, {"visitor": "by"}),
    Write("visits/{}/people/{}", identify),
    Write("transfers", know_move, {"how": "how_known"}, left_out={"children": ()}),
    Write("transfers/{}/front-sheet", write_sheet),
    Write("transfers/{}/sent", send),
    Write("transfers/{}/reads", read_there),
    Write("transfers/{}/accepted", accepted_there),
    Write("transfers/{}/returned", returned_there),
    Write("transfers/{}/dispute", take_up, left_out={"escalated_to": None}),
    Write("transfers/{}/dispute/climbs", climb),
    Write("transfers/{}/dispute/end", end_dispute),
    Write("arrivals", arrive, left_out={"children": (), "papers": ()}),
    Write("transfers/{}/papers", receive_papers),
    Write("transfers/{}/papers/read", read_papers),
    Write("transfers/{}/sent-back", send_back),
    Write("conversations", converse, left_out={"children": ()}),
)


def written(path: str) -> tuple[Write, tuple[str, ...]]:
    """The write at a path, and what stands in the path for its parameters.

    Raises:
        WrongError: there is none.
    """
    parts = path.split("/")
    for one in WRITES:
        pattern = one.path.split("/")
        if len(pattern) == len(parts) and all(
            p in ("{}", part) for p, part in zip(pattern, parts, strict=True)
        ):
            return one, tuple(part for p, part in zip(pattern, parts, strict=True) if p == "{}")
    known = sorted(one.path for one in WRITES)
    raise WrongError([Fault("/post", "unknown-write", f"There is no write “{path}”.", nearest(path, known))])


def applied(change: Change, path: str, body: Mapping[str, Any]) -> None:
    """Make the change that the API makes of this body at this path.

    Raises:
        RefusedError: it is refused; a `WrongError` says where in the body.
    """
    write, given = written(path)
    arguments, faults = _arguments(write, given, body, build=True)
    if faults:
        raise WrongError(faults)
    write.rule(change, **arguments)


def as_body(path: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """The body as JSON has it: a file's “yes” is ``true`` where a flag stands.

    Raises:
        WrongError: it is not the body of that write.
    """
    write, given = written(path)
    arguments, faults = _arguments(write, given, body, build=False)
    if faults:
        raise WrongError(faults)
    parameters = list(_parameters(write.rule))
    for name in parameters[: len(given)]:
        del arguments[name]
    whole = len(parameters) == len(given) + 1 and is_dataclass(_hints(write.rule)[parameters[-1]])
    sent: dict[str, Any] = arguments[parameters[-1]] if whole else arguments
    return sent


def _arguments(
    write: Write, given: Sequence[str], body: Mapping[str, Any], *, build: bool
) -> tuple[dict[str, Any], list[Fault]]:
    faults: list[Fault] = []
    reader = _Reader(write, faults, build)
    parameters, hints = list(_parameters(write.rule)), _hints(write.rule)
    arguments = {
        name: reader.value(hints[name], text, f"/{name}")
        for name, text in zip(parameters, given, strict=False)
    }
    rest = parameters[len(given) :]
    content = {key: value for key, value in body.items() if key not in EVERYWHERE}
    if len(rest) == 1 and is_dataclass(hints[rest[0]]):
        arguments[rest[0]] = reader.record(hints[rest[0]], content, "")
    else:
        arguments |= reader.fields({name: hints[name] for name in rest}, _optional(write), content, "")
    return arguments, faults


def _optional(write: Write) -> dict[str, Any]:
    defaults = {
        name: one.default
        for name, one in _parameters(write.rule).items()
        if one.default is not Parameter.empty
    }
    return {**defaults, **write.left_out}


@cache
def _parameters(rule: Rule) -> Mapping[str, Parameter]:
    """All but the change itself."""
    return dict(list(signature(rule).parameters.items())[1:])


@cache
def _hints(of: Any) -> dict[str, Any]:
    return get_type_hints(of)


class _Reader:
    """Reads values by their type hints, and notes what is wrong with them."""

    def __init__(self, write: Write, faults: list[Fault], build: bool) -> None:
        self._write, self._faults, self._build = write, faults, build

    def fields(
        self, hints: Mapping[str, Any], optional: Mapping[str, Any], content: Mapping[str, Any], at: str
    ) -> dict[str, Any]:
        """The values of these names; what is unknown or missing is a fault."""
        keys = {self._write.called.get(name, name): name for name in hints}
        for key in content:
            if key not in keys:
                self._fault(
                    f"{at}/{key}",
                    "unknown-field",
                    f"There is no field “{key}” here.",
                    nearest(key, list(keys)),
                )
        found: dict[str, Any] = {}
        for key, name in keys.items():
            if key in content:
                found[name if self._build else key] = self.value(hints[name], content[key], f"{at}/{key}")
            elif name in optional:
                found |= {name: optional[name]} if self._build else {}
            elif _may_be_none(hints[name]):
                found |= {name: None} if self._build else {}
            else:
                self._fault(f"{at}/{key}", "missing-field", f"“{key}” is missing.", "Add it.")
        return found

    def record(self, wanted: Any, content: Any, at: str) -> Any:
        """A dataclass of these fields; those that are spread stand beside the others."""
        if not isinstance(content, Mapping):
            self._fault(at, "wrong-form", "It has no fields.", "Give its fields by name.")
            return None
        hints = _hints(wanted)
        spread = [name for name in self._write.spread if name in hints]
        own = {name: hint for name, hint in hints.items() if name not in spread}
        inner = {name: _hints(hints[name]) for name in spread}
        beside = {key for names in inner.values() for key in names}
        optional = {
            one.name: one.default if one.default is not MISSING else ()
            for one in fields(wanted)
            if one.default is not MISSING or one.default_factory is not MISSING
        }
        found = self.fields(own, optional, {k: v for k, v in content.items() if k not in beside}, at)
        for name in spread:
            part = {key: value for key, value in content.items() if key in inner[name]}
            value = self.record(hints[name], part, at)
            found |= {name: value} if self._build else value
        return wanted(**found) if self._build and not self._faults else found

    def value(self, hint: Any, value: Any, at: str) -> Any:
        """One value."""
        if isinstance(hint, UnionType):
            if value is None:
                return None
            hint = next(one for one in get_args(hint) if one is not type(None))
        if hint is Any or get_origin(hint) is dict:
            return value
        if is_dataclass(hint):
            return self.record(hint, value, at)
        if get_origin(hint) in (tuple, Sequence):
            return self._several(get_args(hint)[0], value, at)
        return self._scalar(hint, value, at)

    def _several(self, inner: Any, value: Any, at: str) -> Any:
        if not isinstance(value, list):
            self._fault(at, "wrong-form", "It is no list.", "Write a list, also of one.")
            return ()
        return tuple(self.value(inner, one, f"{at}/{place}") for place, one in enumerate(value))

    def _scalar(self, hint: Any, value: Any, at: str) -> Any:
        try:
            return _SCALARS[hint](value) if self._build or hint in (bool, int) else value
        except (KeyError, ValueError) as error:
            self._fault(at, "wrong-value", f"“{value}” does not fit here.", _LIKE.get(hint, str(error)))
            return None

    def _fault(self, at: str, code: str, what: str, remedy: str) -> None:
        self._faults.append(Fault(at, code, what, remedy))


def _may_be_none(hint: Any) -> bool:
    return isinstance(hint, UnionType) and type(None) in get_args(hint)


_FLAGS = {"yes": True, "true": True, "no": False, "false": False, True: True, False: False}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("Write a text.")
    return value


_SCALARS: Mapping[Any, Callable[[Any], Any]] = {
    str: _text,
    bool: _FLAGS.__getitem__,
    int: int,
    datetime: read_instant,
}
_LIKE = {
    bool: "Write yes or no.",
    int: "Write a number.",
    datetime: "Write it like 2015-06-24T09:00:00+01:00.",
}
EVERYWHERE = ("happened_at",)
"""What every write may carry."""
