"""The ``diptych`` command where no window can be opened: one sentence and a status, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux can lack a display or Qt's system libraries")


def run(*words: str, **environment: str | Path) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, in a session without display but for *environment*."""
    session = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LD_LIBRARY_PATH")
    }
    return subprocess.run(
        [sys.executable, "-m", "ui.launcher", *words],
        env=session | {name: str(value) for name, value in environment.items()},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def refused(ended: subprocess.CompletedProcess[str]) -> str:
    """The one sentence of a refusal."""
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1), ended
    return ended.stderr


def useless(library: str, folder: Path) -> Path:
    """A folder in which the loader finds *library*, which holds nothing; a stand-in for a library that is not there."""
    (folder / library).touch()
    return folder


@linux
@pytest.mark.parametrize("words", [(), ("open",), ("demo",), (__file__,)])
def test_without_a_display_every_way_to_the_window_names_the_way_out(words: tuple[str, ...]) -> None:
    sentence = refused(run(*words))
    assert "no display" in sentence
    assert "“xvfb-run -a python3 dev.py demo”" in sentence
    assert "“python3 dev.py pictures”" in sentence


@linux
def test_asking_for_a_platform_does_not_make_a_display() -> None:
    assert "no display" in refused(run("demo", QT_QPA_PLATFORM="wayland;xcb"))


@linux
def test_missing_libraries_are_named_with_their_packages_for_debian_and_fedora(tmp_path: Path) -> None:
    sentence = refused(run("demo", QT_QPA_PLATFORM="offscreen", LD_LIBRARY_PATH=useless("libEGL.so.1", tmp_path)))
    assert "(libEGL.so.1)" in sentence
    assert "“apt-get install libegl1” on Debian or Ubuntu" in sentence
    assert "“dnf install libglvnd-egl” on Fedora" in sentence


@linux
def test_on_an_x_display_the_libraries_of_that_platform_are_looked_for_too(tmp_path: Path) -> None:
    sentence = refused(run("demo", DISPLAY=":0", LD_LIBRARY_PATH=useless("libxcb-cursor.so.0", tmp_path)))
    assert "libxcb-cursor0" in sentence
    assert "xcb-util-cursor" in sentence


def test_what_else_keeps_qt_from_loading_is_said_in_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "PySide6.py").touch()
    sentence = refused(run("demo", QT_QPA_PLATFORM="offscreen", PYTHONPATH=tmp_path))
    assert "Qt cannot be loaded (No module named 'PySide6.QtWidgets'" in sentence


@linux
def test_a_display_that_does_not_answer_is_named() -> None:
    ended = run("demo", DISPLAY=":9731")
    if "system libraries" in ended.stderr:
        pytest.skip("Qt's libraries for X are not on this machine")
    assert "“:9731” does not answer" in refused(ended)


def test_the_verbs_of_the_terminal_need_no_display() -> None:
    ended = run("formats")
    assert ended.returncode == 0, ended.stderr
    assert "jsonl" in ended.stdout


def test_a_word_that_is_neither_verb_nor_file_is_bad_usage() -> None:
    ended = run("exprot")
    assert ended.returncode == 2
    assert "exprot" in ended.stderr


def test_importing_the_launcher_loads_no_qt() -> None:
    code = "import sys, ui.launcher; sys.exit([name for name in sys.modules if 'PySide' in name] or 0)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


NOT_AT_FIRST_PAINT = (
    "app.cli",
    "app.code",
    "app.domain.task",
    "app.evaluation",
    "app.exchange",
    "app.formats",
    "app.intake",
    "app.judging",
    "app.packages",
    "app.store",
    "confusable_homoglyphs",
    "cryptography",
    "dateutil",
    "difflib",
    "filelock",
    "markdown_it",
    "msgspec",
    "numpy",
    "pandas",
    "pygments",
    "scipy",
    "sqlite3",
    "sqlite_utils",
    "tomlkit",
    "ui.code_view",
    "ui.commands",
    "ui.desk",
    "ui.dialogs",
    "ui.judging",
    "ui.main_window.actions",
    "ui.main_window.flows",
    "ui.main_window.parts",
    "ui.main_window.workbench",
    "ui.plain_text",
    "ui.queue",
    "ui.shell",
    "uuid_utils",
)
"""What is slow to import and takes no part in drawing an empty window; a name stands for all that is below it."""

FIRST_PAINT = """
import sys
import ui.launcher
from PySide6.QtWidgets import QApplication
from app.settings import load, places
from ui.main_window import run
from ui.main_window.window import MainWindow
from ui.theme import Theme

settings, _ = load(places().settings)
application = QApplication([])
window = MainWindow(Theme(application, settings.scheme), settings)
window.show()
application.processEvents()
print(*sys.modules)
"""


def test_the_first_picture_of_the_window_waits_for_nothing_that_takes_no_part_in_it(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("code_size = 14\n", encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "DIPTYCH_HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    loaded = ended.stdout.split()
    assert "ui.main_window.window" in loaded
    early = [name for name in loaded if any(f"{name}.".startswith(f"{one}.") for one in NOT_AT_FIRST_PAINT)]
    assert early == []


def test_qt_reads_no_source_of_what_is_imported_for_the_window() -> None:
    code = """
import PySide6.QtWidgets, linecache
from ui.main_window.running import leave_sources_alone
leave_sources_alone()
before = set(linecache.cache)
import ui.main_window.connections
print(*(set(linecache.cache) - before))
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert ended.stdout.strip() == ""


def test_the_window_is_asked_for_without_reading_words_that_nobody_wrote() -> None:
    for words in ([], ["--workspace", "some.diptych"]):
        code = f"import sys, ui.launcher; print(ui.launcher.plainly_asked_for({words}), 'click' in sys.modules)"
        ended = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
        named, has_click = ended.stdout.split()
        assert named.endswith("some.diptych" if words else "workspace.diptych")
        assert has_click == "False"


@linux
@pytest.mark.parametrize(
    "words", [("--workspace", ""), ("--workspace", "--help"), ("--workspace",), ("--workspac", "x")]
)
def test_words_that_ask_for_more_than_the_window_are_read_with_care(words: tuple[str, ...]) -> None:
    ended = run(*words)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


def test_a_verb_of_the_terminal_is_found_beside_the_two_that_open_a_window() -> None:
    words = run("--help").stdout
    assert all(f"\n  {verb} " in words for verb in ("open", "demo", "import", "export", "verify"))
