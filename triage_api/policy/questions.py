"""Reads questions and their choices."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from triage_api.policy.codes import Code
from triage_api.policy.conditions import ConditionReader, possible_answers
from triage_api.policy.fields import Fields, as_id, as_items, as_keys, as_text, missing
from triage_api.policy.layers import Entry
from triage_api.policy.model import (
    About,
    AnswerKind,
    Choice,
    NotKnown,
    Polarity,
    Question,
    Stage,
)
from triage_api.policy.names import Names
from triage_api.policy.nearest import did_you_mean
from triage_api.policy.nodes import Keys, Node, Text
from triage_api.policy.shapes import CHOICE, CONDITION_WORDS, QUESTION

CHOSEN = (AnswerKind.CHOICE, AnswerKind.SEVERAL)
_NEEDED_UNLESS_NOTE = {
    "polarity": "Without it nobody can check that a worse answer never lowers the outcome.",
    "not_known": "Missing information must never be read as reassurance: say what not knowing it does.",
}


def read_question(entry: Entry, names: Names) -> Question | None:
    """The question without its gate; ``None`` if what makes it a question is missing or wrong."""
    fields = Fields(entry.node, QUESTION, names.report)
    _check_words(fields, entry, names)
    about, kind = fields.one_of("about", About), fields.one_of("answer", AnswerKind)
    stage = fields.one_of("stage", Stage)
    polarity, not_known = _attitude(fields, kind)
    choices = _choices(fields, kind, polarity, names) if kind is not None else None
    if about is None or kind is None or choices is None:
        return None
    question = Question(
        id=entry.id,
        ask=fields.text("ask"),
        about=about,
        kind=kind,
        polarity=polarity,
        not_known=not_known,
        section=entry.section,
        stage=stage or Stage.DECISION,
        choices=choices,
        place=entry.place,
    )
    return _with_words(_with_marks(question, fields, names), fields, names)


def with_conditions(question: Question, entry: Entry, reader: ConditionReader) -> Question:
    """The question with its ``asked_when``, and of one that closes a list its ``not_empty_when``."""
    asked, closing = entry.node.value("asked_when"), entry.node.value("not_empty_when")
    if asked is not None:
        question = replace(question, asked_when=reader.read(asked, "asked_when"))
    if closing is not None and question.closes is not None:
        question = replace(question, not_empty_when=reader.read(closing, "not_empty_when"))
    return question


def _attitude(fields: Fields, kind: AnswerKind | None) -> tuple[Polarity, NotKnown]:
    """Its polarity and what *not known* does. A note points nowhere, and need not say so."""
    if kind is not AnswerKind.NOTE:
        for key, why in _NEEDED_UNLESS_NOTE.items():
            if not fields.has(key):
                missing(key, f"the question “{fields.text('id')}”", fields.place, why, fields.report)
    polarity = fields.one_of("polarity", Polarity)
    not_known = fields.one_of("not_known", NotKnown)
    return polarity or Polarity.NEUTRAL, not_known or (
        NotKnown.FIND_OUT if fields.has("not_known") else NotKnown.NO_EFFECT
    )


def _with_marks(question: Question, fields: Fields, names: Names) -> Question:
    """The question with what decides when and how it is asked."""
    _check_marks(question, fields)
    closes = fields.among("closes", ("adults", "incidents"))
    return replace(
        question,
        sweep=fields.yes("sweep"),
        net=fields.yes("net"),
        from_caller=fields.yes("from_caller"),
        closes={"adults": About.ADULT, "incidents": About.INCIDENT}.get(closes),
        day_of_incident=bool(fields.among("day_of", ("incident",))),
        screens_out=_screens_out(question, fields, names),
    )


def _with_words(question: Question, fields: Fields, names: Names) -> Question:
    """The question with what people read beside it."""
    return replace(
        question,
        help=fields.text("help"),
        definition=fields.text("definition"),
        why=fields.text("why"),
        who_can_find_out=fields.text("who_can_find_out"),
        find_out_within=fields.duration("find_out_within"),
        was=tuple(id for word in fields.words("was") if (id := as_id(word, "a question", names.report))),
        source=fields.sources(names.sources),
    )


def _check_words(fields: Fields, entry: Entry, names: Names) -> None:
    if entry.id in CONDITION_WORDS:
        names.report.error(
            Code.BAD_ID,
            fields.place_of("id"),
            f"A question cannot be called “{entry.id}”: conditions use the word.",
            "Give it another id.",
        )


def _check_marks(question: Question, fields: Fields) -> None:
    several = question.kind is AnswerKind.SEVERAL
    _only_if(several, fields, "sweep", "answer: several")
    _only_if(question.kind is AnswerKind.YES_NO, fields, "closes", "answer: yes_no")
    _only_if(fields.has("closes"), fields, "not_empty_when", "closes: adults” or “closes: incidents")
    dated = question.kind in (AnswerKind.DATE, AnswerKind.TIME)
    _only_if(dated, fields, "day_of", "answer: date” or “answer: time")
    _only_if(question.about is About.INCIDENT, fields, "day_of", "about: incident")
    _only_if(question.stage is Stage.SCREENING, fields, "screens_out", "stage: screening")


def _only_if(holds: bool, fields: Fields, key: str, wanted: str) -> None:
    if not holds and fields.has(key):
        fields.report.error(
            Code.MISPLACED_KEY,
            fields.node.entries[key][0].place,
            f"“{key}” stands in a question without “{wanted}”.",
            f"Delete it, or write “{wanted}”.",
        )


def _screens_out(question: Question, fields: Fields, names: Names) -> tuple[str, ...]:
    allowed = possible_answers(question)
    found = []
    for word in fields.words("screens_out"):
        if word.text in allowed:
            found.append(word.text)
        else:
            names.report.error(
                Code.UNKNOWN_CHOICE,
                word.place,
                f"“{question.id}” has no answer “{word.text}”.",
                did_you_mean(word.text, allowed),
            )
    return tuple(found)


def _choices(fields: Fields, kind: AnswerKind, polarity: Polarity, names: Names) -> tuple[Choice, ...] | None:
    """The choices; ``None`` if one cannot be read, so that no line that uses it is reported as well."""
    _only_if(kind in CHOSEN, fields, "choices", "answer: choice” or “answer: several")
    if kind not in CHOSEN:
        return ()
    value = fields.node.value("choices")
    if value is None:
        missing("choices", "a question", fields.place, "It must be clear what can be answered.", names.report)
        return ()
    if isinstance(value, Keys) and "id" not in value.entries and len(value.entries) > 1:
        _refuse_mapping(value, names)
        return None
    nodes = as_items(value, "choices", names.report)
    read = [_choice(node, order, names) for order, node in enumerate(nodes)]
    choices = _once([one for one in read if one is not None], names)
    if polarity in (Polarity.RISK, Polarity.PROTECTIVE):
        _check_order(choices, names)
    return None if None in read else tuple(choice for choice, _ in choices)


def _refuse_mapping(value: Keys, names: Names) -> None:
    first = next(iter(value.entries))
    names.report.error(
        Code.WRONG_SHAPE,
        value.place,
        "“choices” is a mapping, and must be a list: the order of the choices says which is worse.",
        f"Begin each choice with “- ”: “- {first}: ...”.",
    )


def _choice(node: Node, order: int, names: Names) -> tuple[Choice, Text] | None:
    if isinstance(node, Text) and node.text.strip():
        id = "_".join(re.findall(r"[a-z0-9]+", node.text.lower())[:3])
        remedy = f"Write an id, a colon and the words: “- {id}: {node.text}”."
        names.report.error(Code.WRONG_SHAPE, node.place, "A choice is a line of an id and its words.", remedy)
        return None
    keys = as_keys(node, "a choice", names.report)
    if keys is None:
        return None
    if len(keys.entries) == 1 and "id" not in keys.entries:
        ((word, label),) = keys.entries.values()
        words = as_text(label, word.text, names.report)
        id = as_id(word, "a choice", names.report)
        return (
            (Choice(id, "" if words is None else " ".join(words.text.split()), order), word) if id else None
        )
    return _long_choice(keys, order, names)


def _long_choice(keys: Keys, order: int, names: Names) -> tuple[Choice, Text] | None:
    fields = Fields(keys, CHOICE, names.report)
    word = fields.word("id")
    id = as_id(word, "a choice", names.report)
    level = fields.number("level") if fields.has("level") else order
    if word is None or not id:
        return None
    return Choice(id, fields.text("label"), order if level is None else level, fields.text("help")), word


def _once(choices: list[tuple[Choice, Text]], names: Names) -> list[tuple[Choice, Text]]:
    found: dict[str, tuple[Choice, Text]] = {}
    for choice, word in choices:
        first = found.setdefault(choice.id, (choice, word))
        if first[1] is not word:
            names.report.error(
                Code.DUPLICATE_ID,
                word.place,
                f"The choice “{choice.id}” stands here a second time; the first is in line {first[1].line}.",
                "Give one of the two another id, or delete it.",
            )
    return list(found.values())


def _check_order(choices: list[tuple[Choice, Text]], names: Names) -> None:
    for (before, _), (after, word) in pairwise(choices):
        if after.level < before.level:
            names.report.error(
                Code.CHOICE_ORDER,
                word.place,
                f"“{after.id}” (level {after.level}) stands after “{before.id}” (level {before.level}).",
                "Order the choices from the lowest level to the highest.",
            )
