"""The record as JSON-ready values, in the order of ``docs/api.md``; a room a topic."""

from triage_api.casework.bodies.discussions import discussions_body
from triage_api.casework.bodies.events import events_body
from triage_api.casework.bodies.news import asked_over, news_body
from triage_api.casework.bodies.obligations import obligations_body
from triage_api.casework.bodies.referrals import line_body, referral_body
from triage_api.casework.bodies.timeline import timeline_body
from triage_api.casework.bodies.transfers import transfers_body
from triage_api.casework.bodies.visits import visits_body

__all__ = [
    "asked_over",
    "discussions_body",
    "events_body",
    "line_body",
    "news_body",
    "obligations_body",
    "referral_body",
    "timeline_body",
    "transfers_body",
    "visits_body",
]
