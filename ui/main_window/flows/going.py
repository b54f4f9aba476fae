"""Going places with the keyboard: candidates, scores, findings, regions, and one step back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.names import Slot, TaskKey
from ui.main_window.flows.reading_findings import ReadingFindings
from ui.main_window.flows.viewing import Viewing
from ui.main_window.parts import Parts
from ui.main_window.situation import Situation
from ui.plain_text import hide_tooltip


class Going:
    """Moves the focus; what it goes to is opened first where it is closed."""

    def __init__(self, parts: Parts, now: Situation, viewing: Viewing, reading: ReadingFindings) -> None:
        self._parts = parts
        self._now = now
        self._viewing = viewing
        self._reading = reading

    def to_candidate(self, slot: Slot) -> None:
        code, sitting = self._parts.code, self._parts.desk.sitting
        if slot not in code.slots_shown() and sitting is not None:
            code.show_slots(sitting.brief.slots)
        code.focus_pane(slot)

    def to_context(self) -> None:
        """To the files around the task, and back to the candidates."""
        code, sitting = self._parts.code, self._parts.desk.sitting
        if code.toggle_context() or sitting is None:
            return
        is_kept_back = bool(sitting.brief.context) and sitting.asks_first_impression
        later = "Files around the task are shown once your first impression is locked in."
        self._parts.say(later if is_kept_back else "This task has no files around it.")

    def to_scores(self) -> None:
        self._viewing.open_panel()
        self._parts.judgment.scores.focus_first_unset()

    def to_rationale(self) -> None:
        self._viewing.open_panel()
        self._parts.judgment.focus_rationale()

    def to_checklist(self) -> None:
        """Into the checklist; from inside it, back to the code and to the rationale in its place."""
        judgment, focus = self._parts.judgment, self._parts.window.focusWidget()
        if judgment.is_checklist_open and focus is not None and judgment.checklist.isAncestorOf(focus):
            self.from_checklist()
        else:
            self._viewing.open_panel()
            judgment.focus_checklist()

    def from_checklist(self) -> None:
        self._parts.judgment.close_checklist()
        self._parts.code.focus_code()

    def to_findings(self) -> None:
        self._viewing.open_panel()
        self._parts.judgment.focus_findings()

    def to_finding(self, finding_id: str) -> None:
        """To the lines that the finding is about, and to all that it says."""
        self._reading.open(finding_id)

    def to_verdict(self) -> None:
        self._parts.workbench.verdict_bar.focus_verdict()

    def to_task(self, key: TaskKey) -> None:
        """From the queue, which closes, to the task that was chosen in it."""
        self._viewing.close_queue()
        self._parts.desk.open_task(key)

    def to_region(self, steps: int) -> None:
        """Top bar, task, panes, judgment, verdict bar, queue when open, and round again."""
        regions = self._regions()
        focus = self._parts.window.focusWidget()
        here = next((i for i, one in enumerate(regions) if focus is one or (focus and one.isAncestorOf(focus))), 0)
        for step in range(1, len(regions) + 1):
            region = regions[(here + steps * step) % len(regions)]
            if _focus_first(region):
                return

    def step_back(self) -> None:
        """Esc: one step back, from what lies over the code to the code itself; a tooltip goes with it (WCAG 2.2, 1.4.13)."""
        hide_tooltip()
        bench, code = self._parts.workbench, self._parts.code
        focus = self._parts.window.focusWidget()
        if bench.check.isVisible():
            bench.check.review()
        elif any(strip.isVisible() for strip in bench.strips):
            for strip in bench.strips:
                strip.close_strip()
        elif self._parts.judgment.scores.leave_note() or code.front.close_search():
            return
        elif self._now.in_composer():
            self._parts.composer.request_discard()
        elif bench.drawer.isVisible():
            bench.drawer.step_back()
        elif focus is not None and not code.isAncestorOf(focus):
            code.focus_code()
        elif self._reading.close():
            return
        elif self._now.has_task():
            bench.message.hide()
            if not (code.front.clear_selection() or code.close_context()):
                bench.toast.close_message()

    def _regions(self) -> list[QWidget]:
        parts, bench = self._parts, self._parts.workbench
        regions: list[QWidget] = [parts.top_bar]
        if self._now.has_task():
            regions += [bench.task_strip]
            if bench.reading_bar.isVisible():
                regions.append(bench.reading_bar)
            regions += [*parts.code.panes_shown(), parts.judgment, bench.verdict_bar]
        else:
            regions.append(parts.welcome)
        if bench.drawer.isVisible():
            regions.append(bench.drawer)
        return regions


def _focus_first(region: QWidget) -> bool:
    """Give the focus to *region* or to the first widget in it that takes it."""
    candidates = [region, *region.findChildren(QWidget)]
    for widget in candidates:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False
