"""The eighteen rows that ``semantics.md`` names: each a small policy, a case and what must come of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.engine.evaluators import EVALUATORS, Evaluator
from tests.engine.plain import plain, plain_child
from tests.strategies.small import (
    NOT_KNOWN,
    RECEIVED_AT,
    answered,
    case,
    definition,
    policy,
    question,
    rule,
    said,
)
from triage_api.engine.case import Case
from triage_api.policy.model import (
    About,
    All,
    AnswerKind,
    AnyAdult,
    AtLeast,
    Condition,
    DoNot,
    InSpan,
    Is,
    Not,
    NotKnown,
    Polarity,
    Policy,
    Question,
    Rule,
    Span,
    Stage,
    Test,
    read_age,
)
from triage_api.policy.model.measures import MONTH, YEAR

ADVICE, EARLY_HELP = "universal_advice", "early_help"
ASSESSMENT, DISCUSSION, PROTECTION = "child_in_need_assessment", "strategy_discussion", "immediate_protection"

YES, NO = said("yes"), said("no")
BABY = said(Span(8 * MONTH, 9 * MONTH - 1))
UNDER_18_MONTHS = Span(0, 18 * MONTH - 1)


@dataclass(frozen=True)
class Row:
    """A case of the page. ``expect`` is by attribute, ``child`` by attribute of the first child."""

    id: str
    policy: Policy
    case: Case
    expect: dict[str, Any] = field(default_factory=dict)
    child: dict[str, Any] = field(default_factory=dict)


def yes(id: str, **more: Any) -> Question:
    """A yes/no question."""
    return question(id, **more)


def age(**more: Any) -> Question:
    """The child's age."""
    return question("age", AnswerKind.AGE, polarity=Polarity.BY_DEFINITION, **more)


def to_discussion(*lines: Condition) -> Rule:
    """The rule that all these lines lead to a strategy discussion."""
    return rule("discuss", All(lines), route=DISCUSSION)


def one_rule(state: str) -> dict[str, Any]:
    """The state of the rule of ``to_discussion``."""
    return {"states": {"discuss": state}}


def gated(id: str, *gate: Condition, **more: Any) -> Question:
    """A yes/no question that is asked when ``gate``."""
    return yes(id, asked_when=All(gate), **more)


VIOLENT, ACCESS = answered("violent"), answered("access")
PROTECT = rule("protect", All((answered("alone_with_adult"), answered("adult_is_suspect"))), route=PROTECTION)
SIGNS = [f"sign_{number}" for number in range(10)]
BABY_TEST, CHILD_TEST = Test("age", InSpan(UNDER_18_MONTHS)), Test("age", InSpan(Span(5 * YEAR, None)))

teenage_parent = policy([yes("teenage_parent")], [rule("help", answered("teenage_parent"), route=EARLY_HELP)])
violent_with_access = policy(
    [yes("violent", not_known=NotKnown.TREAT_AS_RISK), yes("access")], [to_discussion(VIOLENT, ACCESS)]
)
three_signs = policy([yes(sign) for sign in SIGNS], [to_discussion(AtLeast(3, tuple(map(answered, SIGNS))))])
suspect = policy([yes("alone_with_adult"), yes("adult_is_suspect")], [PROTECT])
seen_alone = policy(
    [age(), gated("seen_alone", CHILD_TEST, polarity=Polarity.PROTECTIVE)],
    [to_discussion(CHILD_TEST, Not(answered("seen_alone")))],
)
seen_alone_without_its_gate = policy(
    list(seen_alone.questions.values()), [to_discussion(Not(answered("seen_alone")))]
)
strangulation = policy(
    [yes("violence"), gated("strangulation", answered("violence"))],
    [to_discussion(answered("strangulation"))],
)
tell_the_school = policy([yes("pupil")], [rule("tell", answered("pupil"), contacts=("school",))])
screening = policy(
    [
        question(
            "kind",
            AnswerKind.CHOICE,
            ("worry", "advert"),
            about=About.REFERRAL,
            polarity=Polarity.NEUTRAL,
            stage=Stage.SCREENING,
            screens_out=("advert",),
        ),
        gated("hit", answered("kind", "worry"), stage=Stage.FIRST_LOOK),
    ],
    [to_discussion(answered("hit"))],
)
either_way = policy(
    [yes("x", polarity=Polarity.NEUTRAL)],
    [rule("if", answered("x"), route=DISCUSSION), rule("if-not", answered("x", "no"), route=DISCUSSION)],
)
two_relations = policy(
    [question("rel", AnswerKind.CHOICE, ("none", "parent", "partner"))],
    [to_discussion(AtLeast(2, (answered("rel", "parent"), answered("rel", "partner"))))],
)
baby = policy([age()], [to_discussion(BABY_TEST)])
injuries = policy(
    [question("injury", AnswerKind.SEVERAL, ("hit", "weapon"), not_known=NotKnown.TREAT_AS_RISK)],
    [to_discussion(answered("injury", "weapon"))],
)
seen_by_doctor = policy(
    [yes("seen_by_doctor", polarity=Polarity.PROTECTIVE, not_known=NotKnown.TREAT_AS_RISK)],
    [to_discussion(Not(answered("seen_by_doctor")))],
)
violent_adult = policy(
    [yes("violent", about=About.ADULT), yes("access", about=About.ADULT)],
    [to_discussion(AnyAdult(All((VIOLENT, ACCESS))))],
)
open_household = policy(
    [
        age(),
        yes("bruise"),
        yes("violent", about=About.ADULT),
        yes("other_adult", about=About.REFERRAL, net=True, closes=About.ADULT),
    ],
    [to_discussion(Is("young"), answered("bruise"), AnyAdult(VIOLENT))],
    definitions={"young": definition("young", BABY_TEST)},
)
parents_told = policy(
    [yes("harmed"), yes("fabricated")],
    [
        rule("tell", answered("harmed"), contacts=("parents",)),
        rule("wait", answered("fabricated"), do_not=(DoNot("parents", "strategy_discussion"),)),
    ],
)

