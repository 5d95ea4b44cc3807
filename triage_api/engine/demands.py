"""What rules, routes, ratings and tiers ask for, united: contacts, clocks, duties, units, what is
forbidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from triage_api.engine.facts import CaseFacts
from triage_api.engine.levels import NONE
from triage_api.engine.outcomes import Judged, Outcome, wants_only_answers
from triage_api.engine.program import Program, Ranked
from triage_api.engine.recommendation import Forbidden
from triage_api.engine.views import State
from triage_api.policy.model import About, Policy, SourceRef

CALLED_FOR = (State.APPLIES, State.ASSUMED)
"""What such a rule asks for is due. One that holds is at a lower step: it gives what it may be about (harm,
warnings, what to find out and what not to do), not what would be due if it were so."""
COUNTING = (State.APPLIES, State.ASSUMED, State.HOLDS)


class Wanted:
    """One contact or duty, and what asks for it: each child, reason, clock and source once, in order."""

    __slots__ = ("children", "clocks", "source", "why")

    def __init__(self) -> None:
        self.children: dict[str, None] = {}
        self.why: dict[str, None] = {}
        self.clocks: dict[str, None] = {}
        self.source: dict[SourceRef, None] = {}

    def add(self, child: str, why: str, source: Iterable[SourceRef] = ()) -> None:
        """One more reason for it."""
        self.children[child] = None
        if why:
            self.why[why] = None
        for ref in source:
            self.source[ref] = None

    def join(self, other: Wanted) -> None:
        """What asks for it for another child."""
        self.children |= other.children
        self.why |= other.why
        self.clocks |= other.clocks
        self.source |= other.source


class ChildDemands:
    """What is asked for one child."""

    def __init__(self, facts: CaseFacts, judged: Judged, outcome: Outcome) -> None:
        self.program: Program = facts.program
        self.policy: Policy = facts.program.policy
        self.facts = facts
        self.judged = judged
        self.ref = judged.view.own[About.CHILD]
        self.outcome = outcome
        self.counting, self.due = _that_count(judged, self.program)
        self.contacts: dict[str, Wanted] = {}
        self.duties: dict[str, Wanted] = {}
        self.milestones: dict[str, None] = {}
        self.clocks: set[tuple[str, str]] = set()
        self.units: dict[str, str] = {}
        """Police unit -> why it."""
        self.tier = self._highest_tier()
        self.start = self._soonest_start()
        given = {harm for rule in self.counting for harm in rule.rule.then.harm}
        self.harm = tuple([harm for harm in self.policy.harms if harm in given]) if given else ()
        self.forbidden = self._forbidden()
        self._gather()

    def _highest_tier(self) -> str | None:
        tiers = [rule.rule.then.tier for rule in self.due if rule.rule.then.tier]
        return max(tiers, key=lambda tier: self.policy.tiers[tier].order) if tiers else None

    def _soonest_start(self) -> str | None:
        starts = [rule.rule.then.start for rule in self.due if rule.rule.then.start]
        return max(starts, key=lambda start: self.policy.starts[start].order) if starts else None

    def _forbidden(self) -> tuple[Forbidden, ...]:
        return tuple(
            [
                Forbidden(do_not.contact, do_not.until, rule.rule, self.ref)
                for rule in self.counting
                for do_not in rule.rule.then.do_not
            ]
        )

    def _gather(self) -> None:
        for rule in self.due:
            self._from_rule(rule)
        self._from_route()
        self._from_rags()
        if self.tier is not None:
            self._add_clocks(self.policy.tiers[self.tier].clocks)
        self._settle_units()

    def _from_rule(self, ranked: Ranked) -> None:
        rule = ranked.rule
        for contact in rule.then.contacts:
            self._want_contact(contact, rule.title, rule.source)
        for duty in rule.then.duties:
            _wanted(self.duties, duty).add(self.ref, rule.title, rule.source)
        for unit in rule.then.police_units:
            self.units.setdefault(unit, rule.title)
        self.milestones |= dict.fromkeys(rule.then.milestones)
        self._add_clocks(rule.then.clocks)

    def _from_route(self) -> None:
        if self.outcome.level.route == NONE:
            return
        route = self.policy.routes[self.program.route_ids[self.outcome.level.route]]
        for contact in route.contacts:
            self._want_contact(contact, route.title, route.source)
        for duty in route.duties:
            _wanted(self.duties, duty).add(self.ref, route.title, route.source)
        self.milestones |= dict.fromkeys(route.milestones)

    def _from_rags(self) -> None:
        """What a rating starts, every redder one starts too."""
        for rag_id in self.program.rag_ids[: self.outcome.level.rag + 1]:
            rag = self.policy.rags[rag_id]
            for contact in rag.contacts:
                self._want_contact(contact, rag.title, rag.source)
            self.milestones |= dict.fromkeys(rag.milestones)
            self._add_clocks(rag.clocks)

    def _want_contact(self, contact: str, why: str, source: tuple[SourceRef, ...]) -> None:
        _wanted(self.contacts, contact).add(self.ref, why, source)

    def _add_clocks(self, clocks: tuple[tuple[str, str], ...]) -> None:
        self.clocks.update(clocks)

    # ------------------------------------------------------------------ police units

    def _settle_units(self) -> None:
        """“The police” becomes the units that rules name; both, “because not known”, where none is named."""
        for generic in [contact for contact in self.contacts if self.policy.contacts[contact].settled_by]:
            wanted = self.contacts.pop(generic)
            for contact, because in self._settled_by(generic).items():
                named = _wanted(self.contacts, contact)
                for why in wanted.why:
                    named.add(self.ref, why, wanted.source)
                named.add(self.ref, because)
                self.clocks |= {(contact, timing) for of, timing in self.clocks if of == generic}
                named.clocks |= dict.fromkeys(self.policy.contacts[generic].clocks)
        for contact in self.contacts:
            unit = self.policy.contacts[contact].unit
            if unit is not None:
                self.units.setdefault(unit, next(iter(self.contacts[contact].why)))
        for possible, title in self._possible_units().items():
            self.units.setdefault(possible, f"perhaps, because not known: {title}")

    def _settled_by(self, generic: str) -> dict[str, str]:
        """The contacts that meet a generic one, each with why."""
        units = {
            self.policy.contacts[option].unit: option for option in self.policy.contacts[generic].settled_by
        }
        rules = [rule.rule.then for rule in self.due]
        contacts = {contact for then in rules for contact in then.contacts}
        said = {unit for then in rules for unit in then.police_units}
        named = [option for unit, option in units.items() if option in contacts or unit in said]
        return dict.fromkeys(named, "") or {
            option: f"{self._unit_title(unit)}, because not known which unit it is for"
            for unit, option in units.items()
        }

    def _possible_units(self) -> dict[str, str]:
        """The units of rules that only want of answers not known keeps from applying."""
        found: dict[str, str] = {}
        for rule in self.judged.rules(self.program, State.HOLDS, State.POSSIBLE):
            if not rule.names_units:
                continue
            units = [*rule.rule.then.police_units, *self._units_of(rule.rule.then.contacts)]
            if units and wants_only_answers(rule, self.judged.view, self.facts):
                for unit in units:
                    found.setdefault(unit, rule.rule.title)
        return found

    def _units_of(self, contacts: tuple[str, ...]) -> Iterator[str]:
        for contact in contacts:
            generic = self.policy.contacts[contact].settled_by
            for option in self._settled_by(contact) if generic else (contact,):
                unit = self.policy.contacts[option].unit
                if unit is not None:
                    yield unit

    def _unit_title(self, unit: str | None) -> str:
        return "" if unit is None else self.policy.units[unit].title


def _wanted(some: dict[str, Wanted], name: str) -> Wanted:
    found = some.get(name)
    if found is None:
        found = some[name] = Wanted()
    return found


def _that_count(judged: Judged, program: Program) -> tuple[tuple[Ranked, ...], tuple[Ranked, ...]]:
    """The rules that count, and those of them of which what they ask for is due; in the policy's order."""
    counting = [(program.rules[place], state) for place, state in judged.alive if state in COUNTING]
    due = [rule for rule, state in counting if state in CALLED_FOR]
    return tuple([rule for rule, _ in counting]), tuple(due)
