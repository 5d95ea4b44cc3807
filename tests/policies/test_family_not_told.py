"""Where telling the family could cost the child dearly, nobody is sent to tell them, unknown or not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.policies.interviewed import NOT_KNOWN, a_case, not_known, to_the_end
from tests.policies.shipped import IDS

OUTSIDE = {"outside": ["cutting_or_marriage"]}
HONOUR = {**OUTSIDE, "cutting_what": "not_about_it"}
CUTTING = {**OUTSIDE, "honour_what": "not_about_it"}
SEXUAL = {"hurt": ["sexual"], "sexual_what": "older_or_adult"}
ILL = {"hurt": ["illness"], "untreated": "no"}
CASES: dict[str, dict[str, Any]] = {
    "forced marriage feared": {**HONOUR, "based_on": "worry", "honour_what": "feared"},
    "forced marriage, and nobody can say what": {**HONOUR, "based_on": "signs", "honour_what": NOT_KNOWN},
    "forced marriage threatened, with nothing to show": {
        **HONOUR, "based_on": "nothing", "honour_what": "threatened",
    },
    "genital cutting feared": {**CUTTING, "based_on": "worry", "cutting_what": "feared"},
    "genital cutting, and nobody can say what": {**CUTTING, "based_on": "signs", "cutting_what": NOT_KNOWN},
    "the topic, and nothing else known": {**OUTSIDE, "cutting_what": NOT_KNOWN, "honour_what": NOT_KNOWN},
    "sexual harm by an adult, told by the child": {**SEXUAL, "based_on": "told", "suspect_with_child": "no"},
    "sexual harm by an adult, at third hand": {**SEXUAL, "based_on": "worry", "suspect_with_child": "no"},
    "sexual harm by an adult who is with the child": {
        **SEXUAL, "based_on": "worry", "suspect_with_child": "yes",
    },
    "sexual harm, and nobody can say by whom": {
        **SEXUAL, "based_on": "signs", "sexual_what": NOT_KNOWN,
    },
    "illness that doctors cannot explain": {**ILL, "based_on": "signs", "illness_what": "unexplained"},
    "an illness that a doctor suspects is made up": {**ILL, "based_on": "worry", "illness_what": "suspected"},
}  # fmt: skip


@pytest.mark.parametrize("id", IDS)
@pytest.mark.parametrize("case", CASES)
def test_nobody_is_sent_to_tell_the_family(id: str, case: str) -> None:
    body = a_case({"age": "9 years", **CASES[case]}, {"parents_agree": "not_told"})
    found = to_the_end({**body, "policy": id}, not_known, id)
    told = [one for one in found.contacts if one.contact.id == "parents" and one.held_back is None]
    assert not told
    assert found.route != "universal_advice"


@pytest.mark.parametrize("id", IDS)
def test_elsewhere_the_family_hears_of_it_from_us(id: str) -> None:
    """The table above shows something: an ordinary worry is spoken of with the parents."""
    body = a_case({"age": "9 years", "hurt": ["neglect"], "care": "poor"}, {})
    found = to_the_end({**body, "policy": id}, not_known, id)
    assert [one for one in found.contacts if one.contact.id == "parents" and one.held_back is None]


@pytest.mark.parametrize("id", IDS)
def test_where_a_discussion_is_to_settle_it_the_decision_alone_does_not(id: str) -> None:
    """The route is decided in minutes; the discussion that it asks for has not been held then."""
    body = a_case({"age": "14 years", **SEXUAL, "based_on": "told"}, {"parents_agree": "not_told"})
    decided = {"event": "decided", "at": "2026-03-04T10:30:00+00:00"}
    found = to_the_end({**body, "policy": id, "events": [decided]}, not_known, id)
    assert found.route == "strategy_discussion"
    assert ("parents", "strategy_discussion_held") in {(one.contact, one.until) for one in found.do_not}
    assert not [one for one in found.contacts if one.contact.id == "parents" and one.held_back is None]
