"""What is said and asked in a window of its own, and files that are chosen there."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.code.hidden_characters import revealed
from ui.plain_text.labels import short


def inform(parent: QWidget, title: str, text: str) -> None:
    """Say something that must be read before going on."""
    _message(parent, QMessageBox.Icon.Warning, title, text, QMessageBox.StandardButton.Ok).exec()


def confirm(parent: QWidget, title: str, text: str, *, yes: str) -> bool:
    """Ask before something that cannot be undone; *yes* is the word for doing it."""
    box = _message(parent, QMessageBox.Icon.Question, title, text, QMessageBox.StandardButton.Cancel)
    doing = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    return box.clickedButton() is doing


def choose_files(parent: QWidget, title: str, pattern: str) -> tuple[str, ...]:
    """Ask for files to open; empty when the person thought better of it."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, "", pattern)
    return tuple(chosen)


def choose_destination(parent: QWidget, title: str, name: str, pattern: str) -> str:
    """Ask where to write a file; empty when the person thought better of it."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, pattern)
    return chosen


def choose_folder(parent: QWidget, title: str, begin: str = "") -> str:
    """Ask for a folder that is there; empty when the person thought better of it."""
    return QFileDialog.getExistingDirectory(parent, title, begin)


def show_folder(folder: Path) -> bool:
    """Have the system show a folder that the person has chosen themselves; whether it does. Nothing else is ever opened."""
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _message(
    parent: QWidget, icon: QMessageBox.Icon, title: str, text: str, buttons: QMessageBox.StandardButton
) -> QMessageBox:
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(icon)
    box.setWindowTitle(title)
    box.setText(revealed(short(text), keep_lines=True))
    box.setStandardButtons(buttons)
    return box
