"""What is served while somebody edits the files; and what a client needs to ask a policy's questions."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.casework.desks import POLICIES
from tests.web.servers import CASE, Front, front
from triage_api.assurance.catalogue import Catalogue


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The policies, to be edited."""
    return Path(shutil.copytree(POLICIES, tmp_path / "policies"))


def edit(folder: Path, name: str, before: str, after: str) -> None:
    """Change a threshold file, and its time."""
    path = folder / "hallamshire" / name
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
    os.utime(path, (time.time() + 10, time.time() + 10))


def route_of(catalogue: Catalogue) -> str:
    """Where the rule about hunger leads."""
    policy = catalogue.policy("hallamshire")
    assert policy is not None
    return str(policy.rules["hungry-child"].then.route)


def test_a_changed_threshold_is_served_at_the_next_look(folder: Path) -> None:
    clock = Clock()
    catalogue = Catalogue([folder], clock)
    assert route_of(catalogue) == "assessment"
    edit(
        folder,
        "thresholds/care.yaml",
        "route: assessment\n    harm: [neglect]\n    contacts",
        "route: early_help\n    harm: [neglect]\n    contacts",
    )
    clock.seconds = 0.5
    assert route_of(catalogue) == "assessment"
    clock.seconds = 2
    assert route_of(catalogue) == "early_help"


def test_a_broken_file_is_reported_and_the_last_good_policy_stays(folder: Path) -> None:
    clock = Clock()
    catalogue = Catalogue([folder], clock)
    good = catalogue.policy("hallamshire")
    edit(folder, "thresholds/care.yaml", "route: early_help", "rout: early_help")
    clock.seconds = 2
    assert catalogue.policy("hallamshire") is good
    (trouble,) = catalogue.trouble()
    assert (trouble.ref, trouble.served) == ("hallamshire", "hallamshire@1.0")
    assert "care.yaml:" in trouble.errors[0]
    edit(folder, "thresholds/care.yaml", "rout: early_help", "route: early_help")
    clock.seconds = 4
    assert catalogue.policy("hallamshire") is good
    assert catalogue.trouble() == []


def test_a_policy_broken_from_the_beginning_is_not_served(folder: Path) -> None:
    edit(folder, "routes.yaml", "base: advice", "base: advise")
    catalogue = Catalogue([folder], Clock())
    assert catalogue.policy("hallamshire") is None
    assert "routes.yaml:" in catalogue.why_not("hallamshire")
    assert catalogue.served() == []


def test_a_folder_taken_away_leaves_what_was_read(folder: Path) -> None:
    clock = Clock()
    catalogue = Catalogue([folder], clock)
    good = catalogue.policy("hallamshire@1.0")
    assert good is not None
    shutil.rmtree(folder / "hallamshire")
    clock.seconds = 2
    assert catalogue.policy("hallamshire@1.0") is good


def test_while_nothing_changes_it_is_the_very_same_policy(folder: Path) -> None:
    """The engine keeps what it has compiled by that."""
    clock = Clock()
    catalogue = Catalogue([folder], clock)
    first = catalogue.policy("hallamshire")
    edit(folder, "thresholds/care.yaml", "id: hungry-child", "id: hungry-child  # a remark")
    clock.seconds = 2
    assert catalogue.policy("hallamshire") is first
    assert catalogue.policy("hallamshire@1.0") is first


@pytest.fixture
def editing(folder: Path, tmp_path: Path) -> Iterator[tuple[Front, Path]]:
    """A server whose policies somebody edits."""
    with front(tmp_path / "data", policies=(folder,)) as running:
        yield running, folder


def test_the_server_says_what_is_wrong_and_goes_on(editing: tuple[Front, Path]) -> None:
    running, folder = editing
    assert running.post("/v1/triage", CASE).status_code == 200
    edit(folder, "thresholds/care.yaml", "route: early_help", "rout: early_help")
    time.sleep(1.1)
    assert running.post("/v1/triage", CASE).status_code == 200
    listed = running.get("/v1/policies").json()
    assert [one["id"] for one in listed["policies"]] == ["hallamshire"]
    assert {one["policy"]: one["served"] for one in listed["trouble"]} == {
        "hallamshire": "hallamshire@1.0",
        "draftshire": None,
        "trayshire": None,
    }
    assert all("care.yaml:" in error for one in listed["trouble"] for error in one["errors"])
    ready = running.get("/v1/health/ready", role=None)
    assert ready.status_code == 200
    assert any("hallamshire" in words for words in ready.json()["trouble"])
    assert "care.yaml" not in ready.text


def test_without_any_policy_it_is_not_ready(tmp_path: Path) -> None:
    with front(tmp_path, policies=(tmp_path,)) as running:
        assert running.get("/v1/health/ready", role=None).status_code == 503
        assert running.get("/v1/health/live", role=None).status_code == 200
        assert running.post("/v1/triage", CASE).status_code == 503


@pytest.mark.parametrize(
    ("id", "status"), [("hallamshire", 200), ("hallamshire@1.0", 200), ("atlantis", 404)]
)
def test_questions_are_of_a_policy_that_is_there(served: Front, id: str, status: int) -> None:
    assert served.get(f"/v1/policies/{id}/questions").status_code == status


def test_a_client_needs_to_know_nothing_of_the_policy(served: Front) -> None:
    body = served.get("/v1/policies/hallamshire/questions").json()
    assert [section["id"] for section in body["sections"]] == ["first", "adults"]
    questions = {one["id"]: one for section in body["sections"] for one in section["questions"]}
    kind, closing = questions["kind"], questions["other_adults"]
    assert (kind["answer"], kind["stage"], kind["screens_out"]) == ("choice", "screening", ["spam"])
    assert [choice["label"] for choice in kind["choices"]] == ["Not about a child", "A worry about a child"]
    assert (closing["closes"], closing["net"], closing["may_be_not_mentioned"]) == ("adult", True, False)
    assert (questions["bruise"]["may_be_not_mentioned"], questions["bruise"]["gated"]) == (True, True)
    assert questions["bruise"]["find_out_within"] == "4 office hours"
    assert body["not_known"] == ["nobody knows", "an agency has not said", "refused or evaded"]
    assert [route["id"] for route in body["routes"]] == ["advice", "early_help", "assessment", "strategy"]
    assert body["routes"][-1]["decided_by"] == ["manager"]
    assert {one["id"] for one in body["lowering"]} >= {"entered_wrongly", "other"}
    assert "polarity" not in kind
