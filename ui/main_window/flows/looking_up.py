"""Finding places in the code by what they are called: text, lines, definitions, hidden characters; and copying them."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from app.code.symbols import Symbol
from ui.commands import Command, titled
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
    "find.occurrences",
    "",
    "view.pin",
    "view.unpin",
    "view.twin",
    "view.solo",
)
"""The rows of the menu over the code, by the id of their command; empty for a line."""
COPIED = "Copied with"


class LookingUp:
    """Opens the search, offers lines and definitions, and shows the menu over the code."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._commands: dict[str, Command] = {}

    def offer(self, commands: Iterable[Command]) -> None:
        """These are the commands that the menu over the code is made of."""
        self._commands = {command.id: command for command in commands}

    def ask_line(self) -> None:
        read_now = self._parts.code.front.read_now()

        def find(typed: str) -> list[Offer]:
            found = self.line(typed)
            return [] if found is None else [Offer(str(found[0]), f"Line {found[0]}", found[1])]

        nothing = f"Type the number of a line of {read_now}."
        self._parts.chooser.ask(f"Go to line of {read_now}", find, lambda one: self.go(int(one)), nothing=nothing)

    def line(self, typed: str) -> tuple[int, str] | None:
        """The line of what is read whose number is *typed*, with the beginning of its text; None where there is none."""
        number = typed.strip()
        if not number.isdecimal() or len(number) >= 9:
            return None
        text = self._parts.code.front.line_text(int(number))
        return None if text is None else (int(number), text.strip()[:200])

    def go(self, line: int) -> None:
        """To a line of what is read."""
        self._parts.code.front.go_to_line(line)

    def ask_symbol(self) -> None:
        """Offer the definitions of the active candidate, once they are known."""
        if self._parts.code.front.has_lines():
            self._parts.code.front.find_symbols(self._offer_symbols)

    def ask_file(self) -> None:
        """Offer the files of the candidates and those around the task."""
        code = self._parts.code
        offers = [Offer(f"file {path}", path, "candidates") for path in code.files()]
        offers += [Offer(f"context {path}", path, note or "context") for path, note in code.context_files()]

        def find(typed: str) -> list[Offer]:
            wanted = typed.casefold().strip()
            return [one for one in offers if wanted in f"{one.name} {one.note}".casefold()]

        nothing = "No file of that name." if offers else "The candidates are single files, and none surrounds them."
        self._parts.chooser.ask("Go to file", find, self._open_file, nothing=nothing)

    def find(self) -> None:
        """Look for text in what is in front."""
        self._parts.code.front.open_search()

    def next_hit(self, steps: int) -> None:
        self._parts.code.front.next_hit(steps)

    def show_occurrences(self, steps: int = 1) -> None:
        """Underline the word that is read in all panes, or go from one to the next."""
        self._parts.code.front.show_occurrences(steps)

    def has_word(self) -> bool:
        return self._parts.code.front.has_word()

    def next_hidden(self) -> None:
        if not self._parts.code.front.next_hidden():
            self._parts.say("No hidden characters here.")

    def copy(self) -> None:
        self._parts.code.front.copy_selection()

    def copy_with_numbers(self) -> None:
        self._parts.code.front.copy_with_numbers()

    def tell_hidden(self, hidden: int) -> None:
        """What was copied has so many characters in it that are not seen; of none nothing is said, nor any longer."""
        toast = self._parts.workbench.toast
        if not hidden:
            if toast.text.startswith(COPIED):
                toast.close_message()
            return
        said = "1 hidden character" if hidden == 1 else f"{hidden} hidden characters"
        toast.offer(
            f"{COPIED} {said}.", "Copy clean instead", self._copy_clean, away_from=self._parts.code.caret_place()
        )

    def copy_address(self, address: str) -> None:
        """A link of the task text was pressed: nothing is opened, the address is there to be pasted."""
        self._parts.copy(address)
        self._parts.say(f"Copied {address}. Diptych opens no pages.")

    def open_menu(self, where: QPoint) -> None:
        """The menu over the code; what cannot be done now is left out of it."""
        menu = QMenu(self._parts.window)
        for name in IN_MENU:
            if not name:
                menu.addSeparator()
                continue
            command = self._commands[name]
            if command.when():
                menu.addAction(titled(command, self._parts.window)).triggered.connect(_running(command.run))
        menu.popup(where)
        menu.aboutToHide.connect(menu.deleteLater)

    def _offer_symbols(self, found: tuple[Symbol, ...] | None) -> None:
        read_now = self._parts.code.front.read_now()

        def find(typed: str) -> list[Offer]:
            wanted = typed.casefold().strip()
            return [
                Offer(str(one.line), one.name, f"{one.kind}, line {one.line}")
                for one in found or ()
                if wanted in one.name.casefold()
            ]

        nothing = "Definitions are not known for this language." if found is None else "No definitions of that name."
        self._parts.chooser.ask(f"Go to definition in {read_now}", find, lambda one: self.go(int(one)), nothing=nothing)

    def _open_file(self, chosen: str) -> None:
        code = self._parts.code
        kind, _, path = chosen.partition(" ")
        if kind == "file":
            code.close_context()
            code.show_path(path)
            code.focus_code()
        else:
            code.open_context([one for one, _ in code.context_files()].index(path))

    def _copy_clean(self) -> None:
        self._parts.code.front.copy_clean()
        self._parts.say("Copied without hidden characters.")


def _running(run: Callable[[], object]) -> Callable[[], None]:
    """*run* without the state that a menu hands over."""

    def act(*_: object) -> None:
        run()

    return act
