"""The front sheet of a transfer: the current risk first, as text and as JSON that need no Front Door."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from triage_api.casework.bodies.basics import at, person
from triage_api.casework.judging import Json, View
from triage_api.casework.moments import in_words
from triage_api.casework.prints.sheet import Sheet
from triage_api.casework.refusals import NotFoundError
from triage_api.casework.sights import unseen_since
from triage_api.record import CurrentRisk, Decision, FrontSheet, Item, ItemState, Referral, Transfer, due_list

FORM = "front-door-transfer/1"
"""The name of this form, for the other side's programs."""
_KEPT = {"yes": "yes", "no": "NO", "not_known": "not known"}


def front_sheet(referral: Referral, view: View, transfer: Transfer, now: datetime) -> Json:
    """The front sheet as it was sent; before that, as it would be sent now. ``text`` says the same to people.

    Raises:
        NotFoundError: nobody has written it yet.
    """
    if transfer.sent is not None:
        sent: Json = transfer.sent.fact.sheet
        return sent
    if transfer.sheet is None:
        what = "Write it first: who worries you now, where they are, bail, and how they see the child."
        raise NotFoundError("no-front-sheet", "There is no front sheet", what)
    body = _body(referral, view, transfer, transfer.sheet, now)
    return {"form": FORM, "text": _text(body, view.zone), "sheet": body}


def _body(referral: Referral, view: View, transfer: Transfer, sheet: FrontSheet, now: datetime) -> Json:
    """In the order in which it is to be read."""
    children = list(referral.standing(transfer.begun.children))
    return {
        "referral": referral.id,
        "practice": referral.practice,
        "to": transfer.authority,
        "made_at": at(now),
        "written_by": None if transfer.sheet_step is None else person(transfer.sheet_step.by),
        "children": [_child(referral, ref) for ref in children],
        "current_risk": [_risk(risk) for risk in sheet.risks],
        "no_risk": sheet.no_risk,
        "last_seen": [unseen_since(referral, ref, view.zone) for ref in children],
        "home": sheet.home,
        "recommended": _recommended(view),
        "plan": sheet.plan,
        "not_known": [*sheet.not_known, *_unknown(view)],
        "decisions": [_decision(made, view) for made in referral.decisions],
        "documents": list(sheet.documents),
        "family": [{"who": one.who, "ring": one.ring} for one in sheet.family],
        "family_not_told": sheet.family_not_told,
        "open_items": [_item(item, now) for item in due_list(referral) if item.is_open],
        "responsible": f"The child stays with the sender until {transfer.authority} has accepted in writing.",
    }


def _child(referral: Referral, ref: str) -> Json:
    return {"ref": ref, **referral.label(ref)}


def _risk(risk: CurrentRisk) -> Json:
    return {
        "adult": risk.adult,
        "who": risk.who,
        "why": risk.why,
        "whereabouts": risk.whereabouts,
        "bail": risk.bail,
        "kept_away": [{"child": one.child, "kept": one.kept} for one in risk.kept_away],
        "access": risk.access,
    }


def _recommended(view: View) -> Json | None:
    """The level at which it is sent: what Front Door recommends of these answers now."""
    if view.recommendation is None:
        return None
    route, rag = view.recommendation["route"], view.recommendation["rag"]
    return {"route": route, "rag": rag, "words": _level(view, route, rag)}


def _level(view: View, route: str | None, rag: str | None) -> str:
    if route is None:
        return "too early to say" if rag is None else "not a referral"
    routes, rags = ({}, {}) if view.policy is None else (view.policy.routes, view.policy.rags)
    titles = [routes[route].title if route in routes else route]
    if rag is not None:
        titles.append(rags[rag].title if rag in rags else rag)
    return ", ".join(titles)


def _unknown(view: View) -> Iterator[str]:
    """What was asked and nobody knew, and what was never asked and could change the outcome."""
    for one in () if view.recommendation is None else view.recommendation["open_questions"]:
        why = "not known" if one["why_open"] == "not_known" else "not asked"
        yield f"{one['about']}: {one['ask']} ({why})"


def _decision(made: Decision, view: View) -> Json:
    decided = made.decided
    return {
        "at": at(made.happened_at or made.recorded_at),
        "by": person(made.by),
        "words": _level(view, decided.route, decided.rag),
        "reasons": decided.reasons,
        "lowers": list(decided.lowers),
    }


def _item(item: Item, now: datetime) -> Json:
    return {
        "what": item.what,
        "due": at(item.due),
        "late": item.at(now) is ItemState.LATE,
        "owner": None if item.owner is None else item.owner.name,
    }


def _text(body: Json, zone: str) -> str:
    sheet = Sheet()
    if body["practice"]:
        sheet.section("Practice", ["No live record. Nothing in this sheet is of a real child."])
    sheet.section("Who worries us now", _risks(body))
    sheet.section("The children", _children(body))
    sheet.section("Last seen", body["last_seen"])
    sheet.section("Where the child lives now, and who with", [body["home"]])
    sheet.section("What is recommended now", _recommendation(body))
    sheet.section("Plan", [body["plan"]])
    sheet.section("Not known", body["not_known"], "Nothing was named.")
    sheet.section("What was decided here", _decided(body, zone), "Nothing.")
    sheet.section("Documents sent with this", body["documents"], "None.")
    sheet.section("Who in the family was told whom to ring", _family(body))
    sheet.section("Still open here", _open(body, zone), "Nothing.")
    sheet.section("Whose the child is", [body["responsible"]])
    return "\n".join(sheet.parts(f"TRANSFER TO {body['to'].upper()} (referral {body['referral']})"))


def _risks(body: Json) -> Iterator[str]:
    for risk in body["current_risk"]:
        yield f"{risk['who']}: {risk['why']}"
        yield f"Where they are: {risk['whereabouts']}"
        yield f"Bail or order: {risk['bail']}"
        for one in risk["kept_away"]:
            yield f"Does it keep them away from {one['child']}? {_KEPT[one['kept']]}."
        yield f"How they see or could see the child: {risk['access']}"
    if body["no_risk"]:
        yield f"Nobody, because: {body['no_risk']}"


def _children(body: Json) -> Iterator[str]:
    for child in body["children"]:
        known = [
            f"{name.replace('_', ' ')} {value}" for name, value in child.items() if value and name != "ref"
        ]
        yield f"{child['ref']}{': ' + ', '.join(known) if known else ''}."


def _recommendation(body: Json) -> list[str]:
    found = body["recommended"]
    return [f"{found['words']}." if found else "The policy cannot be used now."]


def _decided(body: Json, zone: str) -> Iterator[str]:
    for one in body["decisions"]:
        when, by = in_words(one["at"], zone), f"{one['by']['name']}, {one['by']['role']}"
        yield f"{when}, {by}: {one['words']}. {one['reasons']}"
        yield from one["lowers"]


def _family(body: Json) -> Iterator[str]:
    for one in body["family"]:
        yield f"{one['who']}: {one['ring']}"
    if body["family_not_told"]:
        yield f"Nobody, because: {body['family_not_told']}"


def _open(body: Json, zone: str) -> Iterator[str]:
    for one in body["open_items"]:
        due = f", due {in_words(one['due'], zone)}" if one["due"] else ""
        yield f"{one['what']}{due}{', LATE' if one['late'] else ''}{_owner(one)}."


def _owner(item: Json) -> str:
    return f" (owner: {item['owner']})" if item["owner"] else " (owner: nobody)"
