"""What the resources work with, one of each for an application."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app

from triage_api.assurance.catalogue import Catalogue
from triage_api.casework import Boards, Desk, Shifts, TrayDesk
from triage_api.storage import Ledger
from triage_api.web.settings import Settings

NAME = "front-door"


@dataclass(frozen=True, slots=True)
class Services:
    """The record, the policies, and the rules between them."""

    settings: Settings
    ledger: Ledger
    catalogue: Catalogue
    desk: Desk
    boards: Boards
    shifts: Shifts
    tray: TrayDesk


def services() -> Services:
    """Those of the application that is asked."""
    found: Services = current_app.extensions[NAME]
    return found
