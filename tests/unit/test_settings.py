"""Settings: a sparse file that a person may edit, and where things live."""

import stat
import sys
from pathlib import Path

import pytest

from app.errors import UserError
from app.settings import Settings, load, places, save


def test_only_what_differs_is_written_and_comments_and_unknown_keys_stay(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.toml"
    save(path, Settings(code_size=15))
    assert path.read_text(encoding="utf-8") == "code_size = 15\n"
    path.write_text('# mine\nfuture = true\ncode_size = 15\nscheme = "dark"\n', encoding="utf-8")
    save(path, Settings(panel_visible=False))
    assert path.read_text(encoding="utf-8") == "# mine\nfuture = true\npanel_visible = false\n"
    assert load(path) == (Settings(panel_visible=False), ())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_nobody_else_can_read_them(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.toml"
    save(path, Settings(scheme="dark"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_missing_file_is_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "gone.toml") == (Settings(), ())


@pytest.mark.parametrize(
    "line",
    [
        'scheme = "pink"',
        "code_size = 99",
        "code_size = true",
        "task_height = 1",
        "panel_visible = 1",
        "window = 3",
        "message_seconds = 9",
        "message_seconds = false",
        'single_keys = "on"',
        'wrap = "sometimes"',
        "neutral_first_look = 1",
        'invisibles = "yes"',
    ],
)
def test_a_bad_value_falls_back_and_is_told(tmp_path: Path, line: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(line + "\n", encoding="utf-8")
    settings, (warning,) = load(path)
    assert settings == Settings()
    assert warning.startswith(f"settings.toml: “{line.split()[0]}” cannot be ")


def test_a_file_that_is_no_toml_is_told_replaced_and_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('# mine\nscheme = "dark\n', encoding="utf-8")
    settings, (warning,) = load(path)
    assert (settings, "the defaults are in force" in warning) == (Settings(), True)
    assert warning.endswith("What stands there is kept as settings.toml.unreadable.")
    save(path, Settings(code_size=12))
    assert load(path) == (Settings(code_size=12), ())
    assert (tmp_path / "settings.toml.unreadable").read_text(encoding="utf-8") == '# mine\nscheme = "dark\n'


def test_a_place_that_cannot_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="settings were not saved"):
        save(tmp_path / "file" / "settings.toml", Settings(code_size=12))
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(UserError, match="settings were not saved"):
        save(tmp_path / "settings.toml", Settings(code_size=12))


def test_one_folder_can_be_named_for_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DIPTYCH_HOME", str(tmp_path))
    assert places().workspace == tmp_path / "workspace.diptych"
    assert places().settings == tmp_path / "settings.toml"
    monkeypatch.delenv("DIPTYCH_HOME")
    assert places().settings.name == "settings.toml"
    assert "diptych" in str(places().workspace)
