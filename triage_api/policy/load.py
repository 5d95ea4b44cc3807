"""Loads a policy by its id, by ``id@version`` or from its folder: the way in for all that read policies."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from triage_api.policy.build import build
from triage_api.policy.checks import check_policy
from triage_api.policy.codes import Code
from triage_api.policy.compose import compose
from triage_api.policy.fields import Fields, as_keys
from triage_api.policy.findings import Finding, PolicyError, Report, Severity, in_order
from triage_api.policy.header import Pin, read_extends
from triage_api.policy.layers import Layer, read_document, read_entries, shown_path
from triage_api.policy.model import Place, Policy
from triage_api.policy.nearest import did_you_mean
from triage_api.policy.nodes import Keys, Text
from triage_api.policy.shapes import HEADER

_REF = re.compile(r"([a-z][a-z0-9_-]*)(?:@([0-9A-Za-z.-]+))?")

DEPENDENT = frozenset({
    Code.UNKNOWN_QUESTION, Code.UNKNOWN_DEFINITION, Code.UNKNOWN_ID, Code.UNKNOWN_SOURCE, Code.MISSING_FILE,
    Code.MISSING_KEY, Code.SWITCHED_OFF, Code.LADDER,
})  # fmt: skip
"""What a file that could not be read may cause elsewhere: shown when every file can be read."""
IDLE = frozenset({Code.UNUSED, Code.UNTESTED_CHOICE, Code.ALWAYS_TRUE, Code.LEFT_OUT, Code.SOFTER})
"""What any error may cause elsewhere: shown when there is none."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A policy, unless there is an error among the findings. Warnings and notes leave it usable."""

    policy: Policy | None
    findings: tuple[Finding, ...]
    folder: Path | None = None
    """Where the policy itself was found."""
    shown: str = ""
    """The folder as findings name it."""
    inherited: tuple[tuple[str, int], ...] = ()
    """Of each policy that it builds on, nearest first: its ``id@version``, and how many of its figures that
    hold here too are unverified. Which they are is said where that policy is checked."""


def shipped_root() -> Path:
    """The folder of the policies that come with Front Door."""
    return Path(str(files("front_door_policies")))


