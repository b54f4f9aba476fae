"""Everything that can be done in the window, a row each, a module for each section.

Menus, keys, palette and shortcuts overlay are made from these rows; nothing else knows a key. Where two rows share a key,
the first one that means something where the focus is answers it.
"""

from collections.abc import Callable

from ui.commands import Command
from ui.main_window.actions import (
    code,
    edit,
    file,
    find,
    findings,
    go,
    handing_in,
    scores,
    task,
    timing,
    verdict,
    view,
    writing,
)
from ui.main_window.actions import help as help_section
from ui.main_window.flows import Flows
from ui.main_window.parts import Parts

__all__ = ["commands"]

SECTIONS: tuple[Callable[[Parts, Flows], tuple[Command, ...]], ...] = (
    writing.rows,
    file.rows,
    edit.rows,
    find.rows,
    task.rows,
    view.rows,
    go.rows,
    code.rows,
    findings.rows,
    verdict.rows,
    handing_in.rows,
    scores.rows,
    timing.rows,
    help_section.rows,
)
"""In the order in which keys are looked up, and of menus and palette."""


def commands(parts: Parts, flows: Flows) -> tuple[Command, ...]:
    """The rows of one window."""
    return tuple(row for section in SECTIONS for row in section(parts, flows))
