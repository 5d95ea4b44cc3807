"""What came after: news, disagreement, and on what basis things were told, as a print gives them."""

from __future__ import annotations

from collections.abc import Iterator

from triage_api.casework.prints.printing import Printing
from triage_api.record import AGREED, Deadline


def news(printing: Printing) -> Iterator[str]:
    """News with its three times, and who knew of it."""
    for one in printing.referral.news:
        happened = "" if one.happened_at is None else f", happened {printing.when(one.happened_at)}"
        source = f"({one.said_by}, {one.how_known})"
        yield f"Received {printing.when(one.received_at)}{happened}: {one.words} {source}"
        known = one.acknowledged
        if known is None:
            yield f"Nobody has acknowledged it{_due(printing, one.deadline)}."
        else:
            when = printing.when(known.happened_at or known.recorded_at)
            yield f"Acknowledged {when} by {printing.who(known.by)}: {known.words}"
    for each in printing.referral.overtakings:
        risen, was = printing.step(each.route, each.rag), printing.step(each.was_route, each.was_rag)
        end = "nobody has decided again" if each.answered_at is None else printing.when(each.answered_at)
        yield f"From {printing.when(each.since)} the recommendation was above the decision ({was}): {risen}. "
        yield f"Decided again: {end}{_due(printing, each.deadline)}."


def _due(printing: Printing, deadline: Deadline | None) -> str:
    return "" if deadline is None else f" (due by {printing.when(deadline.due)})"


def disagreements(printing: Printing) -> Iterator[str]:
    """Who disagreed, with what, and what was answered at each stage."""
    for one in printing.referral.disagreements:
        who = one.said_by or printing.who(one.by)
        of = one.about or f"decision {one.decision}"
        yield f"{printing.when(one.happened_at or one.recorded_at)}, {who}, with {of}: {one.words}"
        for stage in one.stages:
            answer = stage.answer
            said = f"no answer{_due(printing, stage.deadline)}"
            if answer is not None:
                said = (
                    f"{stage.outcome}, {printing.when(answer.at)}, {printing.who(answer.by)}: {answer.words}"
                )
            yield f"{stage.title}: {said}"
        if one.withdrawn is not None:
            yield f"Withdrawn {printing.when(one.withdrawn.at)}: {one.withdrawn.words}"


def sharing(printing: Printing) -> Iterator[str]:
    """To whom something was told on what basis, and who authorised what was told without agreement."""
    for one in printing.referral.contacts.values():
        said = one.sharing
        if said is None:
            continue
        basis = "agreed" if said.basis == AGREED else said.basis.replace("_", " ")
        yield f"{one.body['role']}: {basis}. {said.words} ({printing.who(said.by)})"
        if said.allowed is not None:
            yield f"Without agreement, because: {said.allowed.words} ({printing.who(said.allowed.by)})"
        elif not said.is_settled:
            yield f"No manager has said why without{_due(printing, said.deadline)}."
