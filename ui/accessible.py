"""What a screen reader is told of widgets that Qt takes for plain ones: their role and state, and parts that are painted.

Qt asks for an interface by a factory (`install`). A widget that has `accessible_interface` makes its own; one that was given
a role by `give_role` gets a plain one; all others keep Qt's. Every interface belongs to a widget: interfaces without one are
deleted at an hour that nobody controls. Measured on PySide6 6.11.3, also over AT-SPI: references to interfaces must be
kept, an `interface_cast` that answers None ends the process (`NO_INTERFACE` is the way to say it), and the out parameters
of a text interface's `selection` and `attributes` cannot be written, so that no selection can be told there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
    QAccessibleValueChangeEvent,
    QAccessibleValueInterface,
)
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget
from shiboken6 import Shiboken

from ui.layouts import widgets_of

Role = QAccessible.Role
NO_INTERFACE = Shiboken.VoidPtr(0)
"""What `interface_cast` answers for an interface that there is none of."""

_ROLE = "accessibleRole"
_CHECKED = "accessibleChecked"
_alive: list[QAccessibleInterface] = []
_most = 256


@cache
def install() -> None:
    """Answer for our widgets from here on."""
    QAccessible.installFactory(_interface_for)


def give_role(widget: QWidget, role: Role) -> None:
    """Tell screen readers that *widget* is a *role*; it can be told another one later."""
    is_first = widget.property(_ROLE) is None
    widget.setProperty(_ROLE, role.value)
    if is_first and QAccessible.isActive():
        _forget_answer(widget)


def give_checked(widget: QWidget, *, is_checked: bool) -> None:
    """Tell screen readers whether *widget*, which Qt does not know to be one, is a switch that is on."""
    if widget.property(_CHECKED) != is_checked:
        widget.setProperty(_CHECKED, is_checked)
        _tell_checked(widget)


def in_reading_order(*widgets: QWidget) -> None:
    """Have siblings read in this order, whatever the order in which they were made."""
    for widget in widgets:
        widget.raise_()


def in_layout_order(widget: QWidget) -> None:
    """Have the children of *widget* read in the order of its layout."""
    in_reading_order(*widgets_of(widget))


class AccessibleWidget(QAccessibleWidget):
    """The interface of a widget of ours: its role, whether it is on, and pressing it where it is a button."""

    def __init__(self, widget: QWidget, role: Role) -> None:
        super().__init__(widget, role)
        self._role = role

    def role(self) -> Role:
        said = self.object().property(_ROLE)
        return self._role if said is None else Role(said)

    def state(self) -> QAccessible.State:
        state, widget = super().state(), self.object()
        said = widget.property(_CHECKED)
        is_switch = said is not None or (isinstance(widget, QAbstractButton) and widget.isCheckable())
        button = widget if isinstance(widget, QAbstractButton) else None
        is_on = bool(said) if said is not None else button is not None and button.isChecked()
        state.checkable, state.checked = is_switch, is_on
        state.pressed = button is not None and button.isDown()
        return state

    def actionNames(self) -> list[str]:
        return [self.pressAction()] if isinstance(self.object(), QAbstractButton) else []

    def doAction(self, actionName: str) -> None:
        widget = self.object()
        if actionName == self.pressAction() and isinstance(widget, QAbstractButton):
            widget.click()

    def keyBindingsForAction(self, actionName: str) -> list[str]:
        return []


class HasValue(Protocol):
    """A widget that stands at one of many places."""

    def spoken_value(self) -> tuple[int, int, int]:
        """Where it stands, the first place and the last."""

    def choose_value(self, value: int) -> None: ...


class AccessibleValue(AccessibleWidget):
    """The interface of a widget with a value, such as a scroll bar."""

    def __init__(self, widget: QWidget, role: Role) -> None:
        super().__init__(widget, role)
        self._value = _Value(self)

    # Any kind of interface is a pointer without a type.
    def interface_cast(self, t: QAccessible.InterfaceType) -> object:  # type: ignore[override]
        if t is QAccessible.InterfaceType.ValueInterface:
            return self._value
        found = super().interface_cast(t)
        return NO_INTERFACE if found is None else found


@dataclass(frozen=True, slots=True)
class SpokenPart:
    """A part of a painted widget as it is told: where it is, what it is, and how it stands."""

    rect: QRect
    role: Role
    name: str
    description: str = ""
    is_checked: bool | None = None
    is_current: bool = False


class SpokenParts:
    """The parts of one painted widget. They take neither the mouse nor the focus: only screen readers see them."""

    def __init__(self, widget: QWidget, press: Callable[[int], None] | None = None) -> None:
        """*press* does what pressing the part of that number does; None where they cannot be pressed."""
        self._widget = widget
        self._press = press
        self._said: tuple[SpokenPart, ...] = ()
        self._shown: list[_PartWidget] = []

    def show(self, parts: Sequence[SpokenPart]) -> None:
        """Tell *parts* in place of what was told before."""
        before, self._said = self._said, tuple(parts)
        if before == self._said:
            return
        while len(self._shown) < len(parts):
            self._shown.append(_PartWidget(self._widget, len(self._shown), self._press))
        for number, widget in enumerate(self._shown):
            if number < len(parts):
                widget.show_part(parts[number])
            else:
                widget.hide()
        current = next((part for part, said in zip(self._shown, self._said, strict=False) if said.is_current), None)
        if current is not None and self._widget.hasFocus():
            tell(QAccessibleEvent(current, QAccessible.Event.Focus))


def tell(event: QAccessibleEvent) -> None:
    """Pass *event* on to screen readers; costs nothing where none is there."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(event)


