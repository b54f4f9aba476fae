"""Packages to a folder and receipts from it: asked for, counted in the top bar, told in one line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.export import Survey
from app.wording import counted
from ui.desk.handover import Identity
from ui.main_window.parts import Parts
from ui.plain_text import choose_folder

if TYPE_CHECKING:
    from app.domain.export import Counts
    from app.exchange.leaving import SyncReport


class Syncing:
    """Leads through the sync sheet. *folder* is where packages went last."""

    def __init__(self, parts: Parts, folder: str) -> None:
        self._parts = parts
        self._folder = folder
        self._counts: Counts | None = None
        self._collector: str | None = None

    @property
    def folder(self) -> str:
        """For the settings."""
        return self._folder

    def open(self) -> None:
        handover = self._parts.desk.handover
        if self._counts is not None:
            self._parts.sync_sheet.show_counts(self._counts.in_words())
        self._parts.sync_sheet.open_with(self._folder)
        handover.identify()
        handover.survey_packages(since_last=True)

    def choose_folder(self) -> None:
        if chosen := choose_folder(self._parts.window, "Sync to a folder", self._folder):
            self.use_folder(chosen)

    def use_folder(self, folder: str) -> None:
        """Packages go to *folder* from now on."""
        self._folder = folder
        self._parts.sync_sheet.show_folder(folder)

    def sync(self) -> None:
        sheet = self._parts.sync_sheet
        sheet.show_busy(is_busy=True)
        sheet.say("Sending what waits, and looking for receipts …")
        self._parts.desk.handover.sync(Path(self._folder))

    def cancel(self) -> None:
        """Stop; what was sent lies there whole, and the rest waits."""
        sheet = self._parts.sync_sheet
        self._parts.desk.cancel_work()
        sheet.show_busy(is_busy=False)
        sheet.say("Stopped. Nothing is lost; what was not sent waits.")
        self._look_again()

    def show_survey(self, survey: Survey) -> None:
        sheet = self._parts.sync_sheet
        if sheet.isVisible():
            sheet.show_waiting(survey.excerpts, must_be_seen=survey.must_be_seen, is_sound=not survey.problems)
            if survey.problems:
                sheet.say(survey.problems[0], is_wrong=True)

    def show_counts(self, counts: Counts) -> None:
        self._counts = counts
        said = counts.in_words()
        if (sheet := self._parts.occasional.sync_sheet.made) is not None:
            sheet.show_counts(said)
        self._parts.top_bar.show_counts(said, waiting=counts.events_waiting, is_shown=bool(counts.saved))

    def show_identity(self, identity: Identity) -> None:
        self._collector = identity.collector
        self._parts.sync_sheet.show_identity(identity.evaluator, identity.key, identity.collector)

    def show_report(self, report: SyncReport) -> None:
        """Say what the sync did. Being offline is nothing wrong."""
        sheet, before = self._parts.sync_sheet, self._collector
        sheet.show_busy(is_busy=False)
        said = [report.offline] if report.offline is not None else [_done(report)]
        if before == "" and report.collector is not None:
            said.append("A collector's key was met for the first time: compare it with the one its owner reads to you.")
        sheet.say(" ".join([*said, *report.remarks]), is_wrong=bool(report.remarks))
        self._look_again()

    def show_refusal(self, sentence: str) -> None:
        sheet = self._parts.sync_sheet
        if sheet.isVisible():
            was_busy = sheet.is_busy
            sheet.show_busy(is_busy=False)
            sheet.say(sentence, is_wrong=True)
            if was_busy:
                self._look_again()

    def _look_again(self) -> None:
        self._parts.sync_sheet.show_looking()
        self._parts.desk.handover.identify()
        self._parts.desk.handover.survey_packages(since_last=True)


def _done(report: SyncReport) -> str:
    if not report.sent and not report.settled:
        return "Nothing new to send." if not report.counts.events_waiting else "Sent before; no receipt has come yet."
    parts = [f"sent {counted(report.sent, 'package')}"] if report.sent else []
    parts += [f"received {counted(report.settled, 'receipt')}"] if report.settled else []
    said = " and ".join(parts)
    return f"{said[0].upper()}{said[1:]}."
