"""The one place where text becomes a label, a message, a tooltip or a rendered prompt.

Text from outside is hostile: Qt's own widgets guess that it is markup and then read files that it names (measured: QLabel,
QMessageBox and QToolTip do so by default). Everything here shows it as plain text; a test forbids the raw widgets elsewhere.
"""

from __future__ import annotations

import html
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from PySide6.QtCore import QByteArray, QMimeData, QPointF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QFontMetrics,
    QImage,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QFrame,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QTextBrowser,
    QToolButton,
    QToolTip,
    QWidget,
)

from app.code.hidden_characters import revealed, revealed_prose
from ui.keys import say_nothing_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LONGEST_MESSAGE = 600
FIELD_MARGIN = 8
MOST_MARKDOWN = 40_000
"""Characters that are rendered; a table of so many takes Qt a third of a second."""
LONGEST_PARAGRAPH = 2_000
MOST_SHOWN = 200_000
"""Characters of a prompt that are shown at all."""

Role = Literal[
    "body",
    "caption",
    "secondary",
    "hint",
    "section",
    "strong",
    "quiet",
    "lead",
    "heading",
    "hero",
    "chip",
    "key",
    "reference",
    "danger",
    "dangerchip",
    "oninktext",
]
ButtonKind = Literal["primary", "plain", "ghost", "segment", "chip", "crumb", "search", "page", "danger"]


Counting = TypeVar("Counting", QLabel, QPushButton)


class ElidedLabel(QLabel):
    """A line of plain text that ends in “…” where it does not fit; as much as a message has is the accessible name."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        # What does not fit is not measured either: Qt takes seconds over a megabyte.
        line = _short(" ".join(text[: 4 * LONGEST_MESSAGE].split()))
        super().setText(line)
        self.setAccessibleName(line)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class WrappedLabel(QLabel):
    """Plain text over as many lines as it needs; a word that is longer than a line is broken, so that nothing is cut off."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(_short(text))
        self.setAccessibleName(self.text())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return math.ceil(self._laid_out(width).boundingRect().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        self._laid_out(self.width()).draw(painter, QPointF(0, 0))

    def _laid_out(self, width: int) -> QTextLayout:
        layout, option = QTextLayout(self.text().replace("\n", "\u2028"), self.font()), QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout


class ElidedButton(QPushButton):
    """A button that gives way when there is little room: its text ends in “…” then. Its `text` stays whole."""

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().sizeHint().height())

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(24, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        whole = self.text().replace("&&", "&")
        shown = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        option.text = _without_mnemonics(shown)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)


