"""The unfinished referrals, to take one up again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from triage_tui.dialogs.numbered import Numbered
from triage_tui.times import ago


class Referrals(Numbered):
    """One line a referral: when it came, whom it is about, how far it got."""

    def __init__(self, lines: Sequence[Mapping[str, Any]], now: datetime) -> None:
        super().__init__(_title(len(lines)), [(line["id"], summary(line, now)) for line in lines])


def _title(count: int) -> str:
    return "No referral is unfinished." if not count else f"Unfinished: {count}. Which one?"


def summary(line: Mapping[str, Any], now: datetime) -> str:
    """“20261123-7F3K  KM 2014-10  received 3 hours ago, 12 answers, RED”."""
    received = ago(datetime.fromisoformat(line["received_at"]), now)
    answers = line.get("answered", 0)
    told = f"received {received}, {answers} answer{'' if answers == 1 else 's'}"
    rag = str(line["rag"]).upper() if line.get("rag") else "too early to say"
    return "  ".join(part for part in (line["id"], line["title"], f"{told}, {rag}") if part)
