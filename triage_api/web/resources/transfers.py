"""Transfers: a child moves to another authority, or comes from one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import Response

from triage_api.casework.arriving import (
    accept,
    arrive,
    read_papers,
    receive_papers,
    send_back,
    speak_to_sender,
    try_sender,
)
from triage_api.casework.disputes import climb, end_dispute, take_up
from triage_api.casework.transfers import (
    accepted_there,
    know_move,
    read_there,
    returned_there,
    send,
    write_sheet,
)
from triage_api.record import CurrentRisk, FrontSheet, KeptAway, ToldToRing
from triage_api.web.access import member
from triage_api.web.blueprints import Resource
from triage_api.web.preconditions import changed
from triage_api.web.readings import professional
from triage_api.web.resources.referrals import as_json
from triage_api.web.resources.transfer_bodies import (
    AcceptedSchema,
    ArrivalSchema,
    DisputeClimbSchema,
    EndSchema,
    FileSchema,
    MoveSchema,
    PapersReadSchema,
    PapersSchema,
    ReaderSchema,
    ReturnedSchema,
    SenderSchema,
    SentSchema,
    SheetSchema,
    TakenUpSchema,
    TransferAnswerSchema,
)
from triage_api.web.services import services

transfers = Resource(
    "transfers", "Transfers: the current risk first; the sender's child until the receiver has accepted."
)

PROBLEMS = [400, 403, 404, 409, 412, 413, 415, 422, 428, 503, 507]
AT = "/referrals/<id>/transfers"
ONE = f"{AT}/<int:number>"


@transfers.at(AT)
@transfers.gives("Transfers", problems=[404])
def read_transfers(id: str) -> Response:
    """Its transfers, those that leave and those that arrive."""
    found = services()
    return as_json(found.desk.transfers(id, member(), found.settings.clock()))


@transfers.at(AT, "POST")
@transfers.takes(MoveSchema)
@transfers.gives("Referral", problems=PROBLEMS)
def post_move(body: dict[str, Any], id: str) -> Response:
    """Record that children move to another authority."""
    to, how = body["to"], body["how_known"]
    return changed(body, id, lambda change: know_move(change, body["children"], to, how))


@transfers.at("/referrals/<id>/arrivals", "POST")
@transfers.takes(ArrivalSchema)
@transfers.gives("Referral", problems=PROBLEMS)
def post_arrival(body: dict[str, Any], id: str) -> Response:
    """Record that another authority sends us children."""
    sender, words, papers = professional(body["sender"]), body["words"], body["papers"]
    return changed(body, id, lambda change: arrive(change, body["children"], sender, words, papers))


@transfers.at(f"{ONE}/front-sheet")
@transfers.gives("FrontSheet", problems=[404, 409])
def read_front_sheet(id: str, number: int) -> Response:
    """The front sheet, as it was sent or would be sent now."""
    return as_json(_sheet(id, number))


@transfers.at(f"{ONE}/file")
@transfers.asks(FileSchema)
@transfers.gives("FrontSheet", problems=[404, 409, 422])
def read_file(query: dict[str, Any], id: str, number: int) -> Response:
    """The same as a file that the other side can open without Front Door: `text/plain`, or JSON."""
    found = _sheet(id, number)
    if query["form"] == "json":
        response = Response(json.dumps(found, ensure_ascii=False, indent=1), content_type="application/json")
    else:
        response = Response(found["text"], content_type="text/plain; charset=utf-8")
    ending = "json" if query["form"] == "json" else "txt"
    response.headers["Content-Disposition"] = f'attachment; filename="transfer-{number}.{ending}"'
    return response


def _sheet(id: str, number: int) -> dict[str, Any]:
    found = services()
    return found.desk.front_sheet(id, number, member(), found.settings.clock())


@transfers.at(f"{ONE}/front-sheet", "POST")
@transfers.takes(SheetSchema)
@transfers.gives("Referral", problems=PROBLEMS)
def post_front_sheet(body: dict[str, Any], id: str, number: int) -> Response:
    """Write the front sheet; again, while nothing was sent."""
    sheet = FrontSheet(
        risks=tuple(_risk(one) for one in body["risks"]),
        no_risk=body.get("no_risk"),
        home=body["home"],
        plan=body["plan"],
        not_known=tuple(body["not_known"]),
        documents=tuple(body["documents"]),
        family=tuple(ToldToRing(**one) for one in body["family"]),
        family_not_told=body.get("family_not_told"),
    )
    return changed(body, id, lambda change: write_sheet(change, number, sheet))


def _risk(body: Mapping[str, Any]) -> CurrentRisk:
    kept = tuple(KeptAway(**one) for one in body["kept_away"])
    return CurrentRisk(**{"adult": None, **body, "kept_away": kept})


@transfers.at(f"{ONE}/sent", "POST")
@transfers.takes(SentSchema)
@transfers.gives("Referral", problems=PROBLEMS)
def post_sent(body: dict[str, Any], id: str, number: int) -> Response:
    """Record that it was sent, with the front sheet as it stands."""
    to, how = professional(body["to"]), body["how"]
    return changed(body, id, lambda change: send(change, number, to, how))


@transfers.at(f"{ONE}/reads", "POST")
@transfers.takes(ReaderSchema)
@transfers.gives("Referral", problems=PROBLEMS)
def post_reader(body: dict[str, Any], id: str, number: int) -> Response:
    """Record who of the other authority has read it."""
    reader = professional(body["reader"])
    return changed(body, id, lambda change: read_there(change, number, reader))


@transfers.at(f"{ONE}/accepted", "POST")
@transfers.takes(AcceptedSchema)
@transfers.gives("Referral", problems=PROBLEMS)
def post_accepted(body: dict[str, Any], id: str, number: int) -> Response:
    """Record that the other authority accepted in writing: from then on the child is theirs."""
    said_by, words = professional(body["said_by"]), body["in_writing"]
    return changed(body, id, lambda change: accepted_there(change, number, said_by, words))


@transfers.at(f"{ONE}/returned", "POST")
@transfers.takes(ReturnedSchema)
@transfers.gives("Referral", problems=PROBLEMS)
def post_returned(body: dict[str, Any], id: str, number: int) -> Response:
    """Record that the other authority will not have it: it is disputed."""
    said_by, why = professional(body["said_by"]), body["why"]
    return changed(body, id, lambda change: returned_there(change, number, said_by, why))


@transfers.at(f"{ONE}/sender", "POST")
@transfers.takes(SenderSchema)
@transfers.gives("Referral", problems=PROBLEMS)
def post_sender(body: dict[str, Any], id: str, number: int) -> Response:
    """Write down what the sender answered to “who worries you now?”, or that they were not reached."""
    if not body["reached"]:
        return changed(body, id, lambda change: try_sender(change, number, body["words"]))
    given = body.get("sender", {"name": "", "role": "", "agency": ""})
    sender, answers = professional(given), (body["worries"], body["home"], body["last_seen"])
    return changed(body, id, lambda change: speak_to_sender(change, number, sender, *answers))


@transfers.at(f"{ONE}/papers", "POST")
@transfers.takes(PapersSchema)
@transfers.gives("Referral", problems=PROBLEMS)
def post_papers(body: dict[str, Any], id: str, number: int) -> Response:
    """Record that papers came."""
    return changed(body, id, lambda change: receive_papers(change, number, body["papers"]))


@transfers.at(f"{ONE}/papers/read", "POST")
@transfers.takes(PapersReadSchema)
@transfers.gives("Referral", problems=PROBLEMS)
def post_papers_read(body: dict[str, Any], id: str, number: int) -> Response:
    """Record that whoever is signed in has read papers."""
    return changed(body, id, lambda change: read_papers(change, number, body["papers"]))


@transfers.at(f"{ONE}/answer", "POST")
@transfers.takes(TransferAnswerSchema)
@transfers.gives("Referral", problems=PROBLEMS)
def post_answer(body: dict[str, Any], id: str, number: int) -> Response:
    """Tell the sender that we accept: from then on the child is ours."""
    to, reasons, seen = professional(body["to"]), body["reasons"], body["family_seen"]
    return changed(body, id, lambda change: accept(change, number, to, reasons, seen))


@transfers.at(f"{ONE}/sent-back", "POST")
@transfers.takes(ReturnedSchema)
@transfers.gives("Referral", problems=PROBLEMS)
def post_sent_back(body: dict[str, Any], id: str, number: int) -> Response:
    """Tell the sender that we do not accept: it is disputed."""
    said_by, why = professional(body["said_by"]), body["why"]
    return changed(body, id, lambda change: send_back(change, number, said_by, why))


@transfers.at(f"{ONE}/dispute", "POST")
@transfers.takes(TakenUpSchema)
@transfers.gives("Referral", problems=PROBLEMS)
def post_dispute(body: dict[str, Any], id: str, number: int) -> Response:
    """Record that a manager took the dispute up with the other side, and perhaps took it higher."""
    spoke_to, words, given = professional(body["spoke_to"]), body["words"], body.get("escalated_to")
    to = None if given is None else professional(given)
    return changed(body, id, lambda change: take_up(change, number, spoke_to, words, to))


@transfers.at(f"{ONE}/dispute/climbs", "POST")
@transfers.takes(DisputeClimbSchema)
@transfers.gives("Referral", problems=PROBLEMS)
def post_dispute_climb(body: dict[str, Any], id: str, number: int) -> Response:
    """Take a dispute that nobody has taken up in time to the next stage; at once where a child is at risk."""
    words, stage, at_risk = body["words"], body.get("stage"), body["immediate_risk"]
    return changed(body, id, lambda change: climb(change, number, words, stage, at_risk))


@transfers.at(f"{ONE}/dispute/end", "POST")
@transfers.takes(EndSchema)
@transfers.gives("Referral", problems=PROBLEMS)
def post_end(body: dict[str, Any], id: str, number: int) -> Response:
    """End a dispute, in a senior manager's words."""
    outcome, said_by, words = body["outcome"], professional(body["said_by"]), body["words"]
    return changed(body, id, lambda change: end_dispute(change, number, outcome, said_by, words))
