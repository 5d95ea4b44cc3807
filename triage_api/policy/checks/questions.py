"""The questions as a whole: how the interview opens, and whether each answer matters to anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage_api.policy.build import Built
from triage_api.policy.checks.walk import Line
from triage_api.policy.codes import Code
from triage_api.policy.fields import missing
from triage_api.policy.findings import Report
from triage_api.policy.layers import Entry
from triage_api.policy.model import (
    AnswerKind,
    Choice,
    NotKnown,
    OneOf,
    Place,
    Polarity,
    Policy,
    Question,
    Stage,
    Test,
)
from triage_api.policy.nodes import Items, Keys, Text

FIRST_LOOK = 6
_POINTING = (Polarity.RISK, Polarity.PROTECTIVE)


def check_questions(built: Built, said: list[Line], report: Report) -> None:
    """Check the interview's opening, what is treated as risk, former ids, and answers that nothing tests."""
    policy = built.policy
    start = built.composed.layers[-1].shown + "/policy.yaml"
    _check_screening(policy, Place(start, 1, 1), report)
    _check_first_look(policy, report)
    _check_treat_as_risk(policy, Place(start, 1, 1), report)
    _check_former_ids(policy, report)
    _check_day_of_incident(policy, report)
    tested = _tested(policy, said)
    for question in policy.questions.values():
        entry = built.composed.table("questions")[question.id]
        _check_holder(question, report)
        _check_choices(question, entry, tested.get(question.id, frozenset()), report)


def _check_screening(policy: Policy, start: Place, report: Report) -> None:
    screening = [one for one in policy.questions.values() if one.stage is Stage.SCREENING]
    if policy.questions and not screening:
        report.error(
            Code.SCREENING,
            start,
            "No question has “stage: screening”.",
            "Give the first question that stage.",
        )
    for question in screening[1:]:
        report.error(
            Code.SCREENING,
            question.place,
            f"“{question.id}” is a second screening question; the first is “{screening[0].id}”.",
            "Write “stage: first_look”.",
        )
    if screening and not screening[0].screens_out:
        why = "Otherwise everything that arrives, spam too, is asked about in full."
        missing("screens_out", "the screening question", screening[0].place, why, report)


def _check_day_of_incident(policy: Policy, report: Report) -> None:
    dated = [one for one in policy.questions.values() if one.day_of_incident]
    for question in dated[1:]:
        report.error(
            Code.INCIDENT_DAY,
            question.place,
            f"“{question.id}” is a second day of the incident; the first is “{dated[0].id}”.",
            "Leave “day_of: incident” in one of them.",
        )
    for question in dated:
        if question.asked_when is not None:
            report.error(
                Code.INCIDENT_DAY,
                question.place,
                f"“{question.id}” is the day of the incident, and is not asked of every incident.",
                "Delete its “asked_when”.",
            )


def _check_first_look(policy: Policy, report: Report) -> None:
    for question in [one for one in policy.questions.values() if one.stage is Stage.FIRST_LOOK][FIRST_LOOK:]:
        report.error(
            Code.FIRST_LOOK,
            question.place,
            f"“{question.id}” is more than the {FIRST_LOOK} questions that a first look may have.",
            "Write “stage: decision” in the one that says least about how urgent it is.",
        )


def _check_treat_as_risk(policy: Policy, start: Place, report: Report) -> None:
    grave = sum(one.not_known is NotKnown.TREAT_AS_RISK for one in policy.questions.values())
    if 4 * grave > len(policy.questions):
        report.warning(
            Code.TREAT_AS_RISK,
            start,
            f"{grave} of {len(policy.questions)} questions are “treat_as_risk”, more than a quarter.",
            "Keep it for what could badly hurt a child before the answer comes back.",
        )


def _check_former_ids(policy: Policy, report: Report) -> None:
    """Each former id belongs to one question. One of the parent's is there still: it is not renamed."""
    held: dict[str, str] = {}
    for question in policy.questions.values():
        for former in question.was:
            other = former if former in policy.questions else held.setdefault(former, question.id)
            if other != question.id:
                report.error(
                    Code.FORMER_ID,
                    question.place,
                    f"“{former}” stands under “was” of “{question.id}” and belongs to “{other}”.",
                    "A question of the parent's keeps its id: write it again under it, or delete this."
                    if _folder(policy.questions, other) not in ("", _folder(policy.questions, question.id))
                    else "Delete it from one of the two.",
                )


def _check_holder(question: Question, report: Report) -> None:
    if question.not_known is NotKnown.NO_EFFECT or question.stage is Stage.SCREENING:
        return
    if not question.who_can_find_out:
        report.warning(
            Code.NOBODY_TO_ASK,
            question.place,
            f"Nobody is named who can find out “{question.id}”.",
            "Write “who_can_find_out:”.",
        )


def _tested(policy: Policy, said: list[Line]) -> dict[str, frozenset[str]]:
    """By question, the answers that anything tests."""
    found: dict[str, frozenset[str]] = {
        one.id: frozenset(one.screens_out) for one in policy.questions.values() if one.screens_out
    }
    for line in said:
        if isinstance(line.item, Test) and isinstance(line.item.expected, OneOf):
            held = found.get(line.item.question, frozenset())
            found[line.item.question] = held | line.item.expected.values
    return found


def _check_choices(question: Question, entry: Entry, tested: frozenset[str], report: Report) -> None:
    """A worse answer that nothing tests is treated like the least."""
    for choice in _untested(question, tested) if tested else ():
        report.warning(
            Code.UNTESTED_CHOICE,
            _place_of(choice, entry),
            f"Nothing tests the answer “{choice.id}” to “{question.id}”.",
            "Use it in a rule, or leave the choice out.",
        )


def _untested(question: Question, tested: frozenset[str]) -> Iterator[Choice]:
    if question.polarity not in _POINTING or not question.choices:
        return
    least = min(choice.level for choice in question.choices)
    several = question.kind is AnswerKind.SEVERAL
    for choice in question.choices:
        counts = several or (choice.level > least) is (question.polarity is Polarity.RISK)
        if counts and choice.id not in tested:
            yield choice


def _place_of(choice: Choice, entry: Entry) -> Place:
    """Where the choice is written."""
    listed = entry.node.value("choices")
    for node in listed.items if isinstance(listed, Items) else ():
        if isinstance(node, Keys):
            id = node.value("id")
            if choice.id in node.entries or (isinstance(id, Text) and id.text == choice.id):
                return node.place
    return entry.place


def _folder(questions: Mapping[str, Question], id: str) -> str:
    """The policy's folder that a question was written in."""
    return questions[id].place.file.partition("/questions/")[0] if id in questions else ""
