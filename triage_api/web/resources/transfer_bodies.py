"""What is sent of a transfer."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from triage_api.casework.transfers import KEPT
from triage_api.record import ACCEPTS, KEEPS
from triage_api.web.bodies import Flag, ProfessionalSchema, Text, WriteSchema


def _texts(words: str, most: int = 200) -> fields.List[str]:
    return fields.List(
        Text(most), load_default=[], validate=validate.Length(0, 60), metadata={"description": words}
    )


class KeptAwaySchema(Schema):
    """Whether bail, prison or an order keeps them away from this child."""

    child = Text(40, required=True)
    kept = fields.String(required=True, validate=validate.OneOf(KEPT))


class RiskSchema(Schema):
    """Who worries the sender now."""

    adult = Text(40, words="A ref, if they are in the case.")
    who = Text(120, required=True, words="Who that is to the child; no name.")
    why = fields.String(required=True)
    whereabouts = Text(200, required=True, words="Where they are now, or that it is not known; no address.")
    bail = fields.String(
        required=True, metadata={"description": "Its words; or that there is none, or that it is not known."}
    )
    kept_away = fields.List(
        fields.Nested(KeptAwaySchema),
        required=True,
        validate=validate.Length(0, 40),
        metadata={"description": "For each child that moves."},
    )
    access = fields.String(required=True, metadata={"description": "How they see or could see the child."})


class ToldSchema(Schema):
    """Somebody of the wider family, and whom they were told to ring."""

    who = Text(120, required=True, words="“Grandmother”; no name.")
    ring = Text(200, required=True, words="Name, role and number of the professional.")


class MoveSchema(WriteSchema):
    """Children of the referral move away."""

    children = _texts("Every child of the referral, if left out.", 40)
    to = Text(120, required=True, words="The other authority.")
    how_known = fields.String(required=True)


class ArrivalSchema(WriteSchema):
    """Another authority sends us children."""

    children = _texts("Every child of the referral, if left out.", 40)
    sender = fields.Nested(
        ProfessionalSchema, required=True, metadata={"description": "`agency` is the authority."}
    )
    words = fields.String(required=True, metadata={"description": "How it came, and as what."})
    papers = _texts("What came along: a title each.")


class SheetSchema(WriteSchema):
    """What only the sender can say; the rest of the front sheet is made from the record."""

    risks = fields.List(fields.Nested(RiskSchema), required=True, validate=validate.Length(0, 20))
    no_risk = fields.String(metadata={"description": "Where nobody worries you now: why not."})
    home = fields.String(
        required=True, metadata={"description": "Where the child lives now, and who with; no address."}
    )
    plan = Text(400, required=True, words="Which plan there is, since when; or that there is none.")
    not_known = _texts("What nobody knows, beside what the questions left open.", 400)
    documents = _texts("What is sent with it: a title each.")
    family = fields.List(fields.Nested(ToldSchema), load_default=[], validate=validate.Length(0, 20))
    family_not_told = fields.String(
        metadata={"description": "Where nobody of the wider family was told whom to ring: why not."}
    )


class SentSchema(WriteSchema):
    """It was sent."""

    to = fields.Nested(ProfessionalSchema, required=True)
    how = Text(200, required=True)


class ReaderSchema(WriteSchema):
    """A named person of the other authority has read it."""

    reader = fields.Nested(ProfessionalSchema, required=True)


class AcceptedSchema(WriteSchema):
    """The other authority accepted, in writing."""

    said_by = fields.Nested(ProfessionalSchema, required=True)
    in_writing = fields.String(required=True, metadata={"description": "What they wrote, and when."})


class ReturnedSchema(WriteSchema):
    """The receiver will not have it: they, of a transfer that leaves; we, of one that arrives."""

    said_by = fields.Nested(ProfessionalSchema, required=True)
    why = fields.String(required=True)


class TakenUpSchema(WriteSchema):
    """A manager took the dispute up."""

    spoke_to = fields.Nested(ProfessionalSchema, required=True)
    words = fields.String(required=True)
    escalated_to = fields.Nested(ProfessionalSchema)


class DisputeClimbSchema(WriteSchema):
    """Nobody took the dispute up in time, or a child may be hurt meanwhile."""

    words = fields.String(required=True, metadata={"description": "Why, in your own words."})
    stage = Text(80, words="The next, if left out; another needs immediate_risk.")
    immediate_risk = Flag(load_default=False)


class EndSchema(WriteSchema):
    """A senior manager ends a dispute."""

    outcome = fields.String(required=True, validate=validate.OneOf((ACCEPTS, KEEPS)))
    said_by = fields.Nested(
        ProfessionalSchema, required=True, metadata={"description": "Of the other side: who agrees to it."}
    )
    words = fields.String(required=True)


class SenderSchema(WriteSchema):
    """What the sending worker answered; or that they were not reached."""

    reached = Flag(required=True, metadata={"description": "A message left is no answer: false."})
    sender = fields.Nested(ProfessionalSchema, metadata={"description": "Who answered."})
    worries = fields.String(
        load_default="", metadata={"description": "Who worries them now, and why, in their words."}
    )
    home = fields.String(
        load_default="", metadata={"description": "Who lives with the child, and how they know."}
    )
    last_seen = fields.String(load_default="", metadata={"description": "When they last saw the child."})
    words = fields.String(load_default="", metadata={"description": "Where not reached: what was tried."})


class PapersSchema(WriteSchema):
    """Papers came."""

    papers = _texts("A title each.")


class PapersReadSchema(WriteSchema):
    """Whoever is signed in has read them."""

    papers = fields.List(
        fields.Integer(strict=True),
        load_default=[],
        validate=validate.Length(0, 60),
        metadata={"description": "Their numbers; all that came, if left out."},
    )


class TransferAnswerSchema(WriteSchema):
    """We accept."""

    to = fields.Nested(ProfessionalSchema, required=True)
    reasons = fields.String(required=True)
    family_seen = fields.String(
        required=True,
        metadata={"description": "Who here spoke with the family or saw the child; or that nobody did."},
    )


class FileSchema(Schema):
    """In which form."""

    form = fields.String(
        load_default="text",
        validate=validate.OneOf(("text", "json")),
        metadata={"description": "Plain text to read, or JSON for a program."},
    )
