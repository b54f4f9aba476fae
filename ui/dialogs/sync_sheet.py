"""Sync to a folder: which one, who signs here, whose receipts count, and what has arrived there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.domain.export import Excerpt
from ui.dialogs.excerpt_pane import ExcerptPane
from ui.dialogs.sheet import Sheet
from ui.plain_text import button, elided_label, label, set_tooltip, steady
from ui.theme import Theme
from ui.theme.marks import TickBox

WIDTH, TOP, PREVIEW = 640, 96, 170
NO_COLLECTOR = "None yet: the first whose receipt comes back is the one"


class SyncSheet(Sheet):
    """Shows and asks; before anything has ever left, what will leave must have been seen."""

    folder_pressed = Signal()
    sync_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, "Sync to a folder", width=WIDTH, top=TOP)
        self._has_folder = self.is_known = self._must_be_seen = False
        self._is_filled = True
        self._counts = steady(label(role="strong"))
        self._folder = elided_label("No folder yet: a disk, a stick, a share, or one that something else uploads")
        self._choose = button("Choose folder…", kind="segment")
        self._choose.clicked.connect(self.folder_pressed)
        self._evaluator = self._selectable("Evaluator")
        self._key = self._selectable("Signing key")
        self._collector = self._selectable("Collector's key")
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        rows = (
            ("Folder", self._folder),
            ("Judgments", self._counts),
            ("Evaluator", self._evaluator),
            ("Signing key", self._key),
            ("Collector's key", self._collector),
        )
        for number, (name, value) in enumerate(rows):
            grid.addWidget(label(name, role="secondary"), number, 0)
            grid.addWidget(value, number, 1)
        grid.addWidget(self._choose, 0, 2)
        self._caption = label("Exactly what will leave, to the letter; hidden characters show as codes", role="caption")
        self.preview = ExcerptPane(theme)
        self.preview.setFixedHeight(PREVIEW)
        self.preview.filled.connect(self._note_filled)
        self.seen = TickBox(theme, "I have seen what will leave this computer")
        self.seen.toggled.connect(self._refresh)
        self._sync = button("Sync now", kind="primary")
        self._sync.clicked.connect(self.sync_pressed)
        self.add_button(self._sync)
        self.body.addLayout(grid)
        self.body.addWidget(self._caption)
        self.body.addWidget(self.preview)
        self.body.addWidget(self.seen)
        self._refresh()

    @property
    def key(self) -> str:
        """The fingerprint of the own key, as it is shown."""
        return self._key.text()

    @property
    def collector(self) -> str:
        return self._collector.text()

    def open_with(self, folder: str) -> None:
        """Open on *folder*, empty for none; what waits is being looked through."""
        self.seen.setChecked(False)
        self._must_be_seen = False
        self.show_busy(is_busy=False)
        self.say("What is sent waits until a receipt names it; nothing is ever deleted here or there.")
        self.show_looking()
        self.show_folder(folder)
        self.open_overlay(self._choose)

    def show_folder(self, folder: str) -> None:
        self._has_folder = bool(folder)
        if folder:
            self._folder.setText(folder)
            set_tooltip(self._folder, folder)
        self._refresh()

    def show_counts(self, said: str) -> None:
        self._counts.setText(said)

    def show_identity(self, evaluator: str, key: str, collector: str) -> None:
        """Who signs here, and whose receipts count: fingerprints to be read aloud."""
        self._evaluator.setText(evaluator)
        self._key.setText(key)
        self._collector.setText(collector or NO_COLLECTOR)
        for one in (self._evaluator, self._key, self._collector):
            one.setAccessibleDescription(one.text())

    def show_looking(self) -> None:
        """What would leave is being looked through; until it is known nothing can."""
        self.is_known = False
        self._refresh()

    def show_waiting(self, excerpts: Sequence[Excerpt], *, must_be_seen: bool, is_sound: bool) -> None:
        """This would leave. Where nothing ever did, it has to be seen first."""
        self.is_known, self._must_be_seen = is_sound, must_be_seen and bool(excerpts)
        if self._must_be_seen:
            self._is_filled = False
            self.preview.show_excerpts(excerpts, instead="")
        self._refresh()
        self._place()
        if self._sync.isEnabled() and self._choose.hasFocus():
            self._sync.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, *, is_busy: bool, may_cancel: bool = True) -> None:
        super().show_busy(is_busy=is_busy, may_cancel=may_cancel)
        self._refresh()

    def _note_filled(self) -> None:
        self._is_filled = True
        self._refresh()

    def _refresh(self) -> None:
        for one in (self._caption, self.preview, self.seen):
            one.setVisible(self._must_be_seen)
        self.seen.setEnabled(self._is_filled and not self.is_busy)
        self._choose.setEnabled(not self.is_busy)
        is_seen = not self._must_be_seen or (self._is_filled and self.seen.isChecked())
        self._sync.setEnabled(self._has_folder and self.is_known and is_seen and not self.is_busy)

    def _selectable(self, name: str) -> QLabel:
        """A value that can be copied: a fingerprint is compared with another."""
        made = label()
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setAccessibleName(name)
        return made
