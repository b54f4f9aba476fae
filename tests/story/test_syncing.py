"""Packages go to a folder and receipts come back: seen first, told quietly, counted in the top bar."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from app.evaluation import Evaluation
from app.packages.package import contents
from app.packages.signing import signing_key, spoken
from app.packages.transport import Folder
from app.settings import places
from tests.story.conftest import Evaluator
from tests.story.dialogs import answers, judges, runs, tabs_to
from ui.dialogs.sync_sheet import SyncSheet


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


def sheet_of(evaluator: Evaluator) -> SyncSheet:
    return evaluator.window.parts.sync_sheet


def button(evaluator: Evaluator, text: str) -> QPushButton:
    (found,) = [one for one in sheet_of(evaluator).findChildren(QPushButton) if one.text() == text and one.isVisible()]
    return found


def opens_sync(evaluator: Evaluator, folder: Path) -> None:
    runs(evaluator, "Sync to a folder")
    came = answers(folder)
    tabs_to(evaluator, button(evaluator, "Choose folder…"))
    evaluator.press("Space")
    came()


def syncs(evaluator: Evaluator) -> None:
    evaluator.sees(lambda: button(evaluator, "Sync now").isEnabled())
    tabs_to(evaluator, button(evaluator, "Sync now"))
    evaluator.press("Space")
    evaluator.sees(lambda: not sheet_of(evaluator).is_busy)


def agrees(evaluator: Evaluator) -> None:
    """Say that what will leave was seen."""
    sheet = sheet_of(evaluator)
    evaluator.sees(lambda: sheet.preview.isVisible() and sheet.seen.isEnabled())
    assert not button(evaluator, "Sync now").isEnabled()
    tabs_to(evaluator, sheet.seen)
    evaluator.press("Space")


def collects(tmp_path: Path, folder: Path) -> str:
    """The other side takes in what lies there; the fingerprint of its key."""
    collector = Evaluation.open(tmp_path / "collector" / "all.diptych")
    key_file = tmp_path / "collector" / "signing-key"
    for _ in collector.receiving(key_file).collect(Folder(folder)):
        pass
    collector.close()
    return spoken(signing_key(key_file).fingerprint)


def test_what_was_sent_waits_until_a_receipt_names_it(evaluator: Evaluator, tmp_path: Path, folder: Path) -> None:
    bar = evaluator.window.top_bar
    judges(evaluator)
    evaluator.sees(lambda: bar.counts_said == "1 saved · 0 received · 1 waiting")
    opens_sync(evaluator, folder)
    agrees(evaluator)
    syncs(evaluator)
    assert sheet_of(evaluator).status == "Sent 1 package."
    (package,) = folder.glob("inbox/*/*.zip")
    (line,) = contents(package.read_bytes()).judgments.decode().splitlines()
    assert line in sheet_of(evaluator).preview.toPlainText()

    fingerprint = collects(tmp_path, folder)
    syncs(evaluator)
    assert sheet_of(evaluator).status.startswith("Received 1 receipt. A collector's key was met for the first time")
    evaluator.sees(lambda: sheet_of(evaluator).collector == fingerprint)
    assert bar.counts_said == "1 saved · 1 received · 0 waiting"
    assert not sheet_of(evaluator).preview.isVisible()


def test_a_folder_that_is_not_there_is_said_quietly(evaluator: Evaluator, tmp_path: Path, folder: Path) -> None:
    judges(evaluator)
    opens_sync(evaluator, folder)
    agrees(evaluator)
    folder.rename(tmp_path / "unplugged")
    syncs(evaluator)
    sheet = sheet_of(evaluator)
    assert sheet.status == "The folder stick is not there now; nothing is lost, try again when it is."
    assert not sheet.is_alarmed
    (tmp_path / "unplugged").rename(folder)
    syncs(evaluator)
    assert sheet.status == "Sent 1 package."


def test_a_receipt_of_another_key_is_passed_over_and_said(evaluator: Evaluator, tmp_path: Path, folder: Path) -> None:
    judges(evaluator)
    opens_sync(evaluator, folder)
    agrees(evaluator)
    syncs(evaluator)
    collects(tmp_path, folder)
    syncs(evaluator)
    evaluator.press("Esc")
    evaluator.press("Ctrl+Shift+U", "R")
    evaluator.type("Unfamiliar too.")
    evaluator.press("Ctrl+Enter")
    evaluator.opens("top-customers-041")
    evaluator.sees(lambda: evaluator.window.top_bar.counts_said == "2 saved · 1 received · 1 waiting")
    (tmp_path / "collector" / "signing-key").unlink()

    runs(evaluator, "Sync to a folder")
    syncs(evaluator)
    collects(tmp_path, folder)
    syncs(evaluator)
    assert "A receipt was passed over: it is signed by" in sheet_of(evaluator).status
    assert sheet_of(evaluator).is_alarmed


def test_the_evaluator_reads_the_fingerprint_of_their_own_key(evaluator: Evaluator) -> None:
    runs(evaluator, "Evaluator and signing key")
    sheet = sheet_of(evaluator)
    evaluator.sees(lambda: sheet.key == spoken(signing_key(places().signing_key).fingerprint))
    assert places().signing_key.stat().st_mode & 0o077 == 0


def test_the_folder_is_remembered(evaluator: Evaluator, folder: Path) -> None:
    opens_sync(evaluator, folder)
    assert evaluator.window.settings.sync_folder == str(folder)


@pytest.mark.parametrize(("width", "said"), [(1440, "1 saved · 0 received · 1 waiting"), (1280, "1 waiting")])
def test_the_counts_stand_in_the_top_bar_and_open_the_sheet(
    sit_down: Callable[..., Evaluator], width: int, said: str
) -> None:
    evaluator = sit_down(size=(width, 800))
    evaluator.desk.open_sample()
    evaluator.opens("lru-ttl-014")
    judges(evaluator)
    bar = evaluator.window.top_bar
    (pill,) = [one for one in bar.findChildren(QPushButton) if one.accessibleName().endswith("Sync to a folder")]
    evaluator.sees(lambda: pill.isVisible() and pill.text() == said)
    assert pill.accessibleName() == "1 saved · 0 received · 1 waiting. Sync to a folder"
    pill.click()
    assert sheet_of(evaluator).isVisible()
