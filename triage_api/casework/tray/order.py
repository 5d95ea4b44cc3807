"""In which order the tray is opened: what nobody has looked at, then the worst first; groups together."""

from __future__ import annotations

from collections.abc import Iterable

from triage_api.storage import Place

Key = tuple[bool, int, int, str, str]


def ordered(places: Iterable[Place]) -> list[str]:
    """Ids of items. A group stands where the first of it would."""
    found = list(places)
    first: dict[str, Key] = {}
    for place in found:
        first[place.group] = min(first.get(place.group, _key(place)), _key(place))
    found.sort(key=lambda place: (first[place.group], place.group, _key(place)))
    return [place.id for place in found]


def _key(place: Place) -> Key:
    return (place.looked_at, -place.rag_order, -place.route_order, place.received_at, place.id)
