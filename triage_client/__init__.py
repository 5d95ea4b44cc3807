"""The typed HTTP client, for other systems and for the terminal.

    with start_embedded(data) as embedded:
        desk = embedded.client()
        referral = desk.open_referral({"policy": "ealing", "received_at": "2015-06-24T09:00:00+01:00"})
        referral = desk.answer(referral["id"], referral["version"], [Answer("referral", "kind", "worry")])

It needs nothing of the server's code. What takes long to import waits until it is wanted: the methods for
`Client`, and `requests` for the first request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage_client.embedded import Embedded, start_embedded
from triage_client.failures import (
    AnswerTimedOut,
    AnswerTooLong,
    ApiError,
    Change,
    ChangedMeanwhile,
    Conflict,
    ConnectTimedOut,
    CutOff,
    MissingField,
    NotConnected,
    NotFrontDoor,
    NotReady,
    NotSignedIn,
    NotThere,
    NotTrusted,
    NotYours,
    Problem,
    ProblemItem,
    TooLong,
    TooMany,
    Unreachable,
    Wrong,
)
from triage_client.sending import Answer, Json, Lowering

if TYPE_CHECKING:
    from triage_client.client import Client

__all__ = [
    "Answer",
    "AnswerTimedOut",
    "AnswerTooLong",
    "ApiError",
    "Change",
    "ChangedMeanwhile",
    "Client",
    "Conflict",
    "ConnectTimedOut",
    "CutOff",
    "Embedded",
    "Json",
    "Lowering",
    "MissingField",
    "NotConnected",
    "NotFrontDoor",
    "NotReady",
    "NotSignedIn",
    "NotThere",
    "NotTrusted",
    "NotYours",
    "Problem",
    "ProblemItem",
    "TooLong",
    "TooMany",
    "Unreachable",
    "Wrong",
    "start_embedded",
]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """`Client`, which is imported where it is first wanted: a terminal shows its first screen before."""
        if name == "Client":
            from triage_client.client import Client

            return Client
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
