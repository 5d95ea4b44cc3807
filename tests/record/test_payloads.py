"""Every fact comes back from its JSON values as it was; what is no fact is refused."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_api.record import KINDS, Fact, UnreadableFactError, as_payload, from_payload

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type."""
    known: dict[Any, st.SearchStrategy[Any]] = {
        str: st.text(),
        bool: st.booleans(),
        int: st.integers(-(10**9), 10**9),
        type(None): st.none(),
        Any: JSON,
        dict[str, str]: st.dictionaries(st.text(), st.text(), max_size=3),
    }
    if hint in known:
        return known[hint]
    if is_dataclass(hint) and isinstance(hint, type):
        return built(hint)
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=2).map(tuple)
    return st.one_of([values(member) for member in get_args(hint)])


def facts(kind: str) -> st.SearchStrategy[Fact]:
    """Facts of one kind."""
    return built(KINDS[kind])


def built(wanted: type[Any]) -> st.SearchStrategy[Any]:
    """Values of a dataclass, from those of its fields."""
    hints = get_type_hints(wanted)
    return st.builds(wanted, **{field.name: values(hints[field.name]) for field in fields(wanted)})


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_a_fact_comes_back_as_it_was(kind: str, data: st.DataObject) -> None:
    fact = data.draw(facts(kind))
    assert from_payload(kind, json.loads(json.dumps(as_payload(fact)))) == fact


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_frozen_dataclass(kind: str) -> None:
    parameters: Any = vars(KINDS[kind])["__dataclass_params__"]
    assert parameters.frozen


@pytest.mark.parametrize(
    ("kind", "payload", "words"),
    [
        ("teleported", {}, "no kind of event"),
        ("answered", {"about": "child-1", "question": "age"}, "answer"),
        ("answered", {"about": "a", "question": "b", "answer": 1, "colour": 2}, "colour"),
        ("answered", {"about": "a", "question": "b", "answer": 1, "lowering": {"code": "x"}}, "words"),
        ("answered", ["about", "question"], "has fields"),
    ],
    ids=["a kind of a later version", "a field missing", "a field left over", "inside a field", "no object"],
)
def test_what_is_no_fact_is_refused(kind: str, payload: Any, words: str) -> None:
    with pytest.raises(UnreadableFactError, match=words):
        from_payload(kind, payload)
