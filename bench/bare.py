"""A bare window: the least that a program with PySide6 can be, and the floor of starting up."""

import sys

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt calls it
        QPainter(self).drawText(20, 40, "A bare window")


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = Window()
    window.resize(1440, 900)
    window.show()
    sys.exit(application.exec())
