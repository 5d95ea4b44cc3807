"""The rules of the record: referrals, decisions, contacts, discussions and transfers."""

from triage_api.casework.boards import Boards
from triage_api.casework.desk import Asked, Desk
from triage_api.casework.judging import Policies
from triage_api.casework.members import Member
from triage_api.casework.shifts import Shifts

__all__ = ["Asked", "Boards", "Desk", "Member", "Policies", "Shifts"]
