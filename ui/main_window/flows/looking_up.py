"""Finding places in the code by what they are called: text, lines, definitions, hidden characters; and copying them."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from app.code.symbols import Symbol
from ui.commands import Command, shown_keys
from ui.dialogs.chooser import Offer
from ui.main_window.parts import Parts

IN_MENU = (
    "judge.finding",
    "judge.strength",
    "judge.whole_finding",
    "judge.quote",
    "",
    "edit.copy",
    "edit.copy_numbers",
    "find.selection",
    "",
    "view.pin",
    "view.unpin",
    "view.twin",
    "view.solo",
)
"""The rows of the menu over the code, by the id of their command; empty for a line."""


class LookingUp:
    """Opens the search, offers lines and definitions, and shows the menu over the code."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._commands: dict[str, Command] = {}

    def offer(self, commands: Iterable[Command]) -> None:
        """These are the commands that the menu over the code is made of."""
        self._commands = {command.id: command for command in commands}

    def ask_line(self) -> None:
        code = self._parts.code

        def find(typed: str) -> list[Offer]:
            number = typed.strip()
            text = code.line_text(int(number)) if number.isdecimal() and len(number) < 9 else None
            return [] if text is None else [Offer(number, f"Line {number}", text.strip()[:200])]

        slot = code.focused_slot()
        nothing = f"Type the number of a line of candidate {slot}."
        self._parts.chooser.ask(f"Go to line of {slot}", find, lambda one: self._go(int(one)), nothing=nothing)

    def ask_symbol(self) -> None:
        """Offer the definitions of the active candidate, once they are known."""
        if self._parts.code.has_lines():
            self._parts.code.find_symbols(self._offer_symbols)

    def next_hidden(self) -> None:
        if not self._parts.code.next_hidden():
            self._parts.say("No hidden characters here.")

    def copy(self) -> None:
        self._parts.code.copy_selection()

    def tell_hidden(self, hidden: int) -> None:
        """What was copied has characters in it that are not seen."""
        said = "1 hidden character" if hidden == 1 else f"{hidden} hidden characters"
        self._parts.workbench.toast.offer(
            f"Copied with {said}.", "Copy clean instead", self._copy_clean, away_from=self._parts.code.caret_place()
        )

    def open_menu(self, where: QPoint) -> None:
        """The menu over the code; what cannot be done now is left out of it."""
        menu = QMenu(self._parts.window)
        for name in IN_MENU:
            if not name:
                menu.addSeparator()
                continue
            command = self._commands[name]
            if command.when():
                keys = f"\t{shown_keys(command.keys[0])}" if command.keys else ""
                menu.addAction(command.title + keys).triggered.connect(_running(command.run))
        menu.popup(where)
        menu.aboutToHide.connect(menu.deleteLater)

    def _offer_symbols(self, found: tuple[Symbol, ...] | None) -> None:
        slot = self._parts.code.focused_slot()

        def find(typed: str) -> list[Offer]:
            wanted = typed.casefold().strip()
            return [
                Offer(str(one.line), one.name, f"{one.kind}, line {one.line}")
                for one in found or ()
                if wanted in one.name.casefold()
            ]

        nothing = "Definitions are not known for this language." if found is None else "No definitions of that name."
        self._parts.chooser.ask(f"Go to definition in {slot}", find, lambda one: self._go(int(one)), nothing=nothing)

    def _go(self, line: int) -> None:
        code = self._parts.code
        code.reveal(code.focused_slot(), line)
        code.focus_code()

    def _copy_clean(self) -> None:
        self._parts.code.copy_clean()
        self._parts.say("Copied without hidden characters.")


def _running(run: Callable[[], object]) -> Callable[[], None]:
    """*run* without the state that a menu hands over."""

    def act(*_: object) -> None:
        run()

    return act
