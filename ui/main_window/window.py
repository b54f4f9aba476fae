"""The main window: it creates the parts, places them, connects gestures to the desk and values to the panels."""

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.code.lines import split
from app.domain.draft import Draft, Polarity
from app.domain.names import FindingId, Slot
from app.domain.queue import TaskSetSummary
from app.domain.references import Reference
from app.domain.sitting import Place
from app.evaluation import Bench, ImportReport
from app.judging.completeness import Missing, Part
from app.settings import Settings
from ui.commands import Command, Dispatcher, build_menus, shown_keys
from ui.desk import Desk, Notice, SaveState, Saving
from ui.dialogs.choices import Choice
from ui.dialogs.import_report import ImportReportDialog
from ui.dialogs.palette import CommandPalette
from ui.dialogs.shortcuts import ShortcutsOverlay
from ui.judging.composer import FindingComposer
from ui.main_window.actions import commands
from ui.main_window.workbench import Workbench
from ui.plain_text import choose_destination, choose_files
from ui.shell.progress import ProgressStrip
from ui.shell.top_bar import TopBar
from ui.shell.welcome import Welcome, readable_files
from ui.theme import Theme

SMALLEST = (1120, 700)
TASK_FILES = "Task sets (*.jsonl *.ndjson *.json *.toml)"
SIGNS_OF_LIFE = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.MouseMove)


