"""The commands themselves, to search and to look up: the palette and the overlay of shortcuts."""

from ui.commands import Command, shown_keys
from ui.dialogs.choices import Choice
from ui.main_window.parts import Parts
from ui.main_window.situation import Situation


class Searching:
    """Shows the commands that it was given, and runs the one that is chosen."""

    def __init__(self, parts: Parts, now: Situation) -> None:
        self._parts, self._now = parts, now
        self._commands: tuple[Command, ...] = ()

    def offer(self, commands: tuple[Command, ...]) -> None:
        """These are the commands; some of them open the palette, so they come after it."""
        self._commands = commands

    def open_palette(self) -> None:
        self._parts.palette.open_with(self._choices())

    def open_shortcuts(self) -> None:
        self._parts.shortcuts.open_with(self._choices())

    def run(self, command_id: str) -> None:
        command = next(one for one in self._commands if one.id == command_id)
        command.run()

    def _choices(self) -> tuple[Choice, ...]:
        return tuple(
            Choice(
                id=command.id,
                section=command.section,
                title=command.title,
                keys=tuple(shown_keys(keys) for keys in command.keys),
                synonyms=command.synonyms,
                why_not=None if command.when() else self._now.why_not(command.when),
                note=command.note(),
            )
            for command in self._commands
            if command.is_listed
        )
