"""The settings: shown on demand, and in force as soon as something else is chosen."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion

from app import __version__
from app.code.hidden_characters import revealed
from app.settings import Settings
from ui.main_window.flows.announcing import Announcing
from ui.main_window.flows.viewing import Viewing
from ui.main_window.parts import Parts

if TYPE_CHECKING:
    from ui.commands import Command


class Adjusting:
    """Opens the settings, and has what is chosen there hold."""

    def __init__(self, parts: Parts, viewing: Viewing, announcing: Announcing) -> None:
        self._parts = parts
        self._viewing = viewing
        self._announcing = announcing
        self._commands: dict[str, Command] = {}

    @property
    def settings(self) -> Settings:
        """The settings as they are now, but for what only the window knows."""
        return self._announcing.kept_in(self._viewing.settings)

    def offer(self, commands: Iterable[Command]) -> None:
        """These are the commands that can be run from a page of the settings."""
        self._commands = {command.id: command for command in commands}

    def open(self) -> None:
        self._parts.settings_sheet.open_with(
            self.settings,
            location=revealed(str(self._parts.desk.caretaking.workspace)),
            versions=versions(),
            deeds={name: (command.title, command.when()) for name, command in self._commands.items()},
        )

    def adopt(self, settings: Settings) -> None:
        if settings.announcements != self.settings.announcements:
            self._announcing.use(settings.announcements)
        self._viewing.adopt(settings)

    def run(self, deed: str) -> None:
        """Run a command that was chosen on a page."""
        self._commands[deed].run()


def versions() -> str:
    """What is at work here, to be named in a report of a fault. Nothing in it says whose computer this is."""
    # The store is opened beside the furnishing, which need not wait for it.
    from app.caretaking import sqlite_version

    python = ".".join(map(str, sys.version_info[:3]))
    return f"Diptych {__version__}, Python {python}, Qt {qVersion()}, SQLite {sqlite_version()}, {sys.platform}"
