"""The rules of the record: referrals, decisions, contacts, discussions and transfers."""

from triage_api.casework.desk import Asked, Desk
from triage_api.casework.judging import Policies
from triage_api.casework.members import Member

__all__ = ["Asked", "Desk", "Member", "Policies"]
