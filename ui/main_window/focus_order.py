"""The order in which Tab goes through the window: as it is read, from the top bar to the verdict, the queue at last.

Qt's own order is that in which widgets were made, and panes, composers and choices are made while the program runs.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from ui.layouts import widgets_of


def stops(root: QWidget, *, at_last: Sequence[QWidget] = ()) -> list[QWidget]:
    """All that Tab stops at in *root*, in reading order; what belongs to *at_last* comes behind the rest."""
    found = list(_stops(root))
    late = [stop for stop in found if any(one is stop or one.isAncestorOf(stop) for one in at_last)]
    return [stop for stop in found if stop not in late] + late


def neighbour(order: Sequence[QWidget], here: QWidget | None, *, forwards: bool) -> QWidget | None:
    """The stop behind *here* in *order*, or the one before it, and round again."""
    if not order:
        return None
    if here not in order:
        return order[0 if forwards else -1]
    return order[(order.index(here) + (1 if forwards else -1)) % len(order)]


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if not widget.isVisible() or not widget.isEnabled():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    for child in _children(widget):
        yield from _stops(child)


def _children(widget: QWidget) -> list[QWidget]:
    """The children as they are laid out; those that lie freely come behind, from the top."""
    laid_out = widgets_of(widget)
    if isinstance(widget, QSplitter):
        laid_out += filter(None, (widget.widget(number) for number in range(widget.count())))
    others = [
        child
        for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child not in laid_out and not child.isWindow()
    ]
    return laid_out + sorted(others, key=lambda child: (child.y(), child.x()))
