"""What the API is, serves and recommends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from triage_client.sending import Json, Sends, segment

if TYPE_CHECKING:
    from triage_client.shapes.parts import Health, Member
    from triage_client.shapes.policies import Policies, PolicyLine, Questions
    from triage_client.shapes.recommendation import Recommendation


class ServiceMethods(Sends):
    """The methods about the server itself, its policies, and cases of which nothing is kept."""

    def live(self) -> Health:
        """Whether it is up.

        ``GET /v1/health/live``
        """
        found: Health = self._get("/v1/health/live")
        return found

    def ready(self) -> Health:
        """Whether it can work; ``trouble`` says what is wrong all the same. Raises `NotReady` with the
        reasons if not.

        ``GET /v1/health/ready``
        """
        found: Health = self._get("/v1/health/ready")
        return found

    def openapi(self) -> Json:
        """The machine-readable description.

        ``GET /v1/openapi.json``
        """
        found: Json = self._get("/v1/openapi.json")
        return found

    def page(self) -> str:
        """The page on which people read it, as HTML.

        ``GET /v1/docs``
        """
        return self._text("/v1/docs", "text/html")

    def me(self) -> Member:
        """Who is signed in: ``name``, ``role``, and whether everything is ``practice``.

        ``GET /v1/me``
        """
        found: Member = self._get("/v1/me")
        return found

    def served(self) -> Policies:
        """The policies served, and in ``trouble`` what is wrong with any that has errors.

        ``GET /v1/policies``
        """
        found: Policies = self._get("/v1/policies")
        return found

    def policies(self) -> list[PolicyLine]:
        """The policies served.

        ``GET /v1/policies``
        """
        return self.served()["policies"]

    def questions(self, policy: str) -> Questions:
        """The questions of ``id`` or ``id@version``, and the words for everything that it can answer.

        ``GET /v1/policies/{id}/questions``
        """
        found: Questions = self._get(f"/v1/policies/{segment(policy, safe='@')}/questions")
        return found

    def triage(self, case: Mapping[str, object]) -> Recommendation:
        """A case in, a recommendation out; nothing is stored.

        ``POST /v1/triage``
        """
        found: Recommendation = self._post("/v1/triage", dict(case))
        return found
