"""Reads ``when:``, ``asked_when:`` and their like into conditions."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from triage_api.policy.codes import Code
from triage_api.policy.fields import Fields, as_items, as_keys, as_text, as_texts
from triage_api.policy.findings import Report
from triage_api.policy.meant import as_two_lines, like
from triage_api.policy.model import (
    All,
    AnswerKind,
    Any,
    AnyAdult,
    AnyChild,
    AnyIncident,
    AtLeast,
    Condition,
    Counting,
    Expected,
    InSpan,
    Is,
    Not,
    OneOf,
    Question,
    Test,
)
from triage_api.policy.nearest import did_you_mean
from triage_api.policy.nodes import Items, Keys, Node, Text
from triage_api.policy.phrases import AGES, DATES, NUMBERS, read_ages, read_dates, read_numbers
from triage_api.policy.shapes import AT_LEAST, CONDITION_WORDS, DEFINITION, QUESTION, RULE

_BLOCKS: dict[str, type[AnyAdult] | type[AnyIncident] | type[AnyChild]] = {
    "any_adult": AnyAdult, "any_incident": AnyIncident, "any_child": AnyChild,
}  # fmt: skip
_BESIDE = RULE.keys | DEFINITION.keys | QUESTION.keys
"""Keys that stand beside a condition."""
_ONE_IS_ENOUGH = ("any", "of")
"""Keys of lists in which each entry counts by itself."""
_PARTED = re.compile(r" *, *| +(?:or|and) +| */ *")
_AS_LINES = (
    "If all must be true, write the lines without “- ”; if one is enough, write “any:” above the list.",
    "If none of them may be true, write “any:” between “not:” and the list; if not all of them, “all:”.",
)
_PHRASES: dict[AnswerKind, tuple[Callable[[str], Expected], str]] = {
    AnswerKind.AGE: (lambda text: InSpan(read_ages(text)), AGES),
    AnswerKind.NUMBER: (lambda text: InSpan(read_numbers(text)), NUMBERS),
    AnswerKind.DATE: (read_dates, DATES),
    AnswerKind.TIME: (read_dates, DATES),
}


class ConditionReader:
    """Reads conditions over these questions and definitions.

    ``questions`` are those that could be read; ``question_ids`` all that were written: a question with a
    fault of its own is not reported again wherever it is used.
    """

    def __init__(
        self,
        questions: Mapping[str, Question],
        question_ids: Collection[str],
        definition_ids: Collection[str],
        report: Report,
    ) -> None:
        self.questions = questions
        self.question_ids = question_ids
        self.definition_ids = definition_ids
        self.report = report

    def read(self, node: Node, key: str = "when") -> Condition | None:
        """The condition that the mapping says; ``None`` if nothing of it can be read."""
        if not isinstance(node, Keys):
            self._refuse_shape(node, key)
            return None
        found = [self._line(where, value) for where, value in node.entries.values()]
        if not node.entries:
            self.report.error(
                Code.EMPTY_CONDITION, node.place, f"“{key}” has no lines.", "Write what must be true."
            )
        return _together([one for one in found if one is not None])

    def _refuse_shape(self, node: Text | Items, key: str) -> None:
        """Say what would make lines of it: a list needs to say whether one line is enough."""
        if isinstance(node, Items):
            self.report.error(Code.WRONG_SHAPE, node.place, f"“{key}” is a list.", _AS_LINES[key == "not"])
            return
        if not (remedy := self._as_line(node.text.strip())):
            as_keys(node, key, self.report)
            return
        what = f"“{key}” is one text; it takes lines of “key: value”."
        self.report.error(Code.WRONG_SHAPE, node.place, what, remedy)

    def _as_line(self, text: str) -> str:
        """What to write where an id stands alone; empty if it is none."""
        if text in self.definition_ids:
            return f"Write “is: {text}”."
        if text in self.question_ids:
            question = self.questions.get(text)
            answers = [] if question is None else possible_answers(question)
            return f"Write “{text}: {answers[-1] if answers else '...'}”."
        return ""

    def _line(self, key: Text, value: Node) -> Condition | None:
        if key.text in _BLOCKS:
            return self._block(key, value)
        word = _WORDS.get(key.text)
        return self._test(key, value) if word is None else word(self, key, value)

    def _is(self, key: Text, value: Node) -> Condition | None:
        return _together(
            [
                Is(word.text, word.place)
                for word in as_texts(value, "is", self.report)
                if self.is_defined(word)
            ]
        )

    def _all(self, key: Text, value: Node) -> Condition | None:
        items = self._each(key, value)
        return All(items) if items else None

    def _any(self, key: Text, value: Node) -> Condition | None:
        items = self._each(key, value)
        return Any(items) if items else None

    def _not(self, key: Text, value: Node) -> Condition | None:
        item = self.read(value, "not")
        return None if item is None else Not(item, key.place)

    def _block(self, key: Text, value: Node) -> Condition | None:
        block = _BLOCKS[key.text]
        if not isinstance(value, Items):
            item = self.read(value, key.text)
            return None if item is None else block(item, key.place)
        return _together([block(item, key.place) for item in self._each(key, value)])

    def _at_least(self, key: Text, value: Node) -> Condition | None:
        keys = as_keys(value, "at_least", self.report)
        if keys is None:
            return None
        fields = Fields(keys, AT_LEAST, self.report)
        count = fields.number("count", lowest=1)
        counting = fields.one_of("counting", Counting) or Counting.KNOWN
        of = keys.value("of")
        items = () if of is None else self._each(keys.entries["of"][0], of)
        if count is None or not items:
            return None
        return AtLeast(count, items, counting, key.place)

    def _each(self, key: Text, value: Node) -> tuple[Condition, ...]:
        """Each of a list of mappings."""
        nodes = as_items(value, key.text, self.report)
        if key.text in _ONE_IS_ENOUGH and len(nodes) == 1:
            self._refuse_one(key, nodes[0])
        if isinstance(value, Items) and not nodes:
            self.report.error(
                Code.EMPTY_CONDITION, value.place, f"“{key.text}” has no lines.", "Write what must be true."
            )
        found = (self.read(node, f"an entry under {key.text}") for node in nodes)
        return tuple(one for one in found if one is not None)

    def _refuse_one(self, key: Text, only: Node) -> None:
        """One entry of several lines, where each line was probably meant as an entry."""
        if isinstance(only, Keys) and len(only.entries) > 1:
            self.report.error(
                Code.WRONG_SHAPE,
                only.place,
                f"“{key.text}” has one entry of {len(only.entries)} lines, all of which must be true.",
                "Begin each line with “- ” if one of them counts by itself; else write them without "
                f"“{key.text}:”.",
                "A rule that should apply when one thing is true would wait for all of them.",
            )

    def is_defined(self, word: Text) -> bool:
        """Whether there is such a definition; if not, it is reported."""
        if word.text in self.definition_ids:
            return True
        remedy = did_you_mean(word.text, self.definition_ids)
        if word.text in self.question_ids:
            remedy = f"“{word.text}” is a question: write “{word.text}: ...” without “is”."
        self.report.error(
            Code.UNKNOWN_DEFINITION, word.place, f"There is no definition “{word.text}”.", remedy
        )
        return False

    def _test(self, key: Text, value: Node) -> Condition | None:
        question = self.questions.get(key.text)
        if question is None:
            if key.text not in self.question_ids:
                self._refuse_question(key, value)
            return None
        expected = self._expected(question, key, value)
        return None if expected is None else Test(question.id, expected, key.place)

    def _refuse_question(self, key: Text, value: Node) -> None:
        remedy = did_you_mean(key.text, [*self.question_ids, *CONDITION_WORDS])
        asked = [
            id for id, one in self.questions.items() if key.text in (choice.id for choice in one.choices)
        ]
        if key.text in self.definition_ids:
            remedy = f"“{key.text}” is a definition: write “is: {key.text}”."
        elif key.text in _BESIDE:
            remedy = f"“{key.text}:” stands beside the condition and not in it: begin the line further left."
        elif asked:
            line = f"{asked[0]}: {key.text}"
            if isinstance(value, Text) and value.text.strip().lower() == "no":
                line = f"not: {{{line}}}"
            others = f" It is one of {', '.join(asked[1:])} too." if asked[1:] else ""
            remedy = f"“{key.text}” is an answer to “{asked[0]}”: write “{line}”.{others}"
        self.report.error(Code.UNKNOWN_QUESTION, key.place, f"There is no question “{key.text}”.", remedy)

    def _expected(self, question: Question, key: Text, value: Node) -> Expected | None:
        if question.kind is AnswerKind.NOTE:
            self.report.error(
                Code.NOTE_IN_CONDITION,
                key.place,
                f"“{key.text}” is a note.",
                "Ask a yes/no question or a choice beside the note, and test that.",
            )
            return None
        if question.kind in _PHRASES:
            return self._phrase(question, value)
        return self._answers(question, value)

    def _phrase(self, question: Question, value: Node) -> Expected | None:
        read, forms = _PHRASES[question.kind]
        word = as_text(value, question.id, self.report)
        if word is None:
            return None
        try:
            return read(word.text)
        except ValueError as error:
            what = (
                f"“{word.text}” says nothing of “{question.id}”, which is {_article(question.kind)}. {error}"
            )
            remedy = like(word.text, read, forms)
            if read is read_dates and (two := as_two_lines(question.id, word.text)):
                what, remedy = f"No one phrase says “{word.text}”.", two
            self.report.error(Code.BAD_PHRASE, word.place, what, remedy)
        return None

    def _answers(self, question: Question, value: Node) -> Expected | None:
        allowed = possible_answers(question)
        words = as_texts(value, question.id, self.report)
        for word in words:
            if word.text not in allowed:
                self.report.error(
                    Code.UNKNOWN_CHOICE,
                    word.place,
                    f"“{question.id}” has no answer “{word.text}”.",
                    _answer_meant(question.id, word.text, allowed),
                )
        known = frozenset(word.text for word in words if word.text in allowed)
        return OneOf(known) if known else None


_WORDS: dict[str, Callable[[ConditionReader, Text, Node], Condition | None]] = {
    "is": ConditionReader._is,
    "all": ConditionReader._all,
    "any": ConditionReader._any,
    "not": ConditionReader._not,
    "at_least": ConditionReader._at_least,
}


def possible_answers(question: Question) -> list[str]:
    """What a yes/no question, a choice or several can be answered with, in the policy's order."""
    if question.kind is AnswerKind.YES_NO:
        return ["no", "yes"]
    return [choice.id for choice in question.choices]


def _answer_meant(question: str, text: str, allowed: list[str]) -> str:
    """What was probably meant by a text that is no answer."""
    parts = [part for part in _PARTED.split(text) if part]
    if len(parts) > 1 and set(parts) <= set(allowed):
        return f"Write a list: [{', '.join(parts)}]."
    if text.startswith("not ") and text[4:] in allowed:
        return f"Write “not: {{{question}: {text[4:]}}}”."
    if text.replace("_", " ") in ("not known", "unknown") and text not in allowed:
        return "No line tests for it: “not_known” in the question says what not knowing does."
    return did_you_mean(text, allowed)


def _article(kind: AnswerKind) -> str:
    return f"an {kind}" if kind is AnswerKind.AGE else f"a {kind}"


def _together(items: list[Condition]) -> Condition | None:
    """All of them; one stands for itself."""
    if len(items) == 1:
        return items[0]
    return All(tuple(items)) if items else None
