"""By what those in a referral are known, what of it was put right, and who searched where: as printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage_api.casework.histories import history_words
from triage_api.casework.judging import Json
from triage_api.casework.prints.printing import Printing
from triage_api.record import CASE_SYSTEM_ID, SEARCHED


def corrections(printing: Printing) -> Iterator[str]:
    """What stood before, what stands since, who put it right and why."""
    for one in printing.referral.identity.corrections:
        why = f": {one.words}" if one.words else ""
        yield (
            f"{one.about}: {_said(one.before)} was put right to {_said(one.after)}, "
            f"{printing.when(one.at)}, by {printing.who(one.by)}{why}"
        )


def merges(printing: Printing) -> Iterator[str]:
    """Who turned out to be one with whom, and who did not after all; with who said so and why."""
    for one in printing.referral.identity.merges:
        kept, merged = one.fact.kept, one.fact.merged
        yield (
            f"{merged} is {kept}: {one.fact.words} "
            f"({printing.when(one.step.at)}, {printing.who(one.step.by)})"
        )
        if one.undone is not None:
            step, apart = one.undone
            yield f"{merged} is not {kept}: {apart.words} ({printing.when(step.at)}, {printing.who(step.by)})"


def withdrawals(printing: Printing) -> Iterator[str]:
    """Who was recorded by mistake, and who was not after all; with who said so and why."""
    for one in printing.referral.identity.withdrawals:
        waits = " It waits for a second view." if one.effect is None and one.undone is None else ""
        yield f"{one.why} ({printing.when(one.step.at)}, {printing.who(one.step.by)}){waits}"
        if one.counts:
            yield from _told_before(printing, one.fact.ref)
        if one.undone is not None:
            step, words = one.undone
            ref = one.fact.ref
            yield f"{ref} is in it after all: {words} ({printing.when(step.at)}, {printing.who(step.by)})"


def _told_before(printing: Printing, ref: str) -> Iterator[str]:
    """Which agencies may hold something of somebody who was recorded by mistake: they are to be told."""
    known_as = set(printing.referral.identity.group(ref))
    for one in printing.referral.contacts.values():
        told = [step for step in one.progress if step.state in ("sent", "made") and step.counts]
        if told and known_as & set(one.body.get("children", [])):
            first = printing.when(told[0].happened_at or told[0].recorded_at)
            yield f"{one.body['role']} may hold something of {ref}, told {first}: tell them of the mistake."


def histories(printing: Printing) -> Iterator[str]:
    """Of each child and adult whether their history was checked; in whose records, and since when."""
    for one in printing.referral.present:
        if one.about in SEARCHED:
            yield f"{one.ref}: {history_words(printing.referral, one.ref, printing.view)}"


SAME = {
    CASE_SYSTEM_ID: "the same id in the case system",
    "child": "the same initials and month of birth",
    "crime": "the same crime reference",
    "cad": "the same number of a call to the police",
    "notification": "the same police notification",
}
"""What two referrals have in common, by the kind that the links give it."""


def links(printing: Printing) -> Iterator[str]:
    """Other referrals of the same people: linked by their id, or perhaps the same; and what it is not."""
    found = printing.links
    if found is None:
        return
    yield from (f"{_link(printing, one)}." for one in found["links"])
    yield from (f"Perhaps, and nobody has said so: {_link(printing, one)}." for one in found["perhaps"])
    if found["more"]:
        yield "There are more than these."
    elif not found["links"] and not found["perhaps"]:
        known = "an id, by initials or by a police reference"
        yield f"None that Front Door knows by {known}. That is no search of records."
    yield f"It is what {printing.printed_by} may see. Restricted referrals are never printed here."


def _link(printing: Printing, one: Json) -> str:
    line = one["referral"]
    reference = f" (reference {line['reference']})" if line["reference"] else ""
    stands = printing.step(line["route"], line["rag"])
    why = "; ".join(_common(each) for each in one["because"])
    return (
        f"{line['id']}{reference}, received {printing.when(line['received_at'])}, "
        f"{line['state'].replace('_', ' ')}, "
        f"recommended {stands}: {why}"
    )


def _common(each: Json) -> str:
    here, there = (", ".join(each[side]) or "what arrived" for side in ("here", "there"))
    return f"{SAME[each['kind']]} ({each['value']}), {here} here and {there} there"


def _said(label: Mapping[str, str | None]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value or 'not known'}" for name, value in label.items())
