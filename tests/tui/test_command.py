"""The command line of ``triage``."""

from importlib.metadata import version
from pathlib import Path

import pytest

from triage_api.cli import places
from triage_tui.__main__ import main
from triage_tui.places import data_folder


def test_where_says_where_referrals_are_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--where", "--data", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{tmp_path}\n"


def test_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"triage {version('front-door')}\n"


def test_a_server_without_a_token_is_refused_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--server", "https://front-door.example"]) == 2
    assert "FRONT_DOOR_TOKEN" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({"FRONT_DOOR_DATA": "/kept"}, "linux", Path("/kept")),
        ({"XDG_DATA_HOME": "/xdg"}, "linux", Path("/xdg/front-door")),
        ({}, "linux", Path("~/.local/share/front-door")),
        ({}, "darwin", Path("~/Library/Application Support/front-door")),
        ({"LOCALAPPDATA": "/local"}, "win32", Path("/local/front-door")),
        ({}, "win32", Path("~/AppData/Local/front-door")),
    ],
)
def test_each_system_has_its_usual_place(environment: dict[str, str], platform: str, folder: Path) -> None:
    assert data_folder(environment, platform) == folder.expanduser()


def test_the_terminal_and_the_server_look_in_the_same_place() -> None:
    assert data_folder() == places.data_folder(None)
