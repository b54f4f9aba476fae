"""Single keys: letters, digits and signs without Ctrl, Alt or Meta, which mean something while the code has the focus.

Who speaks to the machine, or whose hand shakes, can turn them off (WCAG 2.2, 2.1.4); every command has its place in the menus
and the palette. What is in force is a property of the window.
"""

from PySide6.QtWidgets import QWidget

_OFF = "singleKeysOff"


def is_single(keys: str) -> bool:
    """Whether *keys* are a single one: “F”, “Shift+J”, “?”, but not “F7”, “Esc” or “Ctrl+F”."""
    return len(keys.removeprefix("Shift+")) == 1


def have_single_keys(widget: QWidget) -> bool:
    """Whether single keys mean anything in the window of *widget*."""
    return not widget.window().property(_OFF)


def use_single_keys(window: QWidget, *, on: bool) -> None:
    """Have single keys mean something in *window*, or nothing."""
    window.setProperty(_OFF, not on)


def say_nothing_of(widget: QWidget, keys: str) -> bool:
    """Whether *keys* do nothing in the window of *widget*, so that it must not name them."""
    return is_single(keys) and not have_single_keys(widget)
