"""Seeded mistakes, as people type them who know the practice and not YAML: other words, signs and places."""

# ruff: noqa: E501 - a row a mistake, so that the table reads as one

from __future__ import annotations

from tests.policy.mistakes import Mistake
from tests.policy.mistakes_in_rules import DEFINITIONS, one_rule
from tests.policy.mistakes_in_text import ARRIVAL, DANGER
from triage_api.policy.codes import Code

POLICY, TIMINGS, ROUTES = "policy.yaml", "timings.yaml", "routes.yaml"
TITLE = "title: Somebody is in danger now"
EXTRA = "thresholds/extra.yaml"
A_RULE = "- id: extra\n  title: Extra\n  when: {danger_now: yes}\n  then: {rag: red}\n  because: For a test.\n  source: our-judgement\n"
A_QUESTION = "- «id: raining\n  ask: Is it raining?\n  about: referral\n  answer: yes_no\n  stage: decision\n  polarity: neutral\n  not_known: find_out\n"
CHOICES = (
    "      - worry: A worry about a child\n      - news: News on an open case\n      - spam: Not for us\n"
)


def _within(name: str, typed: str, remedy: str) -> Mistake:
    """A clock in other words."""
    return Mistake(name, TIMINGS, "    within: 2 weeks", f"    within: «{typed}", Code.BAD_DURATION, remedy)


def _count(name: str, typed: str, remedy: str) -> Mistake:
    """A number in other words."""
    return one_rule(name, f"earlier_referrals: «{typed}", Code.BAD_PHRASE, f"Did you mean “{remedy}”?")


def _age(name: str, typed: str, remedy: str) -> Mistake:
    """An age in other words."""
    new = f"    age: «{typed}"
    return Mistake(name, DEFINITIONS, "    age: under 2 years", new, Code.BAD_PHRASE, remedy)


AS_PHRASES = [
    _age("an age spelt out", "under twelve months", "Did you mean “under 12 months”?"),
    _age("an age with a sign", '"< 2 years"', "Did you mean “under 2 years”?"),
    _age("an age abbreviated", "under 2 yrs", "Did you mean “under 2 years”?"),
    _age("an age below", "below 2 years", "Did you mean “under 2 years”?"),
    _age("an age as a range with a hyphen", "2-4 years", "Did you mean “from 2 years to 4 years”?"),
    _age("an age with a plus", "16+ years", "Write it like one of"),
    _age("an age not yet born", "not yet born", "Did you mean “unborn”?"),
    _count("a number with a plus", "3+", "at least 3"),
    _count("a number spelt out", "three or more", "at least 3"),
    _count("a number or more", "3 or more", "at least 3"),
    _count("a number with a sign and quotation marks", '"> 3"', "more than 3"),
    _count("a number of no less than", "minimum 3", "at least 3"),
    one_rule("a number with a sign, that begins a block of text", "earlier_referrals: «>= 3", Code.YAML, "at least 3"),
    one_rule("a date in the last weeks", "any_incident:\n  happened_at: «in the last 6 weeks", Code.BAD_PHRASE, "Did you mean “within 6 weeks”?"),
    one_rule("a date of a week spelt out", "any_incident:\n  happened_at: «within six weeks", Code.BAD_PHRASE, "Did you mean “within 6 weeks”?"),
    one_rule("a date later than so long after the incident", "any_incident:\n  last_seen: «more than 2 days after the incident", Code.BAD_PHRASE, "Write two lines, “last_seen: after the incident” and beneath it “not: {last_seen: within 2 days after the incident}”."),
    one_rule("a date later than a week after the incident, spelt out", "any_incident:\n  last_seen: «over one week since the incident", Code.BAD_PHRASE, "not: {last_seen: within 1 week after the incident}"),
    _within("hours abbreviated", "24h", "Did you mean “24 hours”?"),
    _within("a day spelt out", "one day", "Did you mean “1 day”?"),
    _within("working days in one word", "2 workingdays", "Did you mean “2 working days”?"),
    _within("working days with a bracket", "2 working day(s)", "Did you mean “2 working days”?"),
    _within("no days", "0 working days", "Did you mean “same working day”?"),
    _within("immediately", "immediately", "Did you mean “at once”?"),
    _within("a year", "1 year", "Did you mean “12 months”?"),
    _within("the next working day", "next working day", "Did you mean “same or next working day”?"),
    _within("half a day", "1.5 working days", "Write it like one of"),
]  # fmt: skip
"""A threshold or a clock in other words than the format's."""

