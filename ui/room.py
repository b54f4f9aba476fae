"""Room for more than there is room for: a part of the content is seen, and moves to what is looked at."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

MARGIN = 12


class Room(QScrollArea):
    """Holds *content*, which is as large as the room or larger. Where all of it fits there is nothing to scroll."""

    def __init__(self, content: QWidget, *, name: str) -> None:
        super().__init__()
        self.content = content
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)

    def show_widget(self, widget: QWidget, place: QRect | None = None) -> None:
        """Bring *widget*, or a *place* of it, into view, the beginning where it is larger than the view."""
        if self.content.isAncestorOf(widget):
            place = place or widget.rect()
            self.show_place(QRect(widget.mapTo(self.content, place.topLeft()), place.size()))

    def show_place(self, place: QRect) -> None:
        """Bring a place of the content into view, its beginning where it is larger than the view."""
        view = self.viewport().size() - self.viewport().size() / 8
        shown = QRect(place.topLeft(), place.size().boundedTo(view))
        half = shown.size() / 2
        self.ensureVisible(shown.center().x(), shown.center().y(), half.width() + MARGIN, half.height() + MARGIN)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab is the window's: a scroll area would move the view once more, away from the line that is read."""
        return self.window().focusNextPrevChild(next)


class DialogRoom(Room):
    """The content of a dialog: as large as it wants to be, and where that is too much it moves to what has the focus."""

    def __init__(self, content: QWidget, *, name: str) -> None:
        super().__init__(content, name=name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in (self.viewport(), content):
            one.setAutoFillBackground(False)  # the card's own shows
        content.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def sizeHint(self) -> QSize:
        layout = self.content.layout()
        if layout is None:
            return self.content.sizeHint()
        # What has just changed inside is otherwise known only in the next turn.
        layout.activate()
        size = layout.totalSizeHint()
        if layout.hasHeightForWidth() and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            size.setHeight(max(size.height(), layout.totalHeightForWidth(self.width())))
        return size

    def minimumSizeHint(self) -> QSize:
        return QSize(self.content.minimumSizeHint().width(), 60)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            # What has changed inside is to be heard of outside, which asks how large all of it is.
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible():
            self.show_widget(now)
