"""The watch list of one child's case, for those who work while the office is closed."""

from __future__ import annotations

from datetime import datetime

from triage_api.casework.refusals import NotFoundError
from triage_api.record import Offer, Referral


def watch_page(referral: Referral, now: datetime) -> str:
    """One printed page: what to fear tonight, what to do if called, what not to do, and who decided.

    Raises:
        NotFoundError: nobody has said what to watch.
    """
    offers = [one for one in referral.owners.offers if one.offered.watch is not None]
    if not offers or (watch := offers[-1].offered.watch) is None:
        raise NotFoundError("no-watch", "Not found", "Nobody has said what to fear tonight.")
    latest = offers[-1]
    return "\n".join(
        [
            f"Watch list: {referral.reference or referral.id}, printed {now:%d.%m.%Y %H.%M} (UTC)",
            "",
            f"What to fear tonight: {watch.fear}",
            f"What to do if called: {watch.if_called}",
            f"What not to do: {watch.do_not}",
            "",
            f"Who decided: {_decided(referral)}",
            f"Who handed over: {latest.by.name} ({latest.by.role}). {_taken(latest)}",
            "",
        ]
    )


def _decided(referral: Referral) -> str:
    made = referral.decision
    if made is None:
        return "nobody has decided yet."
    route = made.decided.route or "no referral"
    return f"{made.by.name} ({made.by.role}) decided {route}: {made.decided.reasons}"


def _taken(latest: Offer) -> str:
    answer = latest.answer
    if answer is None:
        return "Nobody has accepted it yet."
    return f"{answer.how.capitalize()} by {answer.by.name}, {answer.at:%d.%m.%Y %H.%M} (UTC)."
