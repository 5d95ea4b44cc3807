"""Which policies are served: those whose files hold together, in the last state in which they did.

A policy lead edits files while the server runs. What is saved is read at the next request; what does not hold
together is reported, and the last good policy stays in its place.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from triage_api.policy.findings import Severity
from triage_api.policy.load import load, policies
from triage_api.policy.model import Policy

LOOK_AGAIN = 1.0
"""Seconds between two looks at whether a file has changed."""

Stamp = tuple[tuple[str, int, int], ...]
"""Every threshold file with its time and size."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A policy that is served in an earlier state, or not at all."""

    ref: str
    served: str | None
    """``id@version`` of what is served in its place; ``None``: nothing."""
    errors: tuple[str, ...]
    """Each with its file, line and column."""


class Catalogue:
    """The policies of some folders. Its methods may be called from any thread."""

    def __init__(self, roots: Sequence[Path], clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` gives seconds; it decides when files are looked at again."""
        self._roots = tuple(roots)
        self._clock = clock
        self._lock = threading.RLock()
        self._looked = -LOOK_AGAIN
        self._stamp: Stamp | None = None
        self._read: set[str] = set()
        self._good: dict[str, Policy] = {}
        self._trouble: dict[str, Trouble] = {}

    def policy(self, ref: str) -> Policy | None:
        """The policy ``id`` or ``id@version`` in its last good state; ``None``: it has none."""
        with self._lock:
            self._look()
            if ref not in self._read:
                self._read_again(ref)
            return self._good.get(ref)

    def why_not(self, ref: str) -> str:
        """Why it is not served as it stands in its files, in words; empty if it is."""
        self.policy(ref)
        trouble = self._trouble.get(ref)
        if trouble is None:
            return ""
        return f"The policy {ref} is not served: " + " ".join(trouble.errors)

    def ids(self) -> tuple[str, ...]:
        """The ids of the policies there are, served or not."""
        return policies(self._roots)

    def served(self) -> list[Policy]:
        """Every policy that is served, each in its newest version, by id."""
        found = (self.policy(id) for id in self.ids())
        return [policy for policy in found if policy is not None]

    def trouble(self) -> list[Trouble]:
        """What is wrong with those that were asked for, by ref."""
        with self._lock:
            return [self._trouble[ref] for ref in sorted(self._trouble)]

    def _look(self) -> None:
        """Forget what was read, but not what was good, when a file has changed."""
        now = self._clock()
        if now - self._looked < LOOK_AGAIN:
            return
        self._looked = now
        stamp = _stamp(self._roots)
        if stamp != self._stamp:
            self._stamp = stamp
            self._read.clear()

    def _read_again(self, ref: str) -> None:
        loaded = load(ref, self._roots)
        self._read.add(ref)
        if loaded.policy is None:
            errors = tuple(str(one) for one in loaded.findings if one.severity is Severity.ERROR)
            before = self._good.get(ref)
            self._trouble[ref] = Trouble(ref, None if before is None else before.ref, errors)
            return
        self._trouble.pop(ref, None)
        self._keep(ref, loaded.policy)

    def _keep(self, ref: str, policy: Policy) -> None:
        """Keep it under both its names. While its content is the same it stays the very same policy: what the
        engine has made of it is kept by that."""
        held = self._good.values()
        same = next((one for one in held if (one.ref, one.sha256) == (policy.ref, policy.sha256)), policy)
        self._good[ref] = same
        if ref == same.id:
            self._good[same.ref] = same


def _stamp(roots: Sequence[Path]) -> Stamp:
    found = []
    for root in roots:
        for path in sorted(root.rglob("*.yaml")):
            try:
                status = path.stat()
            except OSError:
                continue
            found.append((str(path), status.st_mtime_ns, status.st_size))
    return tuple(found)
