"""Random writes: no obligation is lost, nothing closes with an open item, no clock is put back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest

from tests.casework.desks import SHARED
from triage_api.casework import Member
from triage_api.casework.changes import Change
from triage_api.casework.closing import refuse_closed
from triage_api.casework.opening import opening
from triage_api.casework.refusals import RefusedError
from triage_api.casework.settling import settle
from triage_api.casework.writes import applied
from triage_api.record import (
    WHOLE,
    Entry,
    Item,
    Person,
    Referral,
    Running,
    Signed,
    due_list,
    folded,
    numbered,
)

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
STEPS, SEEDS = 64, 24
PEOPLE = {
    "worker": Member(Person("Wil", "worker")),
    "manager": Member(Person("Mia", "manager")),
    "other manager": Member(Person("Max", "manager")),
    "social worker": Member(Person("Sol", "social_worker")),
    "night": Member(Person("Nat", "night_worker")),
}
WORDS = "This is what I think of it."
WATCH = {"fear": WORDS, "if_called": WORDS, "do_not": WORDS}
CASE = {
    "policy": "hallamshire",
    "received_at": START.isoformat(),
    "answers": {"kind": "worry", "family_asks": "no", "told_parents": "no", "other_adults": "no"},
    "children": [
        {
            "ref": "child-1",
            "answers": {"age": "3 years", "hungry": "yes", "bruise": {"not_known": "nobody knows"}},
        }
    ],
}
Json = dict[str, Any]


class Walk:
    """One referral, and whoever comes along."""

    def __init__(self, seed: int) -> None:
        self.draw = Random(seed)
        self.now = START + timedelta(minutes=5)
        who = PEOPLE["worker"]
        signed = Signed(who.person, self.now)
        self.entries: list[Entry] = numbered("walk", 0, opening(SHARED, CASE, None, True, self.now), signed)
        referral = folded(self.entries)
        assert referral is not None
        self.referral: Referral = referral
        self.accepted = {who.person.name}
        self._keep(Change(referral, SHARED, who, signed))

    def _keep(self, change: Change) -> None:
        settle(change)
        refuse_closed(change)
        self.entries += numbered("walk", change.before.version, change.facts, change.signed)
        self.referral = change.referral

    def step(self) -> str:
        """One write, some time later: by whoever it is fit for, or by anybody."""
        self.now += timedelta(minutes=self.draw.choice([1, 30, 600, 3000]))
        path, body = self._write()
        return self.write(path, body, self._fit(path, body) or self.draw.choice(list(PEOPLE.values())))

    def write(self, path: str, body: Json, who: Member) -> str:
        """One write by somebody; a refused one leaves everything as it was."""
        change = Change(self.referral, SHARED, who, Signed(who.person, self.now))
        try:
            applied(change, path, body)
            self._keep(change)
        except RefusedError:
            return f"refused: {path}"
        if path == "acceptances":
            self.accepted.add(who.person.name)
        return path

    def _write(self) -> tuple[str, Json]:
        pick, referral = self.draw.choice, self.referral
        items = [item.id for item in due_list(referral)] or ["contact:none"]
        offers = [offer.number for offer in referral.owners.offers] or [1]
        lowerings = [lowered.number for lowered in referral.lowerings] or [1]
        news = [one.number for one in referral.news] or [1]
        searches = [one.number for one in referral.identity.searches] or [1]
        merges = [one.number for one in referral.identity.merges] or [1]
        withdrawals = [one.number for one in referral.identity.withdrawals] or [1]
        lowering = pick([None, {"code": "other", "words": WORDS}])
        to: Json = pick([{"team": pick(["locality", "front_door", "night"])}, {"to": self._person()}])
        offered = pick([[WHOLE], [pick(items)], [WHOLE, pick(items)]])
        end = {"how": pick(["done", "cancelled", "elsewhere"]), "words": WORDS, "accepted_by": "Jo, nurse"}
        writes: list[tuple[str, Json]] = [
            ("answers", {"answers": [self._answer()], "lowering": lowering}),
            ("children", {}),
            ("adults", {"ref": pick(["father", "uncle"])}),
            ("decisions", {**self._ruling(), "lowering": lowering}),
            ("second-views", {"of": pick(lowerings), "agrees": pick([True, False]), "words": WORDS}),
            (f"contacts/{pick(['school', 'parents', 'police', 'health_visitor'])}", self._progress(lowering)),
            (
                f"contacts/{pick(['school', 'parents', 'police'])}/sharing",
                {"basis": pick(["agreed", "told_not_asked", "not_told"]), "words": WORDS},
            ),
            ("duties/marac", {"state": pick(["made", "cancelled"]), "words": WORDS}),
            ("events", {"event": pick(["passed_on", "decided"]), "at": self._before().isoformat()}),
            ("news", {"words": WORDS, "said_by": "aunt", "how_known": "told"}),
            ("news/acknowledgements", {"of": pick(news), "words": WORDS, "changes_no_answer": True}),
            ("offers", {**to, "items": offered, "words": WORDS, "watch": pick([None, WATCH])}),
            ("acceptances", {"of": pick(offers)}),
            ("refusals", {"of": pick(offers), "words": WORDS}),
            (f"items/{pick(items)}", end),
            ("reference", {"reference": pick(["CS-1", "CS-2"]), "words": WORDS}),
            (f"children/{pick(['child-1', 'child-2'])}/corrections", self._correction()),
            ("searches", self._search()),
            (f"searches/{pick(searches)}/withdrawal", {"words": WORDS}),
            ("merges", {**self._two(), "words": WORDS, "lowering": lowering}),
            (f"merges/{pick(merges)}/undoing", {"words": WORDS, "lowering": lowering}),
            (
                "withdrawals",
                {"ref": pick(["child-1", "child-2", "father"]), "words": WORDS, "lowering": lowering},
            ),
            (f"withdrawals/{pick(withdrawals)}/undoing", {"words": WORDS, "lowering": lowering}),
            ("parking", {"words": WORDS}),
            ("parking/end", {}),
            (f"children/{pick(['child-1', 'child-2'])}/sought", {"tried": WORDS, "asked": ["Oak School"]}),
            (f"children/{pick(['child-1', 'child-2'])}/sought/end", {"words": WORDS}),
            ("closing", {"reasons": WORDS, "holder": "Jo, nurse", "family_may_ring": "Jo, nurse"}),
        ]  # fmt: skip
        who_is_who = [one for one in writes if one[0].startswith(("children", "merges", "withdrawals"))]
        # Who is one with whom and who is in it at all is seldom changed, and then again.
        path, body = pick(who_is_who if self.draw.random() < 0.1 else writes)
        return path, {key: value for key, value in body.items() if value is not None}

    def _fit(self, path: str, body: Json) -> Member | None:
        """Half the time the owner offers, and whoever was asked accepts: anybody else is refused."""
        if self.draw.random() < 0.5:
            return None
        names = {member.person.name: member for member in PEOPLE.values()}
        if path == "offers":
            held = self.referral.owners.of(body["items"][-1])
            return None if held is None else names[held.by.name]
        if path.startswith(("merges", "withdrawals")):
            return PEOPLE["manager"]
        waiting = list(self.referral.owners.waiting())
        if path in ("acceptances", "refusals") and waiting:
            body["of"] = waiting[-1].number
            return names.get(waiting[-1].offered.to or "Sol")
        return None

    def _person(self) -> Json:
        person = self.draw.choice(list(PEOPLE.values())).person
        return {"name": person.name, "role": person.role}

    def _answer(self) -> Json:
        question = self.draw.choice(["hungry", "bruise", "violent"])
        about = self.draw.choice(["child-1", "child-2"] if question != "violent" else ["father", "uncle"])
        answer = self.draw.choice(["yes", "no", {"not_known": "nobody knows"}])
        return {"about": about, "question": question, "answer": answer}

    def _correction(self) -> Json:
        """The child is known in the case system, or is not after all."""
        if self.draw.random() < 0.3:
            return {"not_known": ["case_system_id"], "words": WORDS}
        return {"case_system_id": self.draw.choice(["P-1", "P-2", "P-3"]), "words": WORDS}

    def _two(self) -> Json:
        kept, merged = self.draw.choice([["child-1", "child-2"], ["father", "uncle"]])
        return (
            {"kept": kept, "merged": merged} if self.draw.random() < 0.5 else {"kept": merged, "merged": kept}
        )

    def _search(self) -> Json:
        return {
            "of": self.draw.sample(["child-1", "child-2", "father", "uncle"], 2),
            "records": self.draw.choice(["social_care", "police"]),
            "since": "2009",
            "result": self.draw.choice(["found", "nothing_found", "could_not_search"]),
            "words": WORDS,
        }

    def _ruling(self) -> Json:
        route = self.draw.choice(["advice", "early_help", "assessment", "strategy"])
        point = self.draw.choice([None, "first_decision", "new_information"])
        return {
            "route": route,
            "rag": self.draw.choice(["green", "amber", "red"]),
            "reasons": WORDS,
            "point": point,
        }

    def _progress(self, lowering: Json | None) -> Json:
        state = self.draw.choice(["attempted", "made", "declined", "cancelled", "to_do"])
        return {"state": state, "with": "Ms Okafor, head", "words": WORDS, "lowering": lowering}

    def _before(self) -> datetime:
        return START + (self.now - START) * self.draw.random()


def clocks(item: Item) -> dict[tuple[str, datetime | None], Running]:
    """Its clocks; of what recurs, each round for itself. One that stands in may still be counted anew."""
    several = len({clock.clock for clock in item.clocks}) < len(item.clocks)
    return {
        (clock.clock, clock.started if several else None): clock
        for clock in item.clocks
        if clock.stood_in is None
    }


def check_histories(walk: Walk, now: dict[str, Item]) -> None:
    """Who is not checked is owed a search, unless a manager let it be; who is checked was searched for."""
    for subject in walk.referral.present:
        owed = [item for id, item in now.items() if f"{id}:".startswith(f"search:{subject.ref}:")]
        known_as = walk.referral.identity.group(subject.ref)
        searches = walk.referral.identity.searches
        searched = [one for one in searches if any(map(one.stands_for, known_as))]
        if subject.ref in walk.referral.not_checked:
            assert owed[-1].is_open or owed[-1].ended is not None, f"nobody searches for {subject.ref}"
        else:
            assert any(one.fact.result != "could_not_search" for one in searched)


def check_withdrawals(walk: Walk, now: dict[str, Item]) -> None:
    """Nothing is owed to who was recorded by mistake, and nothing ends by it that is owed to others."""
    gone = walk.referral.identity.withdrawal_of
    assert walk.referral.children, "no child is left"
    for item in now.values():
        refs = item.children or tuple(filter(None, [item.about]))
        if item.is_open:
            assert all(gone(ref) is None for ref in refs), f"{item.id} is owed to nobody"
        elif item.ended == "withdrawn":
            assert all(gone(ref) is not None for ref in refs), f"{item.id} was owed to somebody"


def check(walk: Walk, before: Referral) -> None:
    was = {item.id: item for item in due_list(before)}
    now = {item.id: item for item in due_list(walk.referral)}
    assert was.keys() <= now.keys(), "an obligation was lost"
    for id, item in was.items():
        after = clocks(now[id])
        # Owed to nobody, it has the clock of whoever it is owed to next.
        for key, clock in () if item.ended == "withdrawn" else clocks(item).items():
            rounds = {name for name, _ in after}
            assert key[0] in rounds, f"a clock of {id} was lost"
            if key in after:
                assert after[key].due <= clock.due, f"{clock.clock} of {id} was put off"
                assert after[key].started <= clock.started, f"{clock.clock} of {id} was begun anew"
        if item.is_open and not now[id].is_open:
            assert now[id].done is not None
    for item in now.values():
        if item.is_open:
            assert item.owner is not None, f"nobody owns {item.id}"
            assert item.owner.name in walk.accepted, f"{item.owner.name} never accepted {item.id}"
    check_histories(walk, now)
    check_withdrawals(walk, now)
    parked = [item for item in now.values() if item.kind == "parked" and item.is_open]
    assert len(parked) == (walk.referral.parked is not None), "what was put aside ended by itself"
    if walk.referral.state == "closed":
        assert not [item.id for item in now.values() if item.is_open], "closed with an open item"
    for lowered in walk.referral.lowerings:
        view = now[f"second_view:{lowered.number}"]
        assert view.is_open == (lowered.second_look is None), "a second view ended without being given"


@pytest.mark.parametrize("seed", range(SEEDS))
def test_nothing_is_lost_closed_or_put_back(seed: int) -> None:
    walk = Walk(seed)
    for _ in range(STEPS):
        before = walk.referral
        walk.step()
        check(walk, before)
    assert folded(walk.entries) == walk.referral


def tidied(walk: Walk) -> str:
    """All that is open is ended by whoever may, then it is closed."""
    manager, other = PEOPLE["manager"], PEOPLE["other manager"]
    walk.write("parking/end", {}, manager)
    for child in walk.referral.children:
        walk.write(f"children/{child}/sought/end", {"words": WORDS}, manager)
    walk.write(
        "decisions",
        {"route": "strategy", "rag": "red", "reasons": WORDS, "point": "new_information"},
        manager,
    )
    for lowered in walk.referral.lowerings:
        for who in (manager, other):
            walk.write("second-views", {"of": lowered.number, "agrees": True, "words": WORDS}, who)
    for item in due_list(walk.referral):
        own = item.id.partition(":")[2]
        if item.kind == "news":
            known = {"of": int(own), "words": WORDS, "changes_no_answer": True}
            walk.write("news/acknowledgements", known, manager)
        for offer in list(walk.referral.owners.waiting()):
            for who in PEOPLE.values():
                walk.write("refusals", {"of": offer.number, "words": WORDS}, who)
        elsewhere = {"how": "elsewhere", "words": WORDS, "accepted_by": "Jo Hill, nurse"}
        walk.write(f"items/{item.id}", elsewhere, manager)
    last = {"reasons": WORDS, "holder": "Jo Hill, nurse", "family_may_ring": "Jo Hill, nurse"}
    return walk.write("closing", last, manager)


def test_the_walks_go_everywhere_and_can_be_closed() -> None:
    """Else they show nothing: each kind of write is made, and what was ended properly can be closed."""
    done: set[str] = set()
    closed = apart = back = 0
    for seed in range(SEEDS * 2 // 3):
        walk = Walk(seed)
        for _ in range(STEPS):
            done.add(walk.step().split("/")[0])
        before = walk.referral
        apart += sum(one.undone is not None for one in before.identity.merges)
        back += sum(one.undone is not None for one in before.identity.withdrawals)
        closed += tidied(walk) == "closing"
        check(walk, before)
        if walk.referral.state == "closed":
            walk.write("news", {"words": WORDS, "said_by": "aunt", "how_known": "told"}, PEOPLE["worker"])
            assert walk.referral.state != "closed"
    writes = {"answers", "decisions", "contacts", "offers", "acceptances", "refusals", "items", "news"}
    writes |= {"reference", "children", "searches", "merges", "withdrawals", "second-views", "parking"}
    assert writes <= done
    assert closed >= SEEDS // 8
    assert apart > 0
    assert back > 0
