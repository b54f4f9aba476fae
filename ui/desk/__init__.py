"""The desk: what lies before the evaluator right now, and the one bridge between the screen and the service."""

from ui.desk.desk import Desk

__all__ = ["Desk"]
