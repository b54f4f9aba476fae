"""A task comes onto the screen, changes, and goes again; without one, the welcome screen."""

from app.domain.bench import Bench
from app.domain.draft import Draft
from app.domain.names import Slot
from app.domain.queue import TaskSetSummary
from app.domain.sitting import Sitting
from app.formats.bundled import checklist_for
from app.judging.first_impression import may_show_evidence
from ui.main_window.flows.composing import Composing
from ui.main_window.flows.describing import Describing
from ui.main_window.flows.looking_back import LookingBack
from ui.main_window.flows.viewing import Viewing
from ui.main_window.parts import Parts


class LayingOut:
    """Shows what the desk holds in every part that has to do with it."""

    def __init__(
        self, parts: Parts, *, viewing: Viewing, composing: Composing, describing: Describing, looking_back: LookingBack
    ) -> None:
        self._parts = parts
        self._viewing = viewing
        self._composing = composing
        self._describing = describing
        self._looking_back = looking_back
        self._has_opened_one = False

    def show_bench(self, bench: Bench) -> None:
        parts, sitting = self._parts, bench.sitting
        # What was said a moment ago on the welcome screen, such as what an import left out, is still to be read.
        said = parts.welcome.take_told()
        self._composing.close_composer()
        if (chooser := parts.occasional.chooser.made) is not None:
            chooser.leave_task()
        self._describing.leave_task()
        parts.pages.setCurrentWidget(parts.workbench)
        parts.top_bar.show_sitting(sitting)
        parts.window.setWindowTitle(f"{sitting.key.task_id} – Diptych")
        for panel in (parts.workbench.panel, parts.workbench.dock):
            panel.show_checklist(checklist_for(sitting.brief.language))
        parts.workbench.show_sitting(sitting, bench.draft)
        parts.workbench.verdict_bar.show_draft(bench.draft)
        parts.code.show_sitting(sitting, bench.place)
        parts.code.show_findings(bench.draft.findings)
        self._show_evidence(sitting, bench.draft)
        self.show_reading(bench.is_submitted, bench.origins)
        if not self._has_opened_one:
            self._has_opened_one = True
            self._viewing.open_task_text(is_open=bench.place is None)
        parts.code.focus_code()
        self._composing.show_composition(bench.draft)
        for overlay in parts.overlays:
            overlay.keep_focus()
        if said:
            parts.say(said)

    def show_draft(self, draft: Draft) -> None:
        self._parts.workbench.show_draft(draft)
        if (sitting := self._parts.desk.sitting) is not None:
            self._show_evidence(sitting, draft)
        self._parts.code.show_findings(draft.findings)
        self._composing.show_composition(draft)
        if not self._parts.desk.is_reading:
            self._looking_back.show_bar()

    def _show_evidence(self, sitting: Sitting, draft: Draft) -> None:
        """Show tests, results and context, or keep them back until the first impression is locked in."""
        shown = may_show_evidence(sitting, draft)
        self._parts.workbench.task_strip.show_evidence(shown=shown)
        self._parts.code.offer_context(offered=shown)

    def show_reading(self, is_reading: bool, origins: tuple[tuple[Slot, str | None], ...] | None = None) -> None:
        """Say that a judgment handed in is shown, or that it may be written; *origins* where its models may be seen."""
        self._looking_back.show_bar(origins=origins)
        for panel in (self._parts.workbench.panel, self._parts.workbench.dock):
            panel.show_reading(is_reading=is_reading or bool(self._parts.desk.read_only_because))
        self._parts.workbench.verdict_bar.show_reading(is_reading=is_reading)

    def show_task_sets(self, task_sets: tuple[TaskSetSummary, ...]) -> None:
        welcome = self._parts.welcome
        welcome.show_task_sets(task_sets)
        if self._parts.pages.currentWidget() is welcome:
            welcome.focus_first()

    def show_welcome(self) -> None:
        parts = self._parts
        self._composing.close_composer()
        self._describing.leave_task()
        parts.pages.setCurrentWidget(parts.welcome)
        parts.top_bar.show_nothing()
        parts.window.setWindowTitle("Diptych")
        parts.welcome.tell("")
        parts.welcome.focus_first()
