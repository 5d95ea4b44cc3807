"""A wheel and a source archive hold everything that an installed Front Door reads."""

import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import entry_points, version
from importlib.resources import files
from pathlib import Path

import pytest

from tests.house.checkout import ROOT, copy_to

DATA = {
    "policies": ("front_door_policies", {".yaml", ".csv", ".md", ".json"}),
    "triage_api/web": ("triage_api/web", {".json", ".html", ".css", ".js"}),
    "triage_tui": ("triage_tui", {".tcss"}),
}
CODE = ("triage_api", "triage_client", "triage_tui")


def expected() -> list[tuple[Path, str]]:
    """Each file that has to be in the wheel: where it lies here, and what it is called there."""
    found = [
        (path, f"{package}/{path.relative_to(ROOT / folder).as_posix()}")
        for folder, (package, endings) in DATA.items()
        for path in (ROOT / folder).rglob("*")
        if path.suffix in endings and path.is_file()
    ]
    found += [
        (path, path.relative_to(ROOT).as_posix())
        for folder in CODE
        for path in (ROOT / folder).rglob("*.py*")
        if path.suffix == ".py" or path.name == "py.typed"
    ]
    return [*found, (ROOT / "policies/__init__.py", "front_door_policies/__init__.py")]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wheel made from a source archive, which was made from this tree."""
    target = tmp_path_factory.mktemp("dist")
    backend = "import setuptools.build_meta as b, sys; print(getattr(b, sys.argv[1])(sys.argv[2]))"

    def build(kind: str, where: Path) -> None:
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", backend, kind, str(target)],
            cwd=where,
            check=True,
            capture_output=True,
            timeout=120,
        )

    copy = copy_to(target / "tree")
    build("build_sdist", copy)
    with tarfile.open(next(target.glob("*.tar.gz"))) as archive:
        archive.extractall(target, filter="data")
    build("build_wheel", next(path for path in target.glob("front_door-*") if path.is_dir()))
    return target


@pytest.mark.slow
def test_the_wheel_holds_every_module_and_every_policy(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        inside = set(wheel.namelist())
        missing = sorted(name for _, name in expected() if name not in inside)
        assert not missing, f"not in the wheel: {missing}"
        changed = [name for path, name in expected() if wheel.read(name) != path.read_bytes()]
        assert not changed, f"not the same in the wheel: {changed}"


@pytest.mark.slow
def test_the_wheel_holds_nothing_else(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        tops = {name.split("/")[0] for name in wheel.namelist()}
    metadata = f"front_door-{version('front-door')}.dist-info"
    assert tops == {*CODE, "front_door_policies", metadata}


def test_policies_are_found_where_they_are_installed() -> None:
    assert files("front_door_policies").joinpath("__init__.py").is_file()


@pytest.mark.parametrize("command", ["triage", "triage-api", "triage-policy"])
def test_a_command_starts_what_it_names(command: str) -> None:
    (found,) = entry_points(group="console_scripts", name=command)
    assert callable(found.load())
