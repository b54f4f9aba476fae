"""A finding read whole, between the lines that it is about."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.draft import Finding, Polarity, Severity
from app.domain.rubric import Rubric
from ui.accessible import Role, give_role
from ui.judging.words import SEVERITIES, VERIFIED, kind_of, lines_of, spoken, where
from ui.plain_text import elided_label, icon_button, label, wrapped_label
from ui.theme import Theme
from ui.theme.marks import paint_severity

AROUND = 16
"""Between the card and the lines above and below it, together."""
MARGIN, NAMES = 12, 72


class FindingCard(QFrame):
    """Shows one finding; nothing can be written in it."""

    edit_pressed = Signal()
    close_pressed = Signal()
    height_changed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._finding: Finding | None = None
        self._said: tuple[tuple[str, str, bool], ...] = ()
        self.setProperty("frame", "card")
        give_role(self, Role.Grouping)
        self._mark = _Mark(theme)
        self._kind = elided_label(role="strong")
        self._where = label(role="reference")
        self._edit = icon_button("Edit finding", keys="E", size=24)
        self._close = icon_button("Close finding", keys="Esc", size=24)
        self._claim = wrapped_label()
        self._rows = QWidget()
        self._edit.clicked.connect(self.edit_pressed)
        self._close.clicked.connect(self.close_pressed)
        theme.changed.connect(self._dress)
        self._lay_out()
        self._dress()

    @property
    def finding(self) -> Finding | None:
        """What is shown, or was shown last."""
        return self._finding

    @property
    def text(self) -> str:
        """All that the card says, as it is read aloud."""
        finding = self._finding
        if finding is None:
            return ""
        return ". ".join([spoken(finding), finding.claim, *(f"{name}: {said}" for name, said, _ in self._said)])

    def show_finding(self, finding: Finding, rubric: Rubric, *, may_edit: bool) -> None:
        self._finding = finding
        self._said = rows_of(finding, rubric)
        self._mark.show_severity(finding)
        severity = "" if finding.severity is None else f"{SEVERITIES[finding.severity][1]} · "
        # Whether there is a counterexample is seen below.
        self._kind.setText(f"{severity}{kind_of(replace(finding, counterexample=None))}")
        self._where.setText(where(finding.slot, finding.evidence))
        self._where.setProperty("slot", finding.slot.value)
        self._where.style().polish(self._where)
        self._claim.setText(finding.claim)
        self._edit.setVisible(may_edit)
        self._show_rows()
        self.setAccessibleName(f"Finding: {spoken(finding)}")
        self.setAccessibleDescription(self.text)

    def height_for(self, width: int) -> int:
        """The height that the zone needs where the card is *width* pixels wide, its margins included."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        return layout.totalHeightForWidth(width) + AROUND

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, lambda: self.height_changed.emit(self.height_for(self.width())))

    def _show_rows(self) -> None:
        """What there is beside the claim, in place of what stood there."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.removeWidget(self._rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = QWidget()
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, NAMES)
        grid.setColumnStretch(1, 1)
        for row, (name, said, is_code) in enumerate(self._said):
            grid.addWidget(label(name, role="hint"), row, 0, Qt.AlignmentFlag.AlignTop)
            text = wrapped_label(said)
            if is_code:
                text.setFont(self._theme.code_font(12))
            grid.addWidget(text, row, 1)
        column.addWidget(self._rows)
        self._rows.setVisible(bool(self._said))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (self._mark, self._kind, self._where):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self._edit)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 8, 8, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._claim)
        column.addWidget(self._rows)

    def _dress(self) -> None:
        self._edit.setIcon(self._theme.icon("pencil-line"))
        self._close.setIcon(self._theme.icon("x"))


class _Mark(QWidget):
    """The shape of a finding's severity."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Severity | None, Polarity] = (None, Polarity.PROBLEM)
        self.setFixedSize(QSize(14, 18))
        theme.changed.connect(self.update)

    def show_severity(self, finding: Finding) -> None:
        self._shown = (finding.severity, finding.polarity)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_severity(painter, self._theme, QPointF(7, 9), *self._shown)


def rows_of(finding: Finding, rubric: Rubric) -> tuple[tuple[str, str, bool], ...]:
    """What a finding says beside its claim: a name, the words, and whether these are code."""
    example = finding.counterexample
    criterion = next((one.label for one in rubric.criteria if one.name == finding.criterion), "")
    also = ", ".join(f"{finding.slot}:{lines_of(span)}" for span in finding.evidence[1:])
    rows = [
        ("Also at", also, False),
        ("Why", finding.mechanism, False),
        ("Better", finding.better_approach, False),
        ("Counts for", criterion, False),
    ]
    if example is not None:
        rows += [
            ("Input", example.input, True),
            ("Expected", example.expected, True),
            ("Actual", example.actual, True),
            ("Known by", VERIFIED[example.verified], False),
        ]
    return tuple(row for row in rows if row[1].strip())
