"""Seeded mistakes of a first policy, as they come out of Word, a PDF and the parent's half-copied entries."""

# ruff: noqa: E501 - a row a mistake, so that the table reads as one

from __future__ import annotations

from tests.policy.mistakes import Mistake
from tests.policy.mistakes_as_typed import EXTRA, POLICY, TIMINGS
from tests.policy.mistakes_in_rules import one_rule
from tests.policy.mistakes_in_text import ARRIVAL, DANGER, PATTERNS
from triage_api.policy.codes import Code

HOME = "thresholds/home.yaml"
A_CASE = "- «title: A case\n  source: our-judgement\n  received_at: 2026-05-05T10:00:00+01:00\n  expect: {rag: red}\n"
SOURCES = "  source: act-1989 section-47"


def _day(name: str, typed: str, remedy: str) -> Mistake:
    """The first day in another form."""
    return Mistake(name, POLICY, "  from: 2026-04-01", f"  from: «{typed}", Code.BAD_DATE, remedy)


def _office(name: str, old: str, new: str, code: Code, remedy: str) -> Mistake:
    return Mistake(name, TIMINGS, old, new, code, remedy)


def _clock(name: str, typed: str, remedy: str) -> Mistake:
    return Mistake(name, TIMINGS, "    within: 2 weeks", f"    within: «{typed}", Code.BAD_DURATION, remedy)


def _cited(name: str, typed: str, remedy: str) -> Mistake:
    return Mistake(name, DANGER, SOURCES, f"  source: «{typed}", Code.UNKNOWN_SOURCE, remedy)


AS_WORD = [
    Mistake("an id in curly quotation marks", DANGER, "- id: act-now", "- id: «“act-now”", Code.BAD_ID, "Did you mean “act-now”?"),
    Mistake("an id with a long dash", DANGER, "- id: act-now", "- id: «act–now", Code.BAD_ID, "Did you mean “act-now”?"),
    Mistake("an id with spaces", DANGER, "- id: act-now", "- id: «Act now", Code.BAD_ID, "Did you mean “act-now”?"),
    Mistake("a version in curly quotation marks", POLICY, 'version: "2026.1"', "version: «“2026.1”", Code.BAD_ID, 'Did you mean "2026.1"?'),
    _cited("a source in curly quotation marks", "“act-1989 section-47”", "Did you mean “act-1989 section-47”?"),
    Mistake("a list with a long dash", PATTERNS, "- id: not-seen", "«– id: not-seen", Code.YAML, "ordinary hyphen"),
    Mistake("a sentence cut at its comma", "contacts.yaml", "    ask: [Which unit has it, What is known]", "    ask: [Which unit has it, «who leads]", Code.COMMA, "quotation marks", loud=False),
    Mistake("a number with a comma", POLICY, "{lowest: 6, highest: 12}", "{lowest: 1,«000, highest: 12}", Code.UNKNOWN_KEY, "without a comma"),
    Mistake("a file of Word among the rules", "thresholds/more.docx", "", b"PK\x03\x04", Code.STRAY_FILE, "plain text", at=(1, 1), loud=False),
    Mistake("rules in a text file", "thresholds/more.txt", "", b"- id: x\n", Code.STRAY_FILE, ".yaml file", at=(1, 1), loud=False),
]  # fmt: skip

AS_DATES = [
    _day("a day as 1/4/26", "1/4/26", "Did you mean “2026-04-01”?"),
    _day("a day with full stops", "01.04.2026", "Did you mean “2026-04-01”?"),
    _day("a day in words", "1st April 2026", "Did you mean “2026-04-01”?"),
    _day("a day without noughts", "2026-4-1", "Did you mean “2026-04-01”?"),
    _day("a day that does not exist, with slashes", "31/4/2026", "Write year, month and day"),
    Mistake("a month in words", POLICY, "    date: 2017-03", "    date: «March 2017", Code.BAD_DATE, "Did you mean “2017-03”?"),
    _office("opening time with a full stop", "  opens: 09:00", "  opens: «8.45am", Code.WRONG_VALUE, "Did you mean “08:45”?"),
    _office("opening time without a nought", "  opens: 09:00", "  opens: «9:00", Code.WRONG_VALUE, "Did you mean “09:00”?"),
    _office("closing time by the clock's face", "  closes: 17:30", "  closes: «5pm", Code.WRONG_VALUE, "Did you mean “17:00”?"),
    _office("weekdays as a span", "weekdays: [monday, tuesday, wednesday, thursday, friday]", "weekdays: «Mon-Fri", Code.WRONG_VALUE, "Write [monday, tuesday, wednesday, thursday, friday]."),
    _office("a closure with slashes", "closures: [2026-12-24]", "closures: [«24/12/2026]", Code.BAD_DATE, "Did you mean “2026-12-24”?"),
    _clock("a clock with a full stop", "5 working days.", "Did you mean “5 working days”?"),
    _clock("a clock in figures and words", "five (5) working days", "Did you mean “5 working days”?"),
    _clock("a clock said twice", "48 hours (2 days)", "Did you mean “48 hours”?"),
    _clock("the end of the day", "by the end of the day", "Did you mean “same working day”?"),
    _clock("the close of the next working day", "by close of the next working day", "Did you mean “same or next working day”?"),
    one_rule("an age as two bare numbers", "age: «5-10", Code.BAD_PHRASE, "Did you mean “from 5 years to 10 years”?"),
    one_rule("an age as one bare number", "age: «under 10", Code.BAD_PHRASE, "Did you mean “under 10 years”?"),
]  # fmt: skip

