"""Seeded mistakes in what a policy says: dead references, conditions, polarity, clocks, parents."""

# ruff: noqa: E501 - a row a mistake, so that the table reads as one

from __future__ import annotations

from tests.policy.mistakes import MARK, Mistake
from tests.policy.mistakes_in_text import ARRIVAL, CHILD, DANGER, PATTERNS
from triage_api.policy.codes import Code

ADULTS = "questions/20-adults.yaml"
DEFINITIONS = "definitions.yaml"
RULE = "- id: extra\n  title: Extra\n  when:\n    {when}\n  then:\n    {then}\n  because: For a test.\n  source: our-judgement\n"


def one_rule(
    name: str, when: str, code: Code, remedy: str, then: str = "rag: amber", *, loud: bool = True
) -> Mistake:
    """One more rule, in a file of its own."""
    new = RULE.format(when=when.replace("\n", "\n    "), then=then)
    loud = loud and code not in (Code.ALWAYS_TRUE, Code.DUTY_ALONE)
    seen = None if MARK in new else ("thresholds/extra.yaml", "- «id: extra")
    return Mistake(name, "thresholds/extra.yaml", "", new, code, remedy, seen=seen, loud=loud)


def _definition(name: str, polarity: str, when: str, code: Code, remedy: str) -> Mistake:
    """One more definition, used by one more rule."""
    old = "- id: three_or_over"
    new = f"- id: extra\n  title: Extra\n  polarity: {polarity}\n  when:\n    {when}\n  source: our-judgement\n\n{old}"
    seen = None if MARK in new else (DEFINITIONS, "- «id: extra")
    return Mistake(name, DEFINITIONS, old, new, code, remedy, seen=seen)


AS_REFERENCES = [
    Mistake("a misspelt question in a rule", DANGER, "    danger_now: yes", "    «dangre_now: yes", Code.UNKNOWN_QUESTION, "danger_now"),
    Mistake("a hyphen for an underscore", DANGER, "      sees_the_child: yes", "      «sees-the-child: yes", Code.UNKNOWN_QUESTION, "sees_the_child"),
    Mistake("a definition without is", DANGER, "    is: cannot_get_away", "    «cannot_get_away: yes", Code.UNKNOWN_QUESTION, "is: cannot_get_away"),
    Mistake("a misspelt question in enquiries", DANGER, "enquiries: [other_adults]", "enquiries: [«other_adult]", Code.UNKNOWN_QUESTION, "other_adults"),
    Mistake("a misspelt definition", DANGER, "    is: cannot_get_away", "    is: «cant_get_away", Code.UNKNOWN_DEFINITION, "cannot_get_away"),
    Mistake("a question under is", DANGER, "    is: cannot_get_away", "    is: «moves_by_self", Code.UNKNOWN_DEFINITION, "without “is”"),
    Mistake("a misspelt choice", DANGER, "      violence_to_anyone: serious", "      violence_to_anyone: «serios", Code.UNKNOWN_CHOICE, "serious"),
    Mistake("true for yes in a condition", DANGER, "    danger_now: yes", "    danger_now: «true", Code.UNKNOWN_CHOICE, "yes"),
    Mistake("a screening answer that nobody can give", ARRIVAL, "    screens_out: [spam]", "    screens_out: [«span]", Code.UNKNOWN_CHOICE, "spam"),
    Mistake("a source that is not listed", DANGER, "  source: act-1989 section-47", "  source: «act-1898 section-47", Code.UNKNOWN_SOURCE, "act-1989"),
    Mistake("a misspelt route", DANGER, "    route: assessment", "    route: «assesment", Code.UNKNOWN_ID, "assessment"),
    Mistake("a misspelt rating", DANGER, "    rag: red\n    start", "    rag: «rde\n    start", Code.UNKNOWN_ID, "red"),
    Mistake("a misspelt contact", DANGER, "contacts: [police, health_visitor]", "contacts: [police, «helth_visitor]", Code.UNKNOWN_ID, "health_visitor"),
    Mistake("a misspelt contact in clocks", DANGER, "      health_visitor: [allocated, visited]", "      «health_visitors: [allocated, visited]", Code.UNKNOWN_ID, "health_visitor"),
    Mistake("a misspelt timing", "contacts.yaml", "    clocks: [allocated]", "    clocks: [«alocated]", Code.UNKNOWN_ID, "allocated"),
    Mistake("a misspelt event", "timings.yaml", "    starts_on: discussion_held", "    starts_on: «discusion_held", Code.UNKNOWN_ID, "discussion_held"),
    Mistake("a misspelt duty", DANGER, "    duties: [adult_worker]", "    duties: [«adult_workers]", Code.UNKNOWN_ID, "adult_worker"),
    Mistake("a misspelt unit", DANGER, "    police_unit: [CAIT, CSU]", "    police_unit: [CAIT, «CSE]", Code.UNKNOWN_ID, "CSU"),
    Mistake("a misspelt role", "routes.yaml", "    decided_by: [social_worker, manager]", "    decided_by: [social_worker, «manger]", Code.UNKNOWN_ID, "manager"),
    Mistake("a misspelt base", "routes.yaml", "base: advice", "base: «advise", Code.UNKNOWN_ID, "advice"),
    Mistake("a misspelt holding step", "routes.yaml", "    assessment: advice", "    assessment: «advise", Code.UNKNOWN_ID, "advice"),
]  # fmt: skip

