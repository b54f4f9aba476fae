"""Finding by name: the palette, over commands, findings, tasks and places in the code."""

from collections.abc import Iterable

from app.code.symbols import Symbol
from app.domain.names import TaskKey
from app.domain.queue import QueueEntry
from ui.commands import Command, keys_in_force
from ui.dialogs.choices import Choice, Group, Offered, found, in_groups
from ui.main_window.flows.going import Going
from ui.main_window.flows.looking_up import LookingUp
from ui.main_window.parts import Parts
from ui.main_window.situation import Situation

MOST_RECENT = 6
OFTEN = ("judge.finding", "judge.strength", "judge.quote", "go.scores", "go.rationale", "judge.submit")
"""What comes first before anything was chosen."""
FEWEST_LETTERS = 2
"""Fewer letters stand in nearly every task."""
MOST_ACTIONS_BESIDE, MOST_FINDINGS, MOST_TASKS, MOST_TASKS_ALONE = 5, 5, 5, 50
ICONS = {
    "Edit": "pencil",
    "File": "file",
    "Go": "arrow-right",
    "Help": "circle-question-mark",
    "Judge": "scale",
    "Rationale": "text-quote",
    "Task": "list-checks",
    "View": "eye",
}
ICONS_OF_COMMANDS = {
    "find.open": "search",
    "go.next_difference": "arrow-down",
    "go.next_finding": "arrow-down",
    "go.previous_difference": "arrow-up",
    "go.previous_finding": "arrow-up",
    "help.shortcuts": "keyboard",
    "judge.finding": "flag",
    "judge.quote": "quote",
    "judge.strength": "circle-plus",
    "judge.submit": "check",
    "task.flag": "flag",
}


