"""The bank holidays of a nation, from the `holidays` library: the only room that knows it.

The library works the days out by rule and carries each royal proclamation that was made before its release: a
coronation, a funeral. Its days were compared with GOV.UK's list for 2012 to 2028 and agree.

Of a holiday that falls on a weekend both days are here, its own and the substitute: an office that opens on
Saturdays is closed on either.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version

from triage_api.policy.model.timings import BankHolidays

NATIONS = {"England and Wales": "ENG", "Scotland": "SCT", "Northern Ireland": "NIR"}
"""The nations a policy may name -> the library's word. England's days are those of Wales."""

FIRST_YEAR = 2000
"""Before any referral that is worked out again."""
LAST_YEAR = 2050
"""Fixed, not counted from today: the same library gives the same days, whenever it is asked.

A holiday proclaimed after the library's release is missing until the library is renewed or the policy names
the day under `closures`. Until then a deadline across that day falls one working day early.
"""


@lru_cache
def bank_holidays(nation: str, first_year: int = FIRST_YEAR, last_year: int = LAST_YEAR) -> BankHolidays:
    """The bank holidays of ``nation`` from the first to the last of these years, both included.

    The library is imported when it is first needed: it loads every country, which takes a tenth of a second.

    Raises:
        ValueError: no such nation, or the years run backwards.
    """
    if nation not in NATIONS:
        raise ValueError(f"“{nation}” is not a nation with bank holidays; write {_either(list(NATIONS))}")
    if first_year > last_year:
        raise ValueError(f"the years from {first_year} to {last_year} run backwards")
    import holidays

    years = range(first_year, last_year + 1)
    days = holidays.country_holidays("GB", subdiv=NATIONS[nation], years=years)
    return BankHolidays(frozenset(days), first_year, last_year, f"holidays {version('holidays')}")


def _either(names: list[str]) -> str:
    """``England and Wales, Scotland or Northern Ireland``."""
    return f"{', '.join(names[:-1])} or {names[-1]}"
