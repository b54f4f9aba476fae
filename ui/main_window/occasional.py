"""The parts of the window that are not always there: each is made when it is first needed, and connected then."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from ui.theme import Theme

if TYPE_CHECKING:
    from ui.dialogs.chooser import Chooser
    from ui.dialogs.details_view import DetailsView
    from ui.dialogs.examination_sheet import ExaminationSheet
    from ui.dialogs.export_sheet import ExportSheet
    from ui.dialogs.history_view import HistoryView
    from ui.dialogs.import_sheet import ImportSheet
    from ui.dialogs.linear_view import LinearView
    from ui.dialogs.overlay import Overlay
    from ui.dialogs.palette import CommandPalette
    from ui.dialogs.recorded_view import RecordedView
    from ui.dialogs.settings_sheet import SettingsSheet
    from ui.dialogs.shortcuts import ShortcutsOverlay
    from ui.dialogs.sync_sheet import SyncSheet
    from ui.dialogs.time_correction import TimeCorrection
    from ui.judging.composer import FindingComposer
    from ui.judging.finding_card import FindingCard
    from ui.shell.drop_frame import DropFrame

T = TypeVar("T", covariant=True)


class OnDemand(Generic[T]):
    """A part that is made when it is asked for the first time; what it is connected to hears of it then."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._waiting: list[Callable[[T], object]] = []
        self._made: T | None = None

    @property
    def made(self) -> T | None:
        """The part, if anybody needed it yet."""
        return self._made

    def __call__(self) -> T:
        if self._made is None:
            self._made = self._make()
            for connect in self._waiting:
                connect(self._made)
        return self._made

    def once_made(self, connect: Callable[[T], object]) -> None:
        """Have *connect* tie the part to others: when it is made, or now if it is."""
        if self._made is None:
            self._waiting.append(connect)
        else:
            connect(self._made)


class Occasional:
    """What lies over the window at times, above *under*, and what stands between the lines."""

    def __init__(self, theme: Theme, under: QWidget) -> None:
        self.composer = OnDemand(partial(_composer, theme))
        self.finding_card = OnDemand(partial(_finding_card, theme))
        self.drop_frame = OnDemand(partial(_drop_frame, theme, under))
        self.palette = OnDemand(partial(_palette, theme, under))
        self.chooser = OnDemand(partial(_chooser, theme, under))
        self.linear = OnDemand(partial(_linear, theme, under))
        self.history = OnDemand(partial(_history, theme, under))
        self.shortcuts = OnDemand(partial(_shortcuts, theme, under))
        self.recorded = OnDemand(partial(_recorded, theme, under))
        self.details = OnDemand(partial(_details, theme, under))
        self.correction = OnDemand(partial(_correction, theme, under))
        self.export_sheet = OnDemand(partial(_export_sheet, theme, under))
        self.import_sheet = OnDemand(partial(_import_sheet, theme, under))
        self.sync_sheet = OnDemand(partial(_sync_sheet, theme, under))
        self.examination = OnDemand(partial(_examination, theme, under))
        self.settings_sheet = OnDemand(partial(_settings_sheet, theme, under))

    @property
    def overlays(self) -> tuple[OnDemand[Overlay], ...]:
        """What can lie over the window and then takes all keys for itself."""
        return (self.palette, self.chooser, self.linear, self.history, *self.dialogs)

    @property
    def dialogs(self) -> tuple[OnDemand[Overlay], ...]:
        """Those of them that have nothing to do with judging: what is done there is no time given to the task."""
        return (
            self.shortcuts,
            self.recorded,
            self.details,
            self.correction,
            self.export_sheet,
            self.import_sheet,
            self.sync_sheet,
            self.examination,
            self.settings_sheet,
        )


def _composer(theme: Theme) -> FindingComposer:
    from ui.judging.composer import FindingComposer

    composer = FindingComposer(theme)
    composer.hide()
    return composer


def _finding_card(theme: Theme) -> FindingCard:
    from ui.judging.finding_card import FindingCard

    card = FindingCard(theme)
    card.hide()
    return card


def _drop_frame(theme: Theme, under: QWidget) -> DropFrame:
    from ui.shell.drop_frame import DropFrame

    return DropFrame(theme, under)


def _palette(theme: Theme, under: QWidget) -> CommandPalette:
    from ui.dialogs.palette import CommandPalette

    return CommandPalette(theme, under)


def _chooser(theme: Theme, under: QWidget) -> Chooser:
    from ui.dialogs.chooser import Chooser

    return Chooser(theme, under)


def _linear(theme: Theme, under: QWidget) -> LinearView:
    from ui.dialogs.linear_view import LinearView

    return LinearView(theme, under)


def _history(theme: Theme, under: QWidget) -> HistoryView:
    from ui.dialogs.history_view import HistoryView

    return HistoryView(theme, under)


def _shortcuts(theme: Theme, under: QWidget) -> ShortcutsOverlay:
    from ui.dialogs.shortcuts import ShortcutsOverlay

    return ShortcutsOverlay(theme, under)


def _recorded(theme: Theme, under: QWidget) -> RecordedView:
    from ui.dialogs.recorded_view import RecordedView

    return RecordedView(theme, under)


def _details(theme: Theme, under: QWidget) -> DetailsView:
    from ui.dialogs.details_view import DetailsView

    return DetailsView(theme, under)


def _correction(theme: Theme, under: QWidget) -> TimeCorrection:
    from ui.dialogs.time_correction import TimeCorrection

    return TimeCorrection(theme, under)


def _export_sheet(theme: Theme, under: QWidget) -> ExportSheet:
    from ui.dialogs.export_sheet import ExportSheet

    return ExportSheet(theme, under)


def _import_sheet(theme: Theme, under: QWidget) -> ImportSheet:
    from ui.dialogs.import_sheet import ImportSheet

    return ImportSheet(theme, under)


def _sync_sheet(theme: Theme, under: QWidget) -> SyncSheet:
    from ui.dialogs.sync_sheet import SyncSheet

    return SyncSheet(theme, under)


def _examination(theme: Theme, under: QWidget) -> ExaminationSheet:
    from ui.dialogs.examination_sheet import ExaminationSheet

    return ExaminationSheet(theme, under)


def _settings_sheet(theme: Theme, under: QWidget) -> SettingsSheet:
    from ui.dialogs.settings_sheet import SettingsSheet

    return SettingsSheet(theme, under)
