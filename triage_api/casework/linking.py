"""Other referrals of the same people: linked by their id in the case system alone.

The same initials with the same month of birth, or the same police reference, are “perhaps”: a person looks,
and says so by putting in the id. The machine joins nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from triage_api.casework.bodies import line_body
from triage_api.casework.judging import Json
from triage_api.record import CASE_SYSTEM_ID
from triage_api.storage import ADULT_ID, Ledger, Reader, folded_value

MOST = 200
"""Of what they have in common."""
Labels = Mapping[str, Mapping[str, Any]]


def links_of(ledger: Ledger, referral: str, reader: Reader, *, restricted: bool = True) -> Json:
    """The links of a referral to others that the reader may see, the latest received first.

    Without ``restricted`` ones, where others will read it too.
    """
    found = ledger.linked(referral, reader, MOST + 1)
    shared: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in found[:MOST]:
        kind = CASE_SYSTEM_ID if row["kind"] == ADULT_ID else row["kind"]
        if (kind, row["value"]) not in shared[row["referral"]]:
            shared[row["referral"]].append((kind, row["value"]))
    lines = {line.row["id"]: line for line in ledger.lines_of([referral, *shared])}
    links: dict[bool, list[Json]] = {True: [], False: []}
    for id, common in shared.items():
        if lines[id].row["restricted"] and not restricted:
            continue
        because = [
            {
                "kind": kind,
                "value": value,
                "here": list(_having(lines[referral].labels, kind, value)),
                "there": list(_having(lines[id].labels, kind, value)),
            }
            for kind, value in common
        ]
        sure = any(kind == CASE_SYSTEM_ID for kind, _ in common)
        links[sure].append({"referral": line_body(lines[id].row, lines[id].labels), "because": because})
    return {"links": links[True], "perhaps": links[False], "more": len(found) > MOST}


def _having(labels: Labels, kind: str, value: str) -> Iterator[str]:
    """The refs that have it; none, where it is the reference of an item of the tray."""
    for ref, label in labels.items():
        if label.get("withdrawn") is not None:
            continue
        held = (
            f"{label.get('initials') or ''} {label.get('born') or ''}" if kind == "child" else label.get(kind)
        )
        if held and folded_value(str(held)) == value:
            yield ref