AS_LINES = [
    Mistake("a contact with one word more", DANGER, "contacts: [police, health_visitor]", "contacts: [«police officer, health_visitor]", Code.UNKNOWN_ID, "Did you mean “police”?"),
    one_rule("an equals sign", "«danger_now = yes", Code.WRONG_SHAPE, "“danger_now: yes”"),
    one_rule("no space after the colon", "«danger_now:yes", Code.WRONG_SHAPE, "“danger_now: yes”"),
    one_rule("an equals sign in a block", "any_adult:\n  «sees_the_child = yes", Code.WRONG_SHAPE, "“sees_the_child: yes”"),
    one_rule("Yes with a capital", "danger_now: «Yes", Code.UNKNOWN_CHOICE, "Did you mean “yes”?"),
    one_rule("curly quotation marks round an answer", "danger_now: «“yes”", Code.UNKNOWN_CHOICE, "Did you mean “yes”?"),
    one_rule("answers with or between them", "any_adult:\n  violence_to_anyone: «minor or serious", Code.UNKNOWN_CHOICE, "[minor, serious]"),
    one_rule("answers with a comma and no brackets", "any_adult:\n  violence_to_anyone: «minor, serious", Code.UNKNOWN_CHOICE, "[minor, serious]"),
    one_rule("not in front of an answer", "any_adult:\n  violence_to_anyone: «not none", Code.UNKNOWN_CHOICE, "not: {violence_to_anyone: none}"),
    one_rule("an answer in a question's place", "«neglect: yes", Code.UNKNOWN_QUESTION, "“neglect” is an answer to “topics”: write “topics: neglect”."),
    one_rule("an answer in a question's place, and not that", "any_adult:\n  «partner: no", Code.UNKNOWN_QUESTION, "“partner” is an answer to “relation”: write “not: {relation: partner}”."),
    one_rule("a test for not known", "danger_now: «not_known", Code.UNKNOWN_CHOICE, "what not knowing does"),
    one_rule("AND", "«AND:\n  - danger_now: yes", Code.UNKNOWN_QUESTION, "Did you mean “all”?"),
    one_rule("or", "«or:\n  - danger_now: yes", Code.UNKNOWN_QUESTION, "Did you mean “any”?"),
    one_rule("a list under when", "«- danger_now: yes\n- topics: neglect", Code.WRONG_SHAPE, "“any:” above"),
    one_rule("a list under not", "not:\n  «- danger_now: yes\n  - topics: neglect", Code.WRONG_SHAPE, "“any:” between"),
    one_rule("a question's id alone", "not: «danger_now", Code.WRONG_SHAPE, "“danger_now: yes”"),
    one_rule("a definition's id alone in a count", "at_least:\n  count: 1\n  of:\n    - «violent_home", Code.WRONG_SHAPE, "“is: violent_home”"),
    one_rule("a definition with yes", "«violent_home: yes", Code.UNKNOWN_QUESTION, "“is: violent_home”"),
    one_rule("a block whose lines are not indented", "any_adult:«\nsees_the_child: yes", Code.EMPTY_VALUE, "further in"),
    one_rule("a misspelt block", "«any_adlut:\n  sees_the_child: yes", Code.UNKNOWN_QUESTION, "any_adult"),
    one_rule("the consequence under the condition", "danger_now: yes\n«then: {rag: red}", Code.UNKNOWN_QUESTION, "further left"),
    one_rule("the reason under the consequence", "danger_now: yes", Code.UNKNOWN_KEY, "key of a rule", then="rag: amber\n    «because: It is so."),
    one_rule("a deadline in a rule", "danger_now: yes", Code.UNKNOWN_KEY, "key of a timing", then="contacts: [parents]\n    «within: 4 hours"),
    one_rule("a clock without its contact", "danger_now: yes", Code.WRONG_SHAPE, "CONTACT: TIMING", then="contacts: [parents]\n    clocks: «[told]"),
    one_rule("a duration for a timing", "danger_now: yes", Code.UNKNOWN_ID, "“within:” of a timing", then="contacts: [parents]\n    clocks: {parents: «4 hours}"),
    one_rule("do_not in words", "danger_now: yes", Code.WRONG_SHAPE, "{contact: ..., until: ...}", then="do_not: «tell the parents"),
    one_rule("do_not without an end", "danger_now: yes", Code.MISSING_KEY, "until:", then="do_not: «{contact: parents}"),
    one_rule("two routes", "danger_now: yes", Code.WRONG_SHAPE, "one text", then="route: «[assessment, advice]"),
    one_rule("a route by its title", "danger_now: yes", Code.UNKNOWN_ID, "immediate_protection", then="route: «Immediate protection"),
    one_rule("a rating with a capital", "danger_now: yes", Code.UNKNOWN_ID, "Did you mean “red”?", then="rag: «Red"),
    Mistake("a question gated on itself", ARRIVAL, "    answer: number\n", "    answer: number\n    asked_when: {earlier_referrals: at least 1}\n", Code.GATE_CYCLE, "first", seen=(ARRIVAL, "«id: earlier_referrals")),
    Mistake("a gate that names a question alone", ARRIVAL, "    answer: number\n", "    answer: number\n    asked_when: «danger_now\n", Code.WRONG_SHAPE, "“danger_now: yes”"),
]  # fmt: skip
"""Conditions and consequences."""

