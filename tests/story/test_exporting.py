"""Judgments leave through the export sheet: what would leave is shown first, and what was shown is what leaves."""

import csv
import threading
from collections.abc import Generator
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from app.formats.registry import names
from app.packages.package import contents, read
from tests.story.conftest import Evaluator
from tests.story.dialogs import answers, judges, tabs_to
from ui.main_window.flows.exporting import FORMATS


def opens_export(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+E")
    fills(evaluator)


def fills(evaluator: Evaluator) -> None:
    """Wait until what the choice gives is all there."""
    evaluator.sees(lambda: evaluator.window.parts.export_sheet.is_settled)


def button(evaluator: Evaluator, text: str) -> QPushButton:
    (found,) = [
        one
        for one in evaluator.window.parts.export_sheet.findChildren(QPushButton)
        if one.text() == text and one.isVisible()
    ]
    return found


def chooses_format(evaluator: Evaluator, name: str) -> None:
    sheet = evaluator.window.parts.export_sheet
    while sheet.format != name:
        before = sheet.format
        evaluator.press("Down")
        assert sheet.format != before
    fills(evaluator)


def exports_to(evaluator: Evaluator, path: Path) -> None:
    came = answers(path)
    tabs_to(evaluator, button(evaluator, "Export…"))
    evaluator.press("Space")
    came()


def test_the_first_package_leaves_only_after_its_bytes_were_seen(evaluator: Evaluator, tmp_path: Path) -> None:
    judges(evaluator)
    opens_export(evaluator)
    sheet = evaluator.window.parts.export_sheet
    assert sheet.format == "package"
    assert sheet.status == "1 judgment, 0 findings, 0 problems"
    tabs_to(evaluator, button(evaluator, "Export…"))
    evaluator.press("Space")
    assert sheet.status == "Look through what will leave, then tick that you have seen it."
    assert evaluator.is_at(sheet.seen)
    shown = sheet.preview.toPlainText()
    seen = sheet.seen
    assert seen.isVisible()
    evaluator.press("Space")
    assert sheet.status == "1 judgment, 0 findings, 0 problems"

    exports_to(evaluator, tmp_path / "mine.zip")
    evaluator.sees(lambda: evaluator.toast == "Exported 1 judgment.")
    assert not sheet.isVisible()
    inside = contents((tmp_path / "mine.zip").read_bytes())
    for name, data in inside.files:
        assert f"{name}, {len(data):,} bytes:" in shown
        assert data.decode().removesuffix("\n") in shown
    assert read((tmp_path / "mine.zip").read_bytes()).facts.events == 1

    opens_export(evaluator)
    assert not seen.isVisible()
    assert button(evaluator, "Export…").isEnabled()


def test_since_last_export_holds_only_what_is_new(evaluator: Evaluator, tmp_path: Path) -> None:
    judges(evaluator)
    opens_export(evaluator)
    sheet = evaluator.window.parts.export_sheet
    seen = sheet.seen
    tabs_to(evaluator, seen)
    evaluator.press("Space")
    exports_to(evaluator, tmp_path / "first.zip")
    evaluator.sees(lambda: not sheet.isVisible())

    opens_export(evaluator)
    tabs_to(evaluator, button(evaluator, "Since last export"))
    evaluator.press("Space")
    evaluator.sees(lambda: sheet.status == "0 judgments, 0 findings, 0 problems")
    assert sheet.preview.placeholderText() == "Everything left already; there is nothing new."
    assert not button(evaluator, "Export…").isEnabled()


def test_the_terminal_and_the_window_write_the_same_records(evaluator: Evaluator, tmp_path: Path) -> None:
    judges(evaluator)
    opens_export(evaluator)
    chooses_format(evaluator, "jsonl")
    shown = evaluator.window.parts.export_sheet.preview.toPlainText()
    exports_to(evaluator, tmp_path / "window.jsonl")
    evaluator.sees(lambda: evaluator.toast == "Exported 1 judgment.")
    assert len(evaluator.exports()) == 1
    assert (tmp_path / "window.jsonl").read_bytes() == (evaluator.workspace.parent / "export.jsonl").read_bytes()
    assert shown + "\n" == (tmp_path / "window.jsonl").read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_keeps_the_sheet_open(evaluator: Evaluator, tmp_path: Path) -> None:
    judges(evaluator)
    opens_export(evaluator)
    chooses_format(evaluator, "jsonl")
    (tmp_path / "judgments.jsonl").symlink_to("nowhere")
    exports_to(evaluator, tmp_path / "judgments.jsonl")
    sheet = evaluator.window.parts.export_sheet
    evaluator.sees(lambda: "give another name" in sheet.status)
    assert sheet.isVisible()
    assert button(evaluator, "Export…").isEnabled()


def test_a_table_says_what_was_neutralised(evaluator: Evaluator, tmp_path: Path) -> None:
    judges(evaluator, '=HYPERLINK("x") is what I would have to judge.')
    opens_export(evaluator)
    chooses_format(evaluator, "csv")
    sheet = evaluator.window.parts.export_sheet
    assert "neutralised: formulas get a ' in front" in sheet.status
    exports_to(evaluator, tmp_path / "table.csv")
    evaluator.sees(lambda: "neutralised" in evaluator.toast)
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        assert {row["rationale"] for row in csv.DictReader(file)} == {
            '\'=HYPERLINK("x") is what I would have to judge.'
        }


def test_one_task_set_alone_is_for_files_and_not_for_packages(evaluator: Evaluator) -> None:
    judges(evaluator)
    opens_export(evaluator)
    assert not button(evaluator, "This task set").isEnabled()
    chooses_format(evaluator, "pairs")
    assert button(evaluator, "This task set").isEnabled()
    assert not button(evaluator, "Since last export").isEnabled()
    assert evaluator.window.parts.export_sheet.status == (
        "0 judgments, 0 findings, 0 problems · 1 could not be judged, left out"
    )


def test_a_preview_never_tells_which_model_wrote_what(evaluator: Evaluator) -> None:
    opens_export(evaluator)
    sheet = evaluator.window.parts.export_sheet
    assert sheet.preview.placeholderText() == "Nothing judged yet."
    for _ in FORMATS:
        evaluator.press("Down")
    assert sheet.format == "tasks"
    fills(evaluator)
    assert sheet.status.startswith("8 tasks.")
    assert sheet.preview.toPlainText() == ""
    assert "which model wrote what" in sheet.preview.placeholderText()
    assert button(evaluator, "Export…").isEnabled()


def test_escape_closes_the_sheet_and_leads_back_to_the_code(evaluator: Evaluator) -> None:
    before = evaluator.focus
    opens_export(evaluator)
    evaluator.press("Esc")
    assert not evaluator.window.parts.export_sheet.isVisible()
    assert evaluator.focus is before


def test_the_sheet_offers_every_format_that_can_be_written() -> None:
    assert tuple(row.id for row in FORMATS) == names(writes=True)


def test_escape_stops_an_export_that_takes_its_time_and_leaves_no_file(
    evaluator: Evaluator, go_ahead: threading.Event, tmp_path: Path
) -> None:
    judges(evaluator)
    opens_export(evaluator)
    chooses_format(evaluator, "jsonl")
    sheet = evaluator.window.parts.export_sheet

    def slow(_: object) -> Generator[int, None, None]:
        go_ahead.wait()
        yield 1

    # What is read before it takes its time.
    evaluator.desk._requests.look(slow, lambda _: None)
    (tmp_path / "out").mkdir()
    exports_to(evaluator, tmp_path / "out" / "judgments.jsonl")
    assert sheet.is_busy
    evaluator.press("Esc")
    assert sheet.isVisible()
    assert sheet.status == "Stopped; nothing was left half-written."
    assert button(evaluator, "Export…").isEnabled()
    go_ahead.set()
    evaluator.sees(lambda: evaluator.toast == "Stopped; nothing was changed.")
    assert list((tmp_path / "out").iterdir()) == []
