"""The lines at the foot of every screen: the keys that apply here and now."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static


class Keys(Static):
    """Keys and what they do. It wraps on a narrow screen, where Textual's own footer would cut them off."""

    DEFAULT_CSS = """
    Keys { height: auto; max-height: 4; background: $panel; color: $text; padding: 0 1; }
    """

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def on_resize(self) -> None:
        self._bindings_changed(self.screen)

    def _bindings_changed(self, screen: Screen[object]) -> None:
        if not screen.is_attached:
            return
        shown: dict[str, Binding] = {}
        for active in screen.active_bindings.values():
            if active.binding.show and active.enabled:
                shown.setdefault(active.binding.action, active.binding)
        self.update(self._lines([self._key(binding) for binding in shown.values()]))

    def _key(self, binding: Binding) -> Content:
        key = binding.key_display or self.app.get_key_display(binding)
        return Content.assemble((key, "bold"), f" {binding.description}")

    def _lines(self, keys: Sequence[Content]) -> Content:
        """As many on a line as fit: a key is never parted from its words."""
        lines: list[list[Content]] = [[]]
        room = self.content_size.width
        for key in keys:
            if lines[-1] and len(_GAP.join([*lines[-1], key])) > room:
                lines.append([])
            lines[-1].append(key)
        return Content("\n").join(_GAP.join(line) for line in lines)


_GAP = Content("  ")
