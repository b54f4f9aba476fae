"""Naming the keys: which of them do something where the evaluator is, which do so everywhere, and where the others would."""

from ui.commands import Command, Context, Keymap, context_of, keys_in_force
from ui.dialogs.choices import Choice, Group
from ui.keys import have_single_keys
from ui.main_window.parts import Parts
from ui.main_window.situation import NOT_NOW, Situation

PLACES = {Context.CODE: "in the code", Context.SCORES: "in the scores"}
"""What the contexts are called in which single keys are commands."""
OTHERWISE = "its keys do something else here"


class NamingKeys:
    """Opens the overlay of shortcuts. What it says of a key is what pressing it would do when it is opened."""

    def __init__(self, parts: Parts, now: Situation) -> None:
        self._parts, self._now = parts, now
        self._commands: tuple[Command, ...] = ()

    def offer(self, commands: tuple[Command, ...]) -> None:
        """These are the commands; some of them open the overlay, so they come after it."""
        self._commands = commands

    def open(self) -> None:
        shortcuts = self._parts.shortcuts
        # While it is open, nobody is in the code.
        if not shortcuts.isVisible():
            shortcuts.open_with(self._groups())

    def _groups(self) -> tuple[Group, ...]:
        window = self._parts.window
        context = context_of(window.focusWidget() or window)
        working = Keymap(self._commands).keys_now(context, have_single=have_single_keys(window))
        here, everywhere, otherwise = _Rows(), _Rows(), _Rows()
        for command in self._commands:
            if keys := working.get(command.id):
                (everywhere if self._place_of(command) is None else here).add(command, keys)
            elif (why_not := self._why_not(command)) != NOT_NOW:
                otherwise.add(command, keys_in_force(command, window), why_not)
        groups = (
            Group(f"Works now {self._place(context)}", here.choices),
            Group("Works now everywhere", everywhere.choices),
            Group("Not now", otherwise.choices),
        )
        return tuple(group for group in groups if group.choices)

    def _place(self, context: Context) -> str:
        """Where the evaluator is, in words that stand behind “Works now”."""
        if self._now.in_composer():
            return "in the finding"
        if self._now.in_rationale():
            return "in the rationale"
        return PLACES.get(context, "here") if self._now.has_task() else "here"

    def _place_of(self, command: Command) -> str | None:
        """Where *command* means something, if not everywhere."""
        if command.when in (self._now.in_composer, self._now.in_rationale):
            return self._now.why_not(command.when)
        return PLACES.get(command.contexts[0])

    def _why_not(self, command: Command) -> str:
        return self._now.why_not(command.when) if not command.when() else self._place_of(command) or OTHERWISE


class _Rows:
    """Rows of the overlay, one for what is called the same and for the same reason does nothing."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str, str | None], Choice] = {}

    @property
    def choices(self) -> tuple[Choice, ...]:
        return tuple(self._rows.values())

    def add(self, command: Command, keys: tuple[str, ...], why_not: str | None = None) -> None:
        if keys:
            like = (command.section, command.title, why_not)
            before = self._rows.get(like)
            self._rows[like] = Choice(
                command.id if before is None else before.id,
                command.section,
                command.title,
                keys if before is None else (*before.keys, *keys),
                command.synonyms if before is None else (*before.synonyms, *command.synonyms),
                why_not,
            )
