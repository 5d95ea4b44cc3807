"""A child comes from another authority: the sender is spoken to, the papers are read, and we answer.

Nobody decides before the sender was asked who worries them now, unless to act at once: the papers of Child J
did not put the risk first, and it was closed without anybody speaking to anybody.
"""

from __future__ import annotations

from collections.abc import Sequence

from triage_api.casework.changes import Change
from triage_api.casework.deadlines import deadline
from triage_api.casework.dispute_stages import first_stage
from triage_api.casework.members import must_be_permitted
from triage_api.casework.naming import blank, named_children, unknown_children, unnamed
from triage_api.casework.refusals import ConflictError, Fault, WrongError
from triage_api.casework.transfers import found, must_be
from triage_api.casework.words import own_words
from triage_api.policy.model import Permission, WorkClock
from triage_api.record import (
    PapersArrived,
    PapersRead,
    Professional,
    SenderAnswered,
    SenderSpokenTo,
    SenderTried,
    Transfer,
    TransferArrived,
    TransferReturned,
)


def arrive(
    change: Change, children: Sequence[str], sender: Professional, words: str, papers: Sequence[str]
) -> None:
    """Record that another authority sends us these children, or all; with the papers that came along.

    Raises:
        ConflictError: there is no child.
        WrongError: an unknown child, no sender named, or nothing says how and as what it came.
    """
    about = named_children(change.referral, children)
    faults = [
        *unknown_children(change.referral, about, "/children"),
        *unnamed(sender, "/sender"),
        *own_words(words, "/words", "How it came, and as what"),
        *_blank_papers(papers),
    ]
    if faults:
        raise WrongError(faults)
    ask = deadline(change.policy, WorkClock.SENDER_SPOKEN_TO, change.moment)
    answer = deadline(change.policy, WorkClock.TRANSFER_ANSWERED, change.moment)
    change.add(TransferArrived(about, sender, words.strip(), ask, answer))
    if papers:
        _papers(change, change.referral.transfers[-1].number, papers)


def _blank_papers(papers: Sequence[str]) -> list[Fault]:
    return [
        fault
        for place, title in enumerate(papers)
        for fault in blank(title, f"/papers/{place}", "What paper that is")
    ]


def receive_papers(change: Change, of: int, papers: Sequence[str]) -> None:
    """Record that papers of a transfer came.

    Raises:
        NotFoundError, ConflictError: no such transfer, or it leaves here.
        WrongError: none named.
    """
    found(change.referral, of, leaves=False)
    faults = _blank_papers(papers)
    if not papers:
        faults.append(Fault("/papers", "missing-field", "No paper is named.", "Name each that came."))
    if faults:
        raise WrongError(faults)
    _papers(change, of, papers)


def _papers(change: Change, of: int, papers: Sequence[str]) -> None:
    due = deadline(change.policy, WorkClock.TRANSFER_READ, change.moment)
    change.add(PapersArrived(of, tuple(title.strip() for title in papers), due))


def try_sender(change: Change, of: int, words: str) -> None:
    """Record that the sender was not reached: a message left is no answer.

    Raises:
        NotFoundError, ConflictError: no such transfer, or it leaves here.
        WrongError: no words.
    """
    found(change.referral, of, leaves=False)
    if faults := own_words(words, "/words", "What was tried"):
        raise WrongError(faults)
    change.add(SenderTried(of, words.strip()))


def speak_to_sender(
    change: Change, of: int, sender: Professional, worries: str, home: str, last_seen: str
) -> None:
    """Record what the sending worker answered.

    Raises:
        NotFoundError, ConflictError: no such transfer, it leaves here, or they were spoken to.
        WrongError: nobody named, or an answer is missing.
    """
    transfer = found(change.referral, of, leaves=False)
    if transfer.spoken is not None:
        raise ConflictError(
            "given-already",
            "The sender was spoken to",
            "What they say now is news: record it as such.",
        )
    faults = [
        *unnamed(sender, "/sender"),
        *own_words(worries, "/worries", "Who worries them now, and why"),
        *own_words(home, "/home", "Who lives with the child, and how they know"),
        *own_words(last_seen, "/last_seen", "When they last saw the child"),
    ]
    if faults:
        raise WrongError(faults)
    change.add(SenderSpokenTo(of, sender, worries.strip(), home.strip(), last_seen.strip()))


