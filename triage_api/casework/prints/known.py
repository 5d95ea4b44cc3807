"""By what the referral and those in it are known, and what of it was put right, as a print gives it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from triage_api.casework.prints.printing import Printing


def corrections(printing: Printing) -> Iterator[str]:
    """What stood before, what stands since, who put it right and why."""
    for one in printing.referral.identity.corrections:
        why = f": {one.words}" if one.words else ""
        yield (
            f"{one.about}: {_said(one.before)} was put right to {_said(one.after)}, "
            f"{printing.when(one.at)}, by {printing.who(one.by)}{why}"
        )


def _said(label: Mapping[str, str | None]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value or 'not known'}" for name, value in label.items())
