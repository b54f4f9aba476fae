"""Writing why: lines are cited and gone to, the code is read meanwhile, and nothing that is pasted or left out hides."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.story.conftest import Evaluator
from ui.judging.rationale_editor import RationaleEditor

WORDS = "The first one is shorter and has fewer moving parts, and I would rather have it in my own project. "


def text_of(evaluator: Evaluator) -> RationaleEditor:
    return evaluator.window.workbench.judgment.rationale


def writes(evaluator: Evaluator, text: str) -> None:
    """Type with the keys of a keyboard, so that what is typed can become a chip."""
    for character in text:
        QTest.keyClicks(evaluator.focus, character)


def chip_of(editor: RationaleEditor) -> QPoint:
    """The middle of the chip that the text begins with."""
    cursor = editor.textCursor()
    cursor.setPosition(0)
    start: QRect = editor.cursorRect(cursor)
    cursor.setPosition(1)
    return QRect(start.topLeft(), editor.cursorRect(cursor).bottomLeft()).center()


def test_what_is_typed_of_a_candidate_becomes_a_chip(evaluator: Evaluator) -> None:
    evaluator.press("R")
    writes(evaluator, "@A beats candidate B: A:3-5, B:7. ")
    assert evaluator.desk.draft.rationale == "{{c:A}} beats {{c:B}}: {{c:A:3-5}}, {{c:B:7}}. "


def test_a_file_of_several_is_cited_by_its_name(evaluator: Evaluator) -> None:
    evaluator.goes_to("rate-limit-033")
    assert evaluator.desk.sitting is not None
    path = evaluator.desk.sitting.files[0]
    evaluator.press("R")
    writes(evaluator, f"See A:{path}#2-3 there")
    assert evaluator.desk.draft.rationale == f"See {{{{c:A:{path}#2-3}}}} there"


def test_lines_are_quoted_from_the_code_and_the_focus_goes_along_or_stays(evaluator: Evaluator) -> None:
    evaluator.press("J", "Shift+J", "Shift+Q")
    assert evaluator.window.code.isAncestorOf(evaluator.focus)
    evaluator.press("Ctrl+2", "Q")
    assert evaluator.is_at(text_of(evaluator))
    assert evaluator.desk.draft.rationale.startswith("{{c:A:2-3}} {{c:B:")


def test_a_chip_leads_to_its_lines_by_key_and_by_click(evaluator: Evaluator) -> None:
    evaluator.press("R")
    writes(evaluator, "A:40-42 ")
    evaluator.press("Ctrl+2", "R", "Left", "Alt+Enter")
    slot, span = evaluator.window.code.selection()
    assert (slot, span.first_line) == ("A", 40)
    evaluator.press("Ctrl+2", "R")
    editor = text_of(evaluator)
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=chip_of(editor))
    assert evaluator.window.code.selection()[0] == "A"


def test_over_a_chip_the_first_line_of_what_is_cited_is_told(evaluator: Evaluator) -> None:
    evaluator.press("R")
    writes(evaluator, "A:13-20 ")
    editor = text_of(evaluator)
    assert evaluator.desk.sitting is not None
    code = evaluator.desk.sitting.exhibits[0].files[0].content.split("\n")
    here = chip_of(editor)
    no_button = Qt.MouseButton.NoButton
    over = (QPointF(here), editor.viewport().mapToGlobal(QPointF(here)))
    move = QMouseEvent(QEvent.Type.MouseMove, *over, no_button, no_button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(editor.viewport(), move)
    first = next(line.strip() for line in code[12:20] if line.strip())
    assert first.partition("(")[0] in editor.viewport().toolTip()


def test_lines_that_do_not_exist_are_marked(evaluator: Evaluator) -> None:
    def has_mark() -> bool:
        picture = text_of(evaluator).grab().toImage()
        danger = evaluator.window.parts.theme.color("danger")
        pixels = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
        return any(picture.pixelColor(x, y) == danger for x, y in pixels)

    evaluator.press("R")
    writes(evaluator, "A:3 ")
    assert not has_mark()
    writes(evaluator, "A:9000 ")
    assert has_mark()


def test_the_code_is_read_while_writing_and_the_cursor_is_where_it_was(evaluator: Evaluator) -> None:
    evaluator.press("R")
    evaluator.type("Before and after")
    evaluator.press(*["Left"] * 6)
    place = text_of(evaluator).textCursor().position()
    row = evaluator.window.code.place().row

    evaluator.press("Alt+PgDown")
    assert evaluator.window.code.place().row > row
    assert evaluator.is_at(text_of(evaluator))
    before = evaluator.window.code.place()
    evaluator.press("Alt+Down")
    assert evaluator.window.code.place() != before
    assert evaluator.is_at(text_of(evaluator))

    evaluator.press("Ctrl+2", "J", "R")
    assert evaluator.is_at(text_of(evaluator))
    assert text_of(evaluator).textCursor().position() == place


def test_words_are_counted_against_what_is_asked_for(evaluator: Evaluator) -> None:
    panel = evaluator.window.workbench.judgment
    evaluator.press("R")
    evaluator.type("Three words here")
    assert text_of(evaluator).accessibleDescription() == "3 words, 30 required"
    assert panel._words.text() == "3 of 30 words"
    evaluator.type(" and more" * 20)
    assert panel._words.text() == "43 words"


def test_a_criterion_that_nothing_is_said_of_is_begun_with_one_press(evaluator: Evaluator) -> None:
    evaluator.press("1", "Y", "7", "2", "R")
    evaluator.type(WORDS)
    evaluator.press("Tab")
    assert evaluator.focus.accessibleName() == "Write about Safety"
    evaluator.press("Space")
    assert evaluator.is_at(text_of(evaluator))
    evaluator.type("nothing can be injected.")
    assert evaluator.desk.draft.rationale.endswith("\nSafety: nothing can be injected.")


def test_what_is_pasted_is_plain_counted_and_said_once_when_it_is_long(evaluator: Evaluator) -> None:
    data = QMimeData()
    data.setHtml("<b>" + "bold words " * 25 + "</b>")
    data.setText("bold words " * 25)
    evaluator.press("R")
    for _ in range(2):
        QApplication.clipboard().setMimeData(data)
        evaluator.press("Ctrl+V")
        data = QMimeData()
        data.setText("few words")
    assert evaluator.desk.draft.rationale == "bold words " * 25 + "few words"
    assert evaluator.desk.draft.pasted_characters == len(evaluator.desk.draft.rationale)
    assert evaluator.toast == "Pasted text is noted in the record."


def test_code_in_the_text_is_set_as_code_and_stored_as_it_was_typed(evaluator: Evaluator) -> None:
    evaluator.press("R")
    evaluator.type("Then `self._lock` is **held**.")
    evaluator.settles()
    spans = text_of(evaluator).document().firstBlock().layout().formats()
    assert [(one.start, one.length) for one in spans] == [(5, 12), (21, 8)]
    assert "JetBrains Mono" in spans[0].format.font().families()
    assert evaluator.desk.draft.rationale == "Then `self._lock` is **held**."
