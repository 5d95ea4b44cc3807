"""Lines pasted from a spreadsheet: read as people write them, and every line that cannot be read is named."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.casework.trays import KM, KNOWN
from triage_api.casework.refusals import WrongError
from triage_api.casework.tray.pasted import COLUMNS, read_pasted
from triage_api.record import Handle

LONDON = "Europe/London"
HEAD = "received_at,source,words"
ROW = "2026-11-23T08:15:00+00:00,police,Shouting was heard."

READ: dict[str, tuple[str, dict[str, object]]] = {
    "commas": (f"{HEAD}\n{ROW}\n", {"source": "police", "words": "Shouting was heard."}),
    "tabs": (f"{HEAD}\n{ROW}".replace(",", "\t"), {"source": "police"}),
    "semicolons": (f"{HEAD}\n{ROW}".replace(",", ";"), {"source": "police"}),
    "lines of Windows, and a byte order mark": (f"\ufeff{HEAD}\r\n{ROW}\r\n\r\n", {"source": "police"}),
    "columns in another order, and written as people do": (
        "Words,Received at,Source\nShouting.,23/11/2026 08:15,police",
        {"words": "Shouting."},
    ),
    "a comma in quotation marks": (
        f'{HEAD}\n23/11/2026 08:15,police,"Shouting, then quiet."',
        {"words": "Shouting, then quiet."},
    ),
    "by the clock on the wall, in winter": (
        f"{HEAD}\n23/11/2026 08:15,police,x",
        {"received_at": datetime(2026, 11, 23, 8, 15, tzinfo=UTC)},
    ),
    "by the clock on the wall, in summer": (
        f"{HEAD}\n2026-06-23 08:15,police,x",
        {"received_at": datetime(2026, 6, 23, 7, 15, tzinfo=UTC)},
    ),
    "in the hour that comes twice, the first: the older is the safer": (
        f"{HEAD}\n25/10/2026 01:30,police,x",
        {"received_at": datetime(2026, 10, 25, 0, 30, tzinfo=UTC)},
    ),
    "a child by initials and month": (f"{HEAD},children\n{ROW},KM 2024-03", {"children": (KM,)}),
    "a child by initials, month and id": (
        f"{HEAD},children\n{ROW},KM 2024-03 id 4411",
        {"children": (KNOWN,)},
    ),
    "two children": (
        f"{HEAD},children\n{ROW},KM 2024-03; id:5522",
        {"children": (KM, Handle(case_system_id="5522"))},
    ),
    "two children, one to find": (
        f"{HEAD},children\n{ROW},KM 2024-03; to find",
        {"children": (KM, Handle())},
    ),
    "to find": (f"{HEAD},children\n{ROW},to find", {"children": ()}),
    "an age that is not known": (f"{HEAD},youngest\n{ROW},not known", {"youngest": None}),
    "references, each in its column": (
        f"{HEAD},crime,cad,notification\n{ROW},CR/1,,N9",
        {"references": {"crime": "CR/1", "notification": "N9"}},
    ),
    "again": (f"{HEAD},again\n{ROW},yes", {"again": True}),
}


@pytest.mark.parametrize(("text", "fields"), READ.values(), ids=READ.keys())
def test_it_is_read(text: str, fields: dict[str, object]) -> None:
    ((line, arrival),) = read_pasted(text, LONDON)
    assert line == 2
    assert {name: getattr(arrival, name) for name in fields} == fields


def test_a_line_is_counted_as_the_spreadsheet_does() -> None:
    text = f'{HEAD}\n23/11/2026 08:15,police,"one\ntwo"\n\n{ROW}\n'
    assert [line for line, _ in read_pasted(text, LONDON)] == [2, 5]


REFUSED: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "nothing": ("", [("blank", "Nothing")]),
    "a header alone": (HEAD, [("blank", "no item")]),
    "no header": (ROW, [("unknown-column", "Line 1"), ("missing-column", "received_at")]),
    "an unknown column": (f"{HEAD},name\n{ROW},x", [("unknown-column", "“name”")]),
    "a column twice": (f"{HEAD},words\n{ROW},x", [("column-twice", "twice")]),
    "a column missing": ("source,words\npolice,x", [("missing-column", "“received_at”")]),
    "a value too many": (f"{HEAD}\n{ROW},x", [("wrong-length", "Line 2 has 4")]),
    "a value too few": (f"{HEAD}\npolice,x", [("wrong-length", "Line 2 has 2")]),
    "cut short": (f'{HEAD}\n{ROW}\n"2026', [("cut-short", "Line 3")]),
    "no time": (f"{HEAD}\nyesterday,police,x", [("wrong-value", "Line 2, received_at")]),
    "an hour that the clocks leapt over": (
        f"{HEAD}\n29/03/2026 01:30,police,x",
        [("wrong-value", "never was")],
    ),
    "an American date": (f"{HEAD}\n11/23/2026 08:15,police,x", [("wrong-value", "Line 2, received_at")]),
    "a name for a child": (f"{HEAD},children\n{ROW},Kevin Mortimer", [("wrong-value", "Line 2, children")]),
    "a needed value missing": (f"{HEAD}\n{ROW}\n,police,x", [("missing-value", "Line 3: “received_at”")]),
    "two lines wrong: both are named": (
        f"{HEAD}\nx,police,x\n{ROW}\ny,police,x",
        [("wrong-value", "Line 2"), ("wrong-value", "Line 4")],
    ),
}


@pytest.mark.parametrize(("text", "faults"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_named(text: str, faults: list[tuple[str, str]]) -> None:
    with pytest.raises(WrongError) as refused:
        read_pasted(text, LONDON)
    found = [(fault.code, fault.what) for fault in refused.value.faults]
    for code, words in faults:
        assert [one for one in found if one[0] == code and words in one[1]], found


def test_every_column_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "tray.md").read_text(encoding="utf-8")
    assert [name for name in COLUMNS if f"`{name}`" not in text] == []
