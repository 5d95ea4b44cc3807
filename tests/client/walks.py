"""Walks through the API: each step calls one method of the client, as one of the people of an office."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

import requests

from tests.web.servers import RECEIVED, Front
from triage_client import Client, Problem

ROUTE = re.compile(r"``(GET|POST) (/v1/[^`]*)``")
Given = Mapping[str, Any] | Callable[[Any], Mapping[str, Any]]


def public_methods() -> dict[str, Callable[..., Any]]:
    """Every method of the client that asks the API something, by name."""
    found = inspect.getmembers(Client, inspect.isfunction)
    return {name: method for name, method in found if not name.startswith("_") and name != "close"}


def routes_of(method: Callable[..., Any]) -> set[tuple[str, str]]:
    """The routes that a method's docstring says that it asks."""
    return set(ROUTE.findall(method.__doc__ or ""))


def fits(asked: tuple[str, str], route: tuple[str, str]) -> bool:
    """Whether a request, a method and a path, is one of this route."""
    pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(route[1]))
    return asked[0] == route[0] and re.fullmatch(pattern, asked[1]) is not None


class Noting(Client):
    """A client that notes what it asks."""

    def __init__(self, url: str, token: str) -> None:
        super().__init__(url, token)
        self.asked: list[tuple[str, str]] = []

    def _new_session(self) -> requests.Session:
        session = super()._new_session()
        session.hooks["response"].append(self._note)
        return session

    def _note(self, response: requests.Response, **_: Any) -> None:
        self.asked.append((str(response.request.method), urlsplit(str(response.request.url)).path))


@dataclass(frozen=True)
class Step:
    """One call. A method that takes ``id`` and ``version`` is given those of the state so far; ``give`` is
    the rest, or makes it of that state; ``shows`` is true of what comes back."""

    method: str
    give: Given = field(default_factory=dict)
    role: str = "worker"
    shows: Callable[[Any], bool] = lambda found: found is not None


def last(state: Any, what: str) -> Any:
    """The number of the latest of these."""
    return state[what][-1]["number"]


class Office:
    """People at one server, and what they work on."""

    def __init__(self, served: Front) -> None:
        self.served = served
        self.clients: dict[str, Noting] = {}
        self.state: Any = {}

    def client(self, role: str) -> Noting:
        """Whoever has this role."""
        if role not in self.clients:
            self.clients[role] = Noting(self.served.url, self.served.token(role))
        return self.clients[role]

    def open(self, **case: Any) -> None:
        """Begin with a new referral."""
        case = {"policy": "hallamshire", "received_at": RECEIVED, **case}
        self.state = self.client("worker").open_referral(case)

    def walk(self, steps: Sequence[Step]) -> None:
        """Take each step, and see that it asks what its docstring says and shows what is claimed."""
        for step in steps:
            self.take(step)

    def take(self, step: Step) -> None:
        """Take one step."""
        client = self.client(step.role)
        method = public_methods()[step.method]
        give = step.give(self.state) if callable(step.give) else step.give
        wanted = inspect.signature(method).parameters
        at = {name: self.state[name] for name in ("id", "version") if name in wanted and name not in give}
        before = len(client.asked)
        try:
            found = getattr(client, step.method)(**at, **give)
            found = list(found) if inspect.isgenerator(found) else found
        except Problem as problem:
            raise AssertionError(f"{step.method}: {problem.words}") from problem
        asked = [(verb, unquote(path)) for verb, path in client.asked[before:]]
        assert asked, f"{step.method} asked nothing"
        astray = [one for one in asked if not any(fits(one, route) for route in routes_of(method))]
        assert not astray, f"{step.method} does not say that it asks {astray}"
        assert step.shows(found), f"{step.method}: {found}"
        self._keep(found)

    def _keep(self, found: Any) -> None:
        if not isinstance(found, dict):
            return
        if "outcome" in found:
            self.state = found["item"]
        elif "version" in found:
            self.state = found
        elif "id" in found:
            self.state = {**self.state, "said": found["id"]}

    def close(self) -> None:
        """Everybody goes home."""
        for client in self.clients.values():
            client.close()
