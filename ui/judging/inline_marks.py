"""Light structure in plain text: `code` is set in the code font, **strong words** are strong. Nothing is stored of it."""

import re

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from ui.theme import Theme

CODE_PIXELS = 12
_CODE = re.compile(r"`[^`\n]+`")
_STRONG = re.compile(r"\*\*(?=\S)[^*\n]+(?<=\S)\*\*")


class InlineMarks(QSyntaxHighlighter):
    """Shows the marks as they are typed; the marks themselves stay where they are."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        code = QTextCharFormat()
        code.setFont(
            self._theme.code_font(CODE_PIXELS), QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll
        )
        code.setForeground(self._theme.color("text2"))
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.DemiBold)
        inside = [match.span() for match in _CODE.finditer(text)]
        for start, end in inside:
            self.setFormat(start, end - start, code)
        for match in _STRONG.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in inside):
                self.setFormat(match.start(), match.end() - match.start(), strong)
