"""The list of connections: values from the desk to whoever shows them, gestures from the panels to whoever does them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.names import FindingId
from ui.main_window.flows import Flows
from ui.main_window.parts import Parts

if TYPE_CHECKING:
    from ui.dialogs.export_sheet import ExportSheet
    from ui.dialogs.import_sheet import ImportSheet
    from ui.dialogs.palette import CommandPalette
    from ui.dialogs.settings_sheet import SettingsSheet
    from ui.dialogs.sync_sheet import SyncSheet
    from ui.dialogs.time_correction import TimeCorrection
    from ui.judging.composer import FindingComposer
    from ui.judging.finding_card import FindingCard


def connect(parts: Parts, flows: Flows) -> None:
    """Tie the parts of one window together."""
    _desk(parts, flows)
    _frame(parts, flows)
    _workbench(parts, flows)
    _code(parts, flows)
    _occasional(parts, flows)
    _verdict(parts, flows)
    _judgment(parts, flows)
    _handover(parts, flows)
    _caretaking(parts, flows)


def _desk(parts: Parts, flows: Flows) -> None:
    """Values from the desk."""
    desk, top_bar = parts.desk, parts.top_bar
    desk.workspace_refused.connect(flows.caretaking.show_refusal)
    desk.workspace_opened.connect(flows.caretaking.show_opened)
    desk.warned.connect(parts.warning_bar.warn)
    desk.task_sets_listed.connect(flows.laying_out.show_task_sets)
    desk.queue_listed.connect(top_bar.show_queue)
    desk.queue_listed.connect(parts.workbench.drawer.show_queue)
    desk.tasks_found.connect(flows.searching.show_tasks)
    desk.queue_read.connect(parts.workbench.drawer.show_page)
    desk.laid_out.connect(flows.laying_out.show_bench)
    desk.laid_out.connect(flows.announcing.show_bench)
    desk.laid_out.connect(lambda _: flows.looking_back.forget_question())
    desk.put_away.connect(flows.laying_out.show_welcome)
    desk.draft_changed.connect(flows.laying_out.show_draft)
    desk.draft_changed.connect(flows.reading_findings.show_draft)
    desk.draft_changed.connect(flows.announcing.show_draft)
    desk.reading_changed.connect(flows.laying_out.show_reading)
    desk.flag_changed.connect(lambda flag: top_bar.show_flag(is_flagged=flag))
    desk.flag_changed.connect(lambda flag: flows.announcing.say_message("Flagged" if flag else "Not flagged"))
    desk.check_asked.connect(flows.submitting.ask_about)
    desk.check_dropped.connect(flows.submitting.drop_question)
    desk.hint_found.connect(flows.telling.show_hint)
    desk.gap_found.connect(flows.submitting.show_gap)
    desk.unfinished_found.connect(flows.composing.come_back)
    desk.saving_changed.connect(flows.telling.show_saving)
    desk.saving_changed.connect(flows.announcing.show_saving)
    desk.told.connect(flows.telling.show_notice)
    desk.time_passed.connect(lambda ms, idle: top_bar.show_time(ms, is_idle=idle))
    desk.recorded_told.connect(flows.timing.show_recorded)
    desk.details_told.connect(flows.describing.show)
    desk.everything_judged.connect(flows.telling.show_everything_judged)
    desk.work_progressed.connect(parts.progress.show_progress)
    desk.history_read.connect(flows.looking_back.show_history)
    desk.import_refused.connect(flows.importing.look_again)
    desk.file_previewed.connect(flows.importing.show_preview)
    desk.file_imported.connect(flows.importing.go_on)


def _frame(parts: Parts, flows: Flows) -> None:
    """Gestures around the workbench: top bar, welcome screen, progress, what lies over the window."""
    desk = parts.desk
    parts.top_bar.queue_pressed.connect(flows.viewing.toggle_queue)
    parts.top_bar.task_set_pressed.connect(desk.put_task_away)
    parts.top_bar.task_pressed.connect(flows.describing.ask)
    parts.top_bar.search_pressed.connect(flows.searching.open_palette)
    parts.top_bar.help_pressed.connect(flows.naming_keys.open)
    parts.top_bar.retry_pressed.connect(desk.retry_saving)
    parts.top_bar.timer_pressed.connect(flows.timing.open_menu)
    parts.welcome.choose_pressed.connect(flows.importing.choose)
    parts.welcome.sample_pressed.connect(desk.open_sample)
    parts.welcome.task_set_chosen.connect(desk.open_task_set)
    parts.progress.cancel_pressed.connect(desk.cancel_work)


def _handover(parts: Parts, flows: Flows) -> None:
    """What leaves the workspace."""
    handover, exporting, syncing = parts.desk.handover, flows.exporting, flows.syncing
    handover.surveyed.connect(exporting.show_survey)
    handover.exported.connect(exporting.show_exported)
    handover.refused.connect(exporting.show_refusal)
    handover.surveyed.connect(syncing.show_survey)
    handover.counted.connect(syncing.show_counts)
    handover.identified.connect(syncing.show_identity)
    handover.synced.connect(syncing.show_report)
    handover.refused.connect(syncing.show_refusal)
    parts.top_bar.counts_pressed.connect(syncing.open)


def _caretaking(parts: Parts, flows: Flows) -> None:
    """What keeps the workspace safe, and what can be done when it cannot be opened."""
    caretaking, flow = parts.desk.caretaking, flows.caretaking
    caretaking.backed_up.connect(flow.show_backup)
    caretaking.examined.connect(flow.show_examination)
    caretaking.backups_listed.connect(flow.offer_backups)
    caretaking.restored.connect(flow.show_restored)
    caretaking.not_restored.connect(flow.show_not_restored)
    caretaking.readable_exported.connect(flow.show_readable)
    caretaking.refused.connect(flow.show_refused_work)
    calling = parts.desk.calling
    calling.called.connect(flow.come)
    calling.answered.connect(parts.window.close)
    calling.unanswered.connect(flow.show_refused_work)
    parts.recovery.chosen.connect(flow.act)


def _workbench(parts: Parts, flows: Flows) -> None:
    """Gestures beside the code: task strip, reading bar, queue, toast, closed dock."""
    desk, bench, viewing = parts.desk, parts.workbench, flows.viewing
    bench.task_strip.toggled.connect(viewing.toggle_task)
    bench.task_strip.difference_pressed.connect(parts.code.next_difference)
    bench.task_strip.alignment_pressed.connect(viewing.cycle_alignment)
    bench.task_strip.wrap_pressed.connect(viewing.toggle_wrap)
    bench.task_strip.invisibles_pressed.connect(viewing.toggle_invisibles)
    bench.task_strip.slots_chosen.connect(parts.code.show_slots)
    bench.task_strip.address_pressed.connect(flows.looking_up.copy_address)
    bench.reading_bar.edit_pressed.connect(desk.revise)
    bench.reading_bar.reopen_pressed.connect(flows.looking_back.reopen_here)
    bench.reading_bar.resume_pressed.connect(desk.resume_task)
    bench.reading_bar.withdraw_pressed.connect(flows.looking_back.ask_withdraw)
    bench.reading_bar.history_pressed.connect(flows.looking_back.ask_history)
    bench.drawer.task_chosen.connect(flows.going.to_task)
    bench.drawer.closed.connect(viewing.close_queue)
    bench.drawer.told.connect(flows.announcing.say_message)
    bench.drawer.sought_changed.connect(desk.seek)
    bench.drawer.page_wanted.connect(desk.read_queue)
    bench.toast.undo_pressed.connect(desk.undo)
    bench.toast.told_of.connect(flows.announcing.say_toast)
    bench.toast.left.connect(parts.code.focus_code)
    desk.edited.connect(bench.toast.let_stand)
    desk.stepped.connect(bench.toast.close_what_was_undone)
    desk.stepped.connect(flows.announcing.begin_step)
    bench.reading_bar.said.connect(flows.announcing.say_message)
    bench.message.said.connect(flows.announcing.say_error)
    bench.summary.opened.connect(viewing.toggle_panel)


def _code(parts: Parts, flows: Flows) -> None:
    code, strip = parts.code, parts.workbench.task_strip
    code.difference_changed.connect(strip.show_difference)
    code.aligned.connect(strip.show_shared)
    code.settled.connect(parts.desk.foresee)
    parts.desk.foreseen.connect(code.foresee)
    code.views_changed.connect(flows.viewing.show_views)
    code.solo_changed.connect(flows.viewing.show_solo)
    code.sight_changed.connect(parts.desk.see)
    code.place_changed.connect(lambda: parts.desk.keep_place(flows.now.place()))
    code.menu_wanted.connect(flows.looking_up.open_menu)
    code.copied.connect(flows.looking_up.tell_hidden)
    code.selection_changed.connect(lambda *_: flows.viewing.follow_caret())
    code.line_said.connect(flows.announcing.say_line)
    code.heard.connect(flows.announcing.say_message)
    code.told.connect(lambda text: parts.say(text))
    code.finding_opened.connect(flows.going.to_finding)
    code.file_shown.connect(flows.composing.follow_file)


def _occasional(parts: Parts, flows: Flows) -> None:
    """What is not always there is connected once it is."""
    desk, handover, occasional = parts.desk, parts.desk.handover, parts.occasional

    def composer(made: FindingComposer) -> None:
        made.edited.connect(desk.write_finding)
        made.save_pressed.connect(flows.composing.save)
        made.discarded.connect(desk.discard_finding)
        made.weakness_asked.connect(flows.composing.ask_weakness)
        made.subtlety_asked.connect(flows.composing.ask_subtlety)
        made.height_changed.connect(parts.code.resize_zone)

    def finding_card(made: FindingCard) -> None:
        made.edit_pressed.connect(flows.reading_findings.edit)
        made.close_pressed.connect(flows.reading_findings.close)
        made.height_changed.connect(parts.code.resize_zone)

    def correction(made: TimeCorrection) -> None:
        made.corrected.connect(flows.timing.correct)
        made.taken_back.connect(flows.timing.take_correction_back)

    def import_sheet(made: ImportSheet) -> None:
        made.confirmed.connect(flows.importing.bring_in)
        made.opened_instead.connect(flows.importing.go_on)
        made.rubric_file_wanted.connect(flows.importing.choose_rubric)
        desk.rubric_read.connect(made.add_rubric)
        desk.rubric_refused.connect(made.refuse_rubric)

    def export_sheet(made: ExportSheet) -> None:
        made.chosen.connect(flows.exporting.look_through)
        made.export_pressed.connect(flows.exporting.choose_destination)
        made.cancel_pressed.connect(flows.exporting.cancel)
        made.closed.connect(handover.forget)

    def sync_sheet(made: SyncSheet) -> None:
        made.folder_pressed.connect(flows.syncing.choose_folder)
        made.sync_pressed.connect(flows.syncing.sync)
        made.cancel_pressed.connect(flows.syncing.cancel)
        made.closed.connect(handover.forget)

    def settings_sheet(made: SettingsSheet) -> None:
        made.chosen.connect(flows.adjusting.adopt)
        made.deed_chosen.connect(flows.adjusting.run)
        made.copied.connect(lambda text: parts.copy(text))

    def palette(made: CommandPalette) -> None:
        made.sought.connect(flows.searching.seek)
        made.chosen.connect(flows.searching.take)

    occasional.composer.once_made(composer)
    occasional.finding_card.once_made(finding_card)
    occasional.correction.once_made(correction)
    occasional.import_sheet.once_made(import_sheet)
    occasional.export_sheet.once_made(export_sheet)
    occasional.sync_sheet.once_made(sync_sheet)
    occasional.settings_sheet.once_made(settings_sheet)
    occasional.palette.once_made(palette)
    occasional.recorded.once_made(lambda made: made.copied.connect(lambda text: parts.copy(text)))
    occasional.details.once_made(lambda made: made.copied.connect(lambda text: parts.copy(text)))
    occasional.history.once_made(lambda made: made.reopen_pressed.connect(flows.looking_back.reopen))


def _verdict(parts: Parts, flows: Flows) -> None:
    desk, bench, bar, deciding = parts.desk, parts.workbench, parts.workbench.verdict_bar, flows.deciding
    bar.preference_chosen.connect(desk.writing.prefer)
    bar.letter_chosen.connect(desk.writing.place_letter)
    bar.gap_pressed.connect(desk.writing.cycle_gap)
    bar.tie_pressed.connect(desk.writing.split_tie)
    bar.reordered.connect(desk.writing.reorder)
    bar.none_acceptable_pressed.connect(desk.writing.toggle_none_acceptable)
    bar.deciding_pressed.connect(deciding.ask)
    bar.confidence_pressed.connect(deciding.ask_confidence)
    bar.skip_pressed.connect(deciding.ask_skip)
    bar.submit_pressed.connect(desk.submit)
    bench.deciding.criterion_chosen.connect(desk.writing.decide_by)
    bench.deciding.confidence_chosen.connect(desk.writing.be_confident)
    bench.deciding.closed.connect(deciding.return_focus)
    bench.acceptability.said.connect(desk.writing.say_acceptable)
    bench.acceptability.closed.connect(deciding.return_focus)
    bench.check.kept.connect(flows.submitting.keep)
    bench.check.review_pressed.connect(flows.submitting.review)
    bench.check.mend_pressed.connect(flows.submitting.mend)
    bench.skip.closed.connect(deciding.return_focus)
    bench.skip.skipped.connect(desk.skip)
    bench.withdraw.closed.connect(deciding.return_focus)
    bench.withdraw.withdrawn.connect(desk.withdraw)
    bench.unseal.closed.connect(deciding.return_focus)
    bench.unseal.unsealed.connect(desk.unseal)


def _judgment(parts: Parts, flows: Flows) -> None:
    """The judgment panel, which stands twice: beside the code and below it."""
    desk, bench = parts.desk, parts.workbench
    for panel in (bench.panel, bench.dock):
        panel.score_chosen.connect(desk.writing.set_score)
        panel.score_cleared.connect(desk.writing.clear_score)
        panel.score_noted.connect(desk.writing.note_score)
        panel.told.connect(bench.message.say)
        panel.noted.connect(lambda text: parts.say(text))
        panel.scores_focused.connect(lambda inside: bench.verdict_bar.dim_keys(dimmed=inside))
        panel.finding_opened.connect(flows.going.to_finding)
        panel.finding_edit_requested.connect(lambda one: desk.edit_finding(FindingId(one)))
        panel.findings_emptied.connect(parts.code.focus_code)
        panel.finding_delete_requested.connect(lambda one: desk.delete_finding(FindingId(one)))
        panel.rationale_edited.connect(desk.writing.write_rationale)
        panel.rationale_left.connect(desk.flush)
        panel.reference_followed.connect(flows.citing.follow)
        panel.item_ticked.connect(lambda item, flag: desk.writing.tick(item, flag=flag))
        panel.checklist_closed.connect(flows.going.from_checklist)
