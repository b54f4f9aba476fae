"""A workspace that cannot be opened: the whole window says why and what can be done, and does it."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.caretaking import back_up_if_due, call_window, is_call_unheard
from app.clock import utc_now
from app.domain.recovery import Way
from app.evaluation import Evaluation
from app.settings import Settings
from app.store.journal import journal_of
from tests.rights import bound_by_permissions
from tests.story.conftest import Evaluator
from tests.story.dialogs import answers, answers_yes, runs
from tests.torture.scene import NAMES, a_judged_workspace, a_workspace, handed_in, judging
from ui.desk import Desk
from ui.main_window.window import MainWindow
from ui.theme import Theme

Comes = Callable[[Path], Evaluator]
NO_STACK = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
"""Where nothing is drawn no window lies above another."""


@pytest.fixture
def comes_to(qtbot: QtBot, qapp: QApplication, theme: Theme) -> Iterator[Comes]:
    """Open a window on a workspace that may be refused."""
    windows = []

    def come(workspace: Path) -> Evaluator:
        window = MainWindow.furnished(qapp, theme, Desk(), Settings())
        window.resize(1280, 800)
        window.show()
        qtbot.addWidget(window)
        qtbot.waitExposed(window)
        window.activateWindow()
        window.desk.open_workspace(workspace)
        windows.append(window)
        return Evaluator(qtbot, window, workspace)

    yield come
    for window in windows:
        window.close()


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    """Three judgments, a backup of them, and two judgments since."""
    path = a_judged_workspace(tmp_path / "here" / "work.diptych", 3)
    assert back_up_if_due(path) is not None
    evaluation = Evaluation.open(path)
    for _, _ in zip(range(2), judging(evaluation, first=3), strict=False):
        pass
    evaluation.close()
    return path


def damages(path: Path) -> None:
    """Overwrite pages in the middle of the file."""
    data = bytearray(path.read_bytes())
    data[4096 * 2 : 4096 * 3] = b"\xff" * 4096
    path.write_bytes(bytes(data))


def reads(evaluator: Evaluator) -> str:
    """What stands on the screen that says why the workspace cannot be opened."""
    evaluator.sees(lambda: evaluator.window.parts.recovery.isVisible())
    return evaluator.window.parts.recovery.said


def chooses(evaluator: Evaluator, way: Way) -> None:
    """Press the digit that stands before a way out."""
    ways = [one.id for one in evaluator.window.parts.recovery.ways]
    evaluator.press(str(ways.index(way) + 1))


def test_a_damaged_workspace_is_put_back_from_its_backup_with_a_digit(comes_to: Comes, judged: Path) -> None:
    before = handed_in(judged)
    damages(judged)
    damaged = judged.read_bytes()
    evaluator = comes_to(judged)
    said = reads(evaluator)
    assert said.startswith("The workspace is damaged\nThe workspace work.diptych is damaged")
    assert "Restore the backup from " in said
    assert "with 3 entries in its log; the journal, with 5, brings it up to date" in said
    assert "Export what can be read…" in said
    assert judged.read_bytes() == damaged

    chooses(evaluator, Way.RESTORE)
    evaluator.sees(lambda: evaluator.desk.is_open)
    evaluator.sees(lambda: not evaluator.window.parts.recovery.isVisible())
    bar = evaluator.window.parts.warning_bar
    evaluator.sees(lambda: "Restored work.diptych with 5 entries in its log" in bar.said)
    assert "kept as work.diptych.replaced-1" in bar.said
    assert (judged.parent / "work.diptych.replaced-1").read_bytes() == damaged
    assert handed_in(judged) == before


def test_what_can_be_read_leaves_as_files_and_the_damaged_one_stays(
    comes_to: Comes, judged: Path, tmp_path: Path
) -> None:
    damages(judged)
    damaged = judged.read_bytes()
    evaluator = comes_to(judged)
    reads(evaluator)
    out = tmp_path / "out"
    out.mkdir()
    came = answers(out)
    chooses(evaluator, Way.EXPORT)
    came()
    evaluator.sees(lambda: "Wrote 5 judgments and" in reads(evaluator))
    assert len((out / "judgments.jsonl").read_text(encoding="utf-8").splitlines()) == 5
    tasks = [json.loads(line)["task_id"] for line in (out / "tasks.jsonl").read_text(encoding="utf-8").splitlines()]
    assert f"and {len(tasks)} tasks" in reads(evaluator)
    assert tasks == list(NAMES)
    assert judged.read_bytes() == damaged


def test_without_a_backup_it_is_rebuilt_from_what_can_be_read(comes_to: Comes, tmp_path: Path) -> None:
    path = a_judged_workspace(tmp_path / "here" / "work.diptych", 2)
    before = handed_in(path)
    damages(path)
    evaluator = comes_to(path)
    assert "Restore the backup" not in reads(evaluator)
    chooses(evaluator, Way.REBUILD)
    evaluator.sees(lambda: evaluator.desk.is_open)
    assert handed_in(path) == before


def test_a_vanished_workspace_comes_back_from_its_journal(comes_to: Comes, judged: Path) -> None:
    before = handed_in(judged)
    judged.unlink()
    evaluator = comes_to(judged)
    assert "is gone or empty, but its journal is there" in reads(evaluator)
    evaluator.press("Enter")
    evaluator.sees(lambda: evaluator.desk.is_open)
    assert handed_in(judged) == before


def test_a_workspace_in_use_can_be_read_or_tried_again(comes_to: Comes, judged: Path) -> None:
    other = Evaluation.open(judged)
    evaluator = comes_to(judged)
    assert "in use by another window" in reads(evaluator)
    chooses(evaluator, Way.TRY_AGAIN)
    evaluator.sees(lambda: evaluator.window.parts.recovery.is_settled)
    assert "in use by another window" in reads(evaluator)
    other.close()
    chooses(evaluator, Way.TRY_AGAIN)
    evaluator.sees(lambda: evaluator.desk.is_open)
    assert evaluator.desk.read_only_because == ""


@NO_STACK
def test_the_window_that_has_the_workspace_comes_when_it_is_called_and_the_second_closes(
    comes_to: Comes, judged: Path
) -> None:
    first = comes_to(judged)
    first.sees(lambda: first.desk.sitting is not None)
    first.window.showMinimized()
    second = comes_to(judged)
    assert "Switch to it this window closes" in reads(second)
    second.press("Enter")
    second.sees(lambda: not second.window.isVisible())
    first.sees(lambda: not first.window.isMinimized())
    assert not judged.with_name("work.diptych.call").exists()


def test_where_no_window_answers_a_call_that_is_said_and_the_call_taken_back(comes_to: Comes, judged: Path) -> None:
    other = Evaluation.open(judged)
    evaluator = comes_to(judged)
    reads(evaluator)
    evaluator.desk.calling.patience_ms = 200
    chooses(evaluator, Way.SWITCH)
    evaluator.sees(lambda: "Nothing answers" in reads(evaluator))
    assert evaluator.window.parts.recovery.is_settled
    assert not judged.with_name("work.diptych.call").exists()
    other.close()


@NO_STACK
def test_a_call_that_a_window_left_behind_is_no_call(comes_to: Comes, judged: Path) -> None:
    call_window(judged)
    evaluator = comes_to(judged)
    came: list[None] = []
    evaluator.desk.calling.called.connect(lambda: came.append(None))
    evaluator.sees(lambda: not is_call_unheard(judged))
    assert came == []
    call_window(judged)
    evaluator.sees(lambda: len(came) == 1)


def test_what_is_opened_for_reading_says_so_and_changes_nothing(comes_to: Comes, judged: Path) -> None:
    other = Evaluation.open(judged)
    evaluator = comes_to(judged)
    reads(evaluator)
    before = judged.read_bytes()
    chooses(evaluator, Way.READ)
    evaluator.sees(lambda: evaluator.desk.sitting is not None)
    assert evaluator.window.parts.warning_bar.said.startswith("Read-only: changes are not saved.")
    evaluator.press("1")
    evaluator.sees(lambda: evaluator.toast.startswith("Nothing can be changed here."))
    evaluator.press("E")
    assert evaluator.desk.is_reading
    evaluator.press("Ctrl+Down")
    evaluator.leaves()
    other.close()
    assert judged.read_bytes() == before


def test_a_file_that_cannot_be_written_is_opened_for_reading(comes_to: Comes, judged: Path) -> None:
    # A copy: SQLite uses again what it has open of a file, and this process may have written to the first one.
    copy = shutil.copytree(judged.parent, judged.parent.with_name("there")) / judged.name
    copy.chmod(0o444)
    with bound_by_permissions():
        evaluator = comes_to(copy)
        evaluator.sees(lambda: evaluator.desk.sitting is not None)
    assert "cannot be written here" in evaluator.window.parts.warning_bar.said


def test_a_file_that_may_not_be_read_is_named_and_can_be_tried_again(comes_to: Comes, judged: Path) -> None:
    copy = shutil.copytree(judged.parent, judged.parent.with_name("there")) / judged.name
    copy.chmod(0o000)
    with bound_by_permissions():
        evaluator = comes_to(copy)
        assert reads(evaluator).startswith("The workspace cannot be read\nwork.diptych cannot be read here; check its")
    copy.chmod(0o600)
    evaluator.press("Enter")
    evaluator.sees(lambda: evaluator.desk.sitting is not None)


def test_a_newer_workspace_is_left_alone_and_can_be_exported(comes_to: Comes, judged: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(judged)) as db:
        db.execute("PRAGMA user_version = 99")
    newer = judged.read_bytes()
    evaluator = comes_to(judged)
    assert reads(evaluator).startswith("The workspace is from a newer version\n")
    out = tmp_path / "out"
    out.mkdir()
    came = answers(out)
    chooses(evaluator, Way.EXPORT)
    came()
    evaluator.sees(lambda: "Wrote 5 judgments and" in reads(evaluator))
    assert judged.read_bytes() == newer


def test_from_what_is_no_workspace_another_one_is_opened(comes_to: Comes, judged: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.diptych"
    words.write_bytes(b"just some words, more than a hundred of them" * 20)
    evaluator = comes_to(words)
    assert reads(evaluator).startswith("This is no workspace\nwords.diptych is no database at all")
    came = answers(judged)
    chooses(evaluator, Way.OPEN_OTHER)
    came()
    evaluator.sees(lambda: evaluator.desk.is_open)
    assert words.read_bytes().startswith(b"just some words")


def test_commands_that_need_a_workspace_are_not_there_without_one(comes_to: Comes, tmp_path: Path) -> None:
    words = tmp_path / "words.diptych"
    words.write_bytes(b"just some words, more than a hundred of them" * 20)
    evaluator = comes_to(words)
    reads(evaluator)
    evaluator.press("Ctrl+E")
    assert not evaluator.window.parts.export_sheet.isVisible()


def test_a_backup_is_made_when_it_is_asked_for(evaluator: Evaluator, tmp_path: Path) -> None:
    came = answers(tmp_path / "copy.diptych")
    runs(evaluator, "Back up now")
    came()
    evaluator.sees(lambda: evaluator.toast == "Backed up to copy.diptych.")
    copy = Evaluation.open_for_reading(tmp_path / "copy.diptych")
    assert len(copy.queue("sample")) == 8
    copy.close()


def test_an_older_state_is_put_back_from_the_file_menu(comes_to: Comes, judged: Path) -> None:
    evaluator = comes_to(judged)
    evaluator.sees(lambda: evaluator.desk.sitting is not None)
    runs(evaluator, "Restore a backup")
    evaluator.sees(lambda: evaluator.window.parts.chooser.isVisible())
    agrees = answers_yes("Restore")
    evaluator.press("Enter")
    agrees()
    evaluator.sees(lambda: "Restored work.diptych with 5 entries" in evaluator.window.parts.warning_bar.said)
    evaluator.sees(lambda: evaluator.desk.sitting is not None)
    assert (judged.parent / "work.diptych.replaced-1").exists()


def test_an_examination_lists_what_it_finds(comes_to: Comes, judged: Path) -> None:
    evaluator = comes_to(judged)
    evaluator.sees(lambda: evaluator.desk.sitting is not None)
    sheet = evaluator.window.parts.examination
    runs(evaluator, "Examine the workspace")
    evaluator.sees(lambda: "work.diptych is sound" in sheet.status)
    evaluator.press("Esc")
    journal_of(judged).unlink()
    runs(evaluator, "Examine the workspace")
    evaluator.sees(lambda: "1 problem" in sheet.status)
    evaluator.settles()
    assert sheet.card.height() >= sheet.card.sizeHint().height()
    assert "is missing: the second copy of the log" in sheet.found[0]


def test_a_synchronised_folder_is_warned_of_until_it_was_read(comes_to: Comes, tmp_path: Path) -> None:
    path = a_judged_workspace(tmp_path / "Dropbox" / "work.diptych", 1)
    evaluator = comes_to(path)
    bar = evaluator.window.parts.warning_bar
    evaluator.sees(lambda: "in a folder that Dropbox synchronises" in bar.said)
    (close,) = bar.findChildren(QPushButton)
    close.click()
    assert bar.said == ""


def test_a_clock_that_was_turned_back_is_warned_of(comes_to: Comes, tmp_path: Path) -> None:
    path = tmp_path / "work.diptych"
    a_workspace(path)
    tomorrow = Evaluation.open(path, now=lambda: utc_now() + timedelta(days=1))
    next(judging(tomorrow))
    tomorrow.close()
    evaluator = comes_to(path)
    evaluator.sees(lambda: "The clock of this computer stands before" in evaluator.window.parts.warning_bar.said)


def test_an_older_backup_is_chosen_from_a_list(comes_to: Comes, judged: Path) -> None:
    (newest,) = judged.parent.glob("backups/work-*.diptych")
    newest.rename(newest.with_name("work-20260101T094000000Z.diptych"))
    assert back_up_if_due(judged) is not None
    damages(judged)
    evaluator = comes_to(judged)
    assert "with 5 entries in its log" in reads(evaluator)
    chooses(evaluator, Way.CHOOSE_BACKUP)
    evaluator.sees(lambda: evaluator.window.parts.chooser.isVisible())
    evaluator.type("2026-01-01")
    evaluator.press("Enter")
    evaluator.sees(lambda: evaluator.desk.is_open)
    assert len(handed_in(judged)) == 5


def test_warnings_leave_the_verdict_in_view(sit_down: Callable[..., Evaluator]) -> None:
    evaluator = sit_down(size=(1280, 800))
    evaluator.desk.open_sample()
    evaluator.opens("lru-ttl-014")
    evaluator.goes_to("retry-backoff-002")
    evaluator.window.parts.warning_bar.warn(("A long sentence about a place. " * 9, "And another one."))
    evaluator.settles()
    bar = evaluator.window.workbench.verdict_bar
    assert evaluator.window.rect().contains(QRect(bar.mapTo(evaluator.window, QPoint(0, 0)), bar.size()))