def tell_value(widget: QWidget, value: int) -> None:
    """Tell screen readers where *widget*, which has an `AccessibleValue`, stands now."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(widget, value))


class _PartWidget(QWidget):
    """A place on a painted widget that has a name."""

    def __init__(self, parent: QWidget, number: int, press: Callable[[int], None] | None) -> None:
        super().__init__(parent)
        self._number = number
        self._press = press
        self._part = SpokenPart(QRect(), Role.NoRole, "")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def part(self) -> SpokenPart:
        return self._part

    def accessible_interface(self) -> QAccessibleInterface:
        return _AccessiblePart(self)

    @property
    def can_be_pressed(self) -> bool:
        return self._press is not None

    def press(self) -> None:
        if self._press is not None:
            self._press(self._number)

    def show_part(self, part: SpokenPart) -> None:
        before, self._part = self._part, part
        self.setGeometry(part.rect)
        self.setAccessibleName(part.name)
        self.setAccessibleDescription(part.description)
        self.show()
        if before.is_checked != part.is_checked:
            _tell_checked(self)


class _AccessiblePart(AccessibleWidget):
    def __init__(self, widget: _PartWidget) -> None:
        super().__init__(widget, widget.part.role)

    def role(self) -> Role:
        return self._of().role

    def state(self) -> QAccessible.State:
        state, part = super().state(), self._of()
        parent = cast("QWidget", self.object().parent())
        can_be_current = part.role in (Role.Cell, Role.ListItem)
        state.checkable, state.checked = part.is_checked is not None, bool(part.is_checked)
        state.selectable = state.focusable = can_be_current
        state.selected, state.focused = part.is_current, part.is_current and parent.hasFocus()
        return state

    def actionNames(self) -> list[str]:
        return [self.pressAction()] if cast("_PartWidget", self.object()).can_be_pressed else []

    def doAction(self, actionName: str) -> None:
        if actionName == self.pressAction():
            cast("_PartWidget", self.object()).press()

    def _of(self) -> SpokenPart:
        return cast("_PartWidget", self.object()).part


class _Value(QAccessibleValueInterface):
    def __init__(self, owner: AccessibleValue) -> None:
        super().__init__()
        self._owner = owner

    def currentValue(self) -> int:
        return self._widget.spoken_value()[0]

    def minimumValue(self) -> int:
        return self._widget.spoken_value()[1]

    def maximumValue(self) -> int:
        return self._widget.spoken_value()[2]

    def minimumStepSize(self) -> int:
        return 1

    def setCurrentValue(self, value: float) -> None:
        self._widget.choose_value(round(value))

    @property
    def _widget(self) -> HasValue:
        return cast("HasValue", self._owner.object())


def _interface_for(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    if (make := getattr(thing, "accessible_interface", None)) is not None:
        return _kept(make())
    if isinstance(thing, QWidget) and (role := thing.property(_ROLE)) is not None:
        return _kept(AccessibleWidget(thing, Role(role)))
    return None


def _kept(made: QAccessibleInterface) -> QAccessibleInterface:
    """Hold on to *made* for as long as its widget lives."""
    global _most
    _alive.append(made)
    if len(_alive) > _most:
        _alive[:] = [one for one in _alive if Shiboken.isValid(one)]
        _most = 2 * len(_alive) + 256
    return made


def _forget_answer(widget: QWidget) -> None:
    """A screen reader that is there asks as soon as a widget has a name, before it has a role: Qt's answer is thrown away."""
    made = QAccessible.queryAccessibleInterface(widget)
    if made is not None and not isinstance(made, AccessibleWidget):
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(made))


def _tell_checked(widget: QWidget) -> None:
    changed = QAccessible.State()
    changed.checked = True
    tell(QAccessibleStateChangeEvent(widget, changed))
