"""The record of one referral on paper: for the authority's case system, a hearing, a review."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from triage_api.casework.moments import since_words, stamped
from triage_api.casework.prints.clashes import clashing_now
from triage_api.casework.prints.decided import decided, lowered, said_then
from triage_api.casework.prints.known import corrections, histories, links, merges, withdrawals
from triage_api.casework.prints.met import discussions, transfers, visits
from triage_api.casework.prints.printing import Printing
from triage_api.casework.prints.said import Standing
from triage_api.casework.prints.sheet import Sheet
from triage_api.casework.prints.since import disagreements, news, sharing
from triage_api.casework.sights import unseen_since
from triage_api.record import WITHDRAWN, Entry, Obligation, as_payload

WHAT_IT_IS = (
    "This tool recommends; it does not decide. A named person decided. It used no names, no ethnicity and no "
    "score learned from data."
)
PRACTICE = "PRACTICE: no live record. Nothing in this print was decided of a real child."


def record_print(printing: Printing) -> list[str]:
    """The print in parts, each short enough for a case system's field."""
    sheet = Sheet()
    sheet.section("What this is", _what_it_is(printing))
    sheet.section("When", _when(printing))
    sheet.section("Who it is about", _subjects(printing))
    sheet.section("Who is one with whom", merges(printing))
    sheet.section("Recorded by mistake", withdrawals(printing))
    sheet.section("Put right since", corrections(printing))
    sheet.section("History, and in whose records", histories(printing), "Nobody is in it yet.")
    sheet.section("Other referrals of the same people", links(printing), "None was looked for.")
    sheet.section("When each child was last seen", _seen(printing), "There is no child in it yet.")
    sheet.section("Visits, made and tried", visits(printing))
    sheet.section("What was said, word for word", _standing(printing, Standing.WORDS))
    sheet.section("Seen, or in a record", _standing(printing, Standing.FACT), "Nothing.")
    sheet.section("Told to us (allegation)", _standing(printing, Standing.ALLEGATION), "Nothing.")
    sheet.section("Opinion", _standing(printing, Standing.OPINION), "Nothing.")
    sheet.section(
        "Answered, but nobody wrote down how it is known", _standing(printing, Standing.UNSAID), "Nothing."
    )
    sheet.section("Not mentioned (this is not a no)", _standing(printing, Standing.NOT_MENTIONED), "Nothing.")
    sheet.section("Still to ask", _to_ask(printing), "Nothing.")
    sheet.section("Not known, and why", _standing(printing, Standing.NOT_KNOWN), "Nothing.")
    sheet.section("Answers that do not agree today", clashing_now(printing), "Nothing.")
    sheet.section("Answers changed since they were given", _changed(printing))
    sheet.section("What Front Door said at the moment of decision", said_then(printing), "No decision yet.")
    sheet.section("What was decided", decided(printing), "No decision yet.")
    sheet.section("What was lowered", lowered(printing), "Nothing was lowered.")
    sheet.section("News, and decisions that it overtook", news(printing), "None.")
    sheet.section("Who disagreed", disagreements(printing), "Nobody.")
    sheet.section("Required contacts and what became of them", _owed(printing, "contact"), "None.")
    sheet.section("On what basis they were told", sharing(printing))
    sheet.section("What runs beside it", _owed(printing, "duty"), "None.")
    sheet.section("Strategy discussions, and conversations that were none", discussions(printing))
    sheet.section("Transfers to and from other areas", transfers(printing))
    sheet.section("This print", _colophon(printing))
    return sheet.parts(f"FRONT DOOR RECORD {printing.referral.id}")


