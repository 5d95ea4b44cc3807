"""News, and decisions that were overtaken."""

from __future__ import annotations

from dataclasses import replace

from triage_api.record.decided import Decision
from triage_api.record.entries import Entry
from triage_api.record.facts import NewsAcknowledged, NewsArrived, Overtaken
from triage_api.record.folding.step import after
from triage_api.record.news import Acknowledged, News, Overtaking
from triage_api.record.payloads import UnreadableFactError
from triage_api.record.referral import Referral


@after.register
def _(fact: NewsArrived, referral: Referral, entry: Entry) -> Referral:
    news = News(
        number=entry.number,
        words=fact.words,
        said_by=fact.said_by,
        how_known=fact.how_known,
        received_at=fact.received_at,
        to=fact.to,
        deadline=fact.deadline,
        by=entry.by,
        recorded_at=entry.recorded_at,
        happened_at=entry.happened_at,
    )
    return replace(referral, news=(*referral.news, news))


@after.register
def _(fact: NewsAcknowledged, referral: Referral, entry: Entry) -> Referral:
    if all(one.number != fact.of for one in referral.news):
        raise UnreadableFactError(f"There is no news {fact.of} in the referral {referral.id}.")
    by = Acknowledged(fact.words, entry.by, entry.recorded_at, entry.happened_at, fact.changes_no_answer)
    news = [replace(one, acknowledged=by) if one.number == fact.of else one for one in referral.news]
    return replace(referral, news=tuple(news))


def with_answer(referral: Referral) -> Referral:
    """The referral with one more answer given since each news."""
    news = tuple(replace(one, answers=one.answers + 1) for one in referral.news)
    return replace(referral, news=news) if news else referral


@after.register
def _(fact: Overtaken, referral: Referral, entry: Entry) -> Referral:
    standing = referral.overtaken
    if standing is not None:
        risen = replace(_higher(standing, fact), raised=entry.number, decision=fact.decision)
        return _with(referral, risen)
    begun = Overtaking(
        number=entry.number,
        raised=entry.number,
        decision=fact.decision,
        was_route=fact.was_route,
        was_rag=fact.was_rag,
        route=fact.route,
        rag=fact.rag,
        route_order=fact.route_order,
        rag_order=fact.rag_order,
        to=fact.to,
        since=entry.recorded_at,
        deadline=fact.deadline,
    )
    return replace(referral, overtakings=(*referral.overtakings, begun))


def _higher(standing: Overtaking, fact: Overtaken) -> Overtaking:
    """It, each part raised where the recommendation rose further."""
    if fact.route_order > standing.route_order:
        standing = replace(standing, route=fact.route, route_order=fact.route_order)
    if fact.rag_order > standing.rag_order:
        standing = replace(standing, rag=fact.rag, rag_order=fact.rag_order)
    return standing


def with_end(referral: Referral, decision: Decision, entry: Entry) -> Referral:
    """The referral with what overtook the last decision answered, if this decision answers it now.

    It does if it is at or above what the recommendation rose to and has taken effect, or if it lowers and
    its second view agrees.
    """
    standing = referral.overtaken
    if standing is None or not _answers(decision, standing):
        return referral
    return _with(referral, replace(standing, answered_by=decision.number, answered_at=entry.recorded_at))


def _answers(decision: Decision, standing: Overtaking) -> bool:
    if decision.number < standing.raised:
        return False
    decided, agreed = decision.decided, decision.second_look is not None and decision.second_look.agrees
    reaches = decided.route_order >= standing.route_order and decided.rag_order >= standing.rag_order
    return agreed or (reaches and decision.stands and not decision.waits)


def _with(referral: Referral, overtaking: Overtaking) -> Referral:
    """The referral with this in place of the last."""
    return replace(referral, overtakings=(*referral.overtakings[:-1], overtaking))
