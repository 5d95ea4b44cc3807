"""Every method of the client against a real server, and a method for every route."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

from tests.client.shapes import SHAPES, description, written
from tests.client.tables import WALKS
from tests.client.walks import Office, public_methods, routes_of
from tests.web.servers import front


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """People at one server, who share it for all walks."""
    with front(tmp_path_factory.mktemp("methods")) as running:
        office = Office(running)
        yield office
        office.close()


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS.keys())
def test_each_method_does_what_it_says(office: Office, walk: Any) -> None:
    case, steps = walk
    if case is not None:
        office.open(**case)
    office.walk(steps)


def test_no_method_is_left_out_of_the_walks() -> None:
    walked = {step.method for _, steps in WALKS.values() for step in steps}
    assert set(public_methods()) - walked == set()


def test_every_route_has_a_method() -> None:
    routes = {
        (verb.upper(), path)
        for path, operations in description()["paths"].items()
        for verb in operations
        if verb in ("get", "post", "put", "patch", "delete")
    }
    asked = {route for method in public_methods().values() for route in routes_of(method)}
    assert sorted(routes - asked) == [], "these routes have no method in triage_client"
    assert sorted(asked - routes) == [], "these routes are asked for by a method, and the API has none"


@pytest.mark.parametrize("method", public_methods().values(), ids=public_methods().keys())
def test_a_method_says_what_it_is_for_and_which_route_it_asks(method: Any) -> None:
    words = (method.__doc__ or "").partition("``GET")[0].partition("``POST")[0]
    assert len(words.split()) >= 2
    assert len(routes_of(method)) == 1


@pytest.mark.parametrize("module", sorted(path.stem for path in SHAPES.glob("*.py")))
def test_the_shapes_can_be_imported_too(module: str) -> None:
    import_module(f"triage_client.shapes.{module}".removesuffix(".__init__"))


def test_the_shapes_are_those_of_the_description() -> None:
    wanted = written(description())
    there = {path.name: path.read_text(encoding="utf-8") for path in SHAPES.glob("*.py")}
    there.pop("__init__.py")
    differing = sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))
    assert differing == [], "if that is meant, write them again: python -m tests.client.shapes"
