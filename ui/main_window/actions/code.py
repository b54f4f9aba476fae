"""The caret in the code."""

from collections.abc import Callable

from ui.code_view import TextView
from ui.commands import Command
from ui.main_window.actions.contexts import CODE
from ui.main_window.flows import Flows
from ui.main_window.parts import Parts


def rows(parts: Parts, flows: Flows) -> tuple[Command, ...]:
    code, now = parts.code, flows.now

    def moving(name: str, title: str, keys: tuple[str, ...], run: Callable[[TextView], object]) -> Command:
        return Command(
            f"go.{name}", "Go", title, keys, CODE, lambda: run(code.front), when=now.has_task, is_listed=False
        )

    return (
        moving("down", "Line down", ("Down", "J"), lambda view: view.move_caret(1)),
        moving("up", "Line up", ("Up", "K"), lambda view: view.move_caret(-1)),
        moving("extend_down", "Select down", ("Shift+Down", "Shift+J"), lambda view: view.move_caret(1, extend=True)),
        moving("extend_up", "Select up", ("Shift+Up", "Shift+K"), lambda view: view.move_caret(-1, extend=True)),
        moving("page_down", "Page down", ("PgDown", "Space"), lambda view: view.page(1)),
        moving("page_up", "Page up", ("PgUp", "Shift+Space"), lambda view: view.page(-1)),
        moving("extend_page_down", "Select a page down", ("Shift+PgDown",), lambda view: view.page(1, extend=True)),
        moving("extend_page_up", "Select a page up", ("Shift+PgUp",), lambda view: view.page(-1, extend=True)),
        moving("next_word", "Next word of the line", ("Right",), lambda view: view.next_word(1)),
        moving("previous_word", "Previous word of the line", ("Left",), lambda view: view.next_word(-1)),
        moving("right", "Scroll to the right", ("Shift+Right",), lambda view: view.scroll_sideways(1)),
        moving("left", "Scroll to the left", ("Shift+Left",), lambda view: view.scroll_sideways(-1)),
        moving("home", "First line", ("Home",), lambda view: view.caret_home()),
        moving("end", "Last line", ("End",), lambda view: view.caret_end()),
    )
