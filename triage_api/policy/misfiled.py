"""Entries and files that stand in the wrong place: what they are, and where they belong."""

from __future__ import annotations

from pathlib import Path

from triage_api.policy.codes import Code
from triage_api.policy.findings import Report
from triage_api.policy.model import Place
from triage_api.policy.nearest import nearest
from triage_api.policy.nodes import Items, Keys, Node
from triage_api.policy.shapes import FILE_OF

_SIGNS: tuple[tuple[str, frozenset[str]], ...] = (
    ("a question", frozenset({"ask", "answer"})),
    ("a contact", frozenset({"role", "tell"})),
    ("a timing", frozenset({"starts_on", "within"})),
    ("a duty", frozenset({"recipient", "basis"})),
    ("a rule", frozenset({"when", "then"})),
    ("a definition", frozenset({"when", "polarity"})),
    ("an example", frozenset({"received_at", "expect"})),
)
"""By which keys an entry is known, whatever file it stands in."""
_HOMES = {
    "a question": "a file of questions/, under “questions:”",
    "a contact": "contacts.yaml, under “contacts:”",
    "a timing": "timings.yaml, under “timings:”",
    "a duty": "routes.yaml, under “duties:”",
    "a rule": "a file of thresholds/",
    "a definition": "definitions.yaml",
    "an example": "a file of examples/",
}


_ELSEWHERE = "Move it into questions/, thresholds/ or examples/."


def is_misfiled(keys: Keys, what: str, report: Report) -> bool:
    """Whether an entry is not ``what`` its file holds but something else; if so, it is reported."""
    found = next((kind for kind, signs in _SIGNS if signs <= keys.entries.keys()), what)
    if found == what or what not in _HOMES:
        return False
    report.error(
        Code.MISPLACED_KEY,
        keys.place,
        f"Here stands {found}, and not {what}.",
        f"Move it to {_HOMES[found]}.",
    )
    return True


def is_other_file(node: Node, what: str, report: Report) -> bool:
    """Whether a file that should be a list of ``what`` is another kind of file; if so, it is reported."""
    if not isinstance(node, Keys) or "id" in node.entries:
        return False
    for key, (word, value) in node.entries.items():
        if home := FILE_OF.get(key):
            remedy = f"Move it to {home}."
        elif isinstance(value, Items):
            remedy = f"Delete the line “{key}:”, so that the file begins with the first “- ”."
        else:
            continue
        said = f"The file begins with “{key}:”, and should be a list: each entry {what}."
        report.error(Code.MISPLACED_KEY, word.place, said, remedy)
        return True
    return False


def explain_list(node: Node, what: str, report: Report) -> bool:
    """Whether a file that should be a mapping is a list of entries that belong elsewhere; if so, reported."""
    first = node.items[0] if isinstance(node, Items) and node.items else None
    return isinstance(first, Keys) and is_misfiled(first, what, report)


def stray(
    inside: Path, place: Place, folders: tuple[str, ...], files: tuple[str, ...], report: Report
) -> None:
    """Report a file that a policy does not have; ``inside`` is its path in the folder."""
    remedy = _remedy(inside, folders, files)
    report.error(Code.STRAY_FILE, place, f"A policy has no file “{inside.as_posix()}”.", remedy)


def stray_document(inside: Path, place: Place, report: Report) -> None:
    """Warn of a file of a word processor or an editor where threshold files stand: nothing of it is read."""
    report.warning(
        Code.STRAY_FILE,
        place,
        f"“{inside.as_posix()}” is not read: it does not end in .yaml.",
        "If thresholds stand in it, save them as plain text in a .yaml file; else keep it elsewhere.",
    )


def _remedy(inside: Path, folders: tuple[str, ...], files: tuple[str, ...]) -> str:
    if inside.suffix != ".yaml":
        return "Rename it so that it ends in .yaml."
    if len(inside.parts) > 2:
        return f"Move it up: files stand directly in {inside.parts[0]}/."
    if len(inside.parts) == 2:
        near = nearest(inside.parts[0], folders)
        return f"Did you mean the folder “{near}”?" if near else _ELSEWHERE
    near = nearest(inside.stem, [file.removesuffix(".yaml") for file in files])
    return f"Did you mean “{near}.yaml”?" if near else _ELSEWHERE
