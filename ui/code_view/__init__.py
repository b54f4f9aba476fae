"""The code view: two or three panes on one list of rows, so that what belongs together stands level."""

from ui.code_view.comparison import ComparisonView

__all__ = ["ComparisonView"]
