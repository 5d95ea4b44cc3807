"""Who is a danger to the child now: every adult who is not known to be away, as of today."""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.casework.prints.printing import Printing
from triage_api.casework.prints.said import Said, Standing
from triage_api.engine.recommendation import Clash
from triage_api.policy.model import About, CurrentRisk, Policy
from triage_api.record import Subject
from triage_api.record.accounts import accounts_of

NOBODY = (
    "We know of no adult who lives with the child, looks after the child or sees the child. "
    "That is not the same as nobody: please ask."
)

SOMEBODY = "We were told of somebody, and do not know yet who it is. Please say whom you know of."


def current_risk(printing: Printing) -> Iterator[str]:
    """The adults around the child now, each with what the policy wants said of them."""
    rule = None if printing.policy is None else printing.policy.casework.current_risk
    yield f"As of {printing.when(printing.now)}."
    if printing.policy is None or rule is None:
        yield "The policy does not say how; see the record."
        return
    adults = [one for one in printing.referral.present if one.about == "adult"]
    around = [one for one in adults if not _is_away(printing, rule, one)]
    for adult in around:
        yield f"{_name(printing, adult)}:"
        yield from _adult(printing.policy, rule, _said_of(printing, adult))
    if not around:
        yield SOMEBODY if _is_told_of(printing) else NOBODY
    away = [_name(printing, one) for one in adults if one not in around]
    if away:
        yield f"Said to have no contact with the child now: {', '.join(away)}."


def _is_told_of(printing: Printing) -> bool:
    """Whether an answer says that there is an adult, though none is put down. Which answer is not told: it
    may name who said it."""
    recommendation = printing.view.recommendation or {}
    closing = [
        clash["question"]
        for clash in recommendation.get("contradictions", ())
        if clash.get("kind") == Clash.CLOSED_EMPTY
    ]
    questions = {} if printing.policy is None else printing.policy.questions
    return any(questions[id].closes is About.ADULT for id in closing)


def _is_away(printing: Printing, rule: CurrentRisk, adult: Subject) -> bool:
    """Whether every account says so: where two differ, they are not."""
    given = (printing.referral.answers.get((ref, rule.present)) for ref in _known_as(printing, adult))
    said = [accounts_of(one.answer) for one in given if one is not None] or [[None]]
    accounts = [account for each in said for account in each]
    values = [one.get("value") if isinstance(one, dict) else one for one in accounts]
    return all(value in rule.away for value in values)


def _known_as(printing: Printing, adult: Subject) -> tuple[str, ...]:
    """By which refs things were said of this adult."""
    return printing.referral.identity.group(adult.ref)


def _said_of(printing: Printing, adult: Subject) -> list[Said]:
    return [one for one in printing.accounts if one.about in _known_as(printing, adult)]


def _name(printing: Printing, adult: Subject) -> str:
    return printing.referral.label(adult.ref).get("label") or adult.ref


def _adult(policy: Policy, rule: CurrentRisk, accounts: list[Said]) -> Iterator[str]:
    for id in dict.fromkeys((rule.present, *rule.say)):
        found = [one for one in accounts if one.question == id]
        question = policy.questions.get(id)
        if not found and question is not None:
            yield f"- {question.ask} Nobody has asked."
        for one in found:
            who = f" ({one.by})" if one.by else ""
            unsure = "" if one.standing in (Standing.FACT, Standing.UNSAID) else f" ({one.standing.value})"
            clash = " Sources differ on this." if one.differs else ""
            words = one.words[:1].upper() + one.words[1:]
            yield f"- {one.ask} {words}{'' if one.standing is Standing.NOT_KNOWN else unsure}.{who}{clash}"