AS_YAML = [
    Mistake("a title that begins with a quoted word", DANGER, TITLE, "title: 'Danger' «now", Code.QUOTED_IN_PART, "whole value"),
    Mistake("a title that begins with brackets", DANGER, TITLE, "title: [Draft] «Danger", Code.QUOTED_IN_PART, "whole value"),
    Mistake("a title that begins with a dash", DANGER, TITLE, "title: «- danger", Code.YAML, "quotation marks"),
    Mistake("a title that begins with a question mark", DANGER, TITLE, "title: «? danger", Code.YAML, "quotation marks"),
    Mistake("curly quotation marks and a colon", DANGER, TITLE, "title: “Danger”«: now", Code.COLON, "straight"),
    Mistake("a # behind a sentence", DANGER, "  because: A baby cannot move away or tell anyone.", "  because: A baby cannot move «# or tell anyone.", Code.COMMENT, "quotation marks", loud=False),
    Mistake("a conflict marker further in", TIMINGS, "    within: 2 weeks\n", "    within: 2 weeks\n    «>>>>>>> theirs\n", Code.CONFLICT, "Choose"),
    Mistake("the middle of a conflict alone", TIMINGS, "    within: 2 weeks\n", "    within: 2 weeks\n«=======\n    within: 3 weeks\n", Code.CONFLICT, "Choose"),
    Mistake("a document of Word", TIMINGS, "", b"PK\x03\x04\x14\x00\x06\x00\xdf", Code.NOT_UTF8, "Word", at=(1, 9)),
    Mistake("what an editor calls Unicode", TIMINGS, "", "timings:\n".encode("utf-16-le").join([b"\xff\xfe", b""]), Code.NOT_UTF8, "UTF-16", at=(1, 1)),
    Mistake("a page of a login", TIMINGS, "", "«<!DOCTYPE html><title>Sign in</title>\n", Code.WRONG_SHAPE, "line of its own"),
    Mistake("only comments", TIMINGS, "", "«# To do\n", Code.EMPTY_FILE, "delete"),
    Mistake("a brace that is not closed", TIMINGS, "  - {id: received, title: We received it, whose: ours, source: our-judgement}", "  - «{id: received, title: We received it, whose: ours, source: our-judgement", Code.UNCLOSED_BRACKET, "“}”"),
]  # fmt: skip
"""What YAML stumbles over."""

