"""The field in which an age, a number, a date or a time is typed."""

from __future__ import annotations

from textual import events
from textual.widgets import Input


class Field(Input):
    """A one-line field that leaves the command keys alone while it is empty.

    So ``u`` means *not known* at an empty field as it does everywhere else, and a letter within what is being
    typed is a letter. What is typed begins with a digit or one of `STARTS`.
    """

    STARTS = "dt~<>"
    """“due ...”, “today”; “about” and the like are written with a sign."""

    def leaves(self, character: str | None) -> bool:
        """Whether the key is a command here and not text."""
        return not self.value and not (character and (character.isdigit() or character in self.STARTS))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Keep the command keys in the footer while the field leaves them alone."""
        return not self.leaves(character) and super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        if event.is_printable and self.leaves(event.character):
            event.prevent_default()  # the field does not take it, and it goes on to the bindings
