"""Looking at widgets as closely as Qt can, for whatever texts they hold."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QContextMenuEvent, QDragEnterEvent, QDropEvent, QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSpacerItem,
    QTextEdit,
    QToolTip,
    QWidget,
    QWidgetItem,
)
from shiboken6 import Shiboken, isValid

from tests.torture.hostile_words import Canaries

ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.WhatsThisRole,
    Qt.ItemDataRole.UserRole,
)
Text = QLineEdit | QTextEdit | QPlainTextEdit


class Looker:
    """Looks at widgets as closely as Qt can: drawn, hovered, read aloud, copied from, pasted and dropped into."""

    def __init__(self, application: QApplication, canaries: Canaries) -> None:
        self.application = application
        self.canaries = canaries
        self.places_seen: set[str] = set()
        self.kinds: set[type] = set()
        self.widgets = self.tooltips = self.pastes = self.copies = self.drops = 0
        self.rich: set[str] = set()
        self._seen: set[tuple[object, ...]] = set()

    def pump(self, turns: int = 3) -> None:
        for _ in range(turns):
            self.application.processEvents()

    def look_around(self) -> None:
        """Look at every widget that is on show and was not seen as it is now."""
        self.pump()
        for widget in self.application.allWidgets():
            # What one widget was asked for may have taken another away.
            if isValid(widget) and widget.isVisible():
                self._look_at(widget)
        self.pump()

    def look_within(self, widget: QWidget) -> None:
        """Look at *widget* and all that it is made of."""
        widget.grab()
        for one in (widget, *widget.findChildren(QWidget)):
            if isValid(one) and one.isVisible():
                self._look_at(one)

    def touch_texts(self, within: QWidget | None = None) -> None:
        """Copy from every text on show, and paste and drop HTML into those that can be written."""
        for widget in self.application.allWidgets() if within is None else (within, *within.findChildren(QWidget)):
            if isValid(widget) and isinstance(widget, Text) and widget.isVisible():
                self._touch(widget)

    def _look_at(self, widget: QWidget) -> None:
        texts = tuple(_texts_of(widget))
        seen = (type(widget), widget.objectName(), texts)
        if seen in self._seen:
            return
        self._seen.add(seen)
        self.widgets += 1
        self.kinds.add(type(widget))
        for text in texts:
            self.places_seen |= self.canaries.named_in(text)
        self._ask_for_tooltips(widget)
        if isinstance(widget, QAbstractItemView):
            self._carry_rows(widget)
        self._open_context_menu(widget)

    def _ask_for_tooltips(self, widget: QWidget) -> None:
        for target, point in _points(widget):
            for kind in (QEvent.Type.ToolTip, QEvent.Type.WhatsThis):
                self.tooltips += 1
                self.application.sendEvent(target, QHelpEvent(kind, point, target.mapToGlobal(point)))
                if QToolTip.isVisible():
                    self.places_seen |= self.canaries.named_in(QToolTip.text())
                    self.pump(1)
        QToolTip.hideText()

    def _carry_rows(self, view: QAbstractItemView) -> None:
        """What a drag would carry."""
        model = view.model()
        if model is not None and model.rowCount() and (data := model.mimeData([model.index(0, 0)])) is not None:
            self._read_all_of(data)

    def _open_context_menu(self, widget: QWidget) -> None:
        point = widget.rect().center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, widget.mapToGlobal(point))
        event.ignore()
        self.application.sendEvent(widget, event)
        self._close_popups()

    def _close_popups(self) -> None:
        while (popup := self.application.activePopupWidget()) is not None:
            popup.grab()
            if isinstance(popup, QMenu):
                for action in popup.actions():
                    self.places_seen |= self.canaries.named_in(action.text() + action.toolTip())
            popup.close()
            self.pump(1)

    def _touch(self, widget: Text) -> None:
        self._copy_from(widget)
        if isinstance(widget, QTextEdit):
            self._read_all_of(widget.createMimeDataFromSelection())
        if not widget.isReadOnly():
            self.application.clipboard().setMimeData(self._hostile_data("paste"))
            widget.paste()
            self.pastes += 1
            self.pump(1)
        self.drop_on(widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget)
        self._copy_from(widget)

    def _copy_from(self, widget: Text) -> None:
        self.application.clipboard().clear()
        widget.selectAll()
        widget.copy()
        self.copies += 1
        data = self.application.clipboard().mimeData()
        if data is not None:
            if data.hasHtml():
                self.rich.add(f"{type(widget).__name__} “{widget.accessibleName()}”")
            self._read_all_of(data)

    def drop_on(self, target: QWidget) -> None:
        data, point = self._hostile_data("drop"), target.rect().center()
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        self.application.sendEvent(target, QDragEnterEvent(point, copy, data, left, none))
        self.application.sendEvent(target, QDropEvent(QPointF(point), copy, data, left, none))
        self.drops += 1
        self.pump(1)

    def _hostile_data(self, place: str) -> QMimeData:
        data = QMimeData()
        # What a page in a browser would put there: the program must take the plain words alone.
        data.setHtml(self.canaries.text(place))
        data.setText(self.canaries.words(place))
        data.setUrls([QUrl(f"http://127.0.0.1:{self.canaries.port}/canary-{place}")])
        return data

    def _read_all_of(self, data: QMimeData) -> None:
        """Formats are made when they are asked for: an office document of rich text embeds what the text names."""
        for name in data.formats():
            data.data(name)


def dangling_items(application: QApplication) -> list[str]:
    """What Python still takes for items of layouts though Qt has deleted them: the program ends when Qt makes something else
    at their place (`ui.layouts`). Asked at the very end: asking makes more of them."""
    known = {_address(one) for one in Shiboken.getAllValidWrappers() if isinstance(one, QWidgetItem | QSpacerItem)}
    there = {
        _address(item)
        for widget in application.allWidgets()
        if isValid(widget)
        for layout in widget.findChildren(QLayout)
        if isValid(layout)
        for place in range(layout.count())
        if (item := layout.itemAt(place)) is not None
    }
    return [f"{len(known - there)} items of layouts dangle"] if known - there else []


def _address(thing: QLayoutItem) -> int:
    return Shiboken.getCppPointer(thing)[0]


def _texts_of(widget: QWidget) -> Iterator[str]:
    """Every text that *widget* shows or says of itself."""
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
    for name in ("text", "toPlainText", "placeholderText", "title", "statusTip", "whatsThis"):
        if callable(method := getattr(widget, name, None)):
            try:
                yield str(method())
            except TypeError:
                continue  # a method of another meaning, which takes something
        elif isinstance(method, str):
            yield method
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is not None:
        for kind in (
            QAccessible.Text.Name,
            QAccessible.Text.Description,
            QAccessible.Text.Value,
            QAccessible.Text.Help,
        ):
            yield interface.text(kind)
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        for row in range(min(200, widget.model().rowCount())):
            yield from (str(widget.model().index(row, 0).data(role)) for role in ROLES)


def _points(widget: QWidget) -> Iterator[tuple[QWidget, QPoint]]:
    """Where to hover: in the middle, at the corners, and over each row of a list."""
    target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
    area = target.rect()
    yield target, area.center()
    if area.width() > 60 and area.height() > 30:
        yield from ((target, QPoint(x, y)) for x in (30, area.width() - 12) for y in (12, area.height() - 12))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        for row in range(min(20, widget.model().rowCount())):
            index = widget.model().index(row, 0, QModelIndex())
            yield target, widget.visualRect(index).center()
