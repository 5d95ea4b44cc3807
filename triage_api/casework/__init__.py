"""The rules of the record: referrals, decisions, contacts, discussions and transfers."""

from triage_api.casework.asking import Asked
from triage_api.casework.boards import Boards
from triage_api.casework.desk import Desk
from triage_api.casework.judging import Policies
from triage_api.casework.members import Member
from triage_api.casework.shifts import Shifts
from triage_api.casework.tray import TrayDesk

__all__ = ["Asked", "Boards", "Desk", "Member", "Policies", "Shifts", "TrayDesk"]
