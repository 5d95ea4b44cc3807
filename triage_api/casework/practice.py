"""The practice report that Finding 4 of the Child J review says nobody keeps: what was lowered and raised,
by whom, on what unknowns, and how long it took. Every figure has its denominator.

A count below the policy's ``small_numbers`` is left out of what leaves the team. Whoever subtracts one report
from another can still work some out: a person reads a report before it is given away.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from triage_api.casework.judging import Json
from triage_api.policy.model import Policy
from triage_api.storage import GROUPS, Figures, Period, Spread

OF_DECISIONS = {
    "lowered": "decisions that lowered the outcome",
    "raised": "decisions above the recommendation",
    "by_unknowns": "decisions on a recommendation that only what was not known had raised",
    "with_unknowns": "decisions made while something was not known",
}
OF_SECOND_VIEWS = {
    "second_missing": "lowerings whose second view has not been given",
    "second_disagreed": "lowerings with which the second view disagreed",
}
AGAIN = "referrals with a child who was in another one in the twelve months before"
WAITED = {
    "allocation": "offered to a team, until one of its people took it",
    "offer": "offered to a person, until they accepted or declined",
    "news": "from news to its acknowledgement",
    "overtaken": "recommended above what was decided, until somebody decided again",
    "disagreement": "from a disagreement to its answer",
    "parked": "parked, until somebody went on with it",
}
"""By kind of item: the states in which a referral waits for somebody."""
Sums = Mapping[str, Any]
"""Of one group of decisions: which, and how many of each kind."""
TEAM = "team"
TOLD_APART_BY = (*GROUPS, TEAM)
NO_TEAM = "none"
"""The group of those whose role the policy gives to no team."""
COLUMNS = ("figure", "what", "group", "count", "of", "share", "suppressed")


def practice_report(policy: Policy, period: Period, figures: Figures, by: str | None, outside: bool) -> Json:
    """The report; ``outside``: it leaves the team, and small numbers are left out."""
    least = policy.casework.small_numbers if outside else 0
    return {
        "policy": policy.id,
        "since": period.since.isoformat(),
        "until": period.until.isoformat(),
        "by": by,
        "outside": outside,
        "small_numbers": least,
        "figures": [figure for row in _grouped(policy, figures.sums, by) for figure in _of(row, least)],
        "times": [
            _time("first_decision_hours", "from receipt to the first decision", figures.first_hours, least),
            _time("second_view_hours", "from a lowering to its second view", figures.second_hours, least),
            _time("open_hours", "from the decision to closing", figures.closed_hours, least),
            *(_time(f"{kind}_hours", WAITED[kind], hours, least) for kind, hours in figures.waited.items()),
        ],
        "owed": list(_owed(policy, figures, least)),
        "again": _figure("again", AGAIN, "", *figures.again, least),
        "routes": [_route(row, least) for row in figures.routes],
        "never_told": [_gap(policy, row, figures.senders, least) for row in figures.gaps],
    }


def counted_by(by: str | None) -> str | None:
    """What the figures must be counted by in storage: who is of which team only the policy knows."""
    return "role" if by == TEAM else by


def _grouped(policy: Policy, sums: Sequence[Sums], by: str | None) -> Sequence[Sums]:
    """The sums, a row a group; those by role added up by the teams that a role works in."""
    if by != TEAM:
        return sums
    teams: dict[str, Counter[str]] = defaultdict(Counter)
    for row in sums:
        of = [team.id for team in policy.casework.teams.values() if row["which"] in team.roles]
        teams["+".join(of) or NO_TEAM].update({name: n for name, n in row.items() if name != "which"})
    return [{"which": team, **counts} for team, counts in sorted(teams.items())]


def as_csv(report: Mapping[str, Any]) -> str:
    """The report's figures as CSV, a line a figure."""
    out = io.StringIO()
    lines = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    lines.writeheader()
    lines.writerows(report["figures"])
    return out.getvalue()


def _of(row: Mapping[str, Any], least: int) -> Iterator[Json]:
    group, decisions, lowered = row["which"], row["decisions"], row["second_needed"]
    yield _figure("decisions", "decisions", group, decisions, decisions, least)
    for name, what in OF_DECISIONS.items():
        yield _figure(name, what, group, row[name], decisions, least)
    for name, what in OF_SECOND_VIEWS.items():
        yield _figure(name, what, group, row[name], lowered, least)


def _figure(name: str, what: str, group: str, count: int, of: int, least: int) -> Json:
    hidden = _is_small(count, least) or _is_small(of, least)
    share = None if hidden or not of else round(count / of, 4)
    shown = {"count": None if hidden else count, "of": None if _is_small(of, least) else of}
    return {"figure": name, "what": what, "group": group, **shown, "share": share, "suppressed": hidden}


def _is_small(count: int, least: int) -> bool:
    return 0 < count < least


def _time(name: str, what: str, hours: Spread, least: int) -> Json:
    hidden = _is_small(hours.of, least)
    shown = {"median": hours.median, "nine_in_ten": hours.nine_in_ten, "of": hours.of}
    return {"figure": name, "what": what, **{key: None if hidden else one for key, one in shown.items()}}


def _owed(policy: Policy, figures: Figures, least: int) -> Iterator[Json]:
    """What each agency owed: done in time, late, never, or ended otherwise, of how much."""
    never = {(row["whose"], row["agency"]): row["never"] for row in figures.never}
    kept = {(row["whose"], row["agency"]): row for row in figures.kept}
    for key in sorted(kept.keys() | never.keys()):
        whose, agency = key
        row = kept.get(key, {"in_time": 0, "late": 0, "otherwise": 0})
        counts = {
            **{name: row[name] for name in ("in_time", "late", "otherwise")},
            "never": never.get(key, 0),
        }
        hidden = any(_is_small(count, least) for count in counts.values())
        yield {
            "whose": whose,
            "agency": agency or None,
            "title": policy.agencies[agency].title if agency in policy.agencies else "This authority",
            **{name: None if hidden else count for name, count in counts.items()},
            "of": None if hidden else sum(counts.values()),
            "suppressed": hidden,
        }


def _route(row: Mapping[str, Any], least: int) -> Json:
    hidden = _is_small(row["decisions"], least)
    count = None if hidden else row["decisions"]
    return {"recommended": row["recommended"], "decided": row["route"], "count": count, "suppressed": hidden}


def _gap(policy: Policy, row: Mapping[str, Any], senders: Mapping[str, int], least: int) -> Json:
    of = senders.get(row["sender"], 0)
    hidden = _is_small(row["without"], least) or _is_small(of, least)
    question = policy.questions.get(policy.was.get(row["question"], row["question"]))
    return {
        "sender": row["sender"],
        "question": row["question"],
        "ask": question.ask if question is not None else row["question"],
        "count": None if hidden else row["without"],
        "of": None if _is_small(of, least) else of,
        "suppressed": hidden,
    }