AS_CITED = [
    _cited("two sources with a comma", "act-1989 section-47, our-judgement", "[act-1989 section-47, our-judgement]"),
    _cited("two sources with a semicolon", "act-1989 section-47; unverified", "[act-1989 section-47, unverified]"),
    _cited("a source by its title and paragraph", "London CP procedures 3.1", "“london-cp-procedures 3.1”"),
    _cited("a source by its address", "https://www.act.gov.uk/1989", "such as “act”"),
    Mistake("a source whose id has spaces", POLICY, "  local-protocol:", "  «Local protocol:", Code.BAD_ID, "Did you mean “local-protocol”?"),
    one_rule("contacts with a comma and no brackets", "danger_now: yes", Code.UNKNOWN_ID, "[police, parents]", then="contacts: «Police, Parents"),
    Mistake("a misspelt not_known", ARRIVAL, "    not_known: treat_as_risk\n    net: yes", "    not_known: «unknown\n    net: yes", Code.WRONG_VALUE, "find_out"),
    Mistake("an example among the rules", EXTRA, "", A_CASE, Code.MISPLACED_KEY, "examples/"),
    Mistake("contacts among the routes", "routes.yaml", "base: advice", "«contacts: []\nbase: advice", Code.UNKNOWN_KEY, "belongs in contacts.yaml"),
]  # fmt: skip

AS_REPLACED = [
    Mistake("only what is to be different", HOME, "- id: too-much-is-missing\n  title: Too much is missing, as Southtown sees it\n  when:\n", "- «id: too-much-is-missing\n  then:\n    rag: blue\n- id: another\n  title: Too much is missing, as Southtown sees it\n  when:\n", Code.MISSING_KEY, "Copy the whole of it", policy="southtown"),
    Mistake("a contact that forgets what not to say", "contacts.yaml", "", "contacts:\n  - «id: parents\n    role: The parents\n    agency: family\n    why: So.\n    tell: What\n    ask: What\n    record: What\n    clocks: [told]\n    source: our-judgement\n", Code.LEFT_OUT, "copy what should still hold", policy="southtown", loud=False),
    Mistake("a clock of a statutory rule made later", TIMINGS, "timings:\n", "timings:\n  - id: told\n    what: They have been told\n    starts_on: received\n    within: «8 office hours\n    source: south-protocol\n", Code.SLOWER, "4 office hours", policy="southtown"),
    Mistake("a clock of a statutory rule that runs from a later event", TIMINGS, "timings:\n", "timings:\n  - «id: told\n    what: They have been told\n    starts_on: passed_on\n    within: 4 office hours, past closing time\n    source: south-protocol\n", Code.SLOWER, "beside it", policy="southtown"),
    Mistake("a clock of a statutory rule counted otherwise", TIMINGS, "timings:\n", "timings:\n  - «id: told\n    what: They have been told\n    starts_on: received\n    within: 24 hours\n    source: south-protocol\n", Code.SLOWER, "beside it", policy="southtown"),
    Mistake("a contact of a statutory rule without its clock", "contacts.yaml", "", "contacts:\n  - id: police_cait\n    role: The child abuse team\n    agency: police\n    unit: CAIT\n    why: So.\n    tell: What\n    ask: What\n    record: What\n    clocks: «[allocated]\n    source: our-judgement\n", Code.SLOWER, "Write “told” too", policy="southtown"),
    Mistake("days for working days", TIMINGS, "    within: 1 working day\n", "    within: «5 days\n", Code.OTHER_UNIT, "working days", policy="southtown", loud=False),
    Mistake("a question of the parent's renamed", "questions/15-home.yaml", "    answer: yes_no\n", "    answer: yes_no\n    was: danger_now\n", Code.FORMER_ID, "keeps its id", seen=("questions/15-home.yaml", "  - «id: many_carers"), policy="southtown"),
]  # fmt: skip
"""Entries of the parent's, written again."""