def roots(extra: Path | None, environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Where policies are looked for, the first first: ``--policies``, FRONT_DOOR_POLICIES, those shipped."""
    named = [Path(part) for part in environ.get("FRONT_DOOR_POLICIES", "").split(os.pathsep) if part]
    given = [] if extra is None else [extra]
    return tuple(dict.fromkeys([*given, *named, shipped_root()]))


def load(ref: str | Path, roots: Sequence[Path]) -> Loaded:
    """Read, compose and check one policy.

    ``ref`` is an id, ``id@version`` or a folder; parents are looked for beside it, then in ``roots``.
    Never raises for what stands in the files.
    """
    with _collector_paused():
        return _load(ref, roots)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Reading makes tens of thousands of nodes, none in a circle; looking for circles is half the time."""
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()


def _load(ref: str | Path, roots: Sequence[Path]) -> Loaded:
    report = Report()
    folder = _folder_of(ref, roots, report)
    if folder is None:
        return Loaded(None, in_order(report.findings))
    layers = _lineage(folder, around(folder, roots), report)
    policy = None
    if layers and not any(layer.header is None for layer in layers):
        policy = _composed(layers, report)
    whole = all(layer.whole for layer in layers)
    own = shown_path(folder)
    findings = [one for one in report.findings if _counts(one, whole, report.failed, own)]
    findings = [one for one in findings if not _is_theirs(one, findings, own)]
    inherited = tuple(_unverified(layer, report) for layer in reversed(layers[:-1]))
    return Loaded(None if report.failed else policy, in_order(findings), folder, own, inherited)


def _unverified(layer: Layer, report: Report) -> tuple[str, int]:
    """A parent, and how many of its figures that still hold nobody has verified."""
    found = {
        one
        for one in report.findings
        if one.code is Code.UNVERIFIED and one.place.file.startswith(layer.shown + "/")
    }
    ref = "" if layer.header is None else f"{layer.header.text('id')}@{layer.header.text('version')}"
    return ref, len(found)


def _counts(finding: Finding, whole: bool, failed: bool, own: str) -> bool:
    """Whether to show it. What is merely doubtful in a parent is shown when the parent is checked."""
    if finding.severity is not Severity.ERROR and not finding.place.file.startswith(own + "/"):
        return False
    return (whole or finding.code not in DEPENDENT) and (not failed or finding.code not in IDLE)


def _is_theirs(finding: Finding, findings: Sequence[Finding], own: str) -> bool:
    """Whether it is said of the parent's rule what is wrong with a question that replaces the parent's."""
    if finding.code is not Code.UNKNOWN_CHOICE or finding.place.file.startswith(own + "/"):
        return False
    return any(one.code is Code.ANSWERS_GONE for one in findings)


def load_or_raise(ref: str | Path, roots: Sequence[Path]) -> Policy:
    """The policy.

    Raises:
        PolicyError: it cannot be used; its message says every reason.
    """
    loaded = load(ref, roots)
    if loaded.policy is None:
        raise PolicyError(loaded.findings)
    return loaded.policy


def policies(roots: Sequence[Path]) -> tuple[str, ...]:
    """The ids of the policies in these folders, each once, in alphabetical order."""
    found = {path.parent.name for root in roots for path in root.glob("*/policy.yaml")}
    return tuple(sorted(found))


def _composed(layers: list[Layer], report: Report) -> Policy:
    for layer in layers:
        read_entries(layer, report)
    built = build(compose(layers, report), report)
    if all(layer.whole for layer in layers):
        check_policy(built, report)
    return built.policy


def _folder_of(ref: str | Path, roots: Sequence[Path], report: Report) -> Path | None:
    match = _REF.fullmatch(ref) if isinstance(ref, str) else None
    if match is not None:
        return _found(match[1], match[2], Place(str(ref), 1, 1), roots, report)
    folder = Path(ref)
    if folder.name == "policy.yaml" and folder.is_file():
        folder = folder.parent
    if (folder / "policy.yaml").exists():
        return folder
    what = "has no policy.yaml" if folder.is_dir() else "is not there"
    report.error(
        Code.NO_SUCH_POLICY,
        Place(folder.as_posix(), 1, 1),
        f"The folder {what}.",
        "Give the folder that policy.yaml stands in, or a policy's id. "
        + did_you_mean(folder.name, policies(roots)),
    )
    return None


def _found(id: str, version: str | None, place: Place, roots: Sequence[Path], report: Report) -> Path | None:
    """The folder of the policy, of that version if one is given; the first root that has it counts."""
    folders = [root / id for root in roots if (root / id / "policy.yaml").exists()]
    if not folders:
        report.error(
            Code.NO_SUCH_POLICY,
            place,
            f"There is no policy “{id}”.",
            f"The folder “{id}” is here: write “./{id}”."
            if (Path(id) / "policy.yaml").exists()
            else did_you_mean(id, policies(roots)),
        )
        return None
    if version is None:
        return folders[0]
    held = {_version(one): one for folder in reversed(folders) for one in _versions(folder)}
    if version not in held:
        there = ", ".join(sorted(one for one in held if one))
        report.error(
            Code.NO_SUCH_VERSION,
            place,
            f"The policy “{id}” has no version “{version}”.",
            f"There are: {there}." if there else "Its versions cannot be read.",
        )
    return held.get(version)


def _versions(folder: Path) -> list[Path]:
    """The folders of every version: earlier ones first, so that the current one wins if it says the same."""
    earlier = sorted(path.parent for path in (folder / "versions").glob("*/policy.yaml"))
    return [*earlier, folder]


def _version(folder: Path) -> str:
    """The version that a folder's ``policy.yaml`` gives; empty if it cannot be read."""
    fields = _header(Layer(folder, folder.as_posix()), Report())
    word = None if fields is None else fields.node.value("version")
    return word.text if isinstance(word, Text) else ""


def _header(layer: Layer, report: Report) -> Fields | None:
    document = read_document(layer, layer.folder / "policy.yaml", report)
    keys = None if document is None else as_keys(document, "policy.yaml", report)
    return None if keys is None else Fields(keys, HEADER, report)


def _lineage(folder: Path, roots: Sequence[Path], report: Report) -> list[Layer]:
    """The policy and those it extends, the first ancestor first; empty if one of them cannot be found."""
    layers: list[Layer] = []
    pins: list[str] = []
    current: Path | None = folder
    while current is not None:
        layer = Layer(current, shown_path(current))
        layer.header = _header(layer, report)
        layers.insert(0, layer)
        if layer.header is None:
            return layers
        _check_name(layer, layer.header, report)
        # Sources that are no lines of ids are reported where they stand; what cites them is not at fault.
        layer.whole &= isinstance(layer.header.node.value("sources"), Keys | None)
        pin = read_extends(layer.header)
        if pin is None:
            return [] if layer.header.has("extends") else layers
        if (current := _parent(pin, layers, pins, roots, report)) is None:
            return []
    return layers


def _parent(
    pin: Pin, layers: list[Layer], pins: list[str], roots: Sequence[Path], report: Report
) -> Path | None:
    pins.append(str(pin))
    folder = _found(pin.id, pin.version, pin.place, roots, report)
    if folder is None or all(folder.resolve() != layer.folder.resolve() for layer in layers):
        return folder
    report.error(
        Code.EXTENDS_CYCLE,
        pin.place,
        f"The policies extend each other in a circle: {' → '.join(pins)}.",
        "Delete “extends:” from the one that all the others build on.",
    )
    return None


def _check_name(layer: Layer, fields: Fields, report: Report) -> None:
    """A policy is found by its folder: ``ID/`` or ``ID/versions/VERSION/``."""
    resolved = layer.folder.resolve()
    is_earlier = resolved.parent.name == "versions"
    expected = resolved.parent.parent.name if is_earlier else resolved.name
    word = fields.word("id")
    if word is not None and word.text != expected:
        report.error(
            Code.WRONG_ID,
            word.place,
            f"The policy's id is “{word.text}”, and its folder is called “{expected}”.",
            "Give both the same name.",
        )


def around(folder: Path, roots: Sequence[Path]) -> tuple[Path, ...]:
    """Where the parents of the policy in ``folder`` are looked for: among its neighbours first."""
    parent = folder.resolve().parent
    return (parent.parent.parent if parent.name == "versions" else parent, *roots)
