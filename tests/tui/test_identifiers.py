"""What looks as if it names a family is warned of; ordinary words are left in peace."""

import pytest

from triage_tui.identifiers import warnings

LOOKS = {
    "Mrs lives at SW1A 1AA": "a postcode",
    "call 07700 900123 after six": "a phone number",
    "ring +44 7700 900123": "a phone number",
    "NHS 943 476 5919": "an NHS number",
    "9434765919": "an NHS number",
    "moved to 12 Acacia Avenue": "an address",
    "seen with Jane Smith": "a full name",
}

LEFT_IN_PEACE = [
    "mother's partner",
    "23 June, mother's flat",
    "KM",
    "crime reference 1234567",
    "two notices in 12 days",
    "943 476 5918",
]


@pytest.mark.parametrize(("text", "what"), LOOKS.items())
def test_it_warns_of(text: str, what: str) -> None:
    assert f"This looks like {what}. Keep it in the case system, not here." in warnings(text)


@pytest.mark.parametrize("text", LEFT_IN_PEACE)
def test_it_leaves_in_peace(text: str) -> None:
    assert warnings(text, dates_too=True) == []


def test_a_whole_date_is_a_birthday_only_where_a_label_is_written() -> None:
    assert warnings("3/10/2014", dates_too=True)
    assert not warnings("3/10/2014")