AS_CONDITIONS = [
    one_rule("no lines at all", "«{}", Code.EMPTY_CONDITION, "must be true"),
    one_rule("an age in other words", "is: extra\nall:\n  - age: «younger than 1", Code.BAD_PHRASE, "under 12 months"),
    one_rule("an age without a unit", "age: «under 2", Code.BAD_PHRASE, "under 12 months"),
    one_rule("ages the wrong way round", "age: «from 5 years to 2 years", Code.BAD_PHRASE, "from 2 years"),
    one_rule("a number with a sign", "earlier_referrals: «\">= 3\"", Code.BAD_PHRASE, "at least 3"),
    one_rule("a date in other words", "any_incident:\n  happened_at: «last month", Code.BAD_PHRASE, "within 6 weeks"),
    one_rule("a note", "«words: help", Code.NOTE_IN_CONDITION, "yes/no"),
    one_rule("a line about an adult outside a block", "«violence_to_anyone: serious", Code.OUTSIDE_BLOCK, "any_adult"),
    one_rule("a definition of an adult outside a block", "is: «person_of_concern", Code.OUTSIDE_BLOCK, "any_adult"),
    one_rule("a line about an incident in a block of adults", "any_adult:\n  «strangulation: yes", Code.OUTSIDE_BLOCK, "any_incident"),
    Mistake("a line about a child in a gate of the referral", ARRIVAL, "    net: yes", "    net: yes\n    asked_when:\n      «supports: none", Code.OUTSIDE_BLOCK, "any_child"),
    one_rule("any_child in a rule", "«any_child:\n  supports: none", Code.BLOCK, "each child"),
    one_rule("a block in a block", "any_adult:\n  sees_the_child: yes\n  «any_incident: {strangulation: yes}", Code.BLOCK, "side by side"),
    one_rule("counted from an incident, and nothing says which", "any:\n  - danger_now: yes\n  - «last_seen: after the incident", Code.OUTSIDE_BLOCK, "any_incident"),
    one_rule("counted from an incident there, by a definition", "not: {is: «seen_since}", Code.OUTSIDE_BLOCK, "any_incident"),
    one_rule("counted from itself", "any_incident:\n  «happened_at: after the incident", Code.INCIDENT_DAY, "receipt"),
    one_rule("two days counted from incidents", "any_incident:\n  last_seen: after the incident\n  «leaves_on: before the incident", Code.INCIDENT_DAY, "one of them"),
    Mistake("counted from a day that nobody asks for", ADULTS, "    day_of: incident\n", "", Code.INCIDENT_DAY, "day_of: incident", seen=(DEFINITIONS, "«last_seen: after the incident")),
    Mistake("the day of an incident that is not always asked", ADULTS, "    day_of: incident\n", "    day_of: incident\n    asked_when: {strangulation: yes}\n", Code.INCIDENT_DAY, "asked_when", seen=(ADULTS, "«id: happened_at")),
    Mistake("the day of an incident that is no day", ADULTS, "    answer: time\n    day_of: incident\n", "    answer: number\n    «day_of: incident\n", Code.MISPLACED_KEY, "answer: date"),
    Mistake("what keeps a list from being empty, in a question that closes none", ADULTS, "    ask: Was anyone's neck or throat held?\n", "    ask: Was anyone's neck or throat held?\n    «not_empty_when: {danger_now: yes}\n", Code.MISPLACED_KEY, "closes: adults"),
    Mistake("what keeps the list from being empty, of one on it", ADULTS, "    not_empty_when: {danger_now: yes}", "    not_empty_when: {«violence_to_anyone: serious}", Code.OUTSIDE_BLOCK, "what was ticked"),
    Mistake("what keeps the list from being empty, of anybody on it", ADULTS, "    not_empty_when: {danger_now: yes}", "    not_empty_when:\n      «any_adult: {violence_to_anyone: serious}", Code.OUTSIDE_BLOCK, "what was ticked"),
    Mistake("what keeps the list from being empty, by a definition of one on it", ADULTS, "    not_empty_when: {danger_now: yes}", "    not_empty_when:\n      is: «person_of_concern", Code.OUTSIDE_BLOCK, "what was ticked"),
    Mistake("what keeps the list from being empty, by the question that closes it", ADULTS, "    not_empty_when: {danger_now: yes}", "    not_empty_when: {«other_adults: yes}", Code.OUTSIDE_BLOCK, "what was ticked"),
    Mistake("what keeps the list from being empty, by a no", ADULTS, "    not_empty_when: {danger_now: yes}", "    not_empty_when: {«danger_now: no}", Code.POLARITY, "what was told"),
    Mistake("what keeps the list from being empty, denied", ADULTS, "    not_empty_when: {danger_now: yes}", "    not_empty_when: {not: {«danger_now: yes}}", Code.POLARITY, "what was told"),
    Mistake("a misspelt question in what keeps a list from being empty", ADULTS, "    not_empty_when: {danger_now: yes}", "    not_empty_when: {«danger_no: yes}", Code.UNKNOWN_QUESTION, "danger_now"),
    Mistake("the day of a child", CHILD, "    ask: When did a professional last see the child?\n    about: child\n", "    ask: When did a professional last see the child?\n    about: child\n    «day_of: incident\n", Code.MISPLACED_KEY, "about: incident"),
    one_rule("a block in a block, by a definition", "any_incident:\n  strangulation: yes\n  is: «violent_home", Code.BLOCK, "side by side"),
    Mistake("any adult in the gate of a question about an adult", ADULTS, "    ask: Is it safe to ring?\n    about: adult\n", "    ask: Is it safe to ring?\n    about: adult\n    asked_when:\n      «any_adult: {sees_the_child: yes}\n", Code.BLOCK, "each adult"),
    one_rule("an empty list of lines", "any: «[]", Code.EMPTY_CONDITION, "must be true"),
    one_rule("a count without a list", "at_least: «3", Code.WRONG_SHAPE, "line"),
    _definition("a definition of an adult and an incident", "risk", "violence_to_anyone: serious\n    strangulation: yes", Code.OUTSIDE_BLOCK, "any_incident"),
    Mistake("settled by an incident", "policy.yaml", "cannot_settle: person_of_concern", "cannot_settle: recent", Code.OUTSIDE_BLOCK, "any_adult", seen=(DEFINITIONS, "«id: recent")),
    Mistake("an incident of concern", "casework.yaml", "of_concern: person_of_concern", "of_concern: recent", Code.OUTSIDE_BLOCK, "any_adult", seen=(DEFINITIONS, "«id: recent")),
    one_rule("more than there are", "«at_least: {count: 3, of: [{topics: neglect}, {danger_now: yes}]}", Code.IMPOSSIBLE_COUNT, "Lower"),
    one_rule("two answers to one choice", "any_adult:\n  «at_least: {count: 2, of: [{relation: parent}, {relation: partner}]}", Code.IMPOSSIBLE_COUNT, "Lower"),
    one_rule("a sign copied and not changed", "at_least: {count: 2, of: [{topics: neglect}, {danger_now: yes}, {«topics: neglect}]}", Code.DUPLICATE_LINE, "Delete"),
    one_rule("two signs as one entry, in another order", "at_least: {count: 2, of: [{topics: neglect}, {danger_now: yes, supports: none}, {«supports: none, danger_now: yes}]}", Code.DUPLICATE_LINE, "Delete"),
    one_rule("a definition and what it says", "at_least: {count: 2, of: [{is: under_two}, {danger_now: yes}, {«age: under 2 years}]}", Code.DUPLICATE_LINE, "Delete"),
    one_rule("one adult counted twice", "at_least: {count: 2, of: [{danger_now: yes}, {any_adult: {sees_the_child: yes}}, {«any_adult: {sees_the_child: yes}}]}", Code.DUPLICATE_LINE, "Delete"),
    one_rule("an answer counted beside a list that names it", "at_least: {count: 2, of: [{topics: neglect}, {«topics: [neglect, sexual]}]}", Code.DUPLICATE_LINE, "one line", loud=False),
    one_rule("an answer in two lists that are counted", "any_adult: {at_least: {count: 1, of: [{relation: [parent, partner]}, {«relation: [partner, other]}]}}", Code.DUPLICATE_LINE, "one line", loud=False),
    one_rule("a number counted beside a greater one", "at_least: {count: 2, of: [{earlier_referrals: at least 3}, {«earlier_referrals: at least 5}]}", Code.DUPLICATE_LINE, "weigh twice", loud=False),
    one_rule("a line twice where one is enough", "any: [{topics: neglect}, {danger_now: yes}, {«topics: neglect}]", Code.DUPLICATE_LINE, "what was meant", loud=False),
    one_rule("a line twice where all must be true", "all: [{topics: neglect}, {danger_now: yes}, {«topics: neglect}]", Code.DUPLICATE_LINE, "what was meant", loud=False),
    one_rule("reassured by what is missing", "not:\n  «at_least: {count: 1, of: [{danger_now: yes}], counting: not_ruled_out}", Code.NEGATED_COUNT, "without"),
    Mistake("a definition that uses itself", DEFINITIONS, "    last_seen: after the incident", "    is: seen_since", Code.DEFINITION_CYCLE, "Write out", seen=(DEFINITIONS, "«id: seen_since")),
    Mistake("two definitions that use each other", DEFINITIONS, "- id: under_two\n  title: Under two, or not yet born\n  polarity: risk\n  when:\n    age: under 2 years", "- «id: under_two\n  title: Under two, or not yet born\n  polarity: risk\n  when:\n    is: cannot_get_away", Code.DEFINITION_CYCLE, "Write out"),
    Mistake("two questions that wait for each other", CHILD, "    polarity: by_definition\n    not_known: treat_as_risk\n", "    polarity: by_definition\n    not_known: treat_as_risk\n    asked_when: {seen_alone: yes}\n", Code.GATE_CYCLE, "first", seen=(CHILD, "«id: age\n")),
    one_rule("every answer", "«danger_now: [yes, no]", Code.ALWAYS_TRUE, "Delete"),
    one_rule("a risk under not", "not: {«danger_now: yes}", Code.POLARITY, "not under"),
    one_rule("a mild answer without the worse", "any_adult: {«violence_to_anyone: [threats, minor]}", Code.POLARITY, "serious"),
    one_rule("a reassuring answer that raises", "«supports: steady", Code.POLARITY, "lowest"),
    one_rule("few referrals as a risk", "«earlier_referrals: at most 2", Code.POLARITY, "at least 3"),
    one_rule("a protective definition that raises", "any_incident:\n  is: «seen_since", Code.POLARITY, "not"),
    Mistake("a date called a risk", CHILD, "    ask: When did a professional last see the child?\n    about: child\n    answer: date\n    stage: decision\n    polarity: by_definition", "    ask: When did a professional last see the child?\n    about: child\n    answer: date\n    stage: decision\n    polarity: risk", Code.POLARITY, "by_definition", seen=(CHILD, "«id: last_seen")),
    Mistake("an age called a risk", CHILD, "    polarity: by_definition\n    not_known: treat_as_risk\n", "    polarity: risk\n    not_known: treat_as_risk\n", Code.POLARITY, "by_definition", seen=(CHILD, "«id: age\n")),
    one_rule("an age in a rule itself", "«age: under 2 years", Code.BY_DEFINITION, "is:"),
    Mistake("a neutral definition of a risk", DEFINITIONS, "  title: The adult that the worry is about\n  polarity: risk", "  title: The adult that the worry is about\n  polarity: neutral", Code.DEFINITION_POLARITY, "polarity: risk", seen=(PATTERNS, "      - {is: «person_of_concern}")),
    _definition("a definition against its polarity", "protective", "«danger_now: yes", Code.POLARITY, "not"),
    one_rule("not, without the gate", "not: {«seen_alone: yes}", Code.NEEDS_GATE, "asked_when"),
    Mistake("a choice out of order", ADULTS, "{id: minor, label: Minor, level: 1}", "{id: «minor, label: Minor, level: 0}", Code.CHOICE_ORDER, "lowest level"),
    one_rule("a question without effect that gives a route", "any_adult: {«safe_to_ring: no}", Code.NO_EFFECT, "find_out", then="route: assessment"),
]  # fmt: skip

