"""What is recorded, a line a child, in the names of the Standard Safeguarding Dataset and the census's codes.

The national census calls what arrives a *contact*, and a *referral* only what is accepted for a social work
response. So every referral here is a line of ``ssd_contacts``, without an outcome while no decision is in
effect; those whose decided route has flags of a referral in the policy are lines of ``ssd_cin_episodes`` too.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from triage_api.policy.model import CONTACT_FLAGS, NO_ACTION, REFERRAL_FLAGS, Policy, Returns

Row = Mapping[str, Any]

CONTACTS = (
    "cont_contact_id", "cont_person_id", "cont_contact_date", "cont_contact_source_code",
    "cont_contact_source_desc", "cont_contact_outcome_json",
)  # fmt: skip
EPISODES = (
    "cine_referral_id", "cine_person_id", "cine_referral_date", "cine_referral_source_code",
    "cine_referral_source_desc", "cine_referral_outcome_json", "cine_referral_nfa", "cine_referral_worker_id",
)  # fmt: skip
NOT_KNOWN_SOURCE = "10"
"""The census's code for a source that is not known."""


def contacts_csv(policy: Policy, returns: Returns, rows: Iterable[Row]) -> str:
    """``ssd_contacts``."""
    lines = (
        (*_who_and_whence(policy, returns, row), _flags(CONTACT_FLAGS, _contact_flags(returns, row)))
        for row in rows
    )
    return _csv(CONTACTS, lines)


def episodes_csv(policy: Policy, returns: Returns, rows: Iterable[Row]) -> str:
    """``ssd_cin_episodes``, as far as Front Door knows it: need, closing and team are the case system's."""
    accepted = (
        (row, returns.referral_flags[row["route"]]) for row in rows if row["route"] in returns.referral_flags
    )
    lines = (
        (
            *_who_and_whence(policy, returns, row),
            _flags(REFERRAL_FLAGS, raised),
            "Y" if NO_ACTION in raised else "N",
            row["name"],
        )
        for row, raised in accepted
    )
    return _csv(EPISODES, lines)


def _who_and_whence(policy: Policy, returns: Returns, row: Row) -> tuple[str, ...]:
    code = returns.sources.get(row["sender"], NOT_KNOWN_SOURCE)
    source = _source(policy, returns, row)
    return f"{row['referral']}/{row['ref']}", _person(row), row["received_at"], code, source


TABLES = {"ssd_contacts": contacts_csv, "ssd_cin_episodes": episodes_csv}


def _contact_flags(returns: Returns, row: Row) -> tuple[str, ...]:
    if row["decision"] is None:
        return ()
    return (NO_ACTION,) if row["route"] is None else returns.contact_flags.get(row["route"], ())


def _flags(known: Iterable[str], raised: Iterable[str]) -> str:
    up = set(raised)
    return json.dumps({flag: "Y" if flag in up else "N" for flag in known})


def _person(row: Row) -> str:
    """The child's ID in the case system; empty while it is pending."""
    known: str | None = json.loads(row["label"]).get("case_system_id")
    return known or ""


def _source(policy: Policy, returns: Returns, row: Row) -> str:
    question = policy.questions.get(returns.sent_by)
    choices = () if question is None else question.choices
    return next((choice.label for choice in choices if choice.id == row["sender"]), "Not known")


def _csv(columns: Sequence[str], rows: Iterable[tuple[str, ...]]) -> str:
    """The names of the columns stand there without a row too: a file without them may be one cut short."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(columns)
    lines.writerows(rows)
    return out.getvalue()
