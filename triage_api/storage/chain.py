"""The chain: what makes an edit, a deletion, an insertion, a swap or a cut of the record show.

Each event has a *digest*, SHA-256 of a salt of its own and its content, and a *link*, an HMAC over the link
before it, the digest and the event's outside. Content and salt may go (a purge) and the chain still
verifies; without the salt the digest does not tell what the content was. The key is a file outside the
database, so who can write the database alone cannot make a link. The head of the chain is noted in a second
file after every write, the *anchor*: what is cut off at the end, or rewritten as a whole, contradicts it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from triage_api.storage.failures import StorageRefusedError

KEY_FILE = "chain.key"
ANCHOR_FILE = "chain.anchor"
FIRST_LINK = bytes(32)
"""What the first event is linked to."""

_ANCHOR = re.compile(r"(\d+) ([0-9a-f]{64})")
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Outside:
    """What a link covers besides the content: what stays when the content goes."""

    id: int
    stream: str
    number: int
    kind: str
    recorded_at: str


def content_of(payload: Mapping[str, Any]) -> str:
    """A payload as the text that is digested and kept."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest_of(salt: bytes, content: str) -> bytes:
    """The digest of a content under its salt."""
    return hashlib.sha256(salt + content.encode()).digest()


def link_of(key: bytes, before: bytes, outside: Outside, digest: bytes) -> bytes:
    """The link of an event to the one before it."""
    fields = [outside.id, outside.stream, outside.number, outside.kind, outside.recorded_at]
    return hmac.digest(key, before + digest + json.dumps(fields).encode(), "sha256")


def new_salt() -> bytes:
    """A salt for one event."""
    return secrets.token_bytes(16)


def key_in(folder: Path, *, may_make: bool) -> bytes:
    """The key of the chain; ``may_make`` says that there is no chain yet.

    Raises:
        StorageRefusedError: it is missing though there is a chain, or cannot be read.
    """
    path = folder / KEY_FILE
    if may_make and not path.exists():
        _write_key(path)
    try:
        text = path.read_text(encoding="ascii").strip()
        if path.stat().st_mode & 0o077 and os.name == "posix":
            path.chmod(0o600)
    except FileNotFoundError:
        raise StorageRefusedError(
            f"The key {path} is missing. Without it nobody can show that the record is unchanged, so nothing "
            "is added to it. Put the key back from where it was kept."
        ) from None
    except (OSError, ValueError) as error:
        raise StorageRefusedError(f"The key {path} cannot be read: {error}.") from None
    if not _KEY.fullmatch(text):
        raise StorageRefusedError(f"{path} does not hold a key. Put it back from where it was kept.")
    return bytes.fromhex(text)


def _write_key(path: Path) -> None:
    """Make the key, for its owner's eyes alone; whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(secrets.token_hex(32).encode("ascii") + b"\n")
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)


@dataclass(frozen=True, slots=True)
class Anchors:
    """The file in which the head of the chain is noted after every write."""

    path: Path

    def add(self, id: int, link: bytes) -> None:
        """Note that the event ``id`` has this link.

        The line begins with its line break: after a line that a crash cut short it still stands for itself.

        Raises:
            OSError: it cannot be written.
        """
        with os.fdopen(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as out:
            out.write(f"\n{id} {link.hex()}".encode("ascii"))

    def size(self) -> int:
        """How many bytes it has by now; 0: there is no such file."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    def noted(self, until: int) -> Iterator[tuple[int, bytes]]:
        """Every event and link noted in the first ``until`` bytes. A line cut short is left out.

        After a cut the same event is noted twice, and that is how the cut shows.
        """
        if not until:
            return
        with self.path.open("rb") as lines:
            for line in lines:
                text = line.removesuffix(b"\n")  # which the next line brings
                if len(text) > until:
                    return
                if (noted := _ANCHOR.fullmatch(text.decode("ascii", errors="replace"))) is not None:
                    yield int(noted[1]), bytes.fromhex(noted[2])
                until -= len(line)
