"""Decisions and what is owed because of them, over HTTP: Child J, as the councils might have worked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.servers import Front

Json = dict[str, Any]
LOWERING = {"code": "own_judgement", "words": "Many managers would have decided the same."}
REASONS = "The mother does not let us in, and nothing is known of him."
CHILD = {"age": "13 months", "bruise": "yes", "hungry": "yes", "signs": []}


class Case:
    """One referral over HTTP, worked on by whoever is named."""

    def __init__(self, served: Front) -> None:
        self.served = served
        answers = {"kind": "worry", "family_asks": "no", "told_parents": "no", "other_adults": "no"}
        children = [{"ref": "child-j", "answers": CHILD}]
        self.at = f"/v1/referrals/{served.opened(answers=answers, children=children)['id']}"

    def send(self, path: str, body: Json, role: str = "worker", status: int = 200) -> Json:
        version = self.served.get(self.at).json()["version"]
        answer = self.served.post(f"{self.at}/{path}", body, role=role, version=version)
        assert answer.status_code == status, answer.text
        found: Json = answer.json()
        return found

    def refused(self, path: str, body: Json, role: str = "worker") -> str:
        """The code with which it is refused."""
        version = self.served.get(self.at).json()["version"]
        answer = self.served.post(f"{self.at}/{path}", body, role=role, version=version)
        assert answer.status_code in (403, 409, 422), answer.text
        return str(answer.json()["type"]).partition("#")[2]


@pytest.fixture
def case(served: Front) -> Case:
    """A bruised and hungry child, decided for assessment."""
    case = Case(served)
    case.send("decisions", {"route": "assessment", "rag": "amber", "reasons": REASONS})
    return case


def test_a_conference_is_proposed_and_decided_against_only_with_a_second_manager(case: Case) -> None:
    """2.2.16."""
    ruling = {"route": "assessment", "rag": "amber", "reasons": REASONS, "point": "end_of_assessment"}
    case.send("proposals", {"point": "end_of_assessment", "value": "conference", "words": REASONS})
    assert case.refused("decisions", {**ruling, "value": "no_conference"}, "manager") == "lowers"
    state = case.send("decisions", {**ruling, "value": "no_conference", "lowering": LOWERING}, "manager")
    assert state["state"] == "awaiting_second_view"
    view = {
        "of": state["decision"]["number"],
        "agrees": True,
        "words": "I have read it and asked the police.",
    }
    assert case.refused("second-views", view, "manager") == "own-lowering"
    assert case.send("second-views", view, "senior")["state"] == "decided"


def test_a_contact_is_told_with_agreement_or_a_managers_reason(case: Case) -> None:
    made = {"state": "made", "with": "Ms Hill, health visitor"}
    at = "contacts/health_visitor"
    assert case.refused(at, made) == "sharing-not-said"
    case.send(f"{at}/sharing", {"basis": "not_told", "words": "She would be in danger if he knew."})
    assert case.refused(at, made) == "sharing-waits"
    reason = {"words": "The child cannot wait until she can be asked."}
    assert case.refused(f"{at}/sharing-without-agreement", reason) == "role"
    case.send(f"{at}/sharing-without-agreement", reason, "manager")
    contacts = {one["id"]: one for one in case.send(at, made)["contacts"]}
    assert contacts["health_visitor"]["state"] == "made"


def test_a_deadline_put_later_is_a_lowering_and_keeps_the_first(case: Case) -> None:
    contacts = {one["id"]: one for one in case.served.get(f"{case.at}/contacts").json()["contacts"]}
    later = {"due": "2030-01-01T12:00:00Z", "lowering": LOWERING}
    state = case.send("contacts/school/extensions", later)
    school = next(one for one in state["contacts"] if one["id"] == "school")
    assert (school["due"], school["extensions"][0]["was_due"]) == (
        "2030-01-01T12:00:00+00:00",
        contacts["school"]["due"],
    )
    assert state["lowerings"][-1]["what"] == "deadline"


def test_the_worker_who_disagrees_has_somewhere_to_go(case: Case) -> None:
    """2.2.26."""
    about = "Luton decided on early help without seeing anybody."
    state = case.send("disagreements", {"words": "I am anxious about him there.", "about": about})
    of = state["disagreements"][0]["number"]
    answer = {"of": of, "outcome": "upheld", "words": "Other councils have other thresholds."}
    assert case.refused("disagreements/answers", answer) == "own-disagreement"
    case.send("disagreements/answers", answer, "manager")
    climb = {"of": of, "words": "It is not about thresholds: the man is there."}
    state = case.send("disagreements/climbs", climb)
    assert state["disagreements"][0]["stages"][-1]["stage"] == "senior"
    case.send("disagreements/answers", {**answer, "outcome": "changed"}, "senior")
    second = case.send("disagreements", {"words": "The rating should be red."})["disagreements"][1]
    words = {"of": second["number"], "words": "I was wrong about the date."}
    assert case.send("disagreements/withdrawals", words)["disagreements"][1]["state"] == "withdrawn"


def test_news_of_the_violent_adult_overtakes_the_decision(case: Case) -> None:
    """2.2.14: it reached one worker by telephone, and nothing was asked again."""
    case.send("adults", {"ref": "boyfriend"})
    news = {
        "words": "He is charged with a life-changing assault on the neighbour.",
        "said_by": "Safer communities team",
        "how_known": "record",
        "to": "A manager",
        "answers": [{"about": "boyfriend", "question": "violent", "answer": "yes"}],
    }
    state = case.send("news", news)
    assert state["overtaken"]["rose_to"] == {"route": "assessment", "rag": "red"}
    known = {"of": state["news"][0]["number"], "words": "I am calling a strategy discussion today."}
    assert case.refused("news/acknowledgements", known) == "named-for-another"
    case.send("news/acknowledgements", known, "manager")
    ruling = {
        "route": "strategy",
        "rag": "red",
        "reasons": "A baby and a man who maims.",
        "point": "new_information",
    }
    assert case.send("decisions", ruling, "manager")["overtaken"] is None
