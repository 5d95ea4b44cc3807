"""Transfers: the current risk first, the sender's child until accepted, no dispute without an end."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.casework.desks import LOWERING, MANAGER, NOW, SENIOR, WORKER, Json, Referral, opened, worry
from tests.casework.transferring import THERE, WHY, ZED, Transfer, arriving, leaving, sheet
from tests.casework.visiting import OFFICER, visit
from triage_api.casework import Desk
from triage_api.casework.closing import Last, close, end_item
from triage_api.casework.disputes import end_dispute
from triage_api.casework.merging import merge
from triage_api.casework.refusals import ConflictError, NotFoundError, NotYoursError, RefusedError, WrongError
from triage_api.casework.withdrawing import withdraw_subject
from triage_api.record import FrontSheet, KeptAway, Professional, ToldToRing, VisitPlace

MISTAKE = "The school named the wrong boy."
READY = ["know", "write", "decide", "send"]
CAME = ["arrive_with_papers", "speak", "read_here"]

# Which way it goes, the steps before, one step, the state that it leaves, and whose the child is then.
STEPS: dict[str, tuple[Any, list[str], str, str, str]] = {
    "the move is known": (leaving, [], "know", "known", "ours"),
    "the front sheet is written": (leaving, ["know"], "write", "known", "ours"),
    "and again": (leaving, ["know", "write"], "write", "known", "ours"),
    "sent": (leaving, ["know", "write", "decide"], "send", "sent", "ours"),
    "read there": (leaving, READY, "read_there", "sent", "ours"),
    "accepted in writing": (leaving, READY, "accepted", "accepted", "theirs"),
    "returned": (leaving, READY, "returned", "disputed", "ours"),
    "read there while disputed": (leaving, [*READY, "returned"], "read_there", "disputed", "ours"),
    "the dispute is taken up": (leaving, [*READY, "returned"], "take_up", "disputed", "ours"),
    "taken up, and accepted in the end": (
        leaving,
        [*READY, "returned", "take_up"],
        "end",
        "accepted",
        "theirs",
    ),
    "accepted in the end at once": (leaving, [*READY, "returned"], "end", "accepted", "theirs"),
    "kept in the end": (leaving, [*READY, "returned"], "keep", "kept", "ours"),
    "it arrives": (arriving, [], "arrive", "arrived", "theirs"),
    "with papers": (arriving, [], "arrive_with_papers", "arrived", "theirs"),
    "papers come later": (arriving, ["arrive"], "papers", "arrived", "theirs"),
    "a message is left": (arriving, ["arrive"], "tried", "arrived", "theirs"),
    "the papers are read": (arriving, ["arrive_with_papers"], "read_here", "arrived", "theirs"),
    "the sender is spoken to": (arriving, ["arrive"], "speak", "spoken", "theirs"),
    "we accept": (arriving, CAME, "accept", "accepted", "ours"),
    "we accept, without papers": (arriving, ["arrive", "speak"], "accept", "accepted", "ours"),
    "we send it back": (arriving, CAME, "send_back", "disputed", "theirs"),
    "sent back, and accepted in the end": (
        arriving,
        [*CAME, "send_back", "take_up"],
        "end",
        "accepted",
        "ours",
    ),
    "sent back, and the sender keeps": (arriving, [*CAME, "send_back"], "keep", "kept", "theirs"),
}

REFUSED: dict[str, tuple[Any, list[str], str, type[RefusedError], str]] = {
    "a sheet of no transfer": (leaving, [], "write", NotFoundError, "no-such-transfer"),
    "sent without a front sheet": (leaving, ["know", "decide"], "send", NotFoundError, "no-front-sheet"),
    "sent before it is decided afresh": (
        leaving,
        ["know", "write"],
        "send",
        ConflictError,
        "not-decided-afresh",
    ),
    "decided before the move was known": (
        leaving,
        ["decide", "know", "write"],
        "send",
        ConflictError,
        "not-decided-afresh",
    ),
    "sent twice": (leaving, READY, "send", ConflictError, "wrong-state"),
    "the sheet written again after it was sent": (leaving, READY, "write", ConflictError, "wrong-state"),
    "read before it was sent": (leaving, ["know"], "read_there", ConflictError, "wrong-state"),
    "accepted before it was sent": (leaving, ["know"], "accepted", ConflictError, "wrong-state"),
    "accepted twice": (leaving, [*READY, "accepted"], "accepted", ConflictError, "wrong-state"),
    "returned once accepted": (
        leaving,
        [*READY, "accepted"],
        "returned",
        ConflictError,
        "wrong-state",
    ),
    "accepted while disputed, as if it were not": (
        leaving,
        [*READY, "returned"],
        "accepted",
        ConflictError,
        "wrong-state",
    ),
    "returned twice": (leaving, [*READY, "returned"], "returned", ConflictError, "wrong-state"),
    "a dispute that is none": (leaving, READY, "take_up", ConflictError, "wrong-state"),
    "the end of no dispute": (leaving, READY, "end", ConflictError, "wrong-state"),
    "ended twice": (leaving, [*READY, "returned", "end"], "end", ConflictError, "wrong-state"),
    "the sender of one that leaves": (leaving, READY, "speak", ConflictError, "other-way"),
    "our answer to one that leaves": (leaving, READY, "accept", ConflictError, "other-way"),
    "their answer to one that arrives": (arriving, CAME, "accepted", ConflictError, "other-way"),
    "spoken to twice": (arriving, CAME, "speak", ConflictError, "given-already"),
    "accepted before the sender was spoken to": (
        arriving,
        ["arrive_with_papers", "read_here"],
        "accept",
        ConflictError,
        "wrong-state",
    ),
    "a message left is no talk": (arriving, ["arrive", "tried"], "accept", ConflictError, "wrong-state"),
    "accepted with a paper not read": (
        arriving,
        ["arrive_with_papers", "speak"],
        "accept",
        ConflictError,
        "not-read",
    ),
    "a paper came since": (
        arriving,
        [*CAME, "papers"],
        "send_back",
        ConflictError,
        "not-read",
    ),
    "sent back, sender not spoken to": (
        arriving,
        ["arrive"],
        "send_back",
        ConflictError,
        "wrong-state",
    ),
    "read, and nothing came": (arriving, ["arrive"], "read_here", ConflictError, "no-papers"),
    "answered twice": (arriving, [*CAME, "accept"], "send_back", ConflictError, "wrong-state"),
}


def after(begin: Any, desk: Desk, steps: list[str]) -> Transfer:
    """A transfer after these steps."""
    found: Transfer = begin(desk)
    for step in steps:
        getattr(found, step)()
    return found


@pytest.mark.parametrize(("begin", "before", "step", "state", "whose"), STEPS.values(), ids=STEPS.keys())
def test_what_can_become_of_a_transfer(
    desk: Desk, begin: Any, before: list[str], step: str, state: str, whose: str
) -> None:
    found = after(begin, desk, [*before, step]).state
    assert (found["state"], found["responsible"]) == (state, whose)


@pytest.mark.parametrize(("begin", "before", "step", "error", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot(
    desk: Desk, begin: Any, before: list[str], step: str, error: type[RefusedError], code: str
) -> None:
    found = after(begin, desk, before)
    with pytest.raises(error) as refused:
        getattr(found, step)()
    assert refused.value.code == code
    if code == "wrong-state":
        assert f"is “{found.state['state']}”" in refused.value.detail


# ---------------------------------------------------------------------- the front sheet


WRONG: dict[str, tuple[FrontSheet, str, str]] = {
    "a violent adult left out": (
        sheet(risks=(), no_risk="He is not with them."),
        "risk-left-out",
        "/risks",
    ),
    "nobody worries us, without a word": (sheet(risks=()), "several-problems", "/no_risk"),
    "a risk, and none": (sheet(no_risk="There is nobody."), "both", "/no_risk"),
    "bail, and nothing said of this child": (
        sheet(risks=(replace(ZED, kept_away=()),)),
        "missing-field",
        "/risks/0/kept_away",
    ),
    "bail, and nobody knows what it is": (
        sheet(risks=(replace(ZED, kept_away=(KeptAway("child-1", "perhaps"),)),)),
        "missing-field",
        "/risks/0/kept_away",
    ),
    "bail of an unknown child": (
        sheet(risks=(replace(ZED, kept_away=(*ZED.kept_away, KeptAway("child-9", "no"))),)),
        "unknown-ref",
        "/risks/0/kept_away/1",
    ),
    "no whereabouts": (sheet(risks=(replace(ZED, whereabouts=" "),)), "blank-words", "/risks/0/whereabouts"),
    "no access": (sheet(risks=(replace(ZED, access=" "),)), "blank-words", "/risks/0/access"),
    "no bail": (sheet(risks=(replace(ZED, bail=" "),)), "blank-words", "/risks/0/bail"),
    "why they worry us": (sheet(risks=(replace(ZED, why="Bad."),)), "too-short", "/risks/0/why"),
    "somebody unknown": (sheet(risks=(replace(ZED, adult="z"), ZED)), "unknown-ref", "/risks/0/adult"),
    "no home": (sheet(home=" "), "blank-words", "/home"),
    "no plan": (sheet(plan=" "), "blank-words", "/plan"),
    "a document without a title": (sheet(documents=(" ",)), "blank-words", "/documents/0"),
    "nobody of the family told": (sheet(family=()), "blank-words", "/family_not_told"),
    "told to ring nobody": (sheet(family=(ToldToRing("grandmother", " "),)), "blank-words", "/family/0/ring"),
}


@pytest.mark.parametrize(("written", "code", "at"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_in_a_front_sheet(desk: Desk, written: FrontSheet, code: str, at: str) -> None:
    found = after(leaving, desk, ["know"])
    with pytest.raises(WrongError) as refused:
        found.write(written)
    assert (refused.value.code, refused.value.faults[0].at) == (code, at)


def test_the_clock_of_a_move_starts_with_the_first_word_of_it(desk: Desk) -> None:
    transfer = leaving(desk)
    transfer.know()
    transfer.know()
    moved = [one["fact"]["event"] for one in transfer.referral.events if one["kind"] == "happened"]
    assert moved.count("moved") == 1


def test_where_nobody_worries_it_says_why(desk: Desk) -> None:
    referral = worry(desk)
    referral.decide("advice", "green")
    found = Transfer(referral)
    found.know()
    found.write(
        sheet(
            risks=(),
            no_risk="She asked for a school place, no more.",
            family=(),
            family_not_told="There is none here.",
        )
    )
    text = referral.desk.front_sheet(referral.state["id"], found.number, WORKER, NOW)["text"]
    assert "Nobody, because: She asked for a school place, no more." in text


def text_of(found: Transfer) -> str:
    referral = found.referral
    return str(referral.desk.front_sheet(referral.state["id"], found.number, WORKER, NOW)["text"])


ORDER = (
    "WHO WORRIES US NOW",
    "THE CHILDREN",
    "LAST SEEN",
    "WHERE THE CHILD LIVES NOW",
    "WHAT IS RECOMMENDED NOW",
    "PLAN",
    "NOT KNOWN",
    "WHAT WAS DECIDED HERE",
    "DOCUMENTS",
    "WHO IN THE FAMILY",
    "STILL OPEN HERE",
)


def test_the_current_risk_stands_first(desk: Desk) -> None:
    found = after(leaving, desk, ["know"])
    visit(found.referral, at="2026-11-23T09:30:00+00:00", visitor=OFFICER, place=VisitPlace("home", "zed"))
    found.write()
    found.decide()
    text = text_of(found)
    order = [
        "WHO WORRIES US NOW",
        "THE CHILDREN",
        "LAST SEEN",
        "WHERE THE CHILD LIVES NOW",
        "WHAT IS RECOMMENDED NOW",
    ]
    order += [
        "PLAN",
        "NOT KNOWN",
        "WHAT WAS DECIDED HERE",
        "DOCUMENTS",
        "WHO IN THE FAMILY",
        "STILL OPEN HERE",
    ]
    places = [text.index(heading) for heading in order]
    assert places == sorted(places)
    for words in (
        "the mother's partner: He is charged with a life-changing assault",
        "Said to be in Hull; nobody has checked.",
        "Not to come inside the M25.",
        "Does it keep them away from child-1? NO.",
        "He could join them in Luton on any day.",
        "No professional has seen child-1 since Monday 23 November 2026 at 09.30 (PC Lee, Police constable,",
        "No visit that counts is recorded.",
        "Assessment, Red.",
        "Whether he lives with them.",
        "grandmother: R. Shah, duty social worker",
        "The child stays with the sender until Luton has accepted in writing.",
    ):
        assert words in text


def test_what_was_sent_is_kept_as_it_was_sent(desk: Desk) -> None:
    found = after(leaving, desk, ["know", "write", "decide"])
    found.send()
    sent = text_of(found)
    found.referral.by(MANAGER).answer("child-1", "bruise", "yes")
    assert text_of(found) == sent


def test_before_it_is_sent_the_sheet_goes_with_the_record(desk: Desk) -> None:
    found = after(leaving, desk, ["know", "write"])
    before = text_of(found)
    found.decide()
    assert text_of(found) != before


def test_there_is_no_sheet_before_somebody_wrote_it(desk: Desk) -> None:
    found = after(leaving, desk, ["know"])
    with pytest.raises(NotFoundError, match="no-front-sheet"):
        text_of(found)


def test_it_is_not_sent_at_a_level_that_was_overtaken(desk: Desk) -> None:
    found = after(leaving, desk, ["know", "write", "decide"])
    found.referral.answer("child-1", "age", "8 months")
    found.referral.answer("child-1", "bruise", "yes")
    with pytest.raises(ConflictError, match="overtaken"):
        found.send()


# ---------------------------------------------------------------------- arriving


DECISIONS: dict[str, tuple[list[str], str, bool]] = {
    "closed to advice before anybody was asked": (["arrive"], "advice", False),
    "early help before anybody was asked": (["arrive_with_papers", "read_here"], "early_help", False),
    "assessed before anybody was asked": (["arrive"], "assessment", False),
    "after a message was left": (["arrive", "tried"], "assessment", False),
    "to act at once is never kept waiting": (["arrive"], "strategy", True),
    "after the sender was asked": (["arrive", "speak"], "assessment", True),
    "where nothing arrived": ([], "assessment", True),
}


@pytest.mark.parametrize(("steps", "route", "decided"), DECISIONS.values(), ids=DECISIONS.keys())
def test_nothing_is_decided_before_the_sender_was_spoken_to(
    desk: Desk, steps: list[str], route: str, decided: bool
) -> None:
    found = after(arriving, desk, steps)
    referral = found.referral.by(MANAGER)
    if decided:
        referral.decide(route, "red")
        assert referral.state["decision"]["route"] == route
        return
    with pytest.raises(ConflictError) as refused:
        referral.decide(route, "red")
    assert refused.value.code == "sender-not-spoken-to"
    assert "who worries them now" in refused.value.detail
    assert "“Strategy discussion” can be decided" in refused.value.detail


def test_nor_is_it_filed_as_no_referral(desk: Desk) -> None:
    referral = opened(desk, answers={"kind": "spam"}, children=[{"ref": "child-1", "answers": {}}])
    Transfer(referral).arrive()
    with pytest.raises(ConflictError, match="sender-not-spoken-to"):
        referral.decide(None, None)


def test_each_paper_is_read_by_somebody_named(desk: Desk) -> None:
    found = after(arriving, desk, ["arrive_with_papers", "read_here", "papers"])
    papers = found.state["papers"]
    assert [(one["title"], one["read"] and one["read"]["by"]["name"]) for one in papers] == [
        ("Assessment", "A worker"),
        ("Chronology", "A worker"),
        ("Chronology", None),
    ]


def test_what_the_sender_answered_is_kept_with_the_name(desk: Desk) -> None:
    spoken = after(arriving, desk, ["arrive", "speak"]).state["spoken"]
    assert (spoken["sender"]["name"], spoken["worries"]) == ("R. Shah", WHY)


def ready_to_send(desk: Desk) -> Transfer:
    """Known, with its sheet written, and not yet decided or sent."""
    found = leaving(desk)
    found.know()
    found.write()
    return found


def test_who_became_of_concern_since_the_sheet_was_written_is_on_what_is_sent(desk: Desk) -> None:
    """Child J: four papers went to Luton, and none put the man first who was the risk by then."""
    found = ready_to_send(desk)
    found.referral.adult("newman")
    found.referral.answer("newman", "violent", "yes")
    found.decide()
    with pytest.raises(ConflictError) as refused:
        found.send()
    assert refused.value.code == "sheet-not-of-today"
    assert "newman is of concern" in refused.value.detail
    assert found.state["state"] == "known"
    found.write(sheet(risks=(ZED, replace(ZED, adult="newman", who="the uncle"))))
    found.send()
    front = desk.front_sheet(found.referral.state["id"], found.number, WORKER, found.referral.now)
    assert [one["adult"] for one in front["sheet"]["current_risk"]] == ["zed", "newman"]


def test_of_whom_another_turned_out_to_be_the_sheet_speaks_still(desk: Desk) -> None:
    found = ready_to_send(desk)
    found.referral.adult("newman")
    found.referral.answer("newman", "violent", "yes")
    words = "The police say that it is the same man."
    found.change(MANAGER, lambda change: merge(change, "newman", "zed", words))
    found.decide()
    found.send()
    assert found.state["state"] == "sent"


def test_a_sheet_of_children_who_changed_since_is_written_again(desk: Desk) -> None:
    found = leaving(desk)
    found.referral.child("child-2")
    for question, answer in (("age", "3 years"), ("bruise", "no"), ("hungry", "no")):
        found.referral.answer("child-2", question, answer)
    found.know("child-1", "child-2")
    found.write(
        sheet(risks=(replace(ZED, kept_away=(KeptAway("child-1", "no"), KeptAway("child-2", "no"))),))
    )
    found.change(MANAGER, lambda change: withdraw_subject(change, "child-2", MISTAKE, LOWERING))
    found.decide()
    with pytest.raises(ConflictError) as refused:
        found.send()
    assert refused.value.code == "sheet-not-of-today"
    found.write()
    found.send()
    assert found.state["sent"] is not None


def test_nobody_is_sent_who_was_recorded_by_mistake(desk: Desk) -> None:
    found = leaving(desk)
    found.referral.child("child-2")
    found.know("child-2")
    found.change(MANAGER, lambda change: withdraw_subject(change, "child-2", MISTAKE, LOWERING))
    with pytest.raises(ConflictError) as refused:
        found.write()
    assert refused.value.code == "wrong-state"


# ---------------------------------------------------------------------- what is owed, and closing


ITEMS: dict[str, tuple[Any, list[str], dict[str, str]]] = {
    "known": (leaving, ["know"], {"sent": "to_do"}),
    "sent": (leaving, READY, {"sent": "done", "accepted": "to_do"}),
    "accepted": (leaving, [*READY, "accepted"], {"sent": "done", "accepted": "done"}),
    "returned": (leaving, [*READY, "returned"], {"accepted": "to_do", "dispute": "to_do"}),
    "taken up": (leaving, [*READY, "returned", "take_up"], {"accepted": "to_do", "dispute": "to_do"}),
    "ended": (leaving, [*READY, "returned", "end"], {"accepted": "done", "dispute": "done"}),
    "kept": (leaving, [*READY, "returned", "keep"], {"accepted": "declined", "dispute": "done"}),
    "arrived": (
        arriving,
        ["arrive_with_papers"],
        {"spoken": "to_do", "read:1": "to_do", "answered": "to_do"},
    ),
    "a message left": (arriving, ["arrive", "tried"], {"spoken": "to_do"}),
    "spoken": (arriving, CAME, {"spoken": "done", "read:2": "done", "answered": "to_do"}),
    "answered": (arriving, [*CAME, "accept"], {"answered": "done"}),
    "sent back": (arriving, [*CAME, "send_back"], {"answered": "done", "dispute": "to_do"}),
}


@pytest.mark.parametrize(("begin", "steps", "items"), ITEMS.values(), ids=ITEMS.keys())
def test_what_is_owed(desk: Desk, begin: Any, steps: list[str], items: dict[str, str]) -> None:
    found = after(begin, desk, steps)
    states = {part: item and item["state"] for part in items if (item := found.item(part)) is not None}
    assert states == items


def test_its_clocks(desk: Desk) -> None:
    found = after(leaving, desk, [*READY, "returned"])
    parts = {part: found.item(part) for part in ("sent", "accepted", "dispute")}
    clocks = {part: item["clocks"][0]["clock"] for part, item in parts.items() if item is not None}
    assert clocks == {"sent": "transfer_sent", "accepted": "transfer_accepted", "dispute": "both_managers"}
    came = after(arriving, desk, ["arrive_with_papers"])
    parts = {part: came.item(part) for part in ("spoken", "read:1", "answered")}
    clocks = {part: item["clocks"][0]["clock"] for part, item in parts.items() if item is not None}
    assert clocks == {
        "spoken": "sender_spoken_to",
        "read:1": "transfer_read",
        "answered": "transfer_answered",
    }


OPEN: dict[str, tuple[Any, list[str], str]] = {
    "not accepted": (leaving, READY, "accepted"),
    "disputed": (leaving, [*READY, "returned", "take_up"], "dispute"),
    "sender not spoken to": (arriving, ["arrive"], "spoken"),
    "not answered": (arriving, CAME, "answered"),
}


@pytest.mark.parametrize(("begin", "steps", "part"), OPEN.values(), ids=OPEN.keys())
@pytest.mark.parametrize("how", ["done", "cancelled", "elsewhere"])
def test_neither_side_ends_it_by_saying_so(
    desk: Desk, begin: Any, steps: list[str], part: str, how: str
) -> None:
    found = after(begin, desk, steps)
    id = f"transfer:{found.number}:{part}"
    with pytest.raises(ConflictError, match="wrong-ending"):
        found.change(
            MANAGER, lambda change: end_item(change, id, how, "Luton are responsible now.", "R. Shah")
        )


def test_neither_side_closes_with_open_items(desk: Desk) -> None:
    found = after(leaving, desk, [*READY, "returned"])
    last = Last("They have moved.", "R. Shah, Luton", "R. Shah")
    with pytest.raises(ConflictError) as refused:
        found.change(MANAGER, lambda change: close(change, last))
    open_items = {fault.at for fault in refused.value.faults}
    assert f"/items/transfer:{found.number}:dispute" in open_items
    assert f"/items/transfer:{found.number}:accepted" in open_items


ROLES: dict[str, tuple[Any, list[str], Any]] = {
    "a worker ends no dispute": (leaving, [*READY, "returned"], WORKER),
    "nor does a duty manager": (leaving, [*READY, "returned"], MANAGER),
}


@pytest.mark.parametrize(("begin", "steps", "who"), ROLES.values(), ids=ROLES.keys())
def test_only_a_senior_manager_ends_a_dispute(desk: Desk, begin: Any, steps: list[str], who: Any) -> None:
    found = after(begin, desk, steps)
    with pytest.raises(NotYoursError):
        found.change(who, lambda change: end_dispute(change, found.number, "accepts", THERE, WHY))


@pytest.mark.parametrize(
    ("outcome", "said_by", "words"),
    [
        ("closes", THERE, WHY),
        ("keeps", Professional(" ", "Manager", "Luton"), WHY),
        ("keeps", THERE, "Agreed."),
    ],
    ids=["no such end", "nobody of the other side", "without words"],
)
def test_a_dispute_ends_in_words_and_with_a_name(
    desk: Desk, outcome: str, said_by: Professional, words: str
) -> None:
    found = after(leaving, desk, [*READY, "returned"])
    with pytest.raises(WrongError):
        found.change(SENIOR, lambda change: end_dispute(change, found.number, outcome, said_by, words))


WALK = st.lists(
    st.sampled_from(
        ["write", "decide", "send", "read_there", "accepted", "returned", "take_up", "end", "keep"]
    ),
    max_size=8,
)
WALK_IN = st.lists(
    st.sampled_from(
        ["papers", "tried", "speak", "read_here", "accept", "send_back", "take_up", "end", "keep"]
    ),
    max_size=8,
)


def owed(referral: Referral) -> list[Json]:
    """The items of its transfers."""
    return [item for item in referral.state["items"] if item["kind"].startswith("transfer")]


def clocks(referral: Referral) -> dict[tuple[str, str], str]:
    """Each clock of each item of a transfer: when it is due."""
    return {(item["id"], clock["clock"]): clock["due"] for item in owed(referral) for clock in item["clocks"]}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None)
@given(data=st.data(), out=st.booleans())
def test_no_sequence_of_steps_resets_a_clock_or_gives_the_child_away_unaccepted(
    desk: Desk, data: st.DataObject, out: bool
) -> None:
    found = leaving(desk) if out else arriving(desk)
    (found.know if out else found.arrive_with_papers)()
    before = clocks(found.referral)
    for step in data.draw(WALK if out else WALK_IN):
        with suppress(RefusedError):
            getattr(found, step)()
        assert before.items() <= clocks(found.referral).items()
        before = clocks(found.referral)
        state = found.state
        ended = state["dispute"] and state["dispute"]["ended"]
        accepted = bool(state["accepted"]) or bool(ended and ended["outcome"] == "accepts")
        assert (state["responsible"] == "ours") == (out != accepted)
        if state["state"] not in ("accepted", "kept"):
            assert [
                item
                for item in found.referral.state["items"]
                if item["kind"].startswith("transfer") and not item["done"]
            ]
