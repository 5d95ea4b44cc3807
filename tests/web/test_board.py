"""The board, its calendar, search and hand-over, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.web.servers import Front, front

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
RECEIVED = "2026-11-23T09:00:00+00:00"
CHILD = {
    "ref": "child-1",
    "answers": {
        "age": "3 years",
        "hungry": "yes",
        "bruise": "no",
        "signs": {"value": [], "nothing_else": True},
    },
}
CASE: dict[str, Any] = {
    "received_at": RECEIVED,
    "answers": {"kind": "worry", "family_asks": "no", "told_parents": "no", "other_adults": "no"},
    "children": [CHILD],
}
Json = dict[str, Any]


@dataclass
class Office:
    """A server, and the hour."""

    front: Front
    now: datetime = NOW

    def board(self, at: str = "start", role: str = "worker") -> Json:
        found: Json = self.front.get(f"/v1/board?policy=hallamshire&at={at}", role=role).json()
        return found

    def post(self, path: str, body: Json, role: str = "worker", status: int = 200) -> Json:
        parts = path.split("/")
        version = None
        if parts[2] == "referrals" and len(parts) > 4:
            version = self.front.get("/".join(parts[:4]), role=role).json()["version"]
        answer = self.front.post(path, body, role=role, version=version)
        assert answer.status_code == status, answer.text
        found: Json = answer.json()
        return found

    def decided(self, **more: Any) -> str:
        """A referral that was decided as recommended."""
        state = self.front.opened(**CASE, **more)
        at = f"/v1/referrals/{state['id']}"
        self.post(
            f"{at}/decisions",
            {"route": "assessment", "rag": "amber", "reasons": "She goes hungry at home."},
        )
        return str(state["id"])


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office of its own for each test, at ten o'clock."""
    place: list[Office] = []
    with front(tmp_path / "data", clock=lambda: place[0].now if place else NOW) as running:
        place.append(Office(running))
        yield place[0]
        assert running.ledger.verify().findings == ()


def ids(section: Json) -> list[str]:
    return [one["id"] for one in section["first"]]


def test_what_is_due_is_soon_then_needs_a_person(office: Office) -> None:
    office.decided()
    soon = office.board("end")["sections"]
    assert "contact:school" not in ids(soon["now"])
    office.now += timedelta(days=2)
    sections = office.board()["sections"]
    assert {"contact:school", "contact:parents"} <= set(ids(sections["now"]))
    assert sections["now"]["count"] == len(ids(sections["now"]))
    late = {(row["whose"], row["agency"]): row["count"] for row in office.board()["late"]}
    assert late["ours", "school"] == 1


@pytest.mark.parametrize(
    ("at", "until"),
    [("start", "2026-11-23T17:00:00+00:00"), ("end", "2026-11-24T09:00:00+00:00")],
)
def test_the_two_views_look_as_far_as_the_office_hours_say(office: Office, at: str, until: str) -> None:
    assert office.board(at)["until"] == until


def test_there_are_ten_alarms_at_most_and_each_number_says_since_when(office: Office) -> None:
    for _ in range(6):
        office.decided()
    office.now += timedelta(days=2)
    alarms = office.board()["sections"]["now"]
    assert (len(alarms["first"]), alarms["count"] > 10) == (10, True)
    assert alarms["oldest"] == "2026-11-23T10:00:00+00:00"
    text = office.front.get("/v1/board?policy=hallamshire&form=text")
    assert text.headers["Content-Type"].startswith("text/plain")
    assert f"Needs a person now: {alarms['count']} (the oldest since {alarms['oldest']})\n" in text.text
    assert f"  and {alarms['count'] - 10} more\n" in text.text


def test_what_is_with_a_team_and_who_has_gone_home_are_on_it(office: Office) -> None:
    id = office.decided()
    office.post(f"/v1/referrals/{id}/offers", {"team": "locality", "words": "For a social work assessment."})
    assert office.board()["sections"]["unallocated"]["count"] == 1
    assert office.board()["sections"]["gone"]["count"] == 0
    office.post(
        "/v1/absences", {"person": "A worker", "words": "Gone home at the end of the shift."}, role="manager"
    )
    assert office.board()["sections"]["gone"]["count"] > 0
    office.post("/v1/absences/ends", {"person": "A worker"}, role="manager")
    assert office.board()["sections"]["gone"]["count"] == 0
    office.post("/v1/absences/ends", {"person": "A worker"}, role="manager", status=409)


