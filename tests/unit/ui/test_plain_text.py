"""Hostile text is shown to the letter, opens no file and follows no link."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.plain_text import MarkdownView, button, elided_label, label, relabel, set_tooltip

ROOT = Path(__file__).parents[3]
HOSTILE = '<b>bold</b> <img src="file:///etc/hostname"> a & b'


def test_labels_and_buttons_show_markup_to_the_letter(qtbot: QtBot) -> None:
    for made in (label(HOSTILE), elided_label(HOSTILE)):
        qtbot.addWidget(made)
        assert made.textFormat() is Qt.TextFormat.PlainText
        assert made.text() == HOSTILE
    pressed = button("A & B")
    qtbot.addWidget(pressed)
    assert (pressed.text(), pressed.accessibleName()) == ("A && B", "A & B")
    relabel(pressed, "C & D", name="other")
    assert (pressed.text(), pressed.accessibleName()) == ("C && D", "other")


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


def test_a_prompt_shows_html_images_and_links_as_text(qtbot: QtBot) -> None:
    view = shown(
        qtbot,
        f"# Title\n\n{HOSTILE}\n\n![x](file:///etc/hostname) [y](https://example.org)\n\n| a | b |\n|-|-|\n| 1 | 2 |\n",
    )
    text = view.toPlainText()
    assert "<img src=" in text
    assert "![x](file:///etc/hostname)" in text
    assert "[y](https://example.org)" in text
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
from ui.plain_text import MarkdownView, label, set_tooltip
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
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    # An access time older than the change is renewed by the first read, on every usual way of mounting.
    assert done.stdout.split() == [str(10**18), "[]"]
