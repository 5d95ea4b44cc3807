"""Seeded mistakes in how the work runs: clocks, roles, stages, what is searched, said and kept."""

# ruff: noqa: E501 - a row a mistake, so that the table reads as one

from __future__ import annotations

from tests.policy.mistakes import Mistake
from triage_api.policy.codes import Code

CASEWORK = "casework.yaml"

AS_CASEWORK = [
    Mistake("a clock that nothing runs on", CASEWORK, "  - {id: news_acknowledged, what: The worker knows", "  - «{id: dispute_answered, what: A manager takes it up, within: 2 hours, source: our-judgement}\n  - {id: news_acknowledged, what: The worker knows", Code.UNUSED, "first stage", loud=False),
    Mistake("a clock that nobody keeps", CASEWORK, "{id: first_look, what", "{id: «frist_look, what", Code.UNKNOWN_ID, "first_look"),
    Mistake("a clock without a unit", CASEWORK, "within: 1 office hour", "within: «8", Code.BAD_DURATION, "hours"),
    Mistake("a clock without its time", CASEWORK, ", within: 1 office hour", "", Code.MISSING_KEY, "within:", seen=(CASEWORK, "«{id: first_look")),
    Mistake("two clocks of one name", CASEWORK, "  - {id: news_acknowledged, what: The worker knows", "  - «{id: first_look, what: The worker knows", Code.DUPLICATE_ID, "another"),
    Mistake("a permission that there is not", CASEWORK, "{id: give_second_view, roles", "{id: «give_second_views, roles", Code.UNKNOWN_ID, "give_second_view"),
    Mistake("a permission for a role that there is not", CASEWORK, "roles: [manager, social_worker]", "roles: [manager, «social_workers]", Code.UNKNOWN_ID, "social_worker"),
    Mistake("a team of a role that there is not", CASEWORK, "title: The night team, roles: [manager]", "title: The night team, roles: [«manger]", Code.UNKNOWN_ID, "manager"),
    Mistake("a team that is maybe out of hours", CASEWORK, "out_of_hours: yes", "out_of_hours: «maybe", Code.WRONG_VALUE, "yes"),
    Mistake("a decision proposed by nobody here", CASEWORK, "proposed_by: social_worker", "proposed_by: «socialworker", Code.UNKNOWN_ID, "social_worker"),
    Mistake("a second view at some time", CASEWORK, "decided_by: manager, second_view: before", "decided_by: manager, second_view: «sometimes", Code.WRONG_VALUE, "before"),
    Mistake("a disagreement answered by nobody here", CASEWORK, "answered_by: manager", "answered_by: «managers", Code.UNKNOWN_ID, "manager"),
    Mistake("a disputed transfer taken up by nobody here", CASEWORK, "answered_by: [manager]", "answered_by: [«managers»]", Code.UNKNOWN_ID, "manager"),
    Mistake("a disagreement without a time", CASEWORK, "answered_by: manager, within: 24 hours", "answered_by: manager", Code.MISSING_KEY, "within:", seen=(CASEWORK, "«{id: manager, title: The manager")),
    Mistake("a discussion that needs an agency that there is not", CASEWORK, "needs: [police, health]", "needs: [police, «heath]", Code.UNKNOWN_ID, "health"),
    Mistake("a discussion with a police unit that there is not", CASEWORK, "units: [CAIT, CSU]", "units: [CAIT, «CUS]", Code.UNKNOWN_ID, "CSU"),
    Mistake("a discussion that is held by no event", CASEWORK, "  held: discussion_held", "  held: «discusion_held", Code.UNKNOWN_ID, "discussion_held"),
    Mistake("a visit that is no event", CASEWORK, "visits: {seen: seen,", "visits: {seen: «sene,", Code.UNKNOWN_ID, "seen"),
    Mistake("a visit to an adult of no known kind", CASEWORK, "of_concern: person_of_concern", "of_concern: «person_of_concerns", Code.UNKNOWN_DEFINITION, "person_of_concern"),
    Mistake("sharing below a route that there is not", CASEWORK, "needed_below: immediate_protection", "needed_below: «imediate_protection", Code.UNKNOWN_ID, "immediate_protection"),
    Mistake("a harm that there is not", CASEWORK, "unsafe_where: physical", "unsafe_where: «phisical", Code.UNKNOWN_ID, "physical"),
    Mistake("said of an adult by a question that there is not", CASEWORK, "say: [relation, violence_to_anyone]", "say: [relation, «violence]", Code.UNKNOWN_QUESTION, "violence_to_anyone"),
    Mistake("told by an answer that nobody can give", CASEWORK, "title: A call, senders: worry", "title: A call, senders: «wory", Code.UNKNOWN_CHOICE, "worry"),
    Mistake("a move that is no event", CASEWORK, "moves: {known: passed_on,", "moves: {known: «pased_on,", Code.UNKNOWN_ID, "passed_on"),
    Mistake("records of nobody", CASEWORK, "searches: {needs: [police]", "searches: {needs: [«polise]", Code.UNKNOWN_ID, "police"),
    Mistake("news that asks what is no question", CASEWORK, "ask: [danger_now, age]", "ask: [danger_now, «aeg]", Code.UNKNOWN_QUESTION, "age"),
    Mistake("kept after a route that there is not", CASEWORK, "routes: [advice], keep", "routes: [«advise], keep", Code.UNKNOWN_ID, "advice"),
    Mistake("kept for ever", CASEWORK, "keep: 12 months", "keep: «for ever", Code.BAD_DURATION, "3 months"),
    Mistake("a return for a route that there is not", CASEWORK, "contact_flags: {advice: ADVICE_FLAG", "contact_flags: {«advise: ADVICE_FLAG", Code.UNKNOWN_ID, "advice"),
    Mistake("a return of an answer that nobody can give", CASEWORK, 'sources: {worry: "6"}', 'sources: {«wory: "6"}', Code.UNKNOWN_CHOICE, "worry"),
    Mistake("a small number in words", CASEWORK, "small_numbers: 5", "small_numbers: «five", Code.BAD_NUMBER, "digits"),
    Mistake("a misspelt part", CASEWORK, "safe_contact: {agencies", "«safe_contacts: {agencies", Code.UNKNOWN_KEY, "safe_contact"),
    Mistake("a part without a source", CASEWORK, "searches: {needs: [police], source: our-judgement}", "searches: {needs: [police]}", Code.MISSING_KEY, "source:", seen=(CASEWORK, "searches: «{needs")),
    Mistake("away by an answer that nobody can give", CASEWORK, 'away: "no"', "away: «nope", Code.UNKNOWN_CHOICE, "no"),
]  # fmt: skip
