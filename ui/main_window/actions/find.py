"""Finding text, lines and definitions in the code."""

from functools import partial

from ui.commands import Command
from ui.main_window.actions.contexts import ANYWHERE, CODE
from ui.main_window.flows import Flows
from ui.main_window.parts import Parts


def rows(parts: Parts, flows: Flows) -> tuple[Command, ...]:
    now, looking_up = flows.now, flows.looking_up
    return (
        Command("find.open", "Edit", "Find", ("Ctrl+F",), ANYWHERE, looking_up.find, ("search",), when=now.has_task),
        Command("find.open_here", "Edit", "Find", ("/",), CODE, looking_up.find, when=now.has_task, is_listed=False),
        Command("find.next", "Edit", "Next hit", ("F3",), ANYWHERE, partial(looking_up.next_hit, 1), when=now.has_task),
        Command(
            "find.previous",
            "Edit",
            "Previous hit",
            ("Shift+F3",),
            ANYWHERE,
            partial(looking_up.next_hit, -1),
            when=now.has_task,
        ),
        Command("find.selection", "Edit", "Find selection", (), CODE, looking_up.find, when=looking_up.has_word),
        Command("find.line", "Go", "Go to line", ("Ctrl+G",), ANYWHERE, looking_up.ask_line, when=now.has_task),
        Command(
            "find.line_here", "Go", "Go to line", (":",), CODE, looking_up.ask_line, when=now.has_task, is_listed=False
        ),
        Command(
            "find.symbol",
            "Go",
            "Go to definition",
            ("Ctrl+R",),
            ANYWHERE,
            looking_up.ask_symbol,
            ("symbol", "function", "class"),
            when=now.has_task,
        ),
        Command(
            "find.symbol_here",
            "Go",
            "Go to definition",
            ("@",),
            CODE,
            looking_up.ask_symbol,
            when=now.has_task,
            is_listed=False,
        ),
        Command(
            "find.occurrences",
            "Go",
            "Occurrences of the word, then the next one",
            ("*",),
            CODE,
            looking_up.show_occurrences,
            ("word", "references", "uses", "highlight"),
            when=now.has_task,
        ),
        Command(
            "find.occurrence_back",
            "Go",
            "Previous occurrence of the word",
            ("#",),
            CODE,
            partial(looking_up.show_occurrences, -1),
            when=now.has_task,
        ),
        Command(
            "find.file",
            "Go",
            "Go to file",
            ("Ctrl+P",),
            ANYWHERE,
            looking_up.ask_file,
            ("open", "context", "codebase"),
            when=now.has_task,
        ),
        Command(
            "find.hidden",
            "Go",
            "Next hidden character",
            (),
            ANYWHERE,
            looking_up.next_hidden,
            ("invisible", "bidi", "zero width"),
            when=now.has_task,
        ),
    )