AS_LISTS = [
    one_rule("any over lines without a dash", "any:\n  «danger_now: yes\n  topics: neglect", Code.WRONG_SHAPE, "Begin each line with"),
    one_rule("a count of lines without a dash", "at_least:\n  count: 1\n  of:\n    «danger_now: yes\n    topics: neglect", Code.WRONG_SHAPE, "Begin each line with"),
    Mistake("a hyphen without its space", PATTERNS, "- id: not-seen", "«-id: not-seen", Code.INDENTATION, "one space before the key"),
    Mistake("two hyphens", PATTERNS, "- id: not-seen", "«-- id: not-seen", Code.INDENTATION, "one space before the key"),
    Mistake("dates in force on one line", POLICY, "in_force:\n  from: 2026-04-01\n  until: 2028-03-31\n", "in_force: «2026-04-01\n", Code.WRONG_SHAPE, "Write “from: ...” below it"),
    _office("closures from one day to another", "closures: [2026-12-24]", "closures: [«2026-12-24 to 2027-01-02]", Code.BAD_DATE, "each day by itself"),
    _clock("a clock of minutes", "30 minutes", "Did you mean “1 hour”?"),
    _clock("a clock of years", "3 years", "Did you mean “36 months”?"),
    _clock("a clock from one figure to another", "2-5 working days", "A clock has one figure"),
    _clock("a clock of a bare number", "5", "Did you mean “5 working days”?"),
    _clock("one hour, abbreviated", "1 hr", "Did you mean “1 hour”?"),
    Mistake("sources as a list", POLICY, "sources:\n  south-protocol: {title: Southtown's protocol, kind: local, verified: no}\n", "sources:\n  «- {id: south-protocol, title: Southtown's protocol, kind: local, verified: no}\n", Code.WRONG_SHAPE, "without “- ”", policy="southtown"),
    Mistake("two rules switched off in one line", POLICY, "  - rule: several-signs", "  - rule: «several-signs, baby-near-violence", Code.SWITCHED_OFF, "Write an entry for each", policy="southtown"),
    Mistake("a rule switched off by its title", POLICY, "  - rule: several-signs", "  - rule: «A baby near a violent adult", Code.SWITCHED_OFF, "Did you mean “baby-near-violence”?", policy="southtown"),
    Mistake("an id of the parent's for another question", "questions/15-home.yaml", "  - id: many_carers\n", "  - «id: topics\n    ask: Is there a topic?\n    about: referral\n    answer: yes_no\n    stage: decision\n    polarity: risk\n    not_known: find_out\n    who_can_find_out: Us\n    source: our-judgement\n  - id: many_carers\n", Code.ANSWERS_GONE, "an id of its own", policy="southtown"),
]  # fmt: skip
"""Lists, spans, and what one line cannot say."""


def _less(name: str, file: str, new: str, remedy: str = "CHANGELOG.md") -> Mistake:
    """Something of the parent's, written again in a file of its own."""
    return Mistake(name, file, "", new, Code.SOFTER, remedy, policy="southtown", loud=False)


A_BABY = "- id: baby-near-violence\n  title: A baby\n  when:\n    is: cannot_get_away\n    any_adult: {violence_to_anyone: serious, sees_the_child: yes}\n  then:\n    route: «advice\n    rag: red\n    harm: physical\n    contacts: [police, health_visitor]\n    clocks: {health_visitor: [allocated, visited]}\n    duties: [adult_worker]\n    police_unit: [CAIT, CSU]\n    tier: plus\n    enquiries: [other_adults]\n    do_not: {contact: parents, until: discussion_held}\n    milestones: conference\n    destination: mash\n  because: So.\n  source: our-judgement\n"
AS_LESS = [
    _less("a rule of the parent's with a lower route", EXTRA, A_BABY),
    _less("a definition of the parent's, narrower", "definitions.yaml", "- «id: cannot_get_away\n  title: Under one\n  polarity: risk\n  when: {age: under 12 months}\n  source: our-judgement\n", "takes in fewer children"),
    Mistake("a case that waits lower than in the parent", "routes.yaml", "    assessment: early_help\n", "    assessment: early_help\n    immediate_protection: «advice\n", Code.SOFTER, "CHANGELOG.md", policy="southtown", loud=False),
    _less("a discussion without health", "casework.yaml", "strategy_discussion: «{needs: [police], ours: social_care, police: police, units: [CAIT, CSU], held: discussion_held, began_section_47: discussion_held, source: our-judgement}\n"),
    _less("a clock of casework made later", "casework.yaml", "work_clocks:\n  - {id: first_look, what: Looked at, within: «4 office hours, source: our-judgement}\n"),
    _less("a disputed transfer that may wait longer", "casework.yaml", "transfer_dispute:\n  - {id: both_managers, title: Managers, answered_by: [manager], within: «20 working days, source: our-judgement}\n"),
    _less("a second view by whoever lowers", "casework.yaml", "permissions:\n  - «{id: give_second_view, roles: [manager, social_worker], source: our-judgement}\n", "social_worker"),
    Mistake("a route that more may decide", "routes.yaml", "routes:\n  - id: early_help", "routes:\n  - «id: immediate_protection\n    title: Immediate protection\n    level_of_need: 4\n    rag_at_least: red\n    decided_by: [manager, social_worker]\n    second_view: before\n    source: our-judgement\n  - id: early_help", Code.SOFTER, "social_worker", policy="southtown", loud=False),
    _less("a rule of the parent's for fewer children", EXTRA, A_BABY.replace("route: «advice", "route: immediate_protection").replace("    is: cannot_get_away\n", "    «is: cannot_get_away\n    danger_now: yes\n"), "fewer children"),
    Mistake("a clock made later", TIMINGS, "    within: 1 working day\n", "    within: «3 working days\n", Code.SOFTER, "CHANGELOG.md", policy="southtown", loud=False),
]  # fmt: skip
"""What the parent's children get and these might not."""
