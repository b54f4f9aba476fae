"""Which findings a long list shows: all, those of one candidate, problems or strengths."""

from collections import Counter
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain.draft import Finding, Polarity
from app.domain.names import Slot
from ui.accessible import Role, give_role
from ui.judging.findings_list import BLEED
from ui.layouts import clear
from ui.plain_text import button

Part = Slot | Polarity | None
"""A candidate's findings, those of one kind, or all."""

FEW = 8
"""So many findings are seen at a glance; more can be parted."""
NAMES: dict[Polarity, str] = {Polarity.PROBLEM: "Problems", Polarity.STRENGTH: "Strengths"}


def belongs(finding: Finding, part: Part) -> bool:
    """Whether *finding* is of that *part*."""
    return part is None or part in (finding.slot, finding.polarity)


def parts_of(findings: Iterable[Finding]) -> tuple[tuple[Part, int], ...]:
    """The parts that hold anything, with the number of findings in each; none where all are seen at a glance."""
    findings = tuple(findings)
    if len(findings) <= FEW:
        return ()
    slots = Counter(one.slot for one in findings)
    kinds = Counter(one.polarity for one in findings)
    by_slot: list[tuple[Part, int]] = [(slot, slots[slot]) for slot in sorted(slots)]
    by_kind: list[tuple[Part, int]] = [(kind, kinds[kind]) for kind in Polarity if kinds[kind]]
    # Where all are of one candidate, or of one kind, there is nothing to choose between.
    return ((None, len(findings)), *(by_slot if len(by_slot) > 1 else ()), *(by_kind if len(by_kind) > 1 else ()))


class FindingsFilter(QWidget):
    """A row of chips with counts, of which one is chosen; hidden where there is nothing to part."""

    chosen = Signal(object)  # Part

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[tuple[Part, int], ...] = ()
        self._part: Part = None
        self._chips: dict[Part, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(BLEED, 2, BLEED, 4)
        self._row.setSpacing(4)
        self.setAccessibleName("Which findings are shown")
        give_role(self, Role.Grouping)
        self.hide()

    @property
    def part(self) -> Part:
        """Which findings are shown."""
        return self._part

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Offer the parts of *findings*; where the chosen one holds nothing any longer, all are shown."""
        parts = parts_of(findings)
        if parts != self._parts:
            self._parts = parts
            self._make_chips()
        if self._part not in self._chips:
            self._part = None
        self._mark()
        self.setVisible(bool(parts))

    def show_all(self) -> None:
        """Part nothing, as with any other task."""
        self._part = None
        self._mark()

    def step(self, steps: int) -> None:
        """Choose the next part, and round."""
        offered = list(self._chips)
        if offered:
            self._choose(offered[(offered.index(self._part) + steps) % len(offered)])

    def _choose(self, part: Part) -> None:
        self._part = part
        self._mark()
        self.chosen.emit(part)

    def _mark(self) -> None:
        for part, chip in self._chips.items():
            chip.setChecked(part == self._part)

    def _make_chips(self) -> None:
        clear(self._row)
        self._chips = {}
        for part, count in self._parts:
            name = "All" if part is None else NAMES[part] if isinstance(part, Polarity) else part.value
            spoken = f"candidate {name}" if isinstance(part, Slot) else name.lower()
            chip = button(f"{name} {count}", kind="segment", name=f"Show {spoken}, {count}")
            chip.setCheckable(True)
            give_role(chip, Role.RadioButton)
            chip.clicked.connect(partial(self._choose, part))
            self._chips[part] = chip
            self._row.addWidget(chip)
            # Else it has no height when the panel asks for it.
            chip.show()
        self._row.addStretch(1)
