"""What is wrong with a file that was to be imported, and the choice to import the rest."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from ui.plain_text import label

Answer = Literal["import_valid", "cancel"]
MOST_SHOWN = 200


class ImportReportDialog(QDialog):
    """Lists the faults; the tasks that are right can be imported without the others."""

    def __init__(self, parent: QWidget, faults: Sequence[str], valid: int) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import")
        self.resize(760, 420)
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        self._list = QPlainTextEdit("\n".join(faults[:MOST_SHOWN]))
        self._list.setReadOnly(True)
        self._list.setAccessibleName("Faults")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        column = QVBoxLayout(self)
        column.addWidget(label(f"Nothing was imported: {count}.", role="heading"))
        column.addWidget(self._list, 1)
        column.addWidget(buttons)
        if valid:
            tasks = "1 task" if valid == 1 else f"{valid} tasks"
            doing = buttons.addButton(f"Import the other {tasks}", QDialogButtonBox.ButtonRole.AcceptRole)
            doing.clicked.connect(self.accept)
        buttons.rejected.connect(self.reject)

    @classmethod
    def ask(cls, parent: QWidget, faults: Sequence[str], valid: int) -> Answer:
        """Show the faults and hear what to do."""
        dialog = cls(parent, faults, valid)
        return "import_valid" if dialog.exec() == QDialog.DialogCode.Accepted else "cancel"
