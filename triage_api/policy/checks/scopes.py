"""A line is about one child, adult or incident, and it must be plain about which."""

from __future__ import annotations

from functools import reduce

from triage_api.policy.checks.walk import Block, lines
from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.model import (
    About,
    AnyAdult,
    AnyChild,
    AnyIncident,
    AtLeast,
    Condition,
    Is,
    Not,
    Place,
    Policy,
    Question,
    Test,
)

Bare = frozenset[About]
_BLOCKS = {AnyAdult: About.ADULT, AnyIncident: About.INCIDENT, AnyChild: About.CHILD}
_IN_RULE: Bare = frozenset({About.REFERRAL, About.CHILD})
_NAMES = {
    About.ADULT: "an adult",
    About.INCIDENT: "an incident",
    About.CHILD: "a child",
    About.REFERRAL: "the referral",
}
_ONE = {About.ADULT: "adult", About.INCIDENT: "incident", About.CHILD: "child"}
_WRAPS = {About.ADULT: "any_adult", About.INCIDENT: "any_incident", About.CHILD: "any_child"}


def check_scopes(policy: Policy, report: Report) -> None:
    """Check every condition. Definitions must have no cycle."""
    scopes = _Scopes(policy, report)
    for rule in policy.rules.values():
        scopes.check(rule.when, _IN_RULE, is_gate=False)
        scopes.check_one_day(f"The rule “{rule.id}”", rule.when)
    for never in policy.never:
        scopes.check(never.when, _IN_RULE, is_gate=False)
    for question in policy.questions.values():
        if question.asked_when is not None:
            scopes.check(question.asked_when, frozenset({About.REFERRAL, question.about}), is_gate=True)
            scopes.check_one_day(f"“asked_when” of “{question.id}”", question.asked_when)
        if question.not_empty_when is not None and not scopes.reads_its_own_list(question):
            scopes.check(question.not_empty_when, frozenset({About.REFERRAL}), is_gate=True)
    for definition in policy.definitions.values():
        scopes.check_definition(definition.id)
    scopes.check_of_adults()


