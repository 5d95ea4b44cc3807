"""Add a child, an adult or an incident: by role or initials, never by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Input, Static

from triage_tui.dialogs.dialog import Dialog
from triage_tui.identifiers import warnings
from triage_tui.typed import read_month

_INITIALS = re.compile(r"((?!due\b)[^\W\d_]{1,4}(?![^\W\d_]))?[\s,]*(.*)")
"""Up to four letters, then the rest. It fits everything."""

ROLES = (
    "mother",
    "father",
    "mother's partner",
    "father's partner",
    "grandparent",
    "other relative",
    "neighbour",
    "carer",
)
"""Words offered for an adult, keys 1 to 8; any other may be typed."""


class Adding(Dialog[Mapping[str, str]]):
    """The frame: it warns of what looks like an identifier, and never refuses it."""

    AUTO_FOCUS: ClassVar[str] = "Input"

    def __init__(self, because: str = "") -> None:
        """``because``: why the client asks for somebody of its own accord."""
        super().__init__()
        self.because = because

    def title_line(self) -> str:
        """Whom to put down, below why it is asked."""
        return "\n\n".join(filter(None, (self.because, self.TITLE_LINE)))

    def on_input_changed(self, event: Input.Changed) -> None:
        self.say("\n".join(warnings(event.value, dates_too=True)))


class AddChild(Adding):
    """A child is known here by initials and month of birth, on one line; Enter alone if neither is known."""

    TITLE_LINE = "Which child? Initials and month of birth alone; Enter if neither is known yet."

    def parts(self) -> Iterable[Widget]:
        yield Input(placeholder="KM 10/2014 (unborn: due 9/2015)", id="child", max_length=30)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes what was typed."""
        initials, month = _INITIALS.findall(event.value.strip())[0]
        born = read_month(month) if month else ""
        if born is None:
            self.say(f"“{month}” is not a month. Write KM 10/2014; the day is not kept.")
        else:
            self.dismiss({name: value for name, value in (("initials", initials), ("born", born)) if value})


class AddAdult(Adding):
    """An adult is known here by a role: one key, or typed."""

    TITLE_LINE = "Which adult? A role, never a name."

    def parts(self) -> Iterable[Widget]:
        yield Static("\n".join(_in_two_columns(ROLES)), markup=False)
        yield Input(placeholder="or write a role: lodger, football coach", id="label", max_length=60)

    def on_input_changed(self, event: Input.Changed) -> None:
        """A number alone chooses."""
        if event.value.isdigit() and 1 <= int(event.value) <= len(ROLES):
            self.dismiss({"label": ROLES[int(event.value) - 1]})
        else:
            super().on_input_changed(event)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes what was typed."""
        if event.value.strip():
            self.dismiss({"label": event.value.strip()})


def _in_two_columns(roles: Sequence[str]) -> list[str]:
    """Numbered, so that the longest reason why somebody is asked for stands above them on 24 lines."""
    numbered = [f"{at}  {role}" for at, role in enumerate(roles, start=1)]
    half = (len(numbered) + 1) // 2
    return [f"{one:<28}{other}" for one, other in zip(numbered[:half], numbered[half:], strict=True)]


class AddIncident(Adding):
    """An incident is known here by its day and place in a few words."""

    TITLE_LINE = "Which incident? A few words: “23 June, mother's flat”."

    def parts(self) -> Iterable[Widget]:
        yield Input(placeholder="23 June, mother's flat", id="label", max_length=60)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes what was typed."""
        if event.value.strip():
            self.dismiss({"label": event.value.strip()})


DIALOGS: dict[str, type[Adding]] = {"child": AddChild, "adult": AddAdult, "incident": AddIncident}