def read_papers(change: Change, of: int, papers: Sequence[int]) -> None:
    """Record that whoever is signed in has read these papers, or all that came.

    Raises:
        NotFoundError, ConflictError: no such transfer, it leaves here, or no paper came.
        WrongError: there is no such paper.
    """
    transfer = found(change.referral, of, leaves=False)
    count = len(transfer.papers)
    if not count:
        raise ConflictError("no-papers", "No papers came", "Record which came, then who read them.")
    faults = [
        Fault(f"/papers/{place}", "no-such-paper", f"There is no paper {one}.", f"There are 1 to {count}.")
        for place, one in enumerate(papers)
        if not 1 <= one <= count
    ]
    if faults:
        raise WrongError(faults)
    change.add(PapersRead(of, tuple(papers) or tuple(range(1, count + 1))))


def accept(change: Change, of: int, to: Professional, reasons: str, family_seen: str) -> None:
    """Tell the sender that we accept: from then on the child is ours.

    Raises:
        NotYoursError: it is for a manager.
        NotFoundError, ConflictError: no such transfer; the sender was not spoken to; a paper is not read.
        WrongError: nobody named, no reasons, or nothing says whether anybody here saw the family.
    """
    _refuse_unready(change, of)
    faults = [
        *unnamed(to, "/to"),
        *own_words(reasons, "/reasons", "Reasons"),
        *own_words(family_seen, "/family_seen", "Who here has seen the family, or that nobody has"),
    ]
    if faults:
        raise WrongError(faults)
    change.add(SenderAnswered(of, to, reasons.strip(), family_seen.strip()))


def send_back(change: Change, of: int, said_by: Professional, why: str) -> None:
    """Tell the sender that we do not accept: from then on it is disputed; as `accept`."""
    _refuse_unready(change, of)
    if faults := [*unnamed(said_by, "/said_by"), *own_words(why, "/why", "Why")]:
        raise WrongError(faults)
    change.add(TransferReturned(of, said_by, why.strip(), *first_stage(change)))


def _refuse_unready(change: Change, of: int) -> None:
    must_be_permitted(
        change.member, change.policy, Permission.DECIDE_TRANSFER, "Answering another area about a transfer"
    )
    transfer = found(change.referral, of, leaves=False)
    must_be(transfer, "spoken")
    if unread := [paper.title for paper in transfer.papers if paper.read is None]:
        what = f"Nobody has read: {', '.join(unread)}."
        raise ConflictError("not-read", "A paper is not read", f"{what} Say who has, then answer.")


def refuse_unspoken(change: Change, route: str | None) -> None:
    """See that nothing is decided of a child who comes from elsewhere before the sender was spoken to.

    A route whose lowering nobody may make alone is action: it may be decided at any time.

    Raises:
        ConflictError: they were not.
    """
    policy = change.policy
    acts = [one for one in policy.routes.values() if one.second_view == "before"]
    if route in {one.id for one in acts}:
        return
    for transfer in change.referral.transfers:
        if _waits_for_sender(transfer) and change.referral.is_owed_to(transfer.begun.children):
            titles = " or ".join(one.title for one in acts)
            now = f" To act at once, “{titles}” can be decided." if acts else ""
            raise ConflictError(
                "sender-not-spoken-to",
                "Nobody has spoken to the sender",
                f"{transfer.authority} sends this child. First ask the sending worker who worries them now, "
                f"and write down the answer at transfers/{transfer.number}/sender.{now}",
            )


def _waits_for_sender(transfer: Transfer) -> bool:
    return not transfer.leaves and transfer.spoken is None and not transfer.is_over