class Searching:
    """Offers what is meant by what is typed, and runs or goes to what is chosen."""

    def __init__(self, parts: Parts, now: Situation, going: Going, looking_up: LookingUp) -> None:
        self._parts, self._now = parts, now
        self._going, self._looking_up = going, looking_up
        self._commands: tuple[Command, ...] = ()
        self._offered: tuple[Choice, ...] = ()
        self._recent: list[str] = []
        self._tasks: tuple[QueueEntry, ...] = ()
        self._keys: dict[str, TaskKey] = {}
        self._definitions: tuple[Symbol, ...] | None = None
        self._has_asked_for_definitions = False

    def offer(self, commands: tuple[Command, ...]) -> None:
        """These are the commands; some of them open the palette, so they come after it."""
        self._commands = commands

    def open_palette(self) -> None:
        self._offered = self._choices()
        self._tasks, self._keys = (), {}
        self._definitions, self._has_asked_for_definitions = None, False
        self._parts.palette.open_empty()

    def seek(self, typed: str) -> None:
        """Show what is meant by *typed*, and ask for what has to be asked for."""
        prefix, words = _parted(typed)
        if prefix == "#" or (not prefix and len(words) >= FEWEST_LETTERS):
            self._parts.desk.find_tasks(words, MOST_TASKS_ALONE if prefix else MOST_TASKS)
        if prefix == "@" and not self._has_asked_for_definitions and self._parts.code.front.has_lines():
            self._has_asked_for_definitions = True
            self._parts.code.front.find_symbols(self._show_definitions)
        self._show(prefix, words)

    def show_tasks(self, words: str, entries: tuple[QueueEntry, ...]) -> None:
        """Tasks were found for *words*, which may not be what is typed by now."""
        self._tasks = entries
        # Rows that were shown before can still be chosen.
        self._keys |= {str(entry.position): entry.key for entry in entries}
        prefix, wanted = _parted(self._parts.palette.wanted)
        if wanted == words and prefix in ("", "#"):
            self._show(prefix, words)

    def take(self, choice: Choice) -> None:
        """Run the command, or go to the place, that was chosen."""
        match choice.offered:
            case Offered.COMMAND:
                self._recent = [choice.id, *(one for one in self._recent if one != choice.id)][:MOST_RECENT]
                self._run(next(one for one in self._commands if one.id == choice.id))
            case Offered.FINDING:
                self._going.to_finding(choice.id)
            case Offered.TASK:
                self._going.to_task(self._keys[choice.id])
            case Offered.LINE | Offered.DEFINITION:
                self._looking_up.go(int(choice.id))

    def _run(self, command: Command) -> None:
        """Another task may have come since the command was offered."""
        if command.when():
            command.run()
        else:
            self._parts.say(f"{command.title}: {self._now.why_not(command.when)}.")

    def _show(self, prefix: str, words: str) -> None:
        nothing = "Nothing of that name."
        groups: tuple[Group, ...]
        match prefix:
            case ":" | "@" | "#" if not self._now.has_task():
                groups, nothing = (), "Open a task first."
            case ":":
                groups = in_groups(self._lines(words))
                nothing = f"Type the number of a line of {self._parts.code.front.read_now()}."
            case "@":
                groups = in_groups(self._definitions_called(words))
                nothing = "No definitions of that name."
            case "#":
                groups = in_groups(self._tasks_called(words))
                nothing = "No tasks of that name."
            case ">":
                groups = in_groups(self._actions(words))
            case _:
                beside = (*self._findings(words), *self._tasks_called(words)) if words else ()
                groups = in_groups((*self._actions(words)[: MOST_ACTIONS_BESIDE if beside else None], *beside))
        self._parts.palette.show_groups(groups, nothing=nothing)

    def _show_definitions(self, symbols: tuple[Symbol, ...] | None) -> None:
        self._definitions = symbols or ()
        prefix, words = _parted(self._parts.palette.wanted)
        if prefix == "@":
            self._show(prefix, words)

    def _actions(self, words: str) -> tuple[Choice, ...]:
        return found(self._offered, words, (*self._recent, *OFTEN))

    def _findings(self, words: str) -> tuple[Choice, ...]:
        from ui.judging.words import kind_of, where

        findings = (
            Choice(
                id=one.finding_id,
                section="",
                title=one.title,
                note=f"{where(one.slot, one.evidence)} · {kind_of(one)}",
                mark=(one.severity, one.polarity),
                offered=Offered.FINDING,
            )
            for one in self._parts.desk.draft.findings
        )
        return found(findings, words)[:MOST_FINDINGS]

    def _tasks_called(self, words: str) -> tuple[Choice, ...]:
        """What was found so far, as far as it can be meant by *words*: nothing flickers while more is on its way."""
        from ui.queue.task_list import KIND_ICONS, in_one_line

        wanted = words.casefold()
        return tuple(
            Choice(
                id=str(one.position),
                section="" if one.title == one.key.task_id else one.title,
                title=one.key.task_id,
                note=in_one_line(one),
                icon=KIND_ICONS[one.kind],
                offered=Offered.TASK,
            )
            for one in self._tasks
            if wanted in one.key.task_id.casefold() or wanted in one.title.casefold()
        )

    def _lines(self, words: str) -> tuple[Choice, ...]:
        if (line := self._looking_up.line(words)) is None:
            return ()
        number, text = line
        return (Choice(str(number), "", f"Line {number}", note=text, icon="hash", offered=Offered.LINE),)

    def _definitions_called(self, words: str) -> tuple[Choice, ...]:
        definitions: Iterable[Choice] = (
            Choice(
                id=str(one.line),
                section="",
                title=one.name,
                note=f"{one.kind}, line {one.line}",
                icon="at-sign",
                offered=Offered.DEFINITION,
            )
            for one in self._definitions or ()
        )
        return tuple(definitions) if not words else found(definitions, words)

    def _choices(self) -> tuple[Choice, ...]:
        return tuple(self._choice(command) for command in self._commands if command.is_listed)

    def _choice(self, command: Command) -> Choice:
        can_run = command.when()
        return Choice(
            id=command.id,
            section=command.section,
            title=command.title,
            keys=keys_in_force(command, self._parts.window),
            synonyms=command.synonyms,
            why_not=None if can_run else self._now.why_not(command.when),
            note=command.note() if can_run else "",
            icon=ICONS_OF_COMMANDS.get(command.id) or ICONS[command.section],
        )


def _parted(typed: str) -> tuple[str, str]:
    """The prefix that says what is looked for, empty for everything, and the words."""
    prefix = typed[:1] if typed[:1] in (">", "#", ":", "@") else ""
    return prefix, typed[len(prefix) :].strip()
