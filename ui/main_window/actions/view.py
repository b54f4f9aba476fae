"""What is seen of the code and around it."""

from functools import partial

from ui.commands import Command
from ui.main_window.actions.contexts import ANYWHERE, CODE
from ui.main_window.flows import Flows
from ui.main_window.parts import Parts


def rows(parts: Parts, flows: Flows) -> tuple[Command, ...]:
    code, now, viewing = parts.code, flows.now, flows.viewing
    return (
        Command("view.task", "View", "Task text", ("T",), CODE, viewing.toggle_task, ("prompt",), when=now.has_task),
        Command("view.queue", "View", "Queue", ("Ctrl+B",), ANYWHERE, viewing.toggle_queue, when=now.has_task),
        Command(
            "view.panel",
            "View",
            "Judgment panel",
            ("Ctrl+J",),
            ANYWHERE,
            viewing.toggle_panel,
            ("dock",),
            when=now.has_task,
        ),
        Command(
            "view.alignment",
            "View",
            "Align rows",
            ("D",),
            CODE,
            viewing.cycle_alignment,
            ("diff",),
            when=now.has_task,
        ),
        Command("view.tints", "View", "Tints", ("Shift+D",), CODE, viewing.toggle_tints, when=now.has_task),
        Command("view.wrap", "View", "Wrap lines", ("W",), CODE, viewing.toggle_wrap, when=now.has_task),
        Command(
            "view.solo",
            "View",
            "Only this candidate",
            ("Z",),
            CODE,
            code.toggle_solo,
            ("zoom",),
            when=now.has_task,
        ),
        Command(
            "view.pairs",
            "View",
            "Next pair",
            ("X",),
            CODE,
            viewing.cycle_pairs,
            when=now.is_three_way,
        ),
        Command(
            "view.larger",
            "View",
            "Larger code",
            ("Ctrl+=", "Ctrl++"),
            ANYWHERE,
            partial(viewing.resize_code, 1),
            ("zoom in",),
        ),
        Command(
            "view.smaller",
            "View",
            "Smaller code",
            ("Ctrl+-",),
            ANYWHERE,
            partial(viewing.resize_code, -1),
            ("zoom out",),
        ),
        Command("view.normal", "View", "Normal code size", ("Ctrl+0",), ANYWHERE, viewing.reset_code_size),
        Command(
            "view.theme",
            "View",
            "Switch light and dark",
            ("Ctrl+Shift+L",),
            ANYWHERE,
            viewing.switch_theme,
            ("theme", "dark"),
        ),
        Command(
            "view.scroll_down",
            "View",
            "Scroll code down",
            ("Alt+PgDown",),
            ANYWHERE,
            partial(code.scroll_pages, 1),
            when=now.has_task,
            is_listed=False,
        ),
        Command(
            "view.scroll_up",
            "View",
            "Scroll code up",
            ("Alt+PgUp",),
            ANYWHERE,
            partial(code.scroll_pages, -1),
            when=now.has_task,
            is_listed=False,
        ),
    )
