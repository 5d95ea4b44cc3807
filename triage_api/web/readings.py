"""What several resources read out of their bodies in the same way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from triage_api.record import Lowering, Professional


def lowering(body: Mapping[str, Any]) -> Lowering | None:
    """Why it lowers, if the body says so."""
    given = body.get("lowering")
    return None if given is None else Lowering(given["code"], given["words"])


def professional(body: Mapping[str, Any]) -> Professional:
    """Somebody who works with the child."""
    return Professional(body["name"].strip(), body["role"].strip(), body["agency"].strip())
