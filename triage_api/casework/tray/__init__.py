"""The tray: what arrived, in the order in which it must be opened, until somebody has dealt with it."""

from triage_api.casework.tray.desk import TrayDesk

__all__ = ["TrayDesk"]
