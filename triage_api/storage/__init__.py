"""Keeps the record in SQLite; the only package that speaks SQL."""

from triage_api.storage.answered import Claim, KeyUsedOtherwiseError, Reply
from triage_api.storage.board import Found, Reader
from triage_api.storage.due_rows import ADULT_ID, folded_value
from triage_api.storage.failures import (
    StorageBusyError,
    StorageDamagedError,
    StorageError,
    StorageFullError,
    StorageRefusedError,
)
from triage_api.storage.figures import GROUPS, Figures, Period, Spread
from triage_api.storage.ledger import Ledger, Writing
from triage_api.storage.projections import Line, Token
from triage_api.storage.tray_table import Common, Place, Sought, TrayTable
from triage_api.storage.verification import Verdict

__all__ = [
    "ADULT_ID",
    "GROUPS",
    "Claim",
    "Common",
    "Figures",
    "Found",
    "KeyUsedOtherwiseError",
    "Ledger",
    "Line",
    "Period",
    "Place",
    "Reader",
    "Reply",
    "Sought",
    "Spread",
    "StorageBusyError",
    "StorageDamagedError",
    "StorageError",
    "StorageFullError",
    "StorageRefusedError",
    "Token",
    "TrayTable",
    "Verdict",
    "Writing",
    "folded_value",
]
