"""The shortcuts overlay: every key, those that do something now before the others, with a search."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.accessible import Role, give_role
from ui.dialogs.choices import Group
from ui.dialogs.key_sheet import KeySheet
from ui.dialogs.overlay import Overlay
from ui.plain_text import label
from ui.theme import Theme

WIDTH, TOP, HEIGHT = 1072, 56, 640
MARGIN, SCROLL_BAR = 16, 26


class ShortcutsOverlay(Overlay):
    """Groups of actions and their keys, in as many columns as there is room for."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, width=WIDTH, top=TOP, height=HEIGHT)
        self.setAccessibleName("Keyboard shortcuts")
        self._search = QLineEdit()
        self._search.setPlaceholderText("Find a key or an action")
        self._search.setAccessibleName("Find a key or an action")
        self._nothing = label("Nothing of that name.", role="hint")
        self._nothing.hide()
        self._sheet = KeySheet(theme)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName("Shortcuts by section")
        give_role(self._area, Role.Document)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._sheet)
        head = QHBoxLayout()
        head.addWidget(label("Keyboard shortcuts", role="heading"))
        head.addStretch(1)
        head.addWidget(label("Esc closes", role="hint"))
        whole = QVBoxLayout(self.card)
        whole.setContentsMargins(MARGIN, 14, MARGIN, 14)
        whole.setSpacing(10)
        whole.addLayout(head)
        whole.addWidget(self._search)
        whole.addWidget(self._nothing)
        whole.addWidget(self._area, 1)
        self._search.textChanged.connect(self._seek)

    def open_with(self, groups: tuple[Group, ...]) -> None:
        """Show all of *groups* from the top."""
        self._search.clear()
        self.open_overlay(self._search)
        self._sheet.show_groups(groups, self._room())
        self._area.verticalScrollBar().setValue(0)

    def _place(self) -> None:
        super()._place()
        self._sheet.fit(self._room())

    def _room(self) -> int:
        """How wide the sheet is, with room for a scroll bar beside it whether there is one or not."""
        return self.card.width() - 2 * MARGIN - SCROLL_BAR

    def _seek(self, wanted: str) -> None:
        self._sheet.seek(wanted)
        self._nothing.setVisible(self._sheet.is_empty())
        self._area.verticalScrollBar().setValue(0)