AS_WHOLE = [
    Mistake("no screening question", ARRIVAL, "    stage: screening\n", "    stage: decision\n", Code.SCREENING, "stage", seen=("policy.yaml", "«# A made-up")),
    Mistake("two screening questions", ARRIVAL, "    answer: several\n    stage: first_look", "    answer: several\n    stage: screening", Code.SCREENING, "first_look", seen=(ARRIVAL, "«id: topics")),
    Mistake("a first look of seven", ADULTS, "    ask: Is it safe to ring?\n    about: adult\n    answer: yes_no\n    stage: arrangements", "    ask: Is it safe to ring?\n    about: adult\n    answer: yes_no\n    stage: first_look", Code.FIRST_LOOK, "decision", seen=(ADULTS, "«id: safe_to_ring")),
    Mistake("nobody who can find out", CHILD, "    who_can_find_out: The family\n", "", Code.NOBODY_TO_ASK, "who_can_find_out", seen=(CHILD, "«id: supports"), loud=False),
    Mistake("a former id that is in use", ARRIVAL, "    was: [danger, in_danger]", "    was: [danger, topics]", Code.FORMER_ID, "Delete", seen=(ARRIVAL, "«id: danger_now")),
    Mistake("a choice that nothing tests", ARRIVAL, "      - neglect: Neglect", "      - neglect: Neglect\n      - «online: Harm online", Code.UNTESTED_CHOICE, "rule", loud=False),
    Mistake("a question that nothing tests", ARRIVAL, "  - id: words\n", "  - «id: idle\n    ask: Is it raining?\n    about: referral\n    answer: yes_no\n    stage: decision\n    polarity: neutral\n    not_known: no_effect\n    source: our-judgement\n\n  - id: words\n", Code.UNUSED, "delete", loud=False),
    Mistake("a contact that nobody asks for", "contacts.yaml", "  - id: parents\n", "  - «id: school\n    role: The school\n    agency: health\n    why: They see the child.\n    tell: All\n    ask: All\n    record: All\n    clocks: [told]\n    source: our-judgement\n  - id: parents\n", Code.UNUSED, "delete", loud=False),
    Mistake("nothing follows", DANGER, "    route: immediate_protection\n    rag: red\n    start: immediately\n    harm: [physical, emotional]\n    contacts: [police_cait]\n    call_999: yes\n    warn: Do not ring the home first.\n", "    «{}\n", Code.EMPTY_THEN, "follows"),
    Mistake("a contact without a clock", "contacts.yaml", "    safety: Find a safe time first.\n    clocks: [told]\n", "    safety: Find a safe time first.\n", Code.NO_CLOCK, "clocks:", seen=("contacts.yaml", "«id: parents")),
    Mistake("held above what it could reach", "routes.yaml", "    assessment: advice", "    assessment: «immediate_protection", Code.HOLDING, "below"),
    Mistake("a route that is held nowhere", "routes.yaml", "    immediate_protection: assessment\n", "", Code.HOLDING, "immediate_protection:", seen=("routes.yaml", "«holding:")),
    Mistake("a higher route that is slower", "routes.yaml", "    level_of_need: 4\n    rag_at_least: red", "    level_of_need: 4\n    rag_at_least: green", Code.RAG_FALLS, "as urgent", seen=("routes.yaml", "  - «id: immediate_protection"), loud=False),
    one_rule("a worker for the adult alone", "any_adult: {safe_to_ring: yes}", Code.DUTY_ALONE, "for the child", then="duties: [adult_worker]"),
    Mistake("receipt after something else", "timings.yaml", "title: We received it,", "title: We received it, after: passed_on,", Code.EVENTS, "Delete", seen=("timings.yaml", "  - «{id: received")),
    Mistake("a file with a misspelt name", "contact.yaml", "", b"contacts: []\n", Code.STRAY_FILE, "contacts.yaml", at=(1, 1)),
    Mistake("a file too deep in folders", "thresholds/old/more.yaml", "", b"- id: x\n", Code.STRAY_FILE, "Move it up", at=(1, 1)),
    Mistake("two roots of events", "timings.yaml", "title: We passed it on, after: received,", "title: We passed it on,", Code.EVENTS, "after: received", seen=("timings.yaml", "  - «{id: passed_on")),
    Mistake("events in a circle", "timings.yaml", "title: We passed it on, after: received,", "title: We passed it on, after: passed_on,", Code.EVENTS, "after", seen=("timings.yaml", "  - «{id: passed_on")),
    Mistake("an unverified figure", "timings.yaml", "    within: 15 working days\n    source: act-1989", "    within: 15 working days\n    source: «unverified", Code.UNVERIFIED, "Read", loud=False),
    Mistake("a question without a source", CHILD, "    who_can_find_out: The family\n    source: our-judgement\n", "    who_can_find_out: The family\n", Code.NO_SOURCE, "our-judgement", seen=(CHILD, "«id: supports"), loud=False),
    Mistake("statutory by our own judgement", DANGER, "  source: act-1989 section-47", "  source: our-judgement", Code.STATUTORY_SOURCE, "verified", seen=(DANGER, "«id: act-now")),
    Mistake("ends before it begins", "policy.yaml", "  until: 2028-03-31", "  until: «2025-03-31", Code.IN_FORCE, "later"),
    Mistake("adopted by nobody", "policy.yaml", "status: adopted\nadopted:\n  by: The safeguarding partnership\n  on: 2026-03-02\n", "status: «adopted\n", Code.ADOPTION, "draft"),
    Mistake("a draft that was adopted", "policy.yaml", "status: adopted", "status: draft", Code.ADOPTION, "adopted", seen=("policy.yaml", "  «by: The")),
    Mistake("another name than its folder", "policy.yaml", "id: northshire", "id: «northshires", Code.WRONG_ID, "same name"),
    Mistake("a file with another ending", "thresholds/more.yml", "", b"- id: x\n", Code.STRAY_FILE, ".yaml", at=(1, 1)),
    Mistake("a folder with a misspelt name", "treshholds/more.yaml", "", b"- id: x\n", Code.STRAY_FILE, "thresholds", at=(1, 1)),
    Mistake("questions without a section", CHILD, "section:\n  id: child\n  title: The child\n", "", Code.MISSING_KEY, "section:", seen=(CHILD, "«questions:")),
]  # fmt: skip

