"""Random small policies: valid, and full of what real ones have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from tests.strategies.conditions import Scope, conditions, risks
from tests.strategies.lines import risky_expectations
from tests.strategies.small import (
    DESTINATIONS,
    HARMS,
    LADDER,
    RATINGS,
    STARTS,
    UNITS,
    definition,
    policy,
    question,
)
from triage_api.policy.model import (
    About,
    AnswerKind,
    AnyAdult,
    AnyChild,
    AnyIncident,
    Choice,
    Condition,
    Definition,
    DoNot,
    Is,
    Not,
    NotKnown,
    Polarity,
    Policy,
    Question,
    Rag,
    Route,
    Rule,
    Stage,
    Test,
    Then,
    Tier,
)

CONTACTED = ("police", "police_cait", "health_visitor", "school", "parents")
"""Contacts that rules ask for."""
SINGLE = ("police_csu", "health_visitor", "school")
"""Contacts that routes and ratings ask for."""
DUTIES = ("marac", "adult_safeguarding")
TIMINGS = ("soon", "later")
TIERS = ("universal", "universal_plus")
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
    found.append(ALWAYS)
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
    scope = Scope(asked, frozenset({about, About.REFERRAL}), blocks=frozenset(), depth=1)
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
    """The lines of a condition; one in a block counts for each of two people."""
    if isinstance(condition, Test):
        return 1
    if isinstance(condition, Is):
        return 2
    if isinstance(condition, AnyAdult | AnyIncident | AnyChild):
        return 2 * leaves(condition.item)
    if isinstance(condition, Not):
        return leaves(condition.item)
    return sum(leaves(item) for item in condition.items)


def optional(of: Sequence[str]) -> st.SearchStrategy[str | None]:
    """One of these, or none."""
    return st.none() | st.sampled_from(of)


def some(of: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """None, one or two of these."""
    return st.lists(st.sampled_from(of), max_size=2, unique=True).map(tuple)


clocks = st.lists(st.tuples(st.sampled_from(CONTACTED), st.sampled_from(TIMINGS)), max_size=1).map(tuple)
do_not = st.lists(
    st.just(DoNot("parents", "strategy_discussion")) | st.just(DoNot("school", "received")), max_size=1
)

consequences: st.SearchStrategy[Then] = st.builds(
    Then,
    route=optional(LADDER),
    rag=optional(RATINGS),
    start=optional(STARTS),
    harm=some(HARMS),
    contacts=some(CONTACTED),
    clocks=clocks,
    duties=some(DUTIES),
    destination=optional(DESTINATIONS),
    tier=optional(TIERS),
    police_units=some(UNITS),
    warnings=some(("Do not go alone.", "Ring first.")),
    do_not=do_not.map(tuple),
    milestones=some(("review",)),
    call_999=st.booleans(),
)


@st.composite
def rules(draw: st.DrawFn, number: int, scope: Scope, polarised: bool) -> Rule:
    """A rule over anything in the scope."""
    when = draw((risks(scope) if polarised else conditions(scope)).filter(is_small))
    return Rule(f"r{number}", f"r{number}", when, draw(consequences), "because", ())


@st.composite
def ladders(draw: st.DrawFn, nested: bool) -> dict[str, Route]:
    """The routes. A higher one never has a lower least rating: ``check`` has to demand that.

    ``nested``: what one route asks for every higher one does too.
    """
    least = sorted(draw(st.integers(0, len(RATINGS) - 1)) for _ in LADDER)
    found: dict[str, Route] = {}
    below: tuple[tuple[str, ...], ...] = ((), (), ())
    for order, (id, rating) in enumerate(zip(LADDER, least, strict=True)):
        gives = tuple(draw(some(of)) for of in (SINGLE, DUTIES, ("review",)))
        given = tuple(tuple(sorted({*a, *b})) for a, b in zip(gives, below, strict=True)) if nested else gives
        route = Route(id, id, order, order, RATINGS[rating], ("manager",), "before")
        found[id] = replace(route, contacts=given[0], duties=given[1], milestones=given[2])
        below = given
    return found


@st.composite
def ratings(draw: st.DrawFn) -> dict[str, Rag]:
    """The ratings: what one starts every redder one starts too, without saying so."""
    return {
        id: replace(Rag(id, id, order), contacts=draw(some(SINGLE)), clocks=draw(clocks))
        for order, id in enumerate(RATINGS)
    }


@st.composite
def tiers(draw: st.DrawFn, nested: bool) -> dict[str, Tier]:
    """The health-visiting tiers. ``nested``: the higher has the clocks of the lower."""
    low, high = draw(clocks), draw(clocks)
    return {
        "universal": Tier("universal", "universal", 0, low),
        "universal_plus": Tier("universal_plus", "universal_plus", 1, (*low, *high) if nested else high),
    }


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
    if polarised:
        made = [replace(rule, then=_of_named_units(rule.then)) for rule in made]
    return policy(
        asked,
        made,
        definitions={one.id: one for one, _ in defined},
        routes=draw(ladders(polarised)),
        rags=draw(ratings()),
        tiers=draw(tiers(polarised)),
        base_route=draw(st.sampled_from(LADDER[:2])),
        holding_routes={id: draw(st.sampled_from(LADDER)) for id in LADDER},
        holding_rags={id: draw(st.sampled_from(RATINGS)) for id in RATINGS},
        cannot_settle=draw(st.none() | st.sampled_from(of_adults)) if of_adults else None,
    )


def _of_named_units(then: Then) -> Then:
    """Without “the police”, which a rule that names the unit narrows: that is less, and no less safe."""
    return replace(then, contacts=tuple(each for each in then.contacts if each != "police"))
