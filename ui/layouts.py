"""What lies in a layout: asked for, and taken out again.

Never by way of the layout's items. Qt for Python keeps what `QLayout.itemAt` answers for as long as the layout lives, though
Qt deletes an item together with its widget; whatever Python makes at that place in memory afterwards is then taken for the
dead item, and ends the process when Qt deletes it (seen in lists being cleared, PySide6 6.11.3).
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def widgets_of(owner: QWidget) -> list[QWidget]:
    """What the layout of *owner* holds, and the layouts within it, in their order."""
    layout = owner.layout()
    return [] if layout is None else _widgets_in(layout, owner.findChildren(QWidget, options=_DIRECT))


def clear(layout: QLayout) -> None:
    """Take everything out of *layout*, and delete the widgets."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            # A layout shows late what it was given: without a parent that would be a window of its own.
            widget.hide()
            widget.deleteLater()


def _widgets_in(layout: QLayout, children: list[QWidget]) -> list[QWidget]:
    """Those of *children* that lie in *layout*: all of them have the same parent, in whichever layout they lie."""
    found = [(place, [child]) for child in children if (place := layout.indexOf(child)) >= 0]
    for inner in layout.findChildren(QLayout, options=_DIRECT):
        found.append((layout.indexOf(inner), _widgets_in(inner, children)))
    return [widget for _, widgets in sorted(found, key=lambda one: one[0]) for widget in widgets]
