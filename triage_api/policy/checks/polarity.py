"""A worse answer never lowers the outcome: what the way a line points can say of it, long before any proof.

A rule, and a definition of risk, may only rise with risk; a protective definition only with protection. So
each line must point the same way as what it stands in, or be turned round: by its least values or by ``not``.
"""

from __future__ import annotations

from triage_api.policy.checks.walk import Line, lines
from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.model import (
    AnswerKind,
    AtLeast,
    Counting,
    Definition,
    InSpan,
    Is,
    OneOf,
    Place,
    Polarity,
    Policy,
    Question,
    Rule,
    Test,
)

_POINTING = (Polarity.RISK, Polarity.PROTECTIVE)
_BOTH_WAYS = (AnswerKind.AGE, AnswerKind.DATE, AnswerKind.TIME)


def check_polarity(policy: Policy, report: Report) -> None:
    """Check questions, definitions and rules. Definitions must have no cycle."""
    for question in policy.questions.values():
        _check_question(question, report)
        _check_not_empty(question, policy, report)
    for definition in policy.definitions.values():
        if definition.polarity in _POINTING:
            _check_owner(definition, definition.polarity, policy, report)
    for rule in policy.rules.values():
        _check_owner(rule, Polarity.RISK, policy, report)


def _check_question(question: Question, report: Report) -> None:
    if question.kind in _BOTH_WAYS and question.polarity in _POINTING:
        report.error(
            Code.POLARITY,
            question.place,
            f"“{question.id}” is {question.kind} and says that it is {question.polarity}.",
            "Write “polarity: by_definition”, and let definitions say which ages or days are worse.",
            "Neither an early day nor a late one, neither a young age nor an old one, is worse in itself.",
        )


def _check_not_empty(question: Question, policy: Policy, report: Report) -> None:
    """What says that a list has somebody on it is no reassurance: neither what was denied nor the least
    answer. One answer of several will do, for it decides nothing."""
    for line in [] if question.not_empty_when is None else lines(question.not_empty_when):
        if not line.positive or _reassures(line, policy):
            report.error(
                Code.POLARITY,
                line.place,
                f"This line says that somebody is there, in “{question.id}”, by what reassures.",
                "Test it for what was told (“yes”, a tick, a worse answer), and not under “not”.",
                "Where nothing was told, an empty list is no contradiction.",
            )
            return


def _reassures(line: Line, policy: Policy) -> bool:
    match line.item:
        case Is(definition=id):
            return policy.definitions[id].polarity is Polarity.PROTECTIVE
        case Test(question=id, expected=OneOf(values=values)):
            question = policy.questions[id]
            levels = {} if question.kind is AnswerKind.SEVERAL else _levels(question)
            least = min if question.polarity is Polarity.RISK else max
            pointing = question.polarity in _POINTING and bool(levels)
            return pointing and any(levels[value] == least(levels.values()) for value in values)
    return False


def _check_owner(owner: Definition | Rule, toward: Polarity, policy: Policy, report: Report) -> None:
    for line in lines(owner.when):
        match line.item:
            case Test():
                _check_test(line, line.item, owner, toward, policy, report)
            case Is():
                _check_is(line, line.item, owner, toward, policy, report)
            case AtLeast(counting=Counting.NOT_RULED_OUT) if (
                not line.positive or toward is Polarity.PROTECTIVE
            ):
                report.error(
                    Code.NEGATED_COUNT,
                    line.place,
                    "“counting: not_ruled_out” stands where it would reassure.",
                    "Use it without “not”, in a rule or in a definition of risk.",
                )


def _check_test(
    line: Line, test: Test, owner: Definition | Rule, toward: Polarity, policy: Policy, report: Report
) -> None:
    question = policy.questions[test.question]
    if question.polarity is Polarity.BY_DEFINITION:
        if isinstance(owner, Rule):
            _refuse_direct(test, report)
        return
    if question.polarity not in _POINTING or _fits(question, test, line.positive, toward):
        return
    report.error(
        Code.POLARITY,
        test.place,
        f"This line about “{question.id}” ({question.polarity}) points against “{owner.id}”.",
        _remedy(question, toward),
    )


def _fits(question: Question, test: Test, positive: bool, toward: Polarity) -> bool:
    up, down = _directions(question, test)
    if question.polarity is toward:
        return positive and up
    return down if positive else up


def _directions(question: Question, test: Test) -> tuple[bool, bool]:
    """Whether a higher answer keeps the line true, and whether a lower one does."""
    match test.expected:
        case InSpan(span=span):
            return span.high is None, span.low in (None, 0)
        case OneOf(values=values) if question.kind is AnswerKind.SEVERAL:
            return bool(values), False
        case OneOf(values=values):
            levels = _levels(question)
            inside = [level for id, level in levels.items() if id in values]
            outside = [level for id, level in levels.items() if id not in values]
            return _all_below(outside, inside), _all_below(inside, outside)
    return False, False


def _levels(question: Question) -> dict[str, int]:
    if question.kind is AnswerKind.YES_NO:
        return {"no": 0, "yes": 1}
    return {choice.id: choice.level for choice in question.choices}


def _all_below(lower: list[int], higher: list[int]) -> bool:
    return not lower or not higher or max(lower) < min(higher)


def _remedy(question: Question, toward: Polarity) -> str:
    if question.polarity is toward:
        wanted = "the worst answers" if toward is Polarity.RISK else "the most reassuring answers"
        return f"Test it for {wanted} and every one beyond them ({_example(question)}), and not under “not”."
    return "Put it under “not:”, or test it for its lowest answers alone."


def _example(question: Question) -> str:
    if question.kind is AnswerKind.NUMBER:
        return "at least 3"
    if question.kind is AnswerKind.YES_NO:
        return "yes"
    highest = max((choice.level for choice in question.choices), default=0)
    return "[" + ", ".join(choice.id for choice in question.choices if choice.level == highest) + "]"


def _refuse_direct(test: Test, report: Report) -> None:
    report.error(
        Code.BY_DEFINITION,
        test.place,
        f"A rule tests “{test.question}” itself, which points both ways.",
        "Give this line a name in definitions.yaml, with its polarity, and write “is:” here.",
    )


def _check_is(
    line: Line, item: Is, owner: Definition | Rule, toward: Polarity, policy: Policy, report: Report
) -> None:
    definition = policy.definitions[item.definition]
    if definition.polarity is Polarity.NEUTRAL:
        _check_neutral(definition, owner, item.place, policy, report)
    elif line.positive is not (definition.polarity is toward):
        turned = "without “not”" if definition.polarity is toward else "under “not:”"
        report.error(
            Code.POLARITY,
            item.place,
            f"“is: {definition.id}” ({definition.polarity}) points against “{owner.id}”.",
            f"Use it {turned}.",
        )


def _check_neutral(
    definition: Definition, owner: Definition | Rule, place: Place, policy: Policy, report: Report
) -> None:
    """A neutral definition may open a question; in a rule it must have nothing in it that points."""
    for line in lines(definition.when, policy.definitions):
        if isinstance(line.item, Test) and policy.questions[line.item.question].polarity in _POINTING:
            pointing = policy.questions[line.item.question]
            report.error(
                Code.DEFINITION_POLARITY,
                place,
                f"“{owner.id}” uses “{definition.id}”, which is called neutral and tests “{pointing.id}” "
                f"({pointing.polarity}).",
                f"Write “polarity: {pointing.polarity}” in “{definition.id}”, and mend what that shows.",
            )
            return
