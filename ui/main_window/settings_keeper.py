"""Writes the settings down: when the person is done with choosing, in a thread, and at the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.errors import UserError
from app.settings import Settings, save

if TYPE_CHECKING:
    from ui.background import Lane
    from ui.main_window.window import MainWindow


class SettingsKeeper(QObject):
    """Keeps the settings of *window* in the file *place*."""

    def __init__(self, place: Path, window: MainWindow) -> None:
        super().__init__()
        self._place = place
        self._window = window
        self._lane: Lane | None = None
        window.settings_chosen.connect(self._keep)

    def keep_at_last(self, settings: Settings) -> str:
        """Write *settings* after everything that is still being written; why it could not be done, or nothing."""
        if self._lane is not None:
            self._lane.finish()
        try:
            save(self._place, settings)
        except UserError as error:
            return str(error)
        return ""

    def _keep(self) -> None:
        # The window is drawn before anything of this is needed.
        from ui.background import Lane, run

        self._lane = self._lane or Lane()
        settings = self._window.settings
        run(
            self,
            lambda _: save(self._place, settings),
            done=lambda _: None,
            failed=self._tell,
            lane=self._lane,
        )

    def _tell(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self._window.parts.say(str(error))
