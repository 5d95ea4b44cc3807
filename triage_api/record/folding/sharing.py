"""The basis on which contacts are told, and what keeps people safe."""

from __future__ import annotations

from dataclasses import replace

from triage_api.record.entries import Entry
from triage_api.record.facts import SafetySaid, SharingAllowed, SharingSaid
from triage_api.record.folding.step import after
from triage_api.record.payloads import UnreadableFactError
from triage_api.record.referral import Referral
from triage_api.record.sharing import Allowed, Sharing


@after.register
def _(fact: SharingSaid, referral: Referral, entry: Entry) -> Referral:
    said = Sharing(entry.number, fact.basis, fact.words, entry.by, entry.recorded_at, fact.deadline)
    return _with(referral, fact.contact, said)


@after.register
def _(fact: SharingAllowed, referral: Referral, entry: Entry) -> Referral:
    standing = referral.contacts.get(fact.contact)
    if standing is None or standing.sharing is None:
        raise UnreadableFactError(f"Nothing was said of sharing with “{fact.contact}”.")
    allowed = Allowed(fact.words, entry.by, entry.recorded_at, entry.happened_at)
    return _with(referral, fact.contact, replace(standing.sharing, allowed=allowed))


def _with(referral: Referral, contact: str, sharing: Sharing) -> Referral:
    if contact not in referral.contacts:
        raise UnreadableFactError(f"“{contact}” was never issued.")
    changed = replace(referral.contacts[contact], sharing=sharing)
    return replace(referral, contacts={**referral.contacts, contact: changed})


@after.register
def _(fact: SafetySaid, referral: Referral, entry: Entry) -> Referral:
    before = referral.safety
    said_of_contact = fact.safe_to_contact is not None
    safety = replace(
        before,
        safe_to_contact=fact.safe_to_contact if said_of_contact else before.safe_to_contact,
        how=fact.how if said_of_contact else before.how,
        staff=before.staff if fact.staff is None else fact.staff,
        do_not_say=(*before.do_not_say, *(one for one in fact.do_not_say if one not in before.do_not_say)),
    )
    return replace(referral, safety=safety)
