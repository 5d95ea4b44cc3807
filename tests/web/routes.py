"""Every route of the application, as an address that can be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from triage_api.web.app import close, create_app
from triage_api.web.settings import Settings


@dataclass(frozen=True)
class Route:
    """One method of one address."""

    method: str
    rule: str
    endpoint: str

    @property
    def path(self) -> str:
        """The address, with something in the place of each variable."""
        return re.sub(r"<[^>]+>", "nobody", re.sub(r"<int:[^>]+>", "1", self.rule))

    @property
    def documented(self) -> str:
        """As docs/api.md writes it."""
        return f"{self.method} " + self.described

    @property
    def described(self) -> str:
        """Its address, as the description writes it."""
        return re.sub(r"<(?:int:)?(\w+)>", r"{\1}", self.rule)

    def __str__(self) -> str:
        return f"{self.method} {self.rule}"


def routes_of(app: Flask) -> Iterator[Route]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield Route(method, rule.rule, rule.endpoint)


def every_route(folder: Path) -> list[Route]:
    """Those of an application made for this alone."""
    app = create_app(Settings(data=folder, policies=()))
    try:
        return list(routes_of(app))
    finally:
        close(app)