def label(text: str = "", *, role: Role = "body", parent: QWidget | None = None, wrap: bool = False) -> QLabel:
    """A label that shows *text* to the letter."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    made.setText(text)
    if role in ("chip", "dangerchip", "key"):
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def steady(made: Counting) -> Counting:
    """Give what counts figures of equal width, so that it stands still."""
    font = made.font()
    font.setFeature(QFont.Tag("tnum"), 1)
    made.setFont(font)
    return made


def elided_label(text: str = "", *, role: Role = "body", parent: QWidget | None = None) -> ElidedLabel:
    """A label of one line that gives way when there is little room."""
    made = ElidedLabel(text, parent)
    made.setProperty("role", role)
    return made


def wrapped_label(text: str = "", *, role: Role = "body", parent: QWidget | None = None) -> WrappedLabel:
    """A label for what may hold very long words."""
    made = WrappedLabel(text, parent)
    made.setProperty("role", role)
    return made


def button(text: str, *, kind: ButtonKind = "plain", name: str = "", parent: QWidget | None = None) -> QPushButton:
    """A button; *name* is its accessible name where *text* alone does not say what it does."""
    made = QPushButton(parent)
    _furnish(made, text, kind, name)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def elided_button(
    text: str, *, kind: ButtonKind = "plain", name: str = "", parent: QWidget | None = None
) -> ElidedButton:
    """A button as wide as its text, and narrower where there is no room for that."""
    made = ElidedButton(parent)
    _furnish(made, text, kind, name)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def relabel(made: QAbstractButton, text: str, *, name: str = "") -> None:
    """Give a button another text."""
    made.setText(_without_mnemonics(text))
    made.setAccessibleName(name or text)


def icon_button(
    name: str, *, keys: str = "", size: int = 28, checkable: bool = False, parent: QWidget | None = None
) -> QToolButton:
    """A button that shows an icon only; *name* and *keys* are what is said of it (`name_icon_button`)."""
    made = QToolButton(parent)
    made.setFixedSize(size, size)
    made.setIconSize(QSize(16, 16))
    made.setCheckable(checkable)
    name_icon_button(made, name, keys=keys)
    return made


def name_icon_button(made: QToolButton, name: str, *, keys: str = "", more: str = "") -> None:
    """Call a button *name*; its tooltip says which *keys* do the same, as long as they do, and *more* about it."""
    made.setProperty("keys", keys)
    made.setProperty("more", more)
    made.setAccessibleName(name)
    name_keys_again(made)


def name_keys_again(made: QToolButton) -> None:
    """Single keys were turned on or off: a button that has one names it or does not."""
    name, keys, more = made.accessibleName(), made.property("keys"), made.property("more")
    if keys is None:
        return
    said = "" if say_nothing_of(made, keys) else keys
    made.setAccessibleDescription(more or said or name)
    set_tooltip(made, f"{name}{f' ({said})' if said else ''}{f': {more}' if more else ''}")


def set_tooltip(widget: QWidget, text: str) -> None:
    """Give *widget* a tooltip that shows *text* to the letter, and a screen reader the same where it has nothing else."""
    if widget.accessibleDescription() == (widget.property("said") or ""):
        # Else Qt would read out the markup of the tooltip.
        widget.setProperty("said", text)
        widget.setAccessibleDescription(text)
    widget.setToolTip(f"<qt>{html.escape(_short(text))}</qt>" if text else "")


def hide_tooltip() -> None:
    """Take away the tooltip that is seen, if one is."""
    QToolTip.hideText()


def inform(parent: QWidget, title: str, text: str) -> None:
    """Say something that must be read before going on."""
    _message(parent, QMessageBox.Icon.Warning, title, text, QMessageBox.StandardButton.Ok).exec()


def confirm(parent: QWidget, title: str, text: str, *, yes: str) -> bool:
    """Ask before something that cannot be undone; *yes* is the word for doing it."""
    box = _message(parent, QMessageBox.Icon.Question, title, text, QMessageBox.StandardButton.Cancel)
    doing = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    return box.clickedButton() is doing


def choose_files(parent: QWidget, title: str, pattern: str) -> tuple[str, ...]:
    """Ask for files to open; empty when the person thought better of it."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, "", pattern)
    return tuple(chosen)


def choose_destination(parent: QWidget, title: str, name: str, pattern: str) -> str:
    """Ask where to write a file; empty when the person thought better of it."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, pattern)
    return chosen


def choose_folder(parent: QWidget, title: str, begin: str = "") -> str:
    """Ask for a folder that is there; empty when the person thought better of it."""
    return QFileDialog.getExistingDirectory(parent, title, begin)


def show_folder(folder: Path) -> bool:
    """Have the system show a folder that the person has chosen themselves; whether it does. Nothing else is ever opened."""
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class TextField(QPlainTextEdit):
    """Several lines of plain text, to be read or written. Copying and dragging give plain text and nothing else."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        # As far from its edge as the text of a field of one line.
        self.document().setDocumentMargin(FIELD_MARGIN)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Qt's own would offer HTML and an office document as well."""
        return _plain(self.textCursor())


