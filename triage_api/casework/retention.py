"""How long a closed referral is kept, and when it may go. What no rule fits, and what is held, stays."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from triage_api.policy.model import Duration, KeptAfter, Policy, Retention, Unit
from triage_api.record import Referral

ADULT = 18
"""Years; the age at which a child is one no more is the law's."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What the retention rules say of one referral: when it may go and by which rule, or why it stays."""

    referral: str
    goes: date | None
    rule: Retention | None
    stays_because: str | None = None

    def is_due(self, today: date) -> bool:
        """Whether it may be purged today."""
        return self.goes is not None and self.goes <= today


def fate(referral: Referral, policy: Policy | None) -> Fate:
    """What the policy's retention rules say of a referral. Of several that fit, the one that keeps it longest
    holds; where the day of one cannot be told, it stays."""
    if policy is None:
        return _stays(referral, "its policy is not served")
    if referral.access.held:
        return _stays(referral, "it is held")
    if referral.closing is None:
        return _stays(referral, "it is not closed")
    rules = [rule for rule in policy.casework.retention.values() if _highest(referral, policy) in rule.routes]
    if not rules:
        return _stays(referral, "no retention rule fits it")
    days = [(_day(referral, policy, rule), rule) for rule in rules]
    unknown = [rule for day, rule in days if day is None]
    if unknown:
        return _stays(referral, f"“{unknown[0].title}”: {_LACKS[unknown[0].after]}")
    goes, rule = max(((day, rule) for day, rule in days if day is not None), key=lambda pair: pair[0])
    return Fate(referral.id, goes, rule)


_LACKS = {
    KeptAfter.CLOSED: "it is not closed",
    KeptAfter.PRINT_ON_FILE: "nobody has said that its print is in the case system",
    KeptAfter.EIGHTEENTH_BIRTHDAY: "the month in which a child was born is not known",
}


def _stays(referral: Referral, why: str) -> Fate:
    return Fate(referral.id, None, None, why)


def _highest(referral: Referral, policy: Policy) -> str:
    """The most protective route that was ever decided; the base where none was."""
    decided = [made.decided for made in referral.decisions if made.decided.route is not None]
    highest = max(decided, key=lambda one: one.route_order, default=None)
    return policy.base_route if highest is None or highest.route is None else highest.route


def _day(referral: Referral, policy: Policy, rule: Retention) -> date | None:
    """The day on which it may go; ``None``: what it is counted from is not known."""
    start = _start(referral, policy, rule.after)
    return None if start is None else _later(start, rule.keep)


def _start(referral: Referral, policy: Policy, after: KeptAfter) -> date | None:
    zone = ZoneInfo(policy.office.zone)
    match after:
        case KeptAfter.CLOSED:
            return None if referral.closing is None else referral.closing.at.astimezone(zone).date()
        case KeptAfter.PRINT_ON_FILE:
            filed = referral.access.filed_at
            return None if filed is None else filed.astimezone(zone).date()
        case KeptAfter.EIGHTEENTH_BIRTHDAY:
            return _grown_up(referral)


def _grown_up(referral: Referral) -> date | None:
    """The end of the month in which the youngest child is eighteen."""
    born = [_born(referral, child) for child in referral.children]
    if not born or None in born:
        return None
    year, month = map(int, max(one for one in born if one is not None).split("-")[:2])
    return _last_of(year + ADULT, month)


def _born(referral: Referral, child: str) -> str | None:
    """The latest month that was said of a child and of all that were merged into it: the earlier may be the
    wrong one, and would purge it too soon."""
    parts = (referral.subject(part) for part in referral.identity.group(child))
    said = [one.label.get("born") for one in parts if one is not None]
    return max((one for one in said if one is not None), default=None)


def _later(start: date, keep: Duration) -> date:
    match keep.unit:
        case Unit.DAYS:
            return start + timedelta(days=keep.amount)
        case Unit.WEEKS:
            return start + timedelta(weeks=keep.amount)
        case Unit.MONTHS:
            years, months = divmod(start.month - 1 + keep.amount, 12)
            last = _last_of(start.year + years, months + 1)
            return last.replace(day=min(start.day, last.day))
        case _:
            raise ValueError(f"Nothing is kept for {keep}; the policy's reader refuses that.")


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
