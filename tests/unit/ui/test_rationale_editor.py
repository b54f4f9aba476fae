"""The field that the rationale is written in: chips, what they cite, pasting, light structure."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.names import Slot
from app.domain.references import Reference
from app.domain.sitting import Exhibit
from app.domain.task import File
from ui.judging.rationale_editor import RationaleEditor
from ui.theme import Theme

CODE = "def mean(numbers):\n\n    return sum(numbers)\n"
EXHIBITS = (
    Exhibit(Slot.A, "python", (File("", CODE),)),
    Exhibit(Slot.B, "python", (File("a.py", CODE), File("b.py", "x = 1\n"))),
)


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> RationaleEditor:
    made = RationaleEditor(theme)
    made.show_exhibits(EXHIBITS)
    made.resize(420, 160)
    qtbot.addWidget(made)
    made.show()
    return made


def written(editor: RationaleEditor, keys: str) -> str:
    """What is stored once *keys* are typed."""
    stored: list[str] = []
    editor.edited.connect(lambda text, _: stored.append(text))
    QTest.keyClicks(editor, keys)
    return stored[-1]


def chip(editor: RationaleEditor) -> QPoint:
    """The middle of the chip that the text begins with."""
    cursor = editor.textCursor()
    cursor.setPosition(0)
    start: QRect = editor.cursorRect(cursor)
    cursor.setPosition(1)
    return QRect(start.topLeft(), editor.cursorRect(cursor).bottomLeft()).center()


@pytest.mark.parametrize(
    ("keys", "stored"),
    [
        ("@A beats candidate B: A:2-3, A:1. ", "{{c:A}} beats {{c:B}}: {{c:A:2-3}}, {{c:A:1}}. "),
        ("See B:b.py#1 there", "See {{c:B:b.py#1}} there"),
        ("No C:1 here", "No C:1 here"),
        ("A:3-1 is no range ", "A:3-1 is no range "),
        ("HTTP:200 and a:1 ", "HTTP:200 and a:1 "),
    ],
)
def test_what_is_typed_of_a_candidate_becomes_a_chip(editor: RationaleEditor, keys: str, stored: str) -> None:
    assert written(editor, keys) == stored


def test_a_chip_is_followed_by_key_and_by_click(editor: RationaleEditor, qtbot: QtBot) -> None:
    written(editor, "A:2-3 ")
    with qtbot.waitSignal(editor.reference_followed) as followed:
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=chip(editor))
    assert followed.args == [Reference("A", 2, 3)]
    QTest.keyClick(editor, Qt.Key.Key_Left)
    with qtbot.waitSignal(editor.reference_followed) as followed:
        assert editor.follow_reference()
    assert followed.args == [Reference("A", 2, 3)]


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("A:2-3 ", "3  return sum(numbers)"),
        ("A:9 ", "A has 3 lines there; mend the numbers."),
        ("B:1 ", "B has several files: cite with Q in the code, which names the file."),
    ],
)
def test_over_a_chip_what_is_cited_is_told(editor: RationaleEditor, keys: str, told: str) -> None:
    written(editor, keys)
    here = QPointF(chip(editor))
    no_button = Qt.MouseButton.NoButton
    over = (here, editor.viewport().mapToGlobal(here))
    move = QMouseEvent(QEvent.Type.MouseMove, *over, no_button, no_button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(editor.viewport(), move)
    assert told in editor.viewport().toolTip()


def test_lines_that_do_not_exist_are_marked(editor: RationaleEditor, theme: Theme) -> None:
    def has_mark() -> bool:
        picture = editor.grab().toImage()
        danger = theme.color("danger")
        pixels = ((x, y) for x in range(picture.width()) for y in range(picture.height() // 3))
        return any(picture.pixelColor(x, y) == danger for x, y in pixels)

    written(editor, "A:3 ")
    assert not has_mark()
    written(editor, "A:9 ")
    assert has_mark()


def test_what_is_pasted_is_plain_counted_and_said_once_when_it_is_long(editor: RationaleEditor, qtbot: QtBot) -> None:
    stored: list[tuple[str, int]] = []
    said: list[bool] = []
    editor.edited.connect(lambda text, pasted: stored.append((text, pasted)))
    editor.pasted_much.connect(lambda: said.append(True))
    data = QMimeData()
    data.setHtml("<b>" + "bold words " * 25 + "</b>")
    data.setText("bold words " * 25)
    few = QMimeData()
    few.setText("few words")

    for source in (few, data, data):
        editor.insertFromMimeData(source)

    text = "few words" + "bold words " * 50
    assert stored[-1] == (text, len(text))
    assert said == [True]


def test_code_in_the_text_is_set_as_code_and_stored_as_it_was_typed(editor: RationaleEditor) -> None:
    stored = written(editor, "Then `self._lock` is **held**, `not **this**`.")
    spans = editor.document().firstBlock().layout().formats()
    assert [(one.start, one.length) for one in spans] == [(5, 12), (21, 8), (31, 14)]
    assert "JetBrains Mono" in spans[0].format.font().families()
    assert stored == "Then `self._lock` is **held**, `not **this**`."


def test_no_key_changes_what_is_shown_for_reading(editor: RationaleEditor) -> None:
    editor.show_text("A:3 ", 0)
    editor.setReadOnly(True)
    stored: list[str] = []
    editor.edited.connect(lambda text, _: stored.append(text))
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, "x ")
    assert (stored, editor.toPlainText()) == ([], "A:3 ")
