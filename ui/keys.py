"""How keys are spelled; and single keys: letters, digits and signs without Ctrl, Alt or Meta, which mean something while the
code has the focus.

Who speaks to the machine, or whose hand shakes, can turn single keys off (WCAG 2.2, 2.1.4); every command has its place in
the menus and the palette. What is in force is a property of the window.
"""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

_OFF = "singleKeysOff"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key press as it is looked up: modifiers, and a letter, a name or the symbol that was typed."""

    modifiers: frozenset[str]
    key: str

    @property
    def is_single(self) -> bool:
        """Whether it is a single key: “F”, “Shift+J”, “?”, but not “F7”, “Esc” or “Ctrl+F”."""
        return len(self.key) == 1 and not self.modifiers - {"Shift"}


def parse_keys(keys: str) -> Stroke:
    """The stroke that *keys* spell."""
    *modifiers, key = keys.split("+") if not keys.endswith("+") else [*keys[:-1].rstrip("+").split("+"), "+"]
    return Stroke(frozenset(word for word in modifiers if word), key)


def have_single_keys(widget: QWidget) -> bool:
    """Whether single keys mean anything in the window of *widget*."""
    return not widget.window().property(_OFF)


def use_single_keys(window: QWidget, *, on: bool) -> None:
    """Have single keys mean something in *window*, or nothing."""
    window.setProperty(_OFF, not on)


def say_nothing_of(widget: QWidget, keys: str) -> bool:
    """Whether *keys* do nothing in the window of *widget*, so that it must not name them."""
    return not have_single_keys(widget) and parse_keys(keys).is_single