def test_the_calendar_says_when_and_how_much_and_nothing_else(office: Office) -> None:
    office.decided(reference="SECRET-1")
    answer = office.front.get("/v1/board.ics?policy=hallamshire")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    lines = answer.text.split("\r\n")
    assert (lines[0], lines[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert "DTSTART:20261124T170000Z" in lines
    assert any(
        line.startswith("SUMMARY:") and line.endswith("due at this time: open the board") for line in lines
    )
    assert not any(word in answer.text for word in ("SECRET", "school", "parents", "hungry", "A worker"))


SEARCHES = {
    "its reference": ("reference=ref-7", 1),
    "the child's id": ("case_system_id=1234567", 1),
    "initials and birth month": ("initials=KM&born=2023-10", 1),
    "all of them": ("reference=REF-7&case_system_id=1234567&initials=km&born=2023-10", 1),
    "another id": ("case_system_id=7654321", 0),
    "one right and one wrong": ("reference=REF-7&case_system_id=7654321", 0),
}


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One referral with all that one can search by, and one without."""
    with front(tmp_path_factory.mktemp("searched"), clock=lambda: NOW) as running:
        office = Office(running)
        running.opened(**CASE)
        state = running.opened(**CASE, reference="REF-7")
        child = {"ref": "child-2", "initials": "KM", "born": "2023-10", "case_system_id": "1234567"}
        office.post(f"/v1/referrals/{state['id']}/children", child)
        yield office


@pytest.mark.parametrize(("query", "count"), SEARCHES.values(), ids=SEARCHES.keys())
def test_search(searched: Office, query: str, count: int) -> None:
    found = searched.front.get(f"/v1/search?{query}").json()
    assert (len(found["referrals"]), found["more"]) == (count, False)


@pytest.mark.parametrize("query", ["", "initials=KM", "born=2023-10", "name=Smith"])
def test_what_cannot_be_sought(searched: Office, query: str) -> None:
    assert searched.front.get(f"/v1/search?{query}").status_code == 422


def test_what_one_may_not_see_is_not_counted_nor_found(office: Office) -> None:
    id = office.decided(reference="REF-9")
    office.now += timedelta(days=2)
    why = {"names": ["A manager"], "words": "Her aunt works in this office."}
    office.post(f"/v1/referrals/{id}/restriction", why, role="manager")
    assert office.board(role="worker")["sections"]["now"]["count"] == 0
    assert office.board(role="worker")["late"] == []
    assert office.front.get("/v1/search?reference=REF-9", role="worker").json()["referrals"] == []
    assert office.board(role="manager")["sections"]["now"]["count"] > 0
    assert office.board(role="deputy")["sections"]["now"]["count"] > 0


HAND_OVER: Json = {
    "to": {"name": "A night_worker", "role": "night_worker"},
    "about_to_do": "Ring the school about her dinner.",
    "waiting_for": "The police to ring me back.",
}


def test_a_shift_is_handed_over_as_one_and_accepted_by_name(office: Office) -> None:
    first, second = office.decided(), office.decided()
    office.post("/v1/hand-over", HAND_OVER, status=422)
    watch = [
        {
            "referral": id,
            "fear": "The father may come tonight.",
            "if_called": "Send somebody to the door.",
            "do_not": "Do not leave a message.",
        }
        for id in (first, second)
    ]
    said = office.post("/v1/hand-over", {**HAND_OVER, "watch": watch})
    page = office.front.get("/v1/hand-over/A worker", role="worker").text
    assert "Offered to A night_worker: not answered yet\n" in page
    assert "What I was about to do: Ring the school about her dinner.\n" in page
    assert first in page
    assert second in page
    assert len(page.splitlines()) <= 60
    tonight = office.front.get(f"/v1/referrals/{first}/watch-list", role="night_worker").text
    assert "What to fear tonight: The father may come tonight.\n" in tonight
    assert "Who decided: A worker (worker) decided assessment:" in tonight
    answer = {"id": said["id"], "how": "accepted"}
    office.post("/v1/hand-over/answers", answer, role="manager", status=403)
    office.post("/v1/hand-over/answers", answer, role="night_worker")
    for id in (first, second):
        state = office.front.get(f"/v1/referrals/{id}").json()
        assert state["owner"]["name"] == "A night_worker"
        assert {one["owner"]["name"] for one in state["items"] if one["done"] is None} == {"A night_worker"}
    office.post("/v1/hand-over/answers", answer, role="night_worker", status=409)
    office.post("/v1/hand-over", HAND_OVER, status=404)


def test_a_hand_over_that_is_declined_stays_with_whoever_offered_it(office: Office) -> None:
    id = office.decided()
    said = office.post("/v1/hand-over", {**HAND_OVER, "to": {"name": "A manager", "role": "manager"}})
    office.post("/v1/hand-over/answers", {"id": said["id"], "how": "declined"}, role="manager", status=422)
    answer = {"id": said["id"], "how": "declined", "words": "I am at the court all day."}
    office.post("/v1/hand-over/answers", answer, role="manager")
    state = office.front.get(f"/v1/referrals/{id}").json()
    assert (state["owner"]["name"], state["offers"][0]["answer"]["how"]) == ("A worker", "declined")


def test_all_that_an_absent_person_holds_is_reassigned_in_one_action(office: Office) -> None:
    held = [office.decided() for _ in range(3)]
    body = {
        "person": "A worker",
        "to": {"name": "A senior", "role": "senior"},
        "words": "She is ill this week.",
    }
    office.post("/v1/reassignments", body, role="worker", status=403)
    office.post("/v1/reassignments", body, role="manager")
    for id in held:
        state = office.front.get(f"/v1/referrals/{id}").json()
        assert state["owner"]["name"] == "A manager"
        assert state["offers"][-1]["to"]["name"] == "A senior"
