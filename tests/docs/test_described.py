"""What a user can type, set or call is described, and what is described is there."""

import configparser
import re
from pathlib import Path

import pytest

from tests.house.checkout import ROOT
from triage_api.policy.load import roots
from triage_api.web.app import create_app
from triage_api.web.settings import Settings

pytestmark = pytest.mark.docs

PACKAGES = ("triage_api", "triage_client", "triage_tui")
ROUTE = re.compile(r"\b(GET|POST|PUT|PATCH|DELETE) (/v1/[^\s`|,;)]*)")
PARAMETER = re.compile(r"<[^>]*>|\{[^}]*\}")


def documentation() -> str:
    """All pages together; the decisions are not among them, because they explain and do not describe."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages if page.is_file())


def console_scripts() -> list[str]:
    settings = configparser.ConfigParser(interpolation=None)
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = settings["options.entry_points"]["console_scripts"].strip().splitlines()
    return [line.split("=")[0].strip() for line in lines]


def make_targets() -> list[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    return sorted(phony.split())


def settings_in_code() -> list[str]:
    """Every FRONT_DOOR_ name that the packages or the Makefile mention."""
    rooms: list[Path] = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in [ROOT / "Makefile", *rooms])
    return sorted(set(re.findall(r"\bFRONT_DOOR_[A-Z0-9]+(?:_[A-Z0-9]+)*\b", text)))


def served(data: Path) -> set[str]:
    """Each method and path that the API answers, as `GET /v1/referrals/{}`."""
    app = create_app(Settings(data=data, policies=roots(None, {}), secret="for one launch"))
    return {
        f"{method} {PARAMETER.sub('{}', rule.rule)}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.endpoint != "static"
    }


def described() -> set[str]:
    """Each method and path in the documentation, in the same form."""
    return {f"{method} {PARAMETER.sub('{}', path)}" for method, path in ROUTE.findall(documentation())}


def mentions(word: str) -> bool:
    """Whether the documentation has this word, and not only as a part of a longer one."""
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", documentation()) is not None


@pytest.mark.parametrize("command", console_scripts())
def test_a_command_is_described(command: str) -> None:
    assert mentions(command), f"neither README.md nor docs/ mentions the command {command}"


@pytest.mark.parametrize("target", make_targets())
def test_a_make_target_is_described_there_and_in_make_help(target: str) -> None:
    assert mentions(f"make {target}"), f"neither README.md nor docs/ mentions make {target}"
    if target != "help":
        assert f"@echo 'make {target} " in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_target_is_phony() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE)) == make_targets()


def test_every_setting_is_described() -> None:
    missing = [name for name in settings_in_code() if not mentions(name)]
    assert not missing, f"neither README.md nor docs/ mentions {missing}"


def test_every_route_is_described(tmp_path: Path) -> None:
    missing = sorted(served(tmp_path) - described())
    assert not missing, f"neither README.md nor docs/ describes {missing}; write them as `GET /v1/...`"


def test_every_described_route_exists(tmp_path: Path) -> None:
    missing = sorted(described() - served(tmp_path))
    assert not missing, f"described, and not there: {missing}"
