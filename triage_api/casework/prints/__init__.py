"""What is printed of the record: plain text for case systems, hearings and families."""

from triage_api.casework.prints.family import family_print
from triage_api.casework.prints.printing import Printing
from triage_api.casework.prints.record import record_print
from triage_api.casework.prints.trace import trace_print

PRINTS = {"record": record_print, "reasons": trace_print, "family": family_print}
"""By the name that the API gives them."""

LINKED = ("record",)
"""Those that say which other referrals there are of the same people: for colleagues, never for a family."""

__all__ = ["LINKED", "PRINTS", "Printing"]
