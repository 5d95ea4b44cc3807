"""Whom it is about, what was answered, and what has happened since."""

from __future__ import annotations

from dataclasses import replace

from triage_api.record.entries import Entry
from triage_api.record.facts import AdultAdded, Answered, ChildAdded, Happened, IncidentAdded
from triage_api.record.folding.decisions import with_lowering
from triage_api.record.folding.milestones import with_enquiries
from triage_api.record.folding.news import with_answer
from triage_api.record.folding.parking import with_resumed
from triage_api.record.folding.step import after
from triage_api.record.referral import Answering, Referral, Subject


@after.register
def _(fact: ChildAdded, referral: Referral, entry: Entry) -> Referral:
    label = {"initials": fact.initials, "born": fact.born, "case_system_id": fact.case_system_id}
    return _with(referral, Subject(fact.ref, "child", label), entry)


@after.register
def _(fact: AdultAdded, referral: Referral, entry: Entry) -> Referral:
    return _with(referral, Subject(fact.ref, "adult", {"label": fact.label}), entry)


@after.register
def _(fact: IncidentAdded, referral: Referral, entry: Entry) -> Referral:
    return _with(referral, Subject(fact.ref, "incident", {"label": fact.label}), entry)


def _with(referral: Referral, added: Subject, entry: Entry) -> Referral:
    since = {**referral.identity.since, added.ref: entry.at}
    identity = replace(referral.identity, since=since)
    return replace(referral, subjects=(*referral.subjects, added), identity=identity)


@after.register
def _(fact: Answered, referral: Referral, entry: Entry) -> Referral:
    at = (fact.about, fact.question)
    before = referral.answers.get(at)
    earlier = () if before is None else (*before.earlier, before.answer)
    answers = {**referral.answers, at: Answering(fact.answer, earlier, entry.number)}
    answering = with_resumed(replace(referral, answers=answers), entry)
    answered = with_enquiries(with_answer(answering), fact, entry)
    return with_lowering(answered, entry, "answer", fact.lowering, fact.second_view, at)


@after.register
def _(fact: Happened, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, happened=(*referral.happened, fact))
