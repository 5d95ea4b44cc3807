"""One change to be stored, and the request that stores it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from triage_client import Answer, Lowering
from triage_tui.referral import Referral, free_ref

if TYPE_CHECKING:
    from triage_client import Client

LOWERS = "lowers"
"""The problem's code when a change would lower an outcome, and a reason is needed."""


def new_key() -> str:
    """An idempotency key that nothing else has."""
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class Deed:
    """One change. Sent again it keeps its key, so that it is done once however often it is sent."""

    part: str
    """``open``, ``answers``, ``child``, ``adult``, ``incident`` or ``decision``."""
    body: Mapping[str, Any]
    saying: str
    """What it is, for the banner while it is not saved."""
    referral: str = ""
    version: int = 0
    """The version that it changes."""
    lowering: Lowering | None = None
    key: str = field(default_factory=new_key)

    def do(self, client: Client) -> Referral:
        """Store it.

        Raises:
            Unreachable: nobody knows whether it is stored; it may be sent again.
            Problem: the service will not.
        """
        return Referral.read(self._send(client))

    def _send(self, client: Client) -> Mapping[str, Any]:
        at: dict[str, Any] = {"id": self.referral, "version": self.version, "key": self.key}
        match self.part:
            case "open":
                return client.open_referral(self.body, key=self.key)
            case "answers":
                return client.answer(**at, answers=self.body["answers"], lowering=self.lowering)
            case "child":
                return client.add_child(**at, **self.body)
            case "adult":
                return client.add_adult(**at, **self.body)
            case "incident":
                return client.add_incident(**at, **self.body)
            case _:
                return client.decide(**at, **self.body, lowering=self.lowering)


def answered(referral: Referral, about: str, question: str, answer: Any, saying: str) -> Deed:
    """An answer: the first one opens the referral, so that nothing is stored of an interview never begun."""
    if referral.id is None:
        return Deed("open", {**referral.case, "answers": {question: answer}}, saying)
    given = Answer(about, question, answer)
    return Deed("answers", {"answers": [given]}, saying, referral.id, referral.version)


def added(referral: Referral, about: str, given: Mapping[str, str]) -> Deed:
    """A child, an adult or an incident, under a ref made of its label, or ``child-1`` and so on."""
    assert referral.id is not None
    stem = re.sub(r"[^a-z0-9]+", "-", given.get("label", about).lower()).strip("-")[:30] or about
    body = {**given, "ref": free_ref(referral, stem)}
    return Deed(
        about, body, f"the {about} “{given.get('label') or body['ref']}”", referral.id, referral.version
    )
