"""The family's version: what was said of the child and decided, without who told us or anything about others.

A person must still read it before it is given to anybody: the serious-harm test is a human's.
"""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.casework.prints.printing import Printing
from triage_api.casework.prints.sheet import Sheet

READ_FIRST = (
    "A person must read this before it is given to anybody: does any sentence reveal who told us, another "
    "adult's whereabouts, bail or record, or anything that could bring serious harm?"
)


def family_print(printing: Printing) -> list[str]:
    """What can be said to the family of what was said of the child, decided and offered; in parts."""
    sheet = Sheet()
    sheet.section("Before it is given", [READ_FIRST])
    sheet.section("What was said about each child", _of_children(printing), "Nothing.")
    sheet.section("What was decided", _decided(printing), "Nothing yet.")
    sheet.section("Left out", ["Who told us, and everything about adults and incidents, is left out."])
    return sheet.parts(f"FRONT DOOR {printing.referral.id}: FOR THE FAMILY")


def _of_children(printing: Printing) -> Iterator[str]:
    referral = printing.referral
    # What was said of a child who was recorded by mistake may be of another family's.
    children = {
        one.ref
        for one in referral.subjects
        if one.about == "child" and referral.identity.withdrawal_of(one.ref) is None
    }
    for one in printing.accounts:
        if one.about in children:
            yield f"{one.ask} {one.words}."


def _decided(printing: Printing) -> Iterator[str]:
    for made in printing.referral.decisions:
        if made.stands and not made.waits:
            step = printing.step(made.decided.route, made.decided.rag)
            what = "no further action" if made.decided.route is None else step
            yield f"{printing.when(made.recorded_at)}: {what}."