AS_PLACES = [
    Mistake("a rule among the timings", TIMINGS, "", A_RULE.replace("- id", "- «id"), Code.MISPLACED_KEY, "thresholds/"),
    Mistake("a rule among the questions", "questions/90-extra.yaml", "", A_RULE.replace("- id", "- «id"), Code.MISPLACED_KEY, "thresholds/"),
    Mistake("a question among the rules", EXTRA, "", A_QUESTION, Code.MISPLACED_KEY, "questions/"),
    Mistake("a definition among the rules", EXTRA, "", "- «id: extra\n  title: Extra\n  polarity: risk\n  when: {danger_now: yes}\n", Code.MISPLACED_KEY, "definitions.yaml"),
    Mistake("a file of questions among the rules", EXTRA, "", "«section: {id: extra, title: Extra}\nquestions: []\n", Code.MISPLACED_KEY, "questions/"),
    Mistake("rules under a key", EXTRA, "", "«rules:\n  " + A_RULE.replace("\n  ", "\n    "), Code.MISPLACED_KEY, "Delete the line “rules:”"),
    Mistake("a list file in the singular", "contacts.yaml", "\ncontacts:\n", "\n«contact:\n", Code.UNKNOWN_KEY, "Did you mean “contacts”?"),
    Mistake("an ending that the editor hid", EXTRA + ".txt", "", "«" + A_RULE, Code.STRAY_FILE, "Rename"),
    Mistake("an ending in capitals", "thresholds/EXTRA.YAML", "", "«" + A_RULE, Code.STRAY_FILE, "Rename"),
    Mistake("a rule at the top of the folder", "extra.yaml", "", "«" + A_RULE, Code.STRAY_FILE, "thresholds/"),
    Mistake("choices as a mapping", ARRIVAL, CHOICES, "      «worry: A worry about a child\n      news: News on an open case\n      spam: Not for us\n", Code.WRONG_SHAPE, "“- worry: ...”"),
    Mistake("a choice without an id", ARRIVAL, "      - news: News on an open case\n", "      - «News on an open case\n", Code.WRONG_SHAPE, "- news_on_an: News on an open case"),
    Mistake("an event after a misspelt one", TIMINGS, "title: We passed it on, after: received", "title: We passed it on, after: «recieved", Code.UNKNOWN_ID, "Did you mean “received”?"),
    Mistake("weekdays in short", TIMINGS, "weekdays: [monday, tuesday, wednesday,", "weekdays: [monday, tuesday, «wed,", Code.WRONG_VALUE, "Did you mean “wednesday”?"),
    Mistake("a holding that is no list of steps", ROUTES, "  routes:\n    assessment: advice\n    immediate_protection: assessment\n", "  routes: «advice\n", Code.WRONG_SHAPE, "line of its own"),
    Mistake("switched off by the id alone", POLICY, "switch_off:\n  - rule: several-signs\n    because: Southtown counts differently.\n", "switch_off: [«several-signs]\n", Code.WRONG_SHAPE, "{rule: ..., because: ...}", policy="southtown"),
    Mistake("a version that the parent never had", POLICY, "extends: northshire@2026.1", "extends: «northshire@2025.1", Code.NO_SUCH_VERSION, "2026.1", policy="southtown"),
    Mistake("a parent and no version of it", POLICY, "extends: northshire@2026.1", "extends: «northshire", Code.WRONG_VALUE, "england@2026.1", policy="southtown"),
    Mistake("never without a when", POLICY, "  - when:\n      age: unborn\n      seen_alone: yes\n    because: Nobody sees an unborn child alone.\n", "  - «age: unborn\n    because: Nobody sees an unborn child alone.\n", Code.UNKNOWN_KEY, "There are: when."),
    Mistake("a source by its name", DANGER, "  source: act-1989 section-47", "  source: «Children Act 1989", Code.UNKNOWN_SOURCE, "policy.yaml"),
    Mistake("a day with slashes", POLICY, "  from: 2026-04-01", "  from: «2026/04/01", Code.BAD_DATE, "2026-04-01"),
    Mistake("live for adopted", POLICY, "status: adopted", "status: «live", Code.WRONG_VALUE, "Did you mean “adopted”?"),
]  # fmt: skip
"""In the wrong file, the wrong shape, or under the wrong name."""
