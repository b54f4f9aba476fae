"""Buttons whose text is text, and tooltips that are no markup."""

import html
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QToolTip,
    QWidget,
)

from ui.keys import say_nothing_of
from ui.plain_text.labels import short

ButtonKind = Literal["primary", "plain", "ghost", "segment", "chip", "crumb", "search", "page", "danger"]


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
        option.text = without_mnemonics(shown)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)


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
    made.setText(without_mnemonics(text))
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
    widget.setToolTip(f"<qt>{html.escape(short(text))}</qt>" if text else "")


def hide_tooltip() -> None:
    """Take away the tooltip that is seen, if one is."""
    QToolTip.hideText()


def _furnish(made: QPushButton, text: str, kind: ButtonKind, name: str) -> None:
    made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    relabel(made, text, name=name)


def without_mnemonics(text: str) -> str:
    """*text* so that a button shows every “&” in it."""
    return text.replace("&", "&&")
