"""Every kind of finding. Each has a page in ``docs/checks/``, named after it."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """A kind of finding, and ``why`` it matters: the sentence printed when nothing more exact is known."""

    why: str

    def __new__(cls, code: str, why: str) -> Code:
        """Make a member whose value is ``code``."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.why = why
        return member

    # The file as text
    CANNOT_READ = "cannot-read", "A threshold file that cannot be read is a threshold that is not there."
    NOT_UTF8 = "not-utf8", "Text in another encoding turns into other words when it is read."
    INVISIBLE = "invisible-character", "What cannot be seen cannot be checked by the next reader."
    TAB = "tab", "YAML counts spaces; a tab looks the same on screen and means something else."
    CONFLICT = "merge-conflict", "Two versions of one threshold stand in the file and nobody has chosen."
    UNCLOSED_QUOTE = "unclosed-quote", "Everything after the quotation mark was read as one text."
    UNCLOSED_BRACKET = "unclosed-bracket", "Everything after the bracket was read as part of one list."
    QUOTED_IN_PART = (
        "quoted-in-part",
        "Quotation marks or brackets hold the whole of a value or none of it; the rest would be lost.",
    )
    INDENTATION = "indentation", "Indentation says what belongs to what."
    COLON = "colon-in-text", "A colon and a space inside unquoted text begin a new key."
    YAML = "yaml", "The file could not be read any further, so nothing after this was checked."
    YAML_FEATURE = "yaml-feature", "A threshold must say in its own place all that it says."
    EMPTY_FILE = "empty-file", "A file without content may be one that was lost."
    CUT_SHORT = "cut-short", "A file that was cut short in copying may have lost its last thresholds."
    TOO_LARGE = "too-large", "No threshold file that people edit is so long."
    TOO_DEEP = "too-deep", "Nobody can read a condition that is nested so deeply."
    SEVERAL_DOCUMENTS = "several-documents", "Only the first part of the file would be read."
    DUPLICATE_KEY = "duplicate-key", "One of the two would be dropped without a word."
    COMMA = (
        "comma-in-text",
        "Inside [ ] a comma ends one sentence and begins another.",
    )
    COMMENT = "comment-in-text", "Everything after the # is a comment and is not part of the text."

    # The folder
    NO_SUCH_POLICY = "no-such-policy", "Without the policy nothing can be recommended."
    NO_SUCH_VERSION = "no-such-version", "Another version may say something else of the same child."
    MISSING_FILE = "missing-file", "The policy cannot be read without it."
    STRAY_FILE = "stray-file", "What stands in it is not read, although somebody thinks that it is."
    WRONG_ID = "wrong-id", "A policy is found by the name of its folder."

    # Keys and values
    UNKNOWN_KEY = "unknown-key", "A key that is not known is not read, although somebody thinks that it is."
    MISSING_KEY = "missing-key", "Front Door guesses nothing that a policy lead must decide."
    MISPLACED_KEY = "misplaced-key", "The key says nothing here, although somebody thinks that it does."
    EMPTY_VALUE = "empty-value", "An empty place is not an answer: something may have been lost."
    WRONG_SHAPE = "wrong-shape", "It cannot be understood as it stands."
    WRONG_VALUE = "wrong-value", "It cannot be understood as it stands."
    BAD_ID = "bad-id", "Ids are written in other files, in cases and in records."
    DUPLICATE_ID = "duplicate-id", "One of the two would be dropped without a word."
    BAD_DATE = "bad-date", "A date that does not exist is in force on no day, or on the wrong one."
    BAD_DURATION = "bad-duration", "A deadline that cannot be worked out is a deadline that nobody keeps."
    BAD_NUMBER = "bad-number", "It cannot be understood as it stands."

    # What refers to what
    UNKNOWN_QUESTION = "unknown-question", "A line about a question that nobody asks is never true."
    UNKNOWN_DEFINITION = "unknown-definition", "A definition that does not exist is never true."
    UNKNOWN_CHOICE = "unknown-choice", "A line that waits for an answer nobody can give is never true."
    UNKNOWN_SOURCE = "unknown-source", "A threshold whose source cannot be found cannot be defended."
    UNKNOWN_ID = "unknown-id", "What it asks for would silently not happen."

    # Conditions
    EMPTY_CONDITION = "empty-condition", "A condition without lines would be true of every child."
    BAD_PHRASE = "bad-phrase", "A line that cannot be understood would never be true."
    NOTE_IN_CONDITION = "note-in-condition", "Words are for people to read; no rule can tell what they mean."
    OUTSIDE_BLOCK = "outside-block", "Nobody could tell which adult, incident or child the line is about."
    INCIDENT_DAY = "incident-day", "Nobody could tell from which day the days are counted."
    BLOCK = "block-misplaced", "Nobody could tell which adult, incident or child the lines are about."
    IMPOSSIBLE_COUNT = "impossible-count", "The count can never be reached, or is reached by every child."
    DUPLICATE_LINE = "duplicate-line", "One of the two does nothing, although somebody wrote it for a reason."
    NEGATED_COUNT = "negated-count", "What is missing would lower the outcome."
    DEFINITION_CYCLE = "definition-cycle", "Each waits for the other, so that neither is ever true."
    GATE_CYCLE = "gate-cycle", "Each question waits for the other, so that neither is ever asked."
    ALWAYS_TRUE = "always-true", "A line that every answer satisfies tests nothing."

    # Which way answers point
    POLARITY = "against-polarity", "A worse answer could lower the outcome for the child."
    BY_DEFINITION = (
        "by-definition",
        "It points both ways, so that only a definition can say which way is worse.",
    )
    DEFINITION_POLARITY = (
        "definition-polarity",
        "Rules trust what a definition says about which way it points.",
    )
    NEEDS_GATE = (
        "needs-gate",
        "Where the question does not apply its line is false, and its “not” would be true.",
    )
    NO_EFFECT = "no-effect-used", "Not knowing it would change nothing, although the rule turns on it."
    CHOICE_ORDER = "choice-order", "The order of the choices says which answer is worse."

    # Questions
    SCREENING = "one-screening", "The interview begins with one question, and one alone."
    FIRST_LOOK = (
        "long-first-look",
        "The first look must be short enough to order a queue on a Monday morning.",
    )
    TREAT_AS_RISK = "many-treat-as-risk", "Where everything unknown is danger, nothing stands out."
    NOBODY_TO_ASK = "nobody-to-ask", "An enquiry that names nobody is made by nobody."
    UNTESTED_CHOICE = "untested-choice", "The worker's answer would change nothing."
    UNTESTED = "untested-rule", "Nobody would notice if it no longer did what it should."
    FORMER_ID = "former-id", "Old answers could be read as answers to another question."
    UNUSED = "unused", "It does nothing, although somebody wrote it for a reason."

    # What follows
    EMPTY_THEN = "empty-then", "A rule that asks for nothing does nothing."
    NO_CLOCK = "no-clock", "What has no deadline is never late."
    HOLDING = "holding", "Front Door must know where a case waits that this rule could still reach."
    LADDER = "ladder", "The order of the steps says which is more protective."
    RAG_FALLS = "rag-falls", "A more protective route would be worked more slowly."
    DUTY_ALONE = "duty-alone", "A service for an adult does not answer for the child (Child J 2.2.7)."
    EVENTS = "events-tree", "A clock whose event has not happened is stood in for by the event before it."

    # Where it comes from
    UNVERIFIED = "unverified", "Nobody has read this figure in its source."
    NO_SOURCE = "no-source", "Whoever reads it later cannot tell where it comes from."
    STATUTORY_SOURCE = (
        "statutory-source",
        "Nobody may be told that the law requires what nobody has verified.",
    )

    # Policies that extend another
    EXTENDS_CYCLE = "extends-cycle", "Each policy waits for the other."
    STATUTORY_TOUCHED = "statutory-touched", "Law and statutory guidance leave no choice here."
    STATUTORY_PART = "statutory-part-replaced", "A rule that the law requires turns on it."
    ANSWERS_GONE = "answers-gone", "Rules of the parent's wait for an answer that nobody can give any more."
    LEFT_OUT = "left-out", "What is written again replaces the whole of the parent's entry."
    SOFTER = (
        "asks-for-less",
        "Where the parent acts for a child this policy might not, unnoticed.",
    )
    SLOWER = "slower-by-law", "What the law requires by then would come later."
    OTHER_UNIT = "other-unit", "Days take in weekends and bank holidays; working days do not."
    SWITCHED_OFF = "switched-off", "It must be clear which of the parent's rules hold."
    IN_FORCE = "in-force", "Nobody could tell on which days the policy holds."
    ADOPTION = "adoption", "A policy that nobody has adopted is for practice only."
