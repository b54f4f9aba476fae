"""A prompt as it was meant to be read, in a safe subset of Markdown."""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QFont, QImage, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from app.code.hidden_characters import revealed_prose
from ui.plain_text.fields import plain_data

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MOST_MARKDOWN = 40_000
"""Characters that are rendered; a table of so many takes Qt a third of a second."""
LONGEST_PARAGRAPH = 2_000
MOST_SHOWN = 200_000
"""Characters of a prompt that are shown at all."""


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
        return plain_data(self.textCursor())


def prepare_markdown() -> None:
    """Import what Markdown is read with, in whatever thread has the time."""
    _safe_markdown()


def _folded(text: str) -> str:
    """*text* without lines of more than `LONGEST_PARAGRAPH` characters: Qt's time for one grows with its square."""
    return "\n".join(
        line[start : start + LONGEST_PARAGRAPH]
        for line in text.split("\n")
        for start in range(0, max(1, len(line)), LONGEST_PARAGRAPH)
    )


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
