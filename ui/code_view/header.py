"""The header of a pane: letter, lines, hidden characters, findings, and the button that shows it alone."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.names import Slot
from ui.accessible import Role, give_role
from ui.plain_text import button, elided_label, icon_button, label, name_icon_button, relabel, set_tooltip
from ui.theme import Theme
from ui.theme.marks import Badge

HEIGHT = 36
RULE = 2
FLAG, GAP = 14, 3


class PaneHeader(QWidget):
    """Says what stands below: which candidate, the same for each, or a file of the context, which is nobody's."""

    findings_pressed = Signal()
    zoom_pressed = Signal()
    hidden_pressed = Signal()
    entered = Signal()  # the focus came to one of its buttons

    def __init__(self, theme: Theme, slot: Slot | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._slot = slot
        self._is_active = False
        self._is_solo = False
        self.setFixedHeight(HEIGHT)
        named = "Context" if slot is None else f"Candidate {slot}"
        self.setAccessibleName(named)
        self._name = label(named, role="strong")
        give_role(self, Role.Grouping)
        self._lines = label(role="hint")
        self._plain = label("plain text", role="chip")
        set_tooltip(self._plain, "No colours: the language is not known, or reading it failed.")
        self._plain.hide()
        self._note = elided_label(role="secondary")
        self._note.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._note.hide()
        self._hidden = button("", kind="danger", name="Next hidden character")
        self._hidden.clicked.connect(self.hidden_pressed)
        self._findings = button("", kind="ghost", name="Next finding")
        self._findings.setIconSize(QSize(FLAG + GAP, FLAG))
        self._findings.clicked.connect(self.findings_pressed)
        self._zoom = icon_button(self._zoom_name(is_solo=False), keys=self._zoom_keys, size=24)
        self._zoom.clicked.connect(self.zoom_pressed)
        for one in (self._hidden, self._findings, self._zoom):
            one.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, RULE)
        row.setSpacing(8)
        if slot is not None:
            row.addWidget(Badge(theme, slot))
        for widget in (self._name, self._lines, self._plain, self._hidden):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._note, 1)
        row.addStretch(1)
        row.addWidget(self._findings)
        row.addWidget(self._zoom)
        theme.changed.connect(self._refresh_icons)
        self._refresh_icons()

    def show_content(self, *, lines: int, hidden: int, path: str = "") -> None:
        count = "1 line" if lines == 1 else f"{lines} lines"
        self._lines.setText(f"{path}  ·  {count}" if path else count)
        self.show_hidden(hidden)
        self._plain.hide()

    def show_plain(self, *, is_plain: bool) -> None:
        """Say that the code has no colours: its language is not known, or its lexer failed."""
        self._plain.setVisible(is_plain)

    def show_note(self, note: str) -> None:
        """Why the file is shown."""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        set_tooltip(self._note, note)

    def show_hidden(self, hidden: int) -> None:
        """How many characters are drawn as boxes; pressing it goes to the next one."""
        self._hidden.setVisible(hidden > 0)
        said = "1 hidden character" if hidden == 1 else f"{hidden} hidden characters"
        where = f" in candidate {self._slot}" if self._slot is not None else ""
        relabel(self._hidden, said, name=f"{said}{where}; go to the next one")

    def show_findings(self, count: int) -> None:
        said = "1 finding" if count == 1 else f"{count} findings"
        relabel(self._findings, str(count), name=f"{said}; go to the next one")
        self._findings.setVisible(count > 0)

    def show_active(self, *, is_active: bool) -> None:
        if is_active != self._is_active:
            self._is_active = is_active
            self.update()

    def show_narrow(self, *, is_narrow: bool) -> None:
        """Where there is little room the badge alone is the name."""
        self._name.setVisible(not is_narrow)

    def show_solo(self, *, is_solo: bool) -> None:
        self._is_solo = is_solo
        name = self._zoom_name(is_solo=is_solo)
        name_icon_button(self._zoom, name, keys=self._zoom_keys)
        self._refresh_icons()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("surface"))
        rule = QRectF(0, self.height() - RULE, self.width(), RULE)
        if self._is_active:
            painter.fillRect(rule, self._theme.fill(self._slot))
        else:
            painter.fillRect(rule.adjusted(0, 1, 0, 0), self._theme.color("line"))

    def _refresh_icons(self) -> None:
        self._findings.setIcon(self._theme.icon("flag", size=FLAG, gap=GAP))
        icon = "x" if self._slot is None else "minimize-2" if self._is_solo else "maximize-2"
        self._zoom.setIcon(self._theme.icon(icon, size=15))
        self.update()

    @property
    def _zoom_keys(self) -> str:
        return "Esc" if self._slot is None else "Z"

    def _zoom_name(self, *, is_solo: bool) -> str:
        if self._slot is None:
            return "Back to the candidates"
        return "Show all candidates" if is_solo else f"Show only candidate {self._slot}"
