"""The typed HTTP client, for other systems and for the terminal.

    with start_embedded(data) as embedded:
        desk = embedded.client()
        referral = desk.open_referral({"policy": "ealing", "received_at": "2015-06-24T09:00:00+01:00"})
        referral = desk.answer(referral["id"], referral["version"], [Answer("referral", "kind", "worry")])

It needs nothing of the server's code, and loads `requests` at the first request.
"""

from triage_client.client import Answer, Client
from triage_client.embedded import Embedded, start_embedded
from triage_client.failures import ApiError, Problem, ProblemItem, Unreachable
from triage_client.sending import Json, Lowering

__all__ = [
    "Answer",
    "ApiError",
    "Client",
    "Embedded",
    "Json",
    "Lowering",
    "Problem",
    "ProblemItem",
    "Unreachable",
    "start_embedded",
]
