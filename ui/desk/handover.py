"""What leaves the workspace: files, signed packages, and packages in a folder from which receipts come back.

What would leave is found out over a connection that only reads, beside the evaluator's work, and shown before it goes; the
very bytes that were shown are those that leave.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.export import ExportReport, Survey
from app.settings import places
from ui.background import Job
from ui.desk.notice import sentence
from ui.desk.requests import Requests

if TYPE_CHECKING:
    from app.evaluation import Evaluation
    from app.exchange.leaving import Carried, PackagesReport, Packed, SyncReport

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signs here and whose receipts count, as fingerprints are read aloud; *collector* is empty until one is met."""

    evaluator: str
    key: str
    collector: str


class Handover(QObject):
    """One survey and one handover at a time; a new survey drops the one before."""

    surveyed = Signal(object)  # Survey
    exported = Signal(object)  # ExportReport; its path is the file, or the folder of several
    refused = Signal(str)  # why something could not be looked through, written or sent
    counted = Signal(object)  # Counts
    identified = Signal(object)  # Identity
    synced = Signal(object)  # SyncReport

    def __init__(self, requests: Requests, parent: QObject) -> None:
        super().__init__(parent)
        self._requests = requests
        self._survey: Job | None = None
        self._packed: Packed | None = None

    def survey(self, format_name: str, *, task_set: str | None) -> None:
        """Find out what an export in a derived format would hold: all of it, or that of *task_set*."""
        self._look(lambda reader: reader.exporting.survey(format_name, task_set=task_set), self.surveyed.emit)

    def survey_packages(self, *, since_last: bool) -> None:
        """Build the packages that would leave, and find out what is in them."""

        def build(reader: Evaluation) -> Generator[int, None, tuple[Packed, Survey]]:
            sending = reader.sending(places().signing_key)
            packed = yield from sending.pack(since_last=since_last)
            return packed, sending.survey(packed)

        def done(answer: tuple[Packed, Survey]) -> None:
            self._packed, survey = answer
            self.surveyed.emit(survey)

        self._look(build, done)

    def export(self, format_name: str, dest: Path, *, task_set: str | None) -> None:
        """Write a derived format to *dest*, over a connection of its own that only reads."""
        self._requests.read_long(
            lambda reader: reader.exporting.export(format_name, dest, task_set=task_set),
            self.exported.emit,
            "Exporting",
            self._refuse,
        )

    def export_packages(self, dest: Path) -> None:
        """Write the packages that were surveyed last to *dest*, a file or a folder."""
        packed = self._packed
        if packed is None:
            return

        def write(service: Evaluation) -> Generator[int, None, PackagesReport]:
            sending = service.sending(places().signing_key)
            sending.keep(packed)
            return (yield from sending.write(packed, dest))

        def done(report: PackagesReport) -> None:
            self._packed = None
            where = report.packages[0].path if len(report.packages) == 1 else dest
            self.count()
            self.exported.emit(ExportReport(where, report.judgments, report.findings, {}))

        self._requests.ask_long(write, done, "Exporting", self._refuse)

    def begin(self) -> None:
        """The workspace was opened: make the signing key if this is the first time, and count."""
        key_file = places().signing_key

        def make(service: Evaluation) -> None:
            if not key_file.exists():
                service.sending(key_file).make_key()

        if not self._requests.read_only_because:
            self._requests.ask(make, lambda _: None)
        self.count()

    def count(self) -> None:
        """How many judgments are saved, received and waiting now."""
        self._requests.ask(lambda service: service.counts(), self.counted.emit)

    def identify(self) -> None:
        def work(service: Evaluation) -> Identity:
            from app.packages.signing import spoken

            sending = service.sending(places().signing_key)
            collector = sending.collector
            return Identity(
                service.evaluator, spoken(sending.key.fingerprint), "" if collector is None else spoken(collector)
            )

        self._requests.ask(work, self.identified.emit, self._refuse)

    def sync(self, folder: Path) -> None:
        """Keep the packages that were surveyed last, send to *folder* what waits, and fetch receipts from it.

        Whatever waits for that folder is done in a lane of its own, so that a slow share holds up nothing else.
        """
        packed, key_file = self._packed, places().signing_key
        if packed is None:
            return

        def carry(_: None) -> None:
            self._requests.carry_long(carrying, record, "Syncing", self._refuse)

        def carrying(reader: Evaluation) -> Generator[int, None, Carried]:
            from app.packages.transport import Folder

            return reader.sending(key_file).carry(Folder(folder))

        def record(carried: Carried) -> None:
            self._requests.ask(lambda service: service.sending(key_file).record(packed, carried), done, self._refuse)

        def done(report: SyncReport) -> None:
            self._packed = None
            self.synced.emit(report)
            self.counted.emit(report.counts)

        self._requests.ask(lambda service: service.sending(key_file).keep(packed), carry, self._refuse)

    def forget(self) -> None:
        """Nobody looks at the survey any longer."""
        if self._survey is not None:
            self._survey.cancel()
            self._survey = None
        self._packed = None

    def _look(self, work: Callable[[Evaluation], Generator[int, None, T]], done: Callable[[T], None]) -> None:
        self.forget()

        def ended(answer: T) -> None:
            self._survey = None
            done(answer)

        self._survey = self._requests.look(work, ended, self._refuse)

    def _refuse(self, error: BaseException) -> None:
        self._survey = None
        self.refused.emit(sentence(error))
