"""When the referral was received, if it was not now: every deadline is counted from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Input

from triage_tui.dialogs.dialog import Dialog
from triage_tui.typed import read_moment


class Received(Dialog[datetime]):
    """Ask for the day and the time of receipt."""

    TITLE_LINE = "When was it received? Every deadline is counted from then."
    AUTO_FOCUS: ClassVar[str] = "Input"

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self.now = now

    def parts(self) -> Iterable[Widget]:
        yield Input(placeholder="24/6/2015 09:00, yesterday 16:45, or 08:30 for today")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field."""
        when = read_moment(event.value, self.now)
        if when is None:
            self.say(f"“{event.value}” is not a day and a time. Write it like 24/6/2015 09:00.")
        elif when > self.now:
            self.say("That is still to come.")
        else:
            self.dismiss(when)
