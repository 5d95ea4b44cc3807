"""Random small policies: valid, and full of what real ones have."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from tests.strategies.conditions import Scope, conditions, risks
from tests.strategies.consequences import OF_ONE_UNIT, consequences, ladders, ratings, steps, tiers
from tests.strategies.lines import AFTER_THE_INCIDENT, risky_expectations
from tests.strategies.small import (
    LADDER,
    RATINGS,
    definition,
    policy,
    question,
)
from triage_api.policy.model import (
    About,
    All,
    AnswerKind,
    AnyAdult,
    AnyChild,
    AnyIncident,
    AtLeast,
    Choice,
    Condition,
    Counting,
    Definition,
    Is,
    Not,
    NotKnown,
    OneOf,
    Polarity,
    Policy,
    Question,
    Rule,
    Stage,
    Test,
)
from triage_api.policy.model import Any as AnyOf

STAGES = (Stage.DECISION, Stage.DECISION, Stage.FIRST_LOOK, Stage.ARRANGEMENTS)
MOST_LEAVES = 6
ORDERED_KINDS = (
    AnswerKind.YES_NO,
    AnswerKind.YES_NO,
    AnswerKind.CHOICE,
    AnswerKind.SEVERAL,
    AnswerKind.NUMBER,
)
KINDS = (*ORDERED_KINDS, AnswerKind.AGE, AnswerKind.DATE)
ABOUTS = (About.CHILD, About.CHILD, About.REFERRAL, About.ADULT, About.ADULT, About.INCIDENT)
DECISIVE = (NotKnown.TREAT_AS_RISK, NotKnown.HOLD, NotKnown.FIND_OUT)

MORE_ADULTS = question("more_adults", about=About.REFERRAL, net=True, closes=About.ADULT)
MORE_INCIDENTS = question("more_incidents", about=About.REFERRAL, net=True, closes=About.INCIDENT)
HAPPENED_ON = question(
    "happened_on",
    AnswerKind.DATE,
    about=About.INCIDENT,
    polarity=Polarity.BY_DEFINITION,
    day_of_incident=True,
)
ALWAYS = question("always")
"""Something that every rule may be about."""
SCREENING = question(
    "screening",
    AnswerKind.CHOICE,
    ("worry", "advert"),
    about=About.REFERRAL,
    polarity=Polarity.NEUTRAL,
    stage=Stage.SCREENING,
    screens_out=("advert",),
)


@st.composite
def bare_questions(draw: st.DrawFn, number: int, polarised: bool) -> Question:
    """A question without a gate. ``polarised``: of risk or protection, but for ages and dates."""
    kind = draw(st.sampled_from(KINDS))
    ordered = kind in ORDERED_KINDS
    polarities = (Polarity.RISK, Polarity.PROTECTIVE) if polarised else tuple(Polarity)
    plain = question(
        f"q{number}",
        kind,
        about=draw(st.sampled_from(ABOUTS)),
        polarity=draw(st.sampled_from(polarities)) if ordered else Polarity.BY_DEFINITION,
        not_known=draw(st.sampled_from(DECISIVE if polarised else tuple(NotKnown))),
        stage=draw(st.sampled_from(STAGES)),
    )
    if kind not in (AnswerKind.CHOICE, AnswerKind.SEVERAL):
        return plain
    levels = draw(st.sampled_from([(0, 1, 2), (0, 1, 1), (0, 1)]))
    choices = tuple(Choice(f"c{at}", f"c{at}", level) for at, level in enumerate(levels))
    sweep = kind is AnswerKind.SEVERAL and draw(st.booleans())
    return replace(plain, choices=choices, sweep=sweep)


@st.composite
def questions(draw: st.DrawFn, polarised: bool) -> tuple[Question, ...]:
    """Perhaps one that screens and some that close lists; then a few, some of them gated on others."""
    found = [each for each in (SCREENING, MORE_ADULTS, MORE_INCIDENTS) if draw(st.booleans())]
    found += [ALWAYS, HAPPENED_ON]
    for number in range(draw(st.integers(3, 6))):
        bare = draw(bare_questions(number, polarised))
        gate = draw(st.none() | st.none() | _gates(tuple(found), bare.about, polarised))
        found.append(replace(bare, asked_when=gate))
    return tuple(found)


def _gates(earlier: tuple[Question, ...], about: About, polarised: bool) -> st.SearchStrategy[Condition]:
    """A condition over earlier questions: about the same one, the referral, or anybody of another list."""
    blocks = frozenset(About) - {about, About.REFERRAL, *([About.CHILD] if polarised else [])}
    scope = Scope(earlier, frozenset({about, About.REFERRAL}), blocks=blocks, depth=1)
    return (risks(scope) if polarised else conditions(scope)).filter(is_small)


@st.composite
def definitions(draw: st.DrawFn, asked: tuple[Question, ...], about: About, polarised: bool) -> Definition:
    """A named condition over one child, or one adult."""
    id = f"defined_of_{about}"
    # A rule may count definitions, and a count of what is not ruled out does not stand inside a count.
    known = (Counting.KNOWN,)
    scope = Scope(asked, frozenset({about, About.REFERRAL}), blocks=frozenset(), depth=1, countings=known)
    if not polarised:
        return definition(id, draw(conditions(scope).filter(is_small)), draw(st.sampled_from(Polarity)))
    ungated = [each for each in scope.here() if each.asked_when is None]
    protective = [each for each in ungated if each.polarity is Polarity.PROTECTIVE]
    if draw(st.booleans()) and protective:
        named = draw(st.sampled_from(protective))
        return definition(id, Test(named.id, draw(risky_expectations(named))), Polarity.PROTECTIVE)
    return definition(id, draw(risks(scope).filter(is_small)), Polarity.RISK)


def is_small(condition: Condition) -> bool:
    """Whether every way out can be tried, with two adults and two incidents."""
    return leaves(condition) <= MOST_LEAVES


def leaves(condition: Condition) -> int:
    """The lines of a condition; in a block for each of two people; counted from an incident,
    that of both days, with every day at which it turns."""
    if isinstance(condition, Test):
        return 3 if condition.from_incident else 1
    if isinstance(condition, Is):
        return 2
    if isinstance(condition, AnyAdult | AnyIncident | AnyChild):
        return 2 * leaves(condition.item)
    if isinstance(condition, Not):
        return leaves(condition.item)
    return sum(leaves(item) for item in condition.items)


@st.composite
def rules(draw: st.DrawFn, number: int, scope: Scope, polarised: bool) -> Rule:
    """A rule over anything in the scope."""
    when = draw((risks(scope) if polarised else conditions(scope)).filter(is_small))
    then = draw(consequences(OF_ONE_UNIT) if polarised else consequences())
    return Rule(f"r{number}", f"r{number}", when, then, "because", ())


@st.composite
def policies(draw: st.DrawFn, polarised: bool = False) -> Policy:
    """Any small valid policy. ``polarised``: one that ``check`` finds nothing wrong with.

    In a polarised policy risk is tested positively and upward closed, protection negated, and nothing that a
    lower route or tier asks for is missing from a higher one.
    """
    asked = draw(questions(polarised))
    defined = [
        (draw(definitions(asked, about, polarised)), frozenset({about, About.REFERRAL}))
        for about in (About.CHILD, About.ADULT)
        if any(each.about is about for each in asked) and draw(st.booleans())
    ]
    scope = Scope(asked, frozenset({About.CHILD, About.REFERRAL}), tuple(defined))
    made = [draw(rules(number, scope, polarised)) for number in range(draw(st.integers(2, 5)))]
    of_adults = [one.id for one, about in defined if About.ADULT in about]
    return policy(
        asked,
        made,
        definitions={one.id: one for one, _ in defined},
        routes=draw(ladders(polarised)),
        rags=draw(ratings()),
        tiers=draw(tiers(polarised)),
        base_route=draw(st.sampled_from(LADDER[:2])),
        holding_routes=draw(steps(LADDER)),
        holding_rags=draw(steps(RATINGS)),
        cannot_settle=draw(st.none() | st.sampled_from(of_adults)) if of_adults else None,
    )


@st.composite
def counting_from_incidents(draw: st.DrawFn) -> Policy:
    """A small policy whose rules, and perhaps a gate, count days from an incident: among any policies that is
    rare, since a day, a line about it and an incident have to come together. One day, as `check` asks."""
    kinds = st.sampled_from(tuple(NotKnown))
    gates = st.none() | st.none() | st.just(Test(ALWAYS.id, OneOf(frozenset({"yes"}))))
    asked = [
        replace(ALWAYS, about=About.REFERRAL, not_known=draw(kinds)),
        replace(HAPPENED_ON, not_known=draw(kinds), asked_when=draw(gates)),
        question(
            "seen_on",
            AnswerKind.DATE,
            about=draw(st.sampled_from([About.CHILD, About.REFERRAL, About.INCIDENT])),
            polarity=Polarity.BY_DEFINITION,
            not_known=draw(kinds),
            asked_when=draw(gates),
        ),
        *([MORE_INCIDENTS] if draw(st.booleans()) else []),
    ]
    counted = st.builds(Test, st.just("seen_on"), st.sampled_from(AFTER_THE_INCIDENT))
    if draw(st.booleans()):
        of_a_child = any(one.id == "seen_on" and one.about is About.CHILD for one in asked)
        gate = counted.map(AnyChild) if of_a_child else counted
        asked.append(question("hurt", about=About.INCIDENT, asked_when=draw(st.none() | gate)))
    scope = Scope(tuple(asked), frozenset({About.CHILD, About.REFERRAL}))
    inside = scope.inside(About.INCIDENT)

    def blocks() -> st.SearchStrategy[Condition]:
        lines_inside = counted | st.builds(Not, counted)
        beside = lines_inside | conditions(inside)
        return st.one_of(
            lines_inside.map(AnyIncident),
            st.tuples(lines_inside, beside).map(All).map(AnyIncident),
            st.tuples(lines_inside, beside).map(AnyOf).map(AnyIncident),
        )

    def whens() -> st.SearchStrategy[Condition]:
        pairs = st.tuples(blocks(), blocks() | conditions(scope))
        counts = st.builds(AtLeast, st.integers(1, 2), pairs, st.sampled_from(Counting))
        return st.one_of(blocks(), blocks().map(Not), pairs.map(All), pairs.map(AnyOf), counts)

    made = [
        Rule(f"r{at}", f"r{at}", draw(whens().filter(is_small)), draw(consequences()), "because", ())
        for at in range(draw(st.integers(1, 2)))
    ]
    return policy(
        asked,
        made,
        routes=draw(ladders(False)),
        rags=draw(ratings()),
        holding_routes=draw(steps(LADDER)),
        holding_rags=draw(steps(RATINGS)),
    )
