"""Hostile text is shown to the letter, opens no file and follows no link."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.plain_text import (
    MOST_MARKDOWN,
    MOST_SHOWN,
    MarkdownView,
    TextField,
    button,
    elided_button,
    elided_label,
    label,
    relabel,
    set_tooltip,
    show_folder,
    wrapped_label,
)

ROOT = Path(__file__).parents[3]
HOSTILE = '<b>bold</b> <img src="file:///etc/hostname"> a & b'


def test_labels_and_buttons_show_markup_to_the_letter(qtbot: QtBot) -> None:
    for made in (label(HOSTILE), elided_label(HOSTILE), wrapped_label(HOSTILE)):
        qtbot.addWidget(made)
        assert made.textFormat() is Qt.TextFormat.PlainText
        assert made.text() == HOSTILE
    for pressed in (button("A & B"), elided_button("A & B")):
        qtbot.addWidget(pressed)
        assert (pressed.text(), pressed.accessibleName()) == ("A && B", "A & B")
        relabel(pressed, "C & D", name="other")
        assert (pressed.text(), pressed.accessibleName()) == ("C && D", "other")


def test_a_word_that_is_longer_than_a_line_is_broken(qtbot: QtBot) -> None:
    word, line = wrapped_label("w" * 100), wrapped_label("w")
    for made in (word, line):
        qtbot.addWidget(made)
    assert word.minimumSizeHint().width() < 100
    width = word.fontMetrics().horizontalAdvance("w" * 30)
    assert word.heightForWidth(width) >= 4 * line.heightForWidth(width)
    assert len(wrapped_label("w" * 5000).text()) == 5000, "nothing is left out"


def test_a_button_that_gives_way_is_drawn_as_any_other_where_there_is_room(qtbot: QtBot) -> None:
    whole, narrow, plain = elided_button("A & B, C && D"), elided_button("A & B, C && D"), button("A & B, C && D")
    for made in (whole, narrow, plain):
        qtbot.addWidget(made)
        made.resize(plain.sizeHint())
    assert whole.sizeHint() == plain.sizeHint()
    assert whole.grab().toImage() == plain.grab().toImage()
    narrow.resize(plain.sizeHint().width() - 12, plain.sizeHint().height())
    without = button("A & B, C && D")
    qtbot.addWidget(without)
    without.resize(narrow.size())
    assert narrow.grab().toImage() != without.grab().toImage()
    assert narrow.text() == without.text()


def test_tooltips_are_escaped_and_not_endless(qtbot: QtBot) -> None:
    made = label("x")
    qtbot.addWidget(made)
    set_tooltip(made, HOSTILE)
    assert "&lt;img" in made.toolTip()
    assert "<img" not in made.toolTip()
    set_tooltip(made, "x" * 5000)
    assert len(made.toolTip()) < 700
    set_tooltip(made, "")
    assert made.toolTip() == ""


def shown(qtbot: QtBot, text: str) -> MarkdownView:
    view = MarkdownView()
    qtbot.addWidget(view)
    view.show_markdown(text, style="", code_font=QFont("JetBrains Mono"))
    return view


def test_what_a_prompt_hides_is_told_and_its_emoji_stay_whole(qtbot: QtBot) -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    prompt = f"Ship {family} it\u202e now.\n\n```\nx\u200b = 1\n```\n"
    assert shown(qtbot, prompt).toPlainText().rstrip() == f"Ship {family} it<U+202E> now.\nx<U+200B> = 1"
    assert "<U+200B>" in shown(qtbot, "x\u200b" * MOST_MARKDOWN).toPlainText()


def test_a_link_to_the_web_is_written_out_and_gives_its_address_when_it_is_pressed(qtbot: QtBot) -> None:
    view = shown(qtbot, '[here](https://example.org/a?b=1&c "Why") and <https://example.org/x>')
    view.resize(600, 100)
    view.show()
    assert view.toPlainText().strip() == "here (https://example.org/a?b=1&c “Why”) and https://example.org/x"
    view.moveCursor(QTextCursor.MoveOperation.Start)
    place = view.cursorRect().center() + QPoint(8, 0)
    with qtbot.waitSignal(view.address_pressed) as pressed:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert pressed.args == ["https://example.org/a?b=1&c"]
    assert view.toPlainText().startswith("here"), "the view has gone nowhere"


@pytest.mark.parametrize(
    "text",
    [
        "[y](file:///etc/hostname)",
        "[y](javascript:alert(1))",
        "<file:///etc/hostname>",
        "[y](data:text/html;base64,QQ==)",
        "[y](//host/share/x.png)",
        "[r]: file:///etc/hostname",
        "[r]: https://example.org",
        "<b>not bold</b>",
    ],
)
def test_what_leads_anywhere_else_stays_the_text_that_it_is(qtbot: QtBot, text: str) -> None:
    view = shown(qtbot, text)
    assert view.toPlainText().strip() == text
    assert "href" not in view.toHtml()


def test_a_very_long_prompt_is_shown_as_it_stands_and_says_what_is_left_out(qtbot: QtBot) -> None:
    long = "**word** " * (MOST_MARKDOWN // 9)
    assert "**" not in shown(qtbot, long).toPlainText()
    assert shown(qtbot, long * 2).toPlainText().replace("\n", "") == long * 2
    longest = shown(qtbot, "x" * (MOST_SHOWN + 1_234)).toPlainText()
    assert longest.endswith("x\n\n… 1,234 more characters are in the task file.")
    assert longest.partition("…")[0].count("x") == MOST_SHOWN


def test_a_field_of_text_gives_plain_text_and_nothing_else(qtbot: QtBot) -> None:
    field = TextField(HOSTILE)
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    data = QApplication.clipboard().mimeData()
    assert (data.text(), data.formats()) == (HOSTILE, ["text/plain"])


def test_a_prompt_shows_html_images_and_other_links_as_text(qtbot: QtBot) -> None:
    view = shown(
        qtbot,
        f"# Title\n\n{HOSTILE}\n\n![x](file:///etc/hostname) [y](mailto:x@example.org)\n\n| a | b |\n|-|-|\n| 1 | 2 |\n",
    )
    text = view.toPlainText()
    assert "<img src=" in text
    assert "![x](file:///etc/hostname)" in text
    assert "[y](mailto:x@example.org)" in text
    assert "href" not in view.toHtml()
    assert "Title" in text
    assert not view.openLinks()


def test_copying_from_a_prompt_gives_plain_text(qtbot: QtBot) -> None:
    view = shown(qtbot, "some `code` and **words**")
    view.selectAll()
    view.copy()
    data = QApplication.clipboard().mimeData()
    assert data.text().strip() == "some code and words"
    assert not data.hasHtml()


PROBE = """
import sys
opened = []
sys.addaudithook(lambda name, words: opened.append(str(words[0])) if name == "open" else None)
from PySide6.QtWidgets import QApplication
from PySide6.QtGui import QFont
application = QApplication([])
from ui.plain_text import MOST_MARKDOWN, MOST_SHOWN, MarkdownView, TextField, label, set_tooltip
canary = sys.argv[1]
hostile = f'<img src="file://{canary}"> ![x](file://{canary}) <link rel="stylesheet" href="file://{canary}">'
view = MarkdownView()
view.show_markdown(hostile, style="", code_font=QFont())
widgets = [view, label(hostile)]
set_tooltip(widgets[1], hostile)
for widget in widgets:
    widget.resize(300, 200)
    widget.show()
    widget.grab()
view.selectAll()
view.copy()
for _ in range(20):
    application.processEvents()
import os
print(os.stat(canary).st_atime_ns)
print([name for name in opened if canary in name], flush=True)
os._exit(0)
"""


def test_no_file_that_a_text_names_is_opened(tmp_path: Path) -> None:
    canary = tmp_path / "canary.png"
    canary.write_bytes(b"not a picture")
    os.utime(canary, ns=(10**18, 2 * 10**18))
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(canary)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        capture_output=True,
        text=True,
        check=True,
    )
    # An access time older than the change is renewed by the first read, on every usual way of mounting.
    assert done.stdout.split() == [str(10**18), "[]"]


def test_only_a_folder_is_ever_shown_to_the_system(tmp_path: Path) -> None:
    program = tmp_path / "program.sh"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    assert not show_folder(program)
    assert not show_folder(tmp_path / "gone")
