"""Judgments go out: where to."""

from pathlib import Path

from ui.main_window.parts import Parts
from ui.plain_text import choose_destination


class Exporting:
    """Asks for a place and has the desk write there."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def choose(self) -> None:
        chosen = choose_destination(self._parts.window, "Export judgments", "judgments.jsonl", "JSON Lines (*.jsonl)")
        if chosen:
            self._parts.desk.export_judgments(Path(chosen))
