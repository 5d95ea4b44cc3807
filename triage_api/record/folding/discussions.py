"""Strategy discussions: asked for, held, refused, confirmed or denied by the police."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from triage_api.record.discussions import (
    Completion,
    Conversation,
    Discussion,
    Emergency,
    PoliceAnswer,
    Refusal,
    Step,
    Tracked,
)
from triage_api.record.entries import Entry
from triage_api.record.facts import (
    Action,
    ConversationHeld,
    DiscussionActionDone,
    DiscussionCompleted,
    DiscussionConfirmed,
    DiscussionDenied,
    DiscussionRefused,
    DiscussionRequested,
    EmergencyDiscussionHeld,
    Happened,
    RefusalAnswered,
)
from triage_api.record.folding.step import after
from triage_api.record.payloads import UnreadableFactError
from triage_api.record.referral import Referral


def _changed(referral: Referral, of: int, change: Callable[[Discussion], Discussion]) -> Referral:
    """The referral with one of its discussions changed."""
    if of not in {one.number for one in referral.discussions}:
        raise UnreadableFactError(f"The discussion {of} was never asked for.")
    held = (change(one) if one.number == of else one for one in referral.discussions)
    return replace(referral, discussions=tuple(held))


def _tracked(discussion: Discussion, actions: Sequence[Action], step: Step) -> tuple[Tracked, ...]:
    first = len(discussion.actions) + 1
    added = (Tracked(number, action, step) for number, action in enumerate(actions, first))
    return (*discussion.actions, *added)


@after.register
def _(fact: DiscussionRequested, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, discussions=(*referral.discussions, Discussion(fact, Step.of(entry))))


@after.register
def _(fact: EmergencyDiscussionHeld, referral: Referral, entry: Entry) -> Referral:
    step = Step.of(entry)
    return _changed(
        referral,
        fact.of,
        lambda one: replace(
            one,
            emergencies=(*one.emergencies, Emergency(step, fact)),
            actions=_tracked(one, fact.actions, step),
        ),
    )


@after.register
def _(fact: DiscussionRefused, referral: Referral, entry: Entry) -> Referral:
    refusal = Refusal(Step.of(entry), fact)
    return _changed(referral, fact.of, lambda one: replace(one, refusals=(*one.refusals, refusal)))


@after.register
def _(fact: RefusalAnswered, referral: Referral, entry: Entry) -> Referral:
    def answered(refusal: Refusal) -> Refusal:
        if refusal.step.number != fact.refusal:
            return refusal
        return replace(refusal, answered=fact, answer_step=Step.of(entry))

    return _changed(
        referral, fact.of, lambda one: replace(one, refusals=tuple(answered(each) for each in one.refusals))
    )


@after.register
def _(fact: DiscussionCompleted, referral: Referral, entry: Entry) -> Referral:
    step = Step.of(entry)
    return _changed(
        referral,
        fact.of,
        lambda one: replace(
            one,
            completions=(*one.completions, Completion(step, fact)),
            actions=_tracked(one, fact.actions, step),
        ),
    )


@after.register
def _(fact: DiscussionConfirmed, referral: Referral, entry: Entry) -> Referral:
    answer = PoliceAnswer(Step.of(entry), fact.said_by, confirms=True, words=fact.reference)
    return _changed(referral, fact.of, lambda one: _answered(one, answer))


@after.register
def _(fact: DiscussionDenied, referral: Referral, entry: Entry) -> Referral:
    answer = PoliceAnswer(Step.of(entry), fact.said_by, confirms=False, words=fact.words)
    standing = next((one.completion for one in referral.discussions if one.number == fact.of), None)
    denied = _changed(referral, fact.of, lambda one: _answered(one, answer))
    return denied if standing is None else replace(denied, happened=_without(referral, standing))


def _answered(discussion: Discussion, answer: PoliceAnswer) -> Discussion:
    if not discussion.completions:
        raise UnreadableFactError(f"The discussion {discussion.number} was never complete.")
    *before, last = discussion.completions
    return replace(discussion, completions=(*before, replace(last, answer=answer)))


def _without(referral: Referral, completion: Completion) -> tuple[Happened, ...]:
    """What has happened, without the events that this completion was: of all, or of each child it covered
    while another was thought to be one of them."""
    denied = {(event, completion.held.held_at) for event in completion.held.events}
    left = list(referral.happened)
    for event, at in denied:
        whole = Happened(event, at)
        if whole in left:
            left.remove(whole)
        else:
            left = [one for one in left if (one.event, one.at) != (event, at)]
    return tuple(left)


@after.register
def _(fact: DiscussionActionDone, referral: Referral, entry: Entry) -> Referral:
    def done(tracked: Tracked) -> Tracked:
        if tracked.number != fact.action:
            return tracked
        return replace(tracked, done=Step.of(entry), words=fact.words)

    return _changed(
        referral, fact.of, lambda one: replace(one, actions=tuple(done(each) for each in one.actions))
    )


@after.register
def _(fact: ConversationHeld, referral: Referral, entry: Entry) -> Referral:
    return replace(referral, conversations=(*referral.conversations, Conversation(Step.of(entry), fact)))