ROWS = [
    Row(
        "1: early help at most, of one thing not known that early help hangs on",
        teenage_parent,
        case({"teenage_parent": NOT_KNOWN}),
        {"route": ADVICE, "provisional": False, "ceiling": (EARLY_HELP, "green")},
        {"states": {"help": "possible"}},
    ),
    Row(
        "2: two answers away, it does not hold",
        violent_with_access,
        case({"violent": NOT_KNOWN, "access": NOT_KNOWN}),
        # Read as risk, the violence leaves one answer; but nothing in the rule is known to be true.
        {"route": ADVICE, "ceiling": (DISCUSSION, "green")},
        one_rule("possible"),
    ),
    Row(
        "3: one answer away, beside something known, it holds one step down",
        violent_with_access,
        case({"violent": YES, "access": NOT_KNOWN}),
        {"route": ASSESSMENT, "floor": (ADVICE, "green"), "ceiling": (DISCUSSION, "green")},
        one_rule("holds"),
    ),
    Row(
        "3: what treats as risk is assumed, once the rest is known",
        violent_with_access,
        case({"violent": NOT_KNOWN, "access": YES}),
        {"route": DISCUSSION, "floor": (ADVICE, "green")},
        one_rule("assumed"),
    ),
    Row(
        "3: what was not asked makes it possible at most",
        violent_with_access,
        case({"violent": YES}),
        {"route": None, "rag": None, "provisional": True, "floor": (None, None)},
        one_rule("possible"),
    ),
    Row(
        "4: three signs not known and none known",
        three_signs,
        case(dict.fromkeys(SIGNS, NO) | dict.fromkeys(SIGNS[:3], NOT_KNOWN)),
        {"route": ADVICE, "ceiling": (DISCUSSION, "green")},
        one_rule("possible"),
    ),
    Row(
        "4: two signs known and one not known",
        three_signs,
        case(dict.fromkeys(SIGNS, NO) | dict.fromkeys(SIGNS[:2], YES) | {SIGNS[2]: NOT_KNOWN}),
        {"route": ASSESSMENT},
        one_rule("holds"),
    ),
    Row(
        "5: alone with an adult who may be the suspect",
        suspect,
        case({"alone_with_adult": YES, "adult_is_suspect": NOT_KNOWN}),
        {"route": DISCUSSION, "ceiling": (PROTECTION, "green")},
        {"states": {"protect": "holds"}},
    ),
    Row(
        "6: a baby is not asked, and not having been seen alone says nothing",
        seen_alone,
        case({"age": BABY}),
        {"route": ADVICE, "provisional": False, "ceiling": (ADVICE, "green")},
        one_rule("ruled_out"),
    ),
    Row(
        "6: without the gate in the rule, a test that does not apply is false: why check demands it",
        seen_alone_without_its_gate,
        case({"age": BABY}),
        child=one_rule("applies"),
    ),
    Row(
        "7: volunteered while its gate is not known",
        strangulation,
        case({"violence": NOT_KNOWN, "strangulation": YES}),
        {"route": DISCUSSION, "floor": (DISCUSSION, "green")},
        one_rule("applies"),
    ),
    Row(
        "8: it stands though its gate was changed to no",
        strangulation,
        case({"violence": NO, "strangulation": YES}),
        {"route": DISCUSSION, "floor": (DISCUSSION, "green")},
        one_rule("applies"),
    ),
    Row(
        "8: an answer not known does not stand under a gate that is no",
        strangulation,
        case({"violence": NO, "strangulation": NOT_KNOWN}),
        {"route": ADVICE, "ceiling": (ADVICE, "green")},
        one_rule("ruled_out"),
    ),
    Row(
        "9: the base route stands under a rule that only adds a contact",
        tell_the_school,
        case({"pupil": YES}),
        {"route": ADVICE, "floor": (ADVICE, "green")},
        {"states": {"tell": "applies"}, "contacts": {"school"}},
    ),
    Row(
        "10: an advert is not a referral, and nothing else is asked",
        screening,
        case(referral={"kind": said("advert")}),
        {"not_a_referral": "advert", "provisional": False},
        one_rule("ruled_out"),
    ),
    Row(
        "10: a rule that applies beats the screening",
        screening,
        case({"hit": YES}, referral={"kind": said("advert")}),
        {"not_a_referral": None, "route": DISCUSSION},
        one_rule("applies"),
    ),
    Row(
        "11: the floor is by rule, though either answer leads there",
        either_way,
        case({"x": NOT_KNOWN}),
        {"route": ADVICE, "floor": (ADVICE, "green"), "ceiling": (DISCUSSION, "green")},
        {"states": {"if": "possible", "if-not": "possible"}},
    ),
    Row(
        "12: one choice is not two of them",
        two_relations,
        case({"rel": NOT_KNOWN}),
        {"route": ADVICE, "ceiling": (ADVICE, "green")},
        one_rule("ruled_out"),
    ),
    Row(
        "13: 1 year may be under 18 months",
        baby,
        case({"age": said(read_age("1 year", RECEIVED_AT.date()))}),
        {"provisional": True, "route": None, "ceiling": (DISCUSSION, "green")},
        one_rule("possible"),
    ),
    Row(
        "13: 12 months is",
        baby,
        case({"age": said(read_age("12 months", RECEIVED_AT.date()))}),
        {"provisional": False, "route": DISCUSSION},
        one_rule("applies"),
    ),
    Row(
        "14: an option that was not ticked is not known",
        injuries,
        case({"injury": said(frozenset({"hit"}))}),
        {"route": DISCUSSION, "floor": (ADVICE, "green")},
        one_rule("assumed"),
    ),
    Row(
        "14: after nothing else it is no",
        injuries,
        case({"injury": said(frozenset({"hit"}), nothing_else=True)}),
        {"route": ADVICE},
        one_rule("ruled_out"),
    ),
    Row(
        "15: whether a doctor saw it is not known, and is declared a risk",
        seen_by_doctor,
        case({"seen_by_doctor": NOT_KNOWN}),
        {"route": DISCUSSION, "floor": (ADVICE, "green")},
        one_rule("assumed"),
    ),
    Row(
        "16: one is violent, and another has access",
        violent_adult,
        case(adults={"father": {"violent": YES, "access": NO}, "uncle": {"violent": NO, "access": YES}}),
        {"route": ADVICE, "ceiling": (ADVICE, "green")},
        one_rule("ruled_out"),
    ),
    Row(
        "16: one is both",
        violent_adult,
        case(adults={"father": {"violent": YES, "access": YES}, "uncle": {"violent": NO, "access": NO}}),
        {"route": DISCUSSION},
        one_rule("applies"),
    ),
    Row(
        "17: who else lives there is one answer not known",
        open_household,
        case({"age": BABY, "bruise": YES}, {"other_adult": NOT_KNOWN}, {"mother": {"violent": NO}}),
        {"route": ASSESSMENT, "provisional": False},
        one_rule("holds"),
    ),
    Row(
        "17: nobody else lives there",
        open_household,
        case({"age": BABY, "bruise": YES}, {"other_adult": NO}, {"mother": {"violent": NO}}),
        {"route": ADVICE, "provisional": False},
        one_rule("ruled_out"),
    ),
    Row(
        "17: who else lives there was not asked",
        open_household,
        case({"age": BABY, "bruise": YES}, {}, {"mother": {"violent": NO}}),
        {"route": None, "provisional": True, "ceiling": (DISCUSSION, "green")},
        one_rule("possible"),
    ),
    Row(
        "18: the parents are to be told, and not before the discussion",
        parents_told,
        case({"harmed": YES, "fabricated": YES}),
        {"route": ADVICE},
        {"contacts": {"parents"}, "do_not": {("parents", "strategy_discussion")}},
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
@pytest.mark.parametrize("recommend", EVALUATORS)
def test_row(recommend: Evaluator, row: Row) -> None:
    recommended = recommend(row.policy, row.case)
    found, child = plain(recommended), plain_child(recommended.children[0])
    assert {name: found[name] for name in row.expect} == row.expect
    assert {name: child[name] for name in row.child} == row.child


def test_every_row_of_the_page_is_here() -> None:
    assert {int(row.id.partition(":")[0]) for row in ROWS} == set(range(1, 19))
