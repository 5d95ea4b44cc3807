"""One answer, as JSON or YAML gives it, read against its question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches

from triage_api.engine.case import Account, Accounts, Days, Value
from triage_api.engine.days import read_days
from triage_api.policy.model import (
    AnswerKind,
    NotKnownReason,
    Question,
    Span,
    read_age,
    read_number,
)

YES_NO = ("yes", "no")
_FORM_KEYS = frozenset(
    {
        "value",
        "not_known",
        "not_mentioned",
        "nothing_else",
        "no",
        "said_by",
        "how_known",
        "at",
        "settles",
    }
)
HOW_KNOWN = ("saw", "told", "record", "opinion")
"""How somebody knew what they said."""
_SAID_BY_LENGTH = 120
_NOTE_LENGTH = 4_000


@dataclass(frozen=True, slots=True)
class CaseProblem:
    """One mistake in a case: a JSON pointer, what is wrong there, and how to mend it."""

    at: str
    code: str
    what: str
    remedy: str


class CaseError(ValueError):
    """The case cannot be read. Every mistake found is in ``problems``; there is at least one."""

    def __init__(self, problems: Sequence[CaseProblem]) -> None:
        super().__init__("; ".join(f"{problem.at}: {problem.what}" for problem in problems))
        self.problems = tuple(problems)


class _AnswerError(Exception):
    """A mistake in the answer being read, still without the pointer to it."""

    def __init__(self, code: str, what: str, remedy: str, inside: str = "") -> None:
        super().__init__(what)
        self.code, self.what, self.remedy, self.inside = code, what, remedy, inside


def nearest(word: str, words: Sequence[str]) -> str:
    """“Did you mean ...?” for a misspelt word, or the words there are."""
    close = get_close_matches(word, words, n=1)
    if close:
        return f"Did you mean “{close[0]}”?"
    return "It may be " + _either(words) + "." if len(words) <= 12 else "See the policy's list of questions."


def read_answer(raw: object, question: Question, on: date, at: str) -> Accounts:
    """Read one answer in any of the forms of ``docs/api.md``.

    ``on`` is the day of receipt, for which ages are worked out; ``at`` is the JSON pointer to the answer.

    Raises:
        CaseError: the answer cannot be read; its one problem says where and how to mend it.
    """
    try:
        if isinstance(raw, Mapping) and "accounts" in raw:
            return _accounts(raw, question, on)
        return (_account(raw, question, on),)
    except _AnswerError as wrong:
        raise CaseError([CaseProblem(at + wrong.inside, wrong.code, wrong.what, wrong.remedy)]) from None


def _accounts(raw: Mapping[object, object], question: Question, on: date) -> Accounts:
    for key in raw:
        if key != "accounts":
            raise _AnswerError(
                "unknown-field",
                f"“{key}” may not stand beside “accounts”.",
                "Put it in the account it belongs to.",
                f"/{key}",
            )
    accounts = raw["accounts"]
    if not isinstance(accounts, list) or not accounts:
        raise _AnswerError(
            "wrong-value", "“accounts” must be a list of answers.", "Give at least one.", "/accounts"
        )
    read = []
    for index, account in enumerate(accounts):
        try:
            read.append(_account(account, question, on))
        except _AnswerError as wrong:
            wrong.inside = f"/accounts/{index}{wrong.inside}"
            raise
    return tuple(read)


def _account(raw: object, question: Question, on: date) -> Account:
    if raw is None:
        raise _AnswerError(
            "blank-answer",
            "A blank is not an answer.",
            "Leave the question out if it was not asked, or answer {“not_known”: “nobody knows”}.",
        )
    if not isinstance(raw, Mapping):
        return _bare(raw, question, on)
    return _form(raw, question, on)


def _bare(raw: object, question: Question, on: date) -> Account:
    """A value by itself; a mistake in it is at the answer, not inside a form."""
    try:
        return _form({"value": raw}, question, on)
    except _AnswerError as wrong:
        wrong.inside = wrong.inside.removeprefix("/value")
        raise


def _form(form: Mapping[object, object], question: Question, on: date) -> Account:
    _refuse_unknown_keys(form)
    if question.kind is AnswerKind.SEVERAL:
        return _sourced(_several(form, question), form)
    return _sourced(_single(form, question, on), form)


def _single(raw: Mapping[object, object], question: Question, on: date) -> Account:
    for key in ("nothing_else", "no"):
        if key in raw:
            raise _AnswerError(
                "wrong-form",
                f"“{key}” is for questions of which several may be ticked.",
                f"“{question.id}” takes one answer.",
                f"/{key}",
            )
    not_known = _not_known(raw)
    mentioned = not _flag(raw, "not_mentioned")
    value, said = (None, "") if "value" not in raw else _value(raw["value"], question, on)
    _exactly_one(value, not_known, mentioned, question)
    return Account(said=said, value=value, not_known=not_known, not_mentioned=not mentioned)


def _exactly_one(
    value: Value | None, not_known: NotKnownReason | None, mentioned: bool, question: Question
) -> None:
    """An account has a value, is not known, or was not mentioned; a measure may be both of the first two."""
    both = value is not None and not_known is not None
    given = (value is not None) + (not_known is not None) + (not mentioned)
    if both and mentioned and isinstance(value, Span | Days):
        return
    if given != 1:
        raise _AnswerError(
            "wrong-form",
            "An answer is a value, or not known, or not mentioned.",
            "Give exactly one of “value”, “not_known” and “not_mentioned”.",
        )
    if not mentioned and (question.kind is not AnswerKind.YES_NO or question.net or question.closes):
        raise _AnswerError(
            "must-be-asked",
            f"“{question.id}” cannot be “not mentioned”.",
            "It must be asked in words; if nobody can say, answer {“not_known”: “nobody knows”}.",
            "/not_mentioned",
        )


def _several(raw: Mapping[object, object], question: Question) -> Account:
    ticked, said = _ticked(raw.get("value", []), question, "/value")
    ruled_out, _ = _ticked(raw.get("no", []), question, "/no")
    if _flag(raw, "not_mentioned"):
        raise _AnswerError(
            "wrong-form",
            "Nothing ticked is an empty list.",
            "Write [] and, if you asked for others, “nothing_else”: true.",
            "/not_mentioned",
        )
    unknown = raw.get("not_known", {})
    if isinstance(unknown, str):
        if "value" in raw or "no" in raw:
            raise _AnswerError(
                "wrong-form",
                "The whole question is not known, or some options are.",
                "Write “not_known”: {OPTION: REASON} beside “value”.",
                "/not_known",
            )
        return Account(not_known=_reason(unknown, "/not_known"))
    if not isinstance(unknown, Mapping):
        raise _AnswerError("wrong-value", "“not_known” must give a reason.", _REASONS, "/not_known")
    missing = {
        option: _reason(reason, f"/not_known/{option}")
        for option, reason in (
            (_option(key, question, "/not_known"), value) for key, value in unknown.items()
        )
    }
    clash = (ticked & ruled_out) | (ticked & missing.keys()) | (ruled_out & missing.keys())
    if clash:
        raise _AnswerError(
            "wrong-value",
            f"“{min(clash)}” is answered twice.",
            "An option is ticked, or no, or not known.",
        )
    nothing_else = _flag(raw, "nothing_else")
    return Account(
        said=said or ("nothing" if nothing_else else "none mentioned"),
        value=frozenset(ticked),
        nothing_else=nothing_else,
        no=frozenset(ruled_out),
        options_not_known=missing,
    )


def _ticked(raw: object, question: Question, inside: str) -> tuple[set[str], str]:
    if isinstance(raw, str):
        raw = [raw]
    if not isinstance(raw, list):
        raise _AnswerError("wrong-value", "Give a list of what was ticked.", "For example [].", inside)
    ticked = [_option(option, question, f"{inside}/{index}") for index, option in enumerate(raw)]
    labels = {choice.id: choice.label for choice in question.choices}
    return set(ticked), "; ".join(labels[option] for option in ticked)


def _option(raw: object, question: Question, inside: str) -> str:
    ids = [choice.id for choice in question.choices]
    if not isinstance(raw, str) or raw not in ids:
        raise _AnswerError(
            "wrong-value",
            f"{_quoted(raw)} is not an option of “{question.id}”.",
            nearest(str(raw), ids),
            inside,
        )
    return raw


def _value(raw: object, question: Question, on: date) -> tuple[Value | None, str]:
    if isinstance(raw, bool):
        raw = "yes" if raw else "no"
    if isinstance(raw, int):
        raw = str(raw)
    if not isinstance(raw, str) or not raw.strip():
        raise _AnswerError("wrong-value", f"{_quoted(raw)} is not an answer.", "Give it as text.", "/value")
    text = raw.strip()
    match question.kind:
        case AnswerKind.YES_NO:
            return _one_of(text, YES_NO, question), text
        case AnswerKind.CHOICE:
            labels = {choice.id: choice.label for choice in question.choices}
            return (chosen := _one_of(text, tuple(labels), question)), labels[chosen]
        case AnswerKind.NOTE:
            return _note(text), text
        case _:
            return _measure(text, question, on), text


def _one_of(text: str, ids: tuple[str, ...], question: Question) -> str:
    if text not in ids:
        raise _AnswerError(
            "wrong-value", f"“{text}” is not an answer to “{question.id}”.", nearest(text, ids)
        )
    return text


def _note(text: str) -> str:
    if len(text) > _NOTE_LENGTH:
        raise _AnswerError("too-long", f"A note has {_NOTE_LENGTH:,} characters at most.", "Split it in two.")
    return text


def _measure(text: str, question: Question, on: date) -> Value:
    try:
        match question.kind:
            case AnswerKind.NUMBER:
                return read_number(text)
            case AnswerKind.AGE:
                return read_age(text, on)
            case _:
                return read_days(text)
    except ValueError as wrong:
        raise _AnswerError(
            "wrong-value",
            str(wrong).partition(";")[0] + ".",
            str(wrong).partition("; ")[2].capitalize() + ".",
        ) from None


_REASONS = "Say why: “" + "”, “".join(reason.value for reason in NotKnownReason) + "”."


def _not_known(raw: Mapping[object, object]) -> NotKnownReason | None:
    return _reason(raw["not_known"], "/not_known") if "not_known" in raw else None


def _reason(raw: object, inside: str) -> NotKnownReason:
    try:
        return NotKnownReason(str(raw))
    except ValueError:
        raise _AnswerError(
            "wrong-value", f"{_quoted(raw)} does not say why it is not known.", _REASONS, inside
        ) from None


def _flag(raw: Mapping[object, object], key: str) -> bool:
    """Whether ``key`` is said; YAML says ``yes``, JSON ``true``."""
    value = raw.get(key, False)
    if value in (True, "yes", "true"):
        return True
    if value in (False, "no", "false"):
        return False
    raise _AnswerError("wrong-value", f"“{key}” is true or false.", "Write true, or leave it out.", f"/{key}")


def _sourced(account: Account, raw: Mapping[object, object]) -> Account:
    """The account with who said it, how they knew and when."""
    said_by, how_known, at = raw.get("said_by"), raw.get("how_known"), raw.get("at")
    if said_by is not None and (
        not isinstance(said_by, str) or not 0 < len(said_by.strip()) <= _SAID_BY_LENGTH
    ):
        raise _AnswerError(
            "wrong-value",
            "“said_by” names who said it.",
            f"{_SAID_BY_LENGTH} characters at most.",
            "/said_by",
        )
    if how_known is not None and how_known not in HOW_KNOWN:
        raise _AnswerError(
            "wrong-value",
            f"{_quoted(how_known)} does not say how it is known.",
            nearest(str(how_known), HOW_KNOWN),
            "/how_known",
        )
    return replace(
        account,
        said_by=said_by,
        how_known=None if how_known is None else str(how_known),
        at=None if at is None else _instant(at, "/at"),
        settles=_flag(raw, "settles"),
    )


def _instant(raw: object, inside: str) -> datetime:
    try:
        return read_instant(raw)
    except ValueError as wrong:
        raise _AnswerError(
            "wrong-time", str(wrong), "Write it like 2015-06-24T09:00:00+01:00.", inside
        ) from None


def read_instant(raw: object) -> datetime:
    """A time with its offset.

    Raises:
        ValueError: it is no time, or has no offset.
    """
    try:
        when = datetime.fromisoformat(raw) if isinstance(raw, str) else None
    except ValueError:
        when = None
    if when is None:
        raise ValueError(f"{_quoted(raw)} is not a time.")
    if when.utcoffset() is None:
        raise ValueError(f"{_quoted(raw)} does not say its offset from UTC.")
    return when


def _refuse_unknown_keys(raw: Mapping[object, object]) -> None:
    for key in raw:
        if key not in _FORM_KEYS:
            raise _AnswerError(
                "unknown-field",
                f"An answer has no “{key}”.",
                nearest(str(key), sorted(_FORM_KEYS)),
                f"/{key}",
            )


def _quoted(raw: object) -> str:
    text = str(raw)
    return "“" + (text if len(text) <= 60 else text[:57] + "...") + "”"


def _either(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + " or " + quoted[-1]
