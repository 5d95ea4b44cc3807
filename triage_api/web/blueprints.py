"""A resource's routes: flask-smorest's blueprint with strict bodies, typed, described when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import flask_smorest  # type: ignore[import-untyped]
from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask, current_app, request
from marshmallow import Schema

from triage_api.web.bodies import StrictParser
from triage_api.web.problems import MalformedError

View = TypeVar("View", bound=Callable[..., Any])


class Resource(flask_smorest.Blueprint):  # type: ignore[misc]
    """The routes of one resource."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, name: str, words: str) -> None:
        """``words`` say what the resource is, for the page that people read."""
        super().__init__(name, __name__, url_prefix="/v1", description=words)

    def at(self, rule: str, method: str = "GET") -> Callable[[View], View]:
        """The view answers this method at this address under /v1."""
        decorator: Callable[[View], View] = self.route(rule, methods=[method])
        return decorator

    def takes(self, schema: type[Schema]) -> Callable[[View], View]:
        """The view's first argument is the body, read by this schema."""
        decorator: Callable[[View], View] = self.arguments(schema)
        return decorator

    def asks(self, schema: type[Schema]) -> Callable[[View], View]:
        """The view's first argument is the query, read by this schema."""

        def decorator(view: View) -> View:
            asking: View = self.arguments(schema, location="query")(view)
            asking.takes_query = True  # type: ignore[attr-defined]
            return asking

        return decorator

    def gives(
        self, component: str, status: int = 200, *, problems: Sequence[int] = ()
    ) -> Callable[[View], View]:
        """The view answers with this component of the description, and with these problems."""
        responses: dict[str, Any] = {str(status): _content("application/json", component, component)}
        for code in (401, *problems, 500):
            responses[str(code)] = _content("application/problem+json", "Problem", "Problem")
        decorator: Callable[[View], View] = self.doc(responses=responses)
        return decorator


def _content(media_type: str, component: str, description: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{component}"}
    return {"description": description, "content": {media_type: {"schema": schema}}}


def refuse_stray_query() -> None:
    """Refuse a query where none is read: ``?as_of=`` that quietly does nothing would mislead.

    Raises:
        MalformedError: there is one.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    if request.args and view is not None and not getattr(view, "takes_query", False):
        names = ", ".join(sorted(request.args))
        raise MalformedError("unknown-query", "Unknown query", f"Nothing is read from a query here: {names}.")


def _name_of(schema: Any) -> str:
    """What a body is called in the description: never as an answer is, of which the fields are others."""
    kind = schema if isinstance(schema, type) else type(schema)
    return f"{kind.__name__.removesuffix('Schema')}Body"


class Description(flask_smorest.Api):  # type: ignore[misc]
    """The API's description, made when it is first asked for: nobody's first question waits for it."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def __init__(self, app: Flask) -> None:
        self._resources: list[Resource] = []
        super().__init__(app, spec_kwargs={"marshmallow_plugin": MarshmallowPlugin(_name_of)})

    def register(self, resource: Resource) -> None:
        """Serve a resource, and describe it later."""
        self._app.register_blueprint(resource)
        self._resources.append(resource)

    def whole(self, components: dict[str, Any]) -> dict[str, Any]:
        """The OpenAPI document."""
        for resource in self._resources:
            resource.register_views_in_doc(self, self._app, self.spec, name=resource.name, parameters=None)
            self.spec.tag({"name": resource.name, "description": resource.description})
        self._resources.clear()
        document: dict[str, Any] = self.spec.to_dict()
        schemas = document["components"]["schemas"]
        for unused in ("ErrorBody", "PaginationMetadataBody"):  # flask-smorest's own
            schemas.pop(unused, None)
        schemas |= components
        document["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        return {**document, "security": [{"token": []}]}

    def _register_error_handlers(self) -> None:
        """None: every error goes to ours."""
