"""The typed HTTP client, for other systems and for the terminal.

    with start_embedded(data) as embedded:
        desk = embedded.client()
        referral = desk.open_referral({"policy": "ealing", "received_at": "2015-06-24T09:00:00+01:00"})
        referral = desk.answer(referral["id"], referral["version"], [Answer("referral", "kind", "worry")])

It needs nothing of the server's code, and loads `requests` at the first request.
"""

from triage_client.client import Answer, Client
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
from triage_client.sending import Lowering
from triage_client.wire import Json

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
