"""What a thread worker asks of the service to begin: blocking calls that return what the handlers need."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from triage_tui.messages import Opened
from triage_tui.referral import Referral, asks_of_a_child, free_ref
from triage_tui.times import ago
from triage_tui.wire import policy_words

if TYPE_CHECKING:
    from triage_client import Client


def unfinished(client: Client) -> list[Mapping[str, Any]]:
    """A line for each referral that is open and not decided, the latest received first."""
    return list(client.referrals("open"))


def new(client: Client, policy: str, received_at: datetime) -> Opened:
    """A new referral. Nothing is stored before its first answer: the question is that of a bare case."""
    words = policy_words(client.questions(policy))
    case: dict[str, Any] = {
        "policy": policy,
        "received_at": received_at.isoformat(timespec="seconds"),
        "answers": {},
    }
    referral = Referral(received_at, case, client.triage(case))
    return Opened(referral, words, "")


def again(client: Client, id: str, now: datetime, notice: str = "") -> Opened:
    """A referral that was left, at its next question; ``notice`` says why it is taken up, if not for that."""
    referral = Referral.read(client.referral(id))
    words = policy_words(client.questions(referral.case["policy"]))
    return Opened(referral, words, notice or resumed(referral, now), child_due(client, referral))


def resumed(referral: Referral, now: datetime) -> str:
    """What to say of a referral that is taken up again."""
    count = sum(1 for _ in referral.answers())
    answers = f"{count} answer{'' if count == 1 else 's'}"
    return (
        f"Taken up where it was left: {referral.id}, received {ago(referral.received_at, now)}, "
        f"{answers} kept. Ctrl+N is a new referral; o lists the unfinished."
    )


def child_due(client: Client, referral: Referral) -> bool:
    """Whether a child must be named before going on: were there one, something would be asked about it."""
    if referral.members("child") or referral.not_a_referral or not referral.case.get("answers"):
        return False
    ref = free_ref(referral, "child")
    case = {**referral.case, "children": [{"ref": ref, "answers": {}}]}
    return asks_of_a_child(client.triage(case)["next_questions"], ref)
