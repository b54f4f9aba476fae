"""The code view: two or three panes on one list of rows, so that what belongs together stands level."""

from ui.code_view.comparison import ComparisonView
from ui.code_view.text_view import TextView

__all__ = ["ComparisonView", "TextView"]
