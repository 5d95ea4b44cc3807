"""Somebody at work on a referral over HTTP, and whether what they are answered is as described."""

from __future__ import annotations

from typing import Any

from tests.web.described import faults
from tests.web.servers import Front

Json = dict[str, Any]


class Client:
    """Somebody who works on one referral over HTTP."""

    def __init__(self, served: Front, **case: Any) -> None:
        self.served = served
        self.state = served.opened(children=[{"ref": "child-1", "answers": {}}], **case)
        self.at = f"/v1/referrals/{self.state['id']}"

    def post(self, path: str, body: Json, role: str = "manager", status: int = 200) -> Json:
        answer = self.served.post(f"{self.at}/{path}", body, role=role, version=self.state["version"])
        assert answer.status_code == status, answer.text
        found: Json = answer.json()
        if status == 200:
            self.state = found
        return found


def misdescribed(served: Front, component: str, body: Json) -> list[str]:
    """Where a body is not as this component of the description says."""
    components = served.get("/v1/openapi.json").json()["components"]["schemas"]
    return list(faults(body, components[component], components))
