"""The desk: what lies before the evaluator right now, and the one bridge between the screen and the service."""

from ui.desk.autosave import SaveState, Saving
from ui.desk.desk import Desk
from ui.desk.notice import Notice

__all__ = ["Desk", "Notice", "SaveState", "Saving"]