class _Scopes:
    """``bare`` of a definition: what its lines outside blocks are about."""

    def __init__(self, policy: Policy, report: Report) -> None:
        self.policy = policy
        self.report = report
        self.bare: dict[str, Bare] = {}
        self.blocks: dict[str, bool] = {}

    def check(self, condition: Condition, scope: Bare, is_gate: bool, inside: bool = False) -> None:
        """Report every line that is about somebody outside ``scope``, and every misplaced block."""
        match condition:
            case Test(question=id, place=place):
                self._demand(frozenset({self.policy.questions[id].about}), scope, id, place)
                if condition.from_incident:
                    self._check_counted(id, scope, place)
            case Is(definition=id, place=place):
                self._demand(self._bare_of(id), scope, id, place)
                if inside and self._has_block(id):
                    self._refuse_nested(f"The definition “{id}” has a block of its own.", place)
            case AnyAdult() | AnyIncident() | AnyChild():
                self._check_block(condition, scope, is_gate, inside)
            case Not(item=item):
                self.check(item, scope, is_gate, inside)
            case _:
                for item in condition.items:
                    self.check(item, scope, is_gate, inside)

    def check_one_day(self, what: str, condition: Condition) -> None:
        """Of one day counted from incidents the engine tries every way out; two would hang together through
        each incident."""
        tests = [
            line.item for line in lines(condition, self.policy.definitions) if isinstance(line.item, Test)
        ]
        counted = [test for test in tests if test.from_incident]
        for test in [test for test in counted if test.question != counted[0].question][:1]:
            self.report.error(
                Code.INCIDENT_DAY,
                test.place,
                f"{what} counts two days from incidents, “{counted[0].question}” and “{test.question}”.",
                "Count one of them; ask of the other in a question with yes and no.",
            )

    def reads_its_own_list(self, question: Question) -> bool:
        """Report what can say nothing while nobody is on the list: a line about those on it, a block of them,
        and the question that closes it."""
        if question.not_empty_when is None or question.closes is None:
            return False
        for line in lines(question.not_empty_when):
            if question.closes in self._read_by(line.item, question):
                self.report.error(
                    Code.OUTSIDE_BLOCK,
                    line.place,
                    f"“{question.id}” closes a list without {_NAMES[question.closes]}: this says nothing.",
                    "Say it by answers about the referral, a child or the other list: by what was ticked.",
                )
                return True
        return False

    def _read_by(self, item: Test | Is | AtLeast | Block, closing: Question) -> set[About | None]:
        """Whom a line is about, through its definition; the closing question is about those it closes."""
        if isinstance(item, Test):
            asked = self.policy.questions[item.question]
            return {closing.closes if asked is closing else asked.about}
        if isinstance(item, Is):
            inside = lines(self.policy.definitions[item.definition].when, self.policy.definitions)
            return {about for line in inside for about in self._read_by(line.item, closing)}
        return {_BLOCKS.get(type(item))}

    def check_definition(self, id: str) -> None:
        """A definition is about the child, or about one adult, or about one incident."""
        definition = self.policy.definitions[id]
        bare = self._bare_of(id)
        if {About.ADULT, About.INCIDENT} <= bare:
            self.report.error(
                Code.OUTSIDE_BLOCK,
                definition.place,
                f"“{id}” has lines about an adult and lines about an incident, outside blocks.",
                "Put the one or the other under “any_adult:” or “any_incident:”.",
            )
        self.check(definition.when, bare | _IN_RULE, is_gate=False)

    def check_of_adults(self) -> None:
        """What is asked of one adult outside rules is a definition of an adult."""
        visits = self.policy.casework.visits
        self._check_of_adult("cannot_settle", self.policy.cannot_settle)
        self._check_of_adult("of_concern", None if visits is None else visits.of_concern)

    def _check_of_adult(self, key: str, id: str | None) -> None:
        if id is not None and id in self.policy.definitions and About.ADULT not in self._bare_of(id):
            self.report.error(
                Code.OUTSIDE_BLOCK,
                self.policy.definitions[id].place,
                f"“{id}” stands under “{key}” and is not about an adult.",
                "Write its lines about the adult without “any_adult:”.",
            )

    def _check_block(
        self, block: AnyAdult | AnyIncident | AnyChild, scope: Bare, is_gate: bool, inside: bool
    ) -> None:
        about = _BLOCKS[type(block)]
        if inside:
            self._refuse_nested(f"“{_WRAPS[about]}:” stands inside another block.", block.place)
        elif about is About.CHILD and not is_gate:
            self.report.error(
                Code.BLOCK,
                block.place,
                "“any_child:” stands outside “asked_when:” and “not_empty_when:”.",
                "Write its lines without it: a rule is judged for each child.",
            )
        elif is_gate and about in scope:
            self.report.error(
                Code.BLOCK,
                block.place,
                f"“{_WRAPS[about]}:” stands in the gate of a question about {_NAMES[about]}.",
                f"Write its lines without it: each {_ONE[about]} is asked about, or not, by itself.",
            )
        elif not is_gate and about in scope and about is not About.CHILD:
            self._refuse_nested(f"“{_WRAPS[about]}:” stands beside lines about {_NAMES[about]}.", block.place)
        self.check(block.item, scope | {about}, is_gate, inside=True)

    def _demand(self, needed: Bare, scope: Bare, id: str, place: Place) -> None:
        for about in sorted(needed - scope):
            wrap = _WRAPS.get(about, "")
            self.report.error(
                Code.OUTSIDE_BLOCK,
                place,
                f"“{id}” is about {_NAMES[about]} and stands outside “{wrap}:”.",
                f"Put it under “{wrap}:”, with whatever must be true of the same one.",
            )

    def _check_counted(self, id: str, scope: Bare, place: Place) -> None:
        """Days are counted from the day of the one incident that is meant, and some question asks for it."""
        question = self.policy.questions[id]
        if question.about is not About.INCIDENT and About.INCIDENT not in scope:
            self.report.error(
                Code.OUTSIDE_BLOCK,
                place,
                f"“{id}” is counted from an incident, and nothing says which.",
                "Put it under “any_incident:”, with whatever must be true of the same one."
                if question.about is not About.ADULT
                else "Ask in a question with yes and no whether it came before or after.",
            )
        elif question.day_of_incident:
            self.report.error(
                Code.INCIDENT_DAY,
                place,
                f"“{id}” is counted from itself: it is the day of the incident.",
                "Count it from receipt, as in “within 6 weeks”.",
            )
        elif not any(one.day_of_incident for one in self.policy.questions.values()):
            self.report.error(
                Code.INCIDENT_DAY,
                place,
                f"“{id}” is counted from an incident, and no question says when that was.",
                "Write “day_of: incident” in the question that asks for its day.",
            )

    def _refuse_nested(self, what: str, place: Place) -> None:
        self.report.error(Code.BLOCK, place, what, "Put the two side by side, each in a block of its own.")

    def _bare_of(self, id: str) -> Bare:
        definition = self.policy.definitions.get(id)
        if id not in self.bare:
            self.bare[id] = frozenset() if definition is None else self._bare_in(definition.when)
        return self.bare[id]

    def _bare_in(self, condition: Condition) -> Bare:
        match condition:
            case Test(question=id):
                about = self.policy.questions[id].about
                return frozenset({about, About.INCIDENT} if condition.from_incident else {about})
            case Is(definition=id):
                return self._bare_of(id)
            case Not(item=item):
                return self._bare_in(item)
            case AnyAdult(item=item) | AnyIncident(item=item) | AnyChild(item=item):
                return self._bare_in(item) - {_BLOCKS[type(condition)]}
            case _:
                nothing: Bare = frozenset()
                return reduce(frozenset.union, map(self._bare_in, condition.items), nothing)

    def _has_block(self, id: str) -> bool:
        definition = self.policy.definitions.get(id)
        if id not in self.blocks:
            self.blocks[id] = definition is not None and self._blocks_in(definition.when)
        return self.blocks[id]

    def _blocks_in(self, condition: Condition) -> bool:
        match condition:
            case Test():
                return False
            case Is(definition=id):
                return self._has_block(id)
            case Not(item=item):
                return self._blocks_in(item)
            case AnyAdult() | AnyIncident() | AnyChild():
                return True
            case _:
                return any(map(self._blocks_in, condition.items))