AS_CHILD = [
    Mistake("a parent that is not there", "policy.yaml", "extends: northshire@2026.1", "extends: «northshore@2026.1", Code.NO_SUCH_POLICY, "northshire", policy="southtown"),
    Mistake("a version that is not there", "policy.yaml", "extends: northshire@2026.1", "extends: «northshire@2025.9", Code.NO_SUCH_VERSION, "2026.1", policy="southtown"),
    Mistake("a parent without a version", "policy.yaml", "extends: northshire@2026.1", "extends: «northshire", Code.WRONG_VALUE, "@", policy="southtown"),
    Mistake("a policy that extends itself", "policy.yaml", "extends: northshire@2026.1", "extends: «southtown@2026.2", Code.EXTENDS_CYCLE, "Delete", policy="southtown"),
    Mistake("a statutory rule switched off", "policy.yaml", "  - rule: several-signs", "  - rule: «act-now", Code.STATUTORY_TOUCHED, "Leave", policy="southtown"),
    Mistake("a statutory rule replaced", "thresholds/home.yaml", "- id: many-carers", "- «id: act-now", Code.STATUTORY_TOUCHED, "Leave", policy="southtown"),
    Mistake("a part of a statutory rule replaced", "questions/15-home.yaml", "  - id: many_carers", "  - «id: danger_now\n    ask: Is anyone in danger?\n    about: referral\n    answer: yes_no\n    stage: decision\n    polarity: risk\n    not_known: find_out\n    who_can_find_out: Nobody\n    source: our-judgement\n  - id: many_carers", Code.STATUTORY_PART, "word by word", policy="southtown", loud=False),
    Mistake("a rule switched off that is not there", "policy.yaml", "  - rule: several-signs", "  - rule: «several-sings", Code.SWITCHED_OFF, "several-signs", policy="southtown"),
    Mistake("a rule written and switched off", "policy.yaml", "  - rule: several-signs", "  - rule: «many-carers", Code.SWITCHED_OFF, "Delete", policy="southtown"),
    Mistake("a new route without a place", "routes.yaml", "    before: assessment\n", "", Code.LADDER, "before:", seen=("routes.yaml", "«id: early_help")  , policy="southtown"),
    Mistake("a place that is not there", "routes.yaml", "    before: assessment", "    before: «assesment", Code.LADDER, "assessment", policy="southtown"),
    Mistake("a place for what has one", "routes.yaml", "    title: Advice\n", "    before: «assessment\n    title: Advice\n", Code.LADDER, "Delete"),
    Mistake("older than its parent", "policy.yaml", "  from: 2026-05-01", "  «from: 2026-01-01", Code.IN_FORCE, "later", policy="southtown", loud=False),
    Mistake("no policy.yaml's status", "policy.yaml", "status: draft\n", "", Code.MISSING_KEY, "status:", seen=("policy.yaml", "«id: southtown"), policy="southtown"),
]  # fmt: skip