def fingerprint(entries: Sequence[Entry]) -> str:
    """What tells one state of the record from another: SHA-256 over its events, in hexadecimal."""
    whole = [[one.number, one.kind, one.recorded_at.isoformat(), as_payload(one.fact)] for one in entries]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _what_it_is(printing: Printing) -> Iterator[str]:
    if printing.referral.practice:
        yield PRACTICE
    yield WHAT_IT_IS
    policy = printing.policy
    if policy is None:
        yield f"Policy {printing.referral.policy}. {printing.view.trouble or 'It is not served now.'}"
        return
    adopted = "a draft that no authority has adopted"
    if policy.adopted is not None:
        adopted = f"adopted by {policy.adopted.by} on {policy.adopted.on:%-d %B %Y}"
    yield f"Policy: {policy.title} ({policy.ref}, {policy.sha256[:12]}), {adopted}."


def _when(printing: Printing) -> Iterator[str]:
    referral = printing.referral
    received = datetime.fromisoformat(referral.received_at)
    yield f"Received: {stamped(received, printing.zone)}."
    yield f"Recorded: {stamped(referral.recorded_at, printing.zone)}."
    late = referral.recorded_at - received
    if late.total_seconds() > 3600:
        yield f"This is a late entry: recorded {since_words(received, referral.recorded_at)} after receipt."
    yield f"Reference: {referral.reference or 'pending'}."


def _subjects(printing: Printing) -> Iterator[str]:
    for subject in printing.referral.subjects:
        known = ", ".join(
            f"{name.replace('_', ' ')} {value}" for name, value in subject.label.items() if value
        )
        gone = printing.referral.identity.withdrawal_of(subject.ref) is not None
        mistake = " RECORDED BY MISTAKE: not in this referral." if gone else ""
        yield f"{subject.ref} ({subject.about}){': ' + known if known else ''}.{mistake}"
    if not printing.referral.subjects:
        yield "Nobody yet."


def _seen(printing: Printing) -> Iterator[str]:
    return (unseen_since(printing.referral, child, printing.zone) for child in printing.referral.children)


def _standing(printing: Printing, standing: Standing) -> Iterator[str]:
    return (one.line for one in printing.accounts if one.standing is standing)


def _to_ask(printing: Printing) -> Iterator[str]:
    body = printing.view.recommendation
    for one in () if body is None else body["open_questions"]:
        if one["why_open"] != "not_known":
            whom = "" if one["about"] == "referral" else f"{one['about']}: "
            yield f"{whom}{one['ask']}"


def _changed(printing: Printing) -> Iterator[str]:
    for (about, question), given in printing.referral.answers.items():
        if given.earlier:
            times = "once" if len(given.earlier) == 1 else f"{len(given.earlier)} times"
            yield f"{about}, {question}: changed {times}; every earlier answer is kept."


def _owed(printing: Printing, what: str) -> Iterator[str]:
    held = printing.referral.contacts if what == "contact" else printing.referral.duties
    for one in held.values():
        name = one.body.get("role") or one.body.get("title") or one.id
        due = one.body.get("due")
        by = f", due {printing.when(due)}" if due else ""
        yield f"{name}{by}: {_became(printing, one)}"


def _became(printing: Printing, one: Obligation) -> str:
    step = one.last
    if one.state == WITHDRAWN and one.withdrawn is not None:
        return f"withdrawn, not done: {one.withdrawn.why}"
    if step is None:
        return "held back." if one.state == "held_back" else "nothing recorded."
    when = printing.when(step.happened_at or step.recorded_at)
    whom = f", spoke to {step.spoke_to}" if step.spoke_to else ""
    late = _late(one)
    words = f" {step.words}" if step.words else ""
    return f"{step.state.replace('_', ' ')} {when} by {step.by.name}{whom}{late}.{words}"


def _late(one: Obligation) -> str:
    due, step = one.body.get("due"), one.last
    if due is None or step is None or not one.is_done:
        return ""
    done, by = step.happened_at or step.recorded_at, datetime.fromisoformat(due)
    return f", late by {since_words(by, done)}" if done > by else ", in time"


def _colophon(printing: Printing) -> Iterator[str]:
    referral = printing.referral
    when = stamped(printing.now, printing.zone)
    yield f"Printed {when} by {printing.printed_by}, at version {referral.version}."
    yield f"Fingerprint of the record: {fingerprint(printing.entries)[:32]}."
    if referral.practice:
        yield PRACTICE