class MarkdownView(QTextBrowser):
    """A prompt in a safe subset of Markdown: no HTML, no images; addresses are written out and never followed."""

    address_pressed = Signal(str)  # the whole address of a link that was clicked

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setProperty("prose", "true")
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(lambda address: self.address_pressed.emit(address.toString()))

    def show_markdown(self, text: str, *, style: str, code_font: QFont) -> None:
        """Render *text*; *style* is a style sheet of our own for its elements, *code_font* what code is set in.

        A text so long that the window would stand still over it is shown as it stands, only its lines are broken where they
        are very long, and cut with a word about the rest. Characters that nobody would see are told by their codes.
        """
        if len(text) > MOST_MARKDOWN:
            left_out = len(text) - MOST_SHOWN
            rest = f"\n\n… {left_out:,} more characters are in the task file." if left_out > 0 else ""
            self.setPlainText(_folded(revealed_prose(text[:MOST_SHOWN])) + rest)
            return
        self.document().setDefaultStyleSheet(style)
        self.setHtml(_safe_markdown().render(revealed_prose(text)))
        self._set_code(code_font)
        self._set_headings()

    def _set_headings(self) -> None:
        """Keep headings at the size that the style gives them: Qt sets them larger on its own, whatever the style says."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel():
                cursor = QTextCursor(block)
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                form = QTextCharFormat()
                form.setProperty(QTextFormat.Property.FontSizeAdjustment.value, 0)
                cursor.mergeCharFormat(form)
            block = block.next()

    def _set_code(self, code_font: QFont) -> None:
        """Set code in *code_font*: a style sheet cannot turn its ligatures off, and they hide what is in a file."""
        places = []
        block = self.document().begin()
        while block.isValid():
            fragments = block.begin()
            while not fragments.atEnd():
                fragment = fragments.fragment()
                if code_font.family() in str(fragment.charFormat().fontFamilies()):
                    places.append((fragment.position(), fragment.length()))
                fragments += 1
            block = block.next()
        for position, length in places:
            cursor = QTextCursor(self.document())
            cursor.setPosition(position)
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            form = cursor.charFormat()
            form.setFont(code_font, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll)
            cursor.setCharFormat(form)

    # Any: Qt's own signature; the kinds of resource are plain integers.
    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing is ever loaded. Returning None would make Qt read the file by itself."""
        if kind == QTextDocument.ResourceType.ImageResource.value:
            pixel = QImage(1, 1, QImage.Format.Format_ARGB32)
            pixel.fill(Qt.GlobalColor.transparent)
            return pixel
        return QByteArray()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy gives plain text: rich text would embed what the document names."""
        return _plain(self.textCursor())


def _folded(text: str) -> str:
    """*text* without lines of more than `LONGEST_PARAGRAPH` characters: Qt's time for one grows with its square."""
    return "\n".join(
        line[start : start + LONGEST_PARAGRAPH]
        for line in text.split("\n")
        for start in range(0, max(1, len(line)), LONGEST_PARAGRAPH)
    )


def _plain(cursor: QTextCursor) -> QMimeData:
    data = QMimeData()
    data.setText(cursor.selection().toPlainText())
    return data


def prepare_markdown() -> None:
    """Import what Markdown is read with, in whatever thread has the time."""
    _safe_markdown()


@cache
def _safe_markdown() -> MarkdownIt:
    """Renders links to the web as their text with the whole address behind it; everything else that names a place is text.

    Definitions of references are no rule of it: they would take text away from whoever reads the source.
    """
    # Imported with the first prompt: the window is drawn before there is one.
    from markdown_it import MarkdownIt

    # Lines stay the lines that they were written as, and none becomes a heading for the dashes below it.
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True})
    reader.enable("table").disable(["image", "reference", "lheading"])
    # markdown-it's own way to say which links are links.
    setattr(reader, "validateLink", _is_of_the_web)  # noqa: B010
    reader.add_render_rule("link_open", _begin_link)
    reader.add_render_rule("link_close", _end_link)
    return reader


def _is_of_the_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


# As markdown-it calls its rules: with the renderer first, and the tokens of the line.
def _begin_link(_: object, tokens: Sequence[Token], index: int, *__: object) -> str:
    return f'<a href="{html.escape(str(tokens[index].attrs["href"]))}">'


def _end_link(_: object, tokens: Sequence[Token], index: int, *__: object) -> str:
    """The address that the link leads to, unless it is what was just read; a title goes with it."""
    begin = next(at for at in range(index, -1, -1) if tokens[at].type == "link_open")
    address, title = str(tokens[begin].attrs["href"]), str(tokens[begin].attrs.get("title", ""))
    shown = "".join(token.content for token in tokens[begin:index])
    behind = [*([address] if shown != address else []), *([f"“{title}”"] if title else [])]
    return f"</a> ({html.escape(' '.join(behind))})" if behind else "</a>"


def _message(
    parent: QWidget, icon: QMessageBox.Icon, title: str, text: str, buttons: QMessageBox.StandardButton
) -> QMessageBox:
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(icon)
    box.setWindowTitle(title)
    box.setText(revealed(_short(text), keep_lines=True))
    box.setStandardButtons(buttons)
    return box


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_MESSAGE else text[: LONGEST_MESSAGE - 1] + "…"


def _furnish(made: QPushButton, text: str, kind: ButtonKind, name: str) -> None:
    made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    relabel(made, text, name=name)


def _without_mnemonics(text: str) -> str:
    return text.replace("&", "&&")
