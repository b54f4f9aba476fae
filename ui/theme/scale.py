"""How large everything is drawn. Qt asks only once, before there is an application."""

import os

from app.settings import Settings


def scale_all(percent: int) -> None:
    """Have Qt draw everything at *percent* of its size; who told Qt otherwise already is obeyed."""
    if percent != Settings().scale:
        os.environ.setdefault("QT_SCALE_FACTOR", str(percent / 100))
