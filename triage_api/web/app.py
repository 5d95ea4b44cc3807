"""The application: resources, one shape for every error, a token for everything, a log without content."""

from __future__ import annotations

import time

from flask import Flask

from triage_api.assurance.catalogue import Catalogue
from triage_api.casework import Boards, Desk, Shifts, TrayDesk
from triage_api.storage import Ledger
from triage_api.web import access, problems, responses
from triage_api.web.blueprints import Description, refuse_stray_query
from triage_api.web.resources.access import access as seeing
from triage_api.web.resources.answers import answers
from triage_api.web.resources.areas import areas
from triage_api.web.resources.asks import asks
from triage_api.web.resources.board import board
from triage_api.web.resources.decisions import decisions
from triage_api.web.resources.description import DESCRIPTION, description
from triage_api.web.resources.disagreements import disagreements
from triage_api.web.resources.discussions import discussions
from triage_api.web.resources.finding import finding
from triage_api.web.resources.health import health
from triage_api.web.resources.identity import identity
from triage_api.web.resources.me import me
from triage_api.web.resources.news import news
from triage_api.web.resources.obligations import obligations
from triage_api.web.resources.owners import owners
from triage_api.web.resources.parking import parking
from triage_api.web.resources.policies import policies
from triage_api.web.resources.prints import prints
from triage_api.web.resources.referrals import referrals
from triage_api.web.resources.reports import reports
from triage_api.web.resources.searches import searches
from triage_api.web.resources.sharing import sharing
from triage_api.web.resources.shifts import shifts
from triage_api.web.resources.subjects import subjects
from triage_api.web.resources.timelines import timelines
from triage_api.web.resources.transfers import transfers
from triage_api.web.resources.tray import tray
from triage_api.web.resources.triage import triage
from triage_api.web.resources.visits import visits
from triage_api.web.services import NAME, Services
from triage_api.web.settings import Settings

LONGEST_BODY = 1024 * 1024
"""Bytes. The longest case that the engine takes is a tenth of it."""

RESOURCES = (
    health,
    me,
    policies,
    triage,
    tray,
    areas,
    referrals,
    answers,
    subjects,
    identity,
    searches,
    finding,
    parking,
    decisions,
    obligations,
    owners,
    timelines,
    board,
    shifts,
    prints,
    seeing,
    news,
    sharing,
    asks,
    disagreements,
    reports,
    discussions,
    visits,
    transfers,
    description,
)


def create_app(settings: Settings, catalogue: Catalogue | None = None) -> Flask:
    """The application, on policies already read if there are any. Close it with `close` when it ends.

    Raises:
        StorageError: the record cannot be opened.
    """
    app = Flask(__name__, static_folder=None)
    app.config.update(
        API_TITLE="Front Door",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        MAX_CONTENT_LENGTH=LONGEST_BODY,
        TRAP_BAD_REQUEST_ERRORS=False,
    )
    app.url_map.strict_slashes = False
    app.extensions[NAME] = _services(settings, catalogue)
    # In this order: the time and id of the request first, so that a refusal has them too.
    responses.install(app)
    problems.install(app)
    access.install(app)
    app.before_request(refuse_stray_query)
    app.extensions[DESCRIPTION] = described = Description(app)
    for resource in RESOURCES:
        described.register(resource)
    return app


def _services(settings: Settings, catalogue: Catalogue | None) -> Services:
    ledger = Ledger.open(settings.data, settings.keys)
    catalogue = catalogue or Catalogue(settings.policies, time.monotonic)
    return Services(
        settings,
        ledger,
        catalogue,
        Desk(ledger, catalogue, practice=settings.practice),
        Boards(ledger, catalogue),
        Shifts(ledger, catalogue),
        TrayDesk(ledger, catalogue, practice=settings.practice),
    )


def close(app: Flask) -> None:
    """Let go of the record."""
    found: Services = app.extensions[NAME]
    found.ledger.close()