class MainWindow(QMainWindow):
    """One workspace, one task at a time."""

    def __init__(self, application: QApplication, theme: Theme, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self.desk = desk
        self._application = application
        self._theme = theme
        self._settings = settings
        self._opened_once = False
        self._alt_alone = False
        self._came_from: QWidget | None = None
        self.setWindowTitle("Diptych")
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.top_bar = TopBar(theme)
        self.welcome = Welcome(theme)
        self.workbench = Workbench(theme)
        self.code = self.workbench.code
        self.composer = FindingComposer(theme)
        self.composer.hide()
        self.progress = ProgressStrip()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self.workbench)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self._pages, 1)
        column.addWidget(self.progress)
        self.setCentralWidget(middle)
        self.palette_overlay = CommandPalette(theme, middle)
        self.shortcuts_overlay = ShortcutsOverlay(theme, middle)
        self.commands = commands(self)
        self._dispatcher = Dispatcher(self, self.commands, application, is_blocked=self._is_covered)
        build_menus(self.menuBar(), self.commands)
        # On macOS the menu bar belongs to the screen; elsewhere Alt shows it.
        self.menuBar().setVisible(sys.platform == "darwin")
        self.code.set_code_size(settings.code_size)
        self.workbench.open_panel(is_open=settings.panel_visible)
        self._connect_desk()
        self._connect_panels()
        application.installEventFilter(self)
        if not self.restoreGeometry(QByteArray.fromBase64(settings.window.encode())):
            self.resize(1440, 900)

    @property
    def settings(self) -> Settings:
        """The settings as they are now, for writing them down."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        return replace(self._settings, window=geometry, panel_visible=self.workbench.is_panel_open)

    # What holds now, for the commands

    def has_task(self) -> bool:
        return self.desk.sitting is not None

    def is_two_way(self) -> bool:
        return self.desk.sitting is not None and len(self.desk.sitting.brief.slots) == 2

    def is_three_way(self) -> bool:
        return self.desk.sitting is not None and len(self.desk.sitting.brief.slots) == 3

    def has_slot(self, slot: Slot) -> bool:
        return self.desk.sitting is not None and slot in self.desk.sitting.brief.slots

    def may_edit(self) -> bool:
        return self.has_task() and not self.desk.is_reading

    def in_composer(self) -> bool:
        focus = self.focusWidget()
        return focus is not None and (focus is self.composer or self.composer.isAncestorOf(focus))

    def in_rationale(self) -> bool:
        return self.focusWidget() is self.workbench.judgment.rationale

    # Files

    def choose_import(self) -> None:
        chosen = choose_files(self, "Import tasks", TASK_FILES)
        self.desk.import_files(tuple(Path(path) for path in chosen))

    def choose_export(self) -> None:
        chosen = choose_destination(self, "Export judgments", "judgments.jsonl", "JSON Lines (*.jsonl)")
        if chosen:
            self.desk.export_judgments(Path(chosen))

    def open_sample(self) -> None:
        self.desk.open_sample()

    # View

    def toggle_task(self) -> None:
        self._open_task_text(is_open=not self.workbench.task_strip.is_open)

    def toggle_queue(self) -> None:
        self._open_drawer(is_open=not self.workbench.drawer.isVisible())

    def toggle_panel(self) -> None:
        self.workbench.open_panel(is_open=not self.workbench.is_panel_open)

    def cycle_alignment(self) -> None:
        self.code.next_mode()

    def toggle_tints(self) -> None:
        self.code.set_tinted(not self.code.is_tinted())

    def toggle_wrap(self) -> None:
        self.code.set_wrap(not self.code.is_wrapping())

    def toggle_solo(self) -> None:
        self.code.toggle_solo()

    def cycle_pairs(self) -> None:
        sitting = self.desk.sitting
        if sitting is None or len(sitting.brief.slots) < 3:
            return
        a, b, c = sitting.brief.slots
        views = [(a, b, c), (a, b), (a, c), (b, c)]
        here = self.code.slots_shown()
        self.code.show_slots(views[(views.index(here) + 1) % 4] if here in views else views[0])

    def resize_code(self, steps: int) -> None:
        self._set_code_size(max(10, min(24, self._settings.code_size + steps)))

    def reset_code_size(self) -> None:
        self._set_code_size(Settings().code_size)

    def switch_theme(self) -> None:
        self._settings = replace(self._settings, scheme="light" if self._theme.scheme == "dark" else "dark")
        self._theme.use(self._settings.scheme)

    def open_palette(self) -> None:
        self.palette_overlay.open_with(self._choices())

    def open_shortcuts(self) -> None:
        self.shortcuts_overlay.open_with(self._choices())

    # Going places

    def go_to_candidate(self, slot: Slot) -> None:
        if slot not in self.code.slots_shown() and self.desk.sitting is not None:
            self.code.show_slots(self.desk.sitting.brief.slots)
        self.code.focus_pane(slot)

    def go_to_scores(self) -> None:
        self._show_panel()
        self.workbench.judgment.scores.focus_first_unset()

    def go_to_rationale(self) -> None:
        self._show_panel()
        self.workbench.judgment.focus_rationale()

    def go_to_findings(self) -> None:
        self._show_panel()
        self.workbench.judgment.focus_findings()

    def go_to_verdict(self) -> None:
        self.workbench.verdict_bar.focus_verdict()

    def go_to_region(self, steps: int) -> None:
        """Top bar, task, panes, judgment, verdict bar, queue when open, and round again."""
        regions: list[QWidget] = [self.top_bar]
        if self.has_task():
            regions += [self.workbench.task_strip, *self.code.panes_shown(), self.workbench.judgment]
            regions += [self.workbench.verdict_bar]
        else:
            regions.append(self.welcome)
        if self.workbench.drawer.isVisible():
            regions.append(self.workbench.drawer)
        focus = self.focusWidget()
        here = next((i for i, one in enumerate(regions) if focus is one or (focus and one.isAncestorOf(focus))), 0)
        for step in range(1, len(regions) + 1):
            region = regions[(here + steps * step) % len(regions)]
            if _focus_first(region):
                return

    def step_back(self) -> None:
        """Esc: one step back, from what lies over the code to the code itself."""
        bench = self.workbench
        focus = self.focusWidget()
        if bench.deciding.isVisible() or bench.skip.isVisible():
            bench.deciding.close_strip()
            bench.skip.close_strip()
        elif self.in_composer():
            self.composer.request_discard()
        elif bench.drawer.isVisible():
            bench.drawer.step_back()
        elif focus is not None and not self.code.isAncestorOf(focus):
            self.code.focus_code()
        elif self.has_task():
            bench.message.hide()
            self.code.clear_selection()

    # Judging

    def begin_finding(self, polarity: Polarity) -> None:
        slot, span = self.code.selection()
        self.desk.begin_finding(slot, polarity, span if self.code.has_lines() else None)

    def edit_finding(self) -> None:
        if (finding := self.code.finding_at_caret()) is not None:
            self.desk.edit_finding(finding)

    def delete_finding(self) -> None:
        if (finding := self.code.finding_at_caret()) is not None:
            self.desk.delete_finding(finding)

    def quote(self, *, stay: bool = False) -> None:
        """Cite the selected lines in the rationale."""
        if not self.may_edit():
            return
        slot, span = self.code.selection()
        reference = Reference(slot.value, span.first_line, span.last_line, span.path)
        if not self.code.has_lines():
            reference = Reference(slot.value)
        self._show_panel()
        self.workbench.judgment.insert_reference(reference)
        if not stay:
            self.workbench.judgment.focus_rationale()

    def follow_reference(self) -> None:
        self.workbench.judgment.rationale.follow_reference()

    def ask_deciding(self) -> None:
        self._ask_deciding(confidence_only=False)

    def ask_skip(self) -> None:
        self.workbench.message.hide()
        self.workbench.skip.ask()

    def submit_or_save(self) -> None:
        """Ctrl+Enter: save the finding while the composer has the focus, submit everywhere else."""
        if self.in_composer():
            self._save_finding()
        else:
            self.desk.submit()

    def revise(self) -> None:
        self.desk.revise()

    # Scores by key

    def set_digit(self, digit: int) -> None:
        self.workbench.judgment.scores.set_digit(digit)

    def set_not_applicable(self) -> None:
        self.workbench.judgment.scores.set_not_applicable()

    def clear_score(self) -> None:
        self.workbench.judgment.scores.clear()

    def move_cell(self, right: int, down: int) -> None:
        self.workbench.judgment.scores.move_cell(right, down)

    def next_unset(self) -> None:
        self.workbench.judgment.scores.next_unset()

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QKeyEvent):
            self._follow_alt(event)
        if kind in SIGNS_OF_LIFE and isinstance(watched, QWidget) and watched.window() is self:
            self.desk.notice()
        elif kind is QEvent.Type.ApplicationDeactivate:
            self.desk.pause()
        return False

    def _follow_alt(self, event: QKeyEvent) -> None:
        """Alt pressed and let go by itself shows the menu bar, or hides it again."""
        if event.type() is QEvent.Type.KeyPress:
            self._alt_alone = event.key() == Qt.Key.Key_Alt
        elif event.type() is QEvent.Type.KeyRelease and event.key() == Qt.Key.Key_Alt and self._alt_alone:
            self._alt_alone = False
            self.menuBar().setVisible(not self.menuBar().isVisible())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if readable_files(event):
            event.acceptProposedAction()
            self.welcome.show_dragging(is_dragging=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.welcome.show_dragging(is_dragging=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.welcome.show_dragging(is_dragging=False)
        self.desk.import_files(tuple(Path(path) for path in readable_files(event)))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.desk.keep_place(self._place())
        self.desk.close()
        event.accept()

    # Connections: values from the desk

    def _connect_desk(self) -> None:
        desk = self.desk
        desk.workspace_refused.connect(self._show_refusal)
        desk.task_sets_listed.connect(self._show_task_sets)
        desk.queue_listed.connect(self.top_bar.show_queue)
        desk.queue_listed.connect(self.workbench.drawer.show_queue)
        desk.laid_out.connect(self._show_bench)
        desk.put_away.connect(self._show_welcome)
        desk.draft_changed.connect(self._show_draft)
        desk.reading_changed.connect(self._show_reading)
        desk.flag_changed.connect(lambda flag: self.top_bar.show_flag(is_flagged=flag))
        desk.gap_found.connect(self._show_gap)
        desk.saving_changed.connect(self._show_saving)
        desk.told.connect(self._show_notice)
        desk.time_passed.connect(lambda ms, idle: self.top_bar.show_time(ms, is_idle=idle))
        desk.everything_judged.connect(self._show_everything_judged)
        desk.work_progressed.connect(self.progress.show_progress)
        desk.import_refused.connect(self._ask_about_faults)

    # Connections: gestures from the panels

    def _connect_panels(self) -> None:
        desk, bench = self.desk, self.workbench
        self.top_bar.queue_pressed.connect(self.toggle_queue)
        self.top_bar.task_set_pressed.connect(desk.put_task_away)
        self.top_bar.search_pressed.connect(self.open_palette)
        self.top_bar.help_pressed.connect(self.open_shortcuts)
        self.top_bar.retry_pressed.connect(desk.retry_saving)
        self.welcome.choose_pressed.connect(self.choose_import)
        self.welcome.sample_pressed.connect(self.open_sample)
        self.welcome.task_set_chosen.connect(desk.open_task_set)
        self.progress.cancel_pressed.connect(desk.cancel_work)
        self.palette_overlay.chosen.connect(self._run_command)
        bench.task_strip.toggled.connect(self.toggle_task)
        bench.task_strip.difference_pressed.connect(self.code.next_difference)
        bench.task_strip.alignment_pressed.connect(self.cycle_alignment)
        bench.task_strip.wrap_pressed.connect(self.toggle_wrap)
        bench.task_strip.slots_chosen.connect(self.code.show_slots)
        bench.reading_bar.edit_pressed.connect(self.revise)
        bench.drawer.task_chosen.connect(self._open_from_queue)
        bench.drawer.closed.connect(lambda: self._open_drawer(is_open=False))
        bench.toast.undo_pressed.connect(desk.undo)
        bench.summary.opened.connect(self.toggle_panel)
        self._connect_code()
        self._connect_verdict()
        for panel in (bench.panel, bench.dock):
            panel.score_chosen.connect(desk.set_score)
            panel.score_cleared.connect(desk.clear_score)
            panel.scores_focused.connect(lambda inside: bench.verdict_bar.dim_keys(dimmed=inside))
            panel.finding_opened.connect(self._open_finding)
            panel.finding_edit_requested.connect(lambda one: desk.edit_finding(FindingId(one)))
            panel.finding_delete_requested.connect(lambda one: desk.delete_finding(FindingId(one)))
            panel.rationale_edited.connect(desk.write_rationale)
            panel.rationale_left.connect(desk.flush)
            panel.reference_followed.connect(self._follow)

    def _connect_code(self) -> None:
        code, strip = self.code, self.workbench.task_strip
        code.difference_changed.connect(strip.show_difference)
        code.aligned.connect(strip.show_shared)
        code.views_changed.connect(self._show_views)
        code.solo_changed.connect(self._show_solo)
        code.place_changed.connect(lambda: self.desk.keep_place(self._place()))
        code.finding_opened.connect(self._open_finding)
        self.composer.edited.connect(self.desk.write_finding)
        self.composer.save_pressed.connect(self._save_finding)
        self.composer.discarded.connect(self.desk.discard_finding)
        self.composer.height_changed.connect(code.resize_zone)

    def _connect_verdict(self) -> None:
        desk, bar, bench = self.desk, self.workbench.verdict_bar, self.workbench
        bar.preference_chosen.connect(desk.prefer)
        bar.letter_chosen.connect(desk.place_letter)
        bar.gap_pressed.connect(desk.cycle_gap)
        bar.tie_pressed.connect(desk.split_tie)
        bar.reordered.connect(desk.reorder)
        bar.none_acceptable_pressed.connect(desk.toggle_none_acceptable)
        bar.deciding_pressed.connect(self.ask_deciding)
        bar.confidence_pressed.connect(lambda: self._ask_deciding(confidence_only=True))
        bar.skip_pressed.connect(self.ask_skip)
        bar.submit_pressed.connect(desk.submit)
        bench.deciding.criterion_chosen.connect(desk.decide_by)
        bench.deciding.confidence_chosen.connect(desk.be_confident)
        bench.deciding.closed.connect(self._return_focus)
        bench.skip.closed.connect(self._return_focus)
        bench.skip.skipped.connect(desk.skip)

    # Showing

    def _show_bench(self, bench: Bench) -> None:
        sitting = bench.sitting
        self._close_composer()
        self._pages.setCurrentWidget(self.workbench)
        self.top_bar.show_sitting(sitting)
        self.setWindowTitle(f"{sitting.key.task_id} – Diptych")
        self.workbench.show_sitting(sitting, bench.draft)
        self.workbench.drawer.show_current(sitting.key)
        self.workbench.verdict_bar.show_draft(bench.draft)
        self.code.show_sitting(sitting, bench.place)
        self.code.show_findings(bench.draft.findings)
        self._show_reading(bench.is_submitted)
        if not self._opened_once:
            self._opened_once = True
            self._open_task_text(is_open=bench.place is None)
        self.code.focus_code()
        self._show_composition(bench.draft)

    def _show_task_sets(self, task_sets: tuple[TaskSetSummary, ...]) -> None:
        self.welcome.show_task_sets(task_sets)
        if self._pages.currentWidget() is self.welcome:
            self.welcome.focus_first()

    def _show_welcome(self) -> None:
        self._close_composer()
        self._pages.setCurrentWidget(self.welcome)
        self.top_bar.show_nothing()
        self.setWindowTitle("Diptych")
        self.welcome.focus_first()

    def _show_refusal(self, sentence: str) -> None:
        self._show_welcome()
        self.welcome.show_refusal(sentence)

    def _show_draft(self, draft: Draft) -> None:
        self.workbench.show_draft(draft)
        self.code.show_findings(draft.findings)
        self._show_composition(draft)

    def _show_composition(self, draft: Draft) -> None:
        composition = draft.composition
        sitting = self.desk.sitting
        if composition is None or sitting is None:
            self._close_composer()
            return
        is_new = not self.composer.isVisible()
        if is_new:
            self.composer.reset()
        exhibit = sitting.exhibit(composition.slot)
        line = composition.evidence[0].last_line if composition.evidence else 0
        path = composition.evidence[0].path if composition.evidence else None
        lines = max(len(split(file.content).lines) for file in exhibit.files if path in (None, file.path))
        self.composer.show_composition(composition, sitting.brief.rubric, lines)
        if is_new:
            self.code.show_path(path)
            self.code.open_zone(composition.slot, line, self.composer, self.composer.height_wanted)
            self.composer.show()
            self.composer.focus_first_gap()
        else:
            self.code.resize_zone(self.composer.height_wanted, line)

    def _close_composer(self) -> None:
        if self.composer.isVisible():
            self.composer.reset()
            self.composer.hide()
            self.code.close_zone()
            self.code.focus_code()

    def _show_reading(self, is_reading: bool) -> None:
        sitting = self.desk.sitting
        bar = self.workbench.reading_bar
        if is_reading and sitting is not None and sitting.submitted_at is not None:
            moment = datetime.fromisoformat(sitting.submitted_at).astimezone()
            bar.show_submitted(f"{moment:%H:%M}")
        else:
            bar.hide()
        self.workbench.judgment.show_reading(is_reading=is_reading)

    def _show_gap(self, gap: Missing) -> None:
        """Say what is missing, and put the focus where it is mended."""
        self.workbench.message.say(gap.message)
        match gap.part:
            case Part.SCORES if gap.slot is not None and gap.criterion is not None:
                self._show_panel()
                self.workbench.judgment.focus_cell(gap.slot, gap.criterion)
            case Part.RATIONALE:
                self.go_to_rationale()
            case Part.DECIDING_CRITERION:
                self.ask_deciding()
                self.workbench.message.say(gap.message)
            case _:
                self.code.focus_code()

    def _show_saving(self, saving: Saving) -> None:
        match saving.state:
            case SaveState.SAVED:
                self.top_bar.show_saving("Saved", has_failed=False)
            case SaveState.SAVING:
                self.top_bar.show_saving("Saving…", has_failed=False)
            case _:
                self.top_bar.show_saving(f"Not saved: {saving.reason} Retry", has_failed=True)

    def _show_notice(self, notice: Notice) -> None:
        if self._pages.currentWidget() is self.workbench:
            self.workbench.toast.tell(notice.text, can_undo=notice.can_undo, away_from=self.code.caret_place())
        else:
            self.welcome.tell(notice.text)

    def _show_everything_judged(self, count: int) -> None:
        self._show_notice(Notice(f"All {count} judged. Export with Ctrl+E.", can_undo=True))

    def _show_views(self, views: tuple[str, ...]) -> None:
        self.workbench.task_strip.show_views(is_aligned="aligned" in views, is_wrapped="wrapped" in views)
        self.desk.use_views(views)

    def _show_solo(self, shown: tuple[Slot, ...]) -> None:
        self.workbench.task_strip.show_slots(shown)
        if self.desk.sitting is not None:
            self.workbench.show_layout(shown, self.desk.sitting, self.desk.draft)

    # Doing

    def _open_task_text(self, *, is_open: bool) -> None:
        height = min(self._settings.task_height, int(self.height() * 0.45))
        self.workbench.task_strip.show_open(is_open=is_open, height=height)

    def _open_drawer(self, *, is_open: bool) -> None:
        self.workbench.open_drawer(is_open=is_open)
        self.top_bar.show_drawer(is_open=is_open)
        if not is_open:
            self.code.focus_code()

    def _open_from_queue(self, key: object) -> None:
        self._open_drawer(is_open=False)
        self.desk.open_task(key)  # type: ignore[arg-type]  # a signal of objects; the drawer sends task keys

    def _open_finding(self, finding_id: str) -> None:
        finding = self.desk.draft.finding(FindingId(finding_id))
        if finding is not None and finding.evidence:
            span = finding.evidence[0]
            self.code.reveal(finding.slot, span.first_line, span.last_line, span.path)
            self.code.focus_code()

    def _follow(self, reference: Reference) -> None:
        if reference.first is not None:
            self.code.reveal(Slot(reference.name), reference.first, reference.last, reference.path)
        else:
            self.code.focus_pane(Slot(reference.name))

    def _save_finding(self) -> None:
        if self.desk.save_finding() is not None:
            self.code.focus_code()
        else:
            self.composer.focus_first_gap()

    def _ask_deciding(self, *, confidence_only: bool) -> None:
        sitting = self.desk.sitting
        if sitting is not None and self.may_edit():
            self._came_from = self.focusWidget()
            self.workbench.message.hide()
            self.workbench.deciding.ask(sitting.brief.rubric, self.desk.draft.verdict, confidence_only=confidence_only)

    def _return_focus(self) -> None:
        target = self._came_from
        if target is not None and target.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.code.focus_code()

    def _ask_about_faults(self, report: ImportReport, path: Path) -> None:
        valid = report.valid
        answer = ImportReportDialog.ask(self, [str(fault) for fault in report.faults], valid)
        if answer == "import_valid":
            self.desk.import_files((path,), skip_invalid=True)

    def _set_code_size(self, pixels: int) -> None:
        self._settings = replace(self._settings, code_size=pixels)
        self.code.set_code_size(pixels)

    def _show_panel(self) -> None:
        if not self.workbench.is_panel_open:
            self.workbench.open_panel(is_open=True)

    def _place(self) -> Place:
        focus = "composer" if self.in_composer() else "rationale" if self.in_rationale() else "code"
        return replace(self.code.place(), focus=focus)

    def _is_covered(self) -> bool:
        return self.palette_overlay.isVisible() or self.shortcuts_overlay.isVisible()

    def _choices(self) -> tuple[Choice, ...]:
        return tuple(
            Choice(
                id=command.id,
                section=command.section,
                title=command.title,
                keys=tuple(shown_keys(keys) for keys in command.keys),
                synonyms=command.synonyms,
                why_not=None if command.when() else "not here",
            )
            for command in self.commands
            if command.is_listed
        )

    def _run_command(self, command_id: str) -> None:
        command: Command = next(one for one in self.commands if one.id == command_id)
        command.run()


def _focus_first(region: QWidget) -> bool:
    """Give the focus to *region* or to the first widget in it that takes it."""
    candidates = [region, *region.findChildren(QWidget)]
    for widget in candidates:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False
