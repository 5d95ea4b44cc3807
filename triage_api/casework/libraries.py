"""What had a part in a recommendation besides the policy: kept with each decision, to compare later."""

from __future__ import annotations

import platform
from functools import cache

from triage_api.policy.model import Policy


def libraries(policy: Policy) -> dict[str, str]:
    """Name -> version: Front Door, Python, and where the bank holidays come from."""
    return {
        "front-door": _front_door(),
        "python": platform.python_version(),
        "holidays": policy.bank_holidays.library,
    }


@cache
def _front_door() -> str:
    # Here and not above: it takes tens of milliseconds, which the first question on screen would wait for.
    from importlib.metadata import version

    return version("front-door")
