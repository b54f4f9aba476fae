"""The walk of P15, in a process of its own: through every screen and command, touching every widget on the way.

    python -m tests.torture.walk FOLDER PORT short|long

Says on its last line, as JSON, what it met. New widgets and commands are met by themselves: the rows of the palette are run,
the tree of widgets is walked, dialogs that come up are looked at and closed, and whatever takes a text to show is given one.
"""

import inspect
import json
import os
import sys
import time
import traceback
import typing
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QDialog,
    QLabel,
    QLineEdit,
    QToolTip,
    QWidget,
)

import ui.plain_text as plain_text
from app.domain.draft import Category, Counterexample, Polarity, Severity, Span
from app.domain.names import Slot, TaskId, TaskKey
from app.domain.queue import SkipReason
from app.settings import Settings
from tests.occasional import make_all
from tests.torture.hostile_words import Canaries, malformed, task_set
from tests.torture.looking import Looker, dangling_items
from ui.desk import Desk
from ui.desk.notice import Notice
from ui.judging.findings_filter import FEW
from ui.main_window.window import SMALLEST, MainWindow
from ui.theme import Theme

PATIENCE_S = 120
LEFT_OUT = ("file.quit",)
ONLY_IN_THE_LONG_FORM = ("view.theme", "view.scheme", "view.scale")
"""These draw everything anew and bring up no text that was not there; each takes a second."""


class Walk:
    """The window, and the way through it."""

    def __init__(self, application: QApplication, canaries: Canaries, *, is_long: bool) -> None:
        self.application, self.canaries, self.is_long = application, canaries, is_long
        self.looker = Looker(application, canaries)
        self.commands_run: set[str] = set()
        self.worked_on: set[str] = set()
        self.bugs: list[str] = []
        sys.excepthook = lambda kind, error, trace: self.bugs.append(
            "".join(traceback.format_exception(kind, error, trace)[-2:])
        )
        self.desk = Desk()
        self.window = MainWindow.furnished(application, Theme(application, "light"), self.desk, Settings())
        self.window.resize(*((1440, 900) if is_long else SMALLEST))
        self.window.show()
        self.window.activateWindow()
        self._modal = QTimer(self.window)
        self._modal.setInterval(30)
        self._modal.timeout.connect(self._close_modal)
        self._modal.start()
        self._is_in_modal = False

    def until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not condition():
            self.application.processEvents()
            if time.monotonic() > end:
                raise SystemExit(f"Nothing happened after {len(self.commands_run)} commands; bugs: {self.bugs}")

    def settle(self) -> None:
        self.until(lambda: self.desk.is_settled and self.window.code.is_settled())
        self.looker.pump()

    # The way

    def go(self) -> None:
        folder = self.canaries.folder
        self._open(folder / "work.diptych")
        self.looker.look_around()
        self.desk.import_files((malformed(self.canaries, folder),))
        self.looker.pump(20)
        self.looker.look_around()
        self.desk.import_files((task_set(self.canaries, folder / "set"),))
        self.until(lambda: self.desk.sitting is not None)
        self.until(lambda: self.desk.queue is not None)
        assert self.desk.queue is not None
        names = [entry.key.task_id for entry in self.desk.queue.page.entries]
        self._try_commands("welcome", self.desk.put_task_away)
        for name in names:
            self._work_on(name)
        self._meet_a_task_that_keeps_evidence_back()
        self._turn_the_pages_of_the_settings()
        self._hold_files()
        self.say_everything()
        self.looker.drop_on(self.window)
        self.looker.look_around()
        refused = folder / "<img src='canary-refused.png'>.diptych"
        refused.write_text(self.canaries.text("refused-content") * 20, encoding="utf-8")
        self._open(refused)
        self.looker.look_around()

    def _open(self, path: Path) -> None:
        answered: list[object] = []
        self.desk.workspace_opened.connect(lambda: answered.append(1))
        self.desk.workspace_refused.connect(answered.append)
        self.desk.open_workspace(path, resume=False)
        self.until(lambda: bool(answered))
        self.looker.pump()

    def _meet_a_task_that_keeps_evidence_back(self) -> None:
        """A set that asks for a first impression before tests, results and context are shown."""
        gated = task_set(
            self.canaries, self.canaries.folder / "gated", name="gated-name", policy="first_impression = true\n"
        )
        self.desk.import_files((gated,))
        self.until(lambda: self.desk.sitting is not None and self.desk.sitting.asks_first_impression)
        self.settle()
        self.looker.look_around()

    def _turn_the_pages_of_the_settings(self) -> None:
        """The workspace's name stands on one of them."""
        self.window.flows.adjusting.open()
        pages = self.window.parts.settings_sheet.findChild(
            QButtonGroup, options=Qt.FindChildOption.FindDirectChildrenOnly
        )
        assert pages is not None
        for page in pages.buttons():
            page.click()
            self.looker.look_around()
        self._close_everything()

    def _hold_files(self) -> None:
        """Hold files over the window, one that could be dropped and one that could not, and take them away again."""
        for ending in ("jsonl", "html"):
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(self.canaries.folder / f"{self.canaries.words('held')}.{ending}"))])
            left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            over = QDragEnterEvent(self.window.rect().center(), Qt.DropAction.CopyAction, data, left, none)
            self.application.sendEvent(self.window, over)
            self.looker.look_around()
            self.application.sendEvent(self.window, QDragLeaveEvent())

    def _goes_to(self, task_id: str) -> None:
        self.desk.open_task(TaskKey(self.canaries.words("set-name"), TaskId(task_id)))
        self.until(lambda: self.desk.sitting is not None and self.desk.sitting.key.task_id == task_id)
        self.settle()

    def _work_on(self, task_id: str) -> None:
        self.worked_on.add(task_id)
        self._goes_to(task_id)
        self.looker.look_around()
        self._try_commands(task_id, lambda: self._goes_to(task_id))
        if not self.is_long and len(self.worked_on) > 1:
            return
        self._write(task_id)
        self.looker.look_around()
        self.looker.touch_texts()
        if self.is_long:
            self._write(task_id)
            self._try_commands(f"written {task_id}", lambda: self._goes_to(task_id))
        self._write(task_id)
        self._hand_in(task_id)
        self._goes_to(task_id)
        self._try_commands(f"handed in {task_id}", lambda: self._goes_to(task_id))

    def _write(self, task_id: str) -> None:
        """A judgment in which every text that a person can write is hostile: it may have been pasted from anywhere."""
        desk, text, words = self.desk, self.canaries.text, self.canaries.words
        self._goes_to(task_id)
        # Commands may have closed it.
        self.window.flows.viewing.open_panel()
        if desk.is_reading:
            desk.revise()
        sitting = desk.sitting
        assert sitting is not None
        slots = sitting.brief.slots
        if len(slots) == 2:
            desk.writing.prefer(2)
        else:
            desk.writing.toggle_cannot_judge()
        for slot in slots:
            desk.writing.say_acceptable(slot, "as_is")
            for name in sitting.brief.rubric.names:
                desk.writing.set_score(slot, name, 3)
                desk.writing.note_score(slot, name, words("score-note"))
        path = sitting.exhibits[0].files[0].path or None
        desk.discard_finding()
        desk.begin_finding(Slot.A, Polarity.PROBLEM, Span(1, 2, path))
        if desk.draft.composition is not None:
            desk.write_finding(
                replace(
                    desk.draft.composition,
                    category=Category.BUG,
                    severity=Severity.HIGH,
                    claim=text("claim"),
                    mechanism=text("mechanism"),
                    better_approach=text("better"),
                    counterexample=Counterexample(words("ce-input"), words("ce-expected"), words("ce-actual")),
                )
            )
            self.looker.look_around()
            self.looker.touch_texts()
            desk.save_finding()
            self._read_findings()
            self._find_more(FEW, path)
        desk.writing.decide_by(sitting.brief.rubric.names[0])
        desk.writing.be_confident(3)
        desk.writing.write_rationale(text("rationale") + " {{c:A:1-2}}", 900)
        self.settle()

    def _find_more(self, count: int, path: str | None) -> None:
        """Write so many more findings that the list of them is parted."""
        for line in range(1, count + 1):
            self.desk.begin_finding(Slot.A, Polarity.STRENGTH, Span(line, line, path))
            if (composition := self.desk.draft.composition) is not None:
                claim = self.canaries.words("claim-of-many")
                self.desk.write_finding(replace(composition, category=Category.READABILITY, claim=claim))
                self.desk.save_finding()
        self.looker.look_around()

    def _read_findings(self) -> None:
        """Open every finding below its lines, as it is read once it was written."""
        for finding in self.desk.draft.findings:
            self.window.flows.reading_findings.open(finding.finding_id)
            self.looker.look_around()
            self.looker.touch_texts()
        self.window.flows.reading_findings.close()

    def _hand_in(self, task_id: str) -> None:
        """Submit, keep what is asked about with a hostile reason, and stay; what is missing is looked at."""
        for _ in range(8):
            self.desk.submit(and_stay=True)
            self.looker.pump(10)
            self.settle()
            self.looker.look_around()
            if self.desk.is_reading:
                return
            self.desk.answer_check("kept", self.canaries.text("check-reason"))
            self.settle()
        self.desk.skip(SkipReason.OTHER, self.canaries.text("skip-note"))
        self.looker.pump(10)
        self.settle()

    def _try_commands(self, state: str, back: Callable[[], None]) -> None:
        """Run every command that can be run here, look at what it brings up, and come back."""
        back()
        self.looker.pump(10)
        # From the back where a judgment stands: the first that can be done with it is to begin to change it.
        rows = self.window.commands[:: -1 if state.startswith("handed in") else 1]
        for command in rows:
            # What can be done with a task is something else once it was judged.
            is_new = command.id not in self.commands_run or (
                state.startswith("handed in") and command.section == "Task"
            )
            is_quick = not command.id.startswith(ONLY_IN_THE_LONG_FORM)
            if command.id in LEFT_OUT or not (self.is_long or (is_new and is_quick)):
                continue
            if not command.when():
                continue
            self.commands_run.add(command.id)
            command.run()
            self.looker.pump(4)
            self._type_into_search()
            self.looker.look_around()
            self._close_everything()
            if state != "welcome" and (self.desk.sitting is None or self.desk.sitting.key.task_id not in state):
                back()

    def _type_into_search(self) -> None:
        """Filters and choosers take what is typed, or pasted from anywhere."""
        focus = self.window.focusWidget()
        if isinstance(focus, QLineEdit) and focus.isVisible():
            focus.setText(self.canaries.words("typed"))
            self.looker.pump(2)
            self.looker.look_around()
            focus.clear()

    def _close_everything(self) -> None:
        for _ in range(3):
            QTest.keyClick(self.window.focusWidget() or self.window, Qt.Key.Key_Escape)
            self.looker.pump(2)

    def _close_modal(self) -> None:
        dialog = self.application.activeModalWidget()
        if dialog is None or self._is_in_modal:
            return
        self._is_in_modal = True
        try:
            self.looker.look_around()
            self.looker.touch_texts()
        finally:
            self._is_in_modal = False
        if isinstance(dialog, QDialog):
            dialog.reject()
        else:
            dialog.close()

    # Whatever can be told a text

    def say_everything(self) -> None:
        """Give a hostile text to every signal of the desk, widget and factory that takes one to show it."""
        text = self.canaries.text
        self.desk.told.emit(Notice(text("notice"), can_undo=True))
        self.looker.look_around()
        self.desk.warned.emit((text("warning"), self.canaries.words("second-warning")))
        self.looker.look_around()
        self.desk.work_progressed.emit(text("progress"), 3)
        self.looker.look_around()
        self.desk.work_progressed.emit("", 0)
        make_all(self.window)
        for widget in self.window.findChildren(QWidget):
            if type(widget).__module__.startswith("ui."):
                for name, tell in _tellers(widget):
                    place = f"told-{type(widget).__name__.strip('_').lower()}-{name.replace('_', '-')}"
                    tell(text(place))
                    widget.setVisible(True)
                    self.looker.pump(2)
                    self.looker.look_within(widget)
        for child in self._made_by_factories():
            child.show()
            self.looker.pump()
            self.looker.look_within(child)
            self.looker.touch_texts(child)
            child.deleteLater()
        plain_text.inform(self.window, self.canaries.words("inform-title"), text("inform"))
        plain_text.confirm(
            self.window, self.canaries.words("confirm-title"), text("confirm"), yes=self.canaries.words("confirm-yes")
        )

    def _made_by_factories(self) -> Iterator[QWidget]:
        """A widget of every factory in `ui.plain_text` that makes one of a text, found by its signature."""
        for name, factory in inspect.getmembers(plain_text, inspect.isfunction):
            if not factory.__module__.startswith(plain_text.__name__):
                continue
            hints = typing.get_type_hints(factory)
            made, parameters = hints.pop("return"), list(inspect.signature(factory).parameters)
            first = parameters[0] if parameters else ""
            if inspect.isclass(made) and issubclass(made, QWidget) and hints.get(first) is str:
                widget = factory(self.canaries.text(f"factory-{name.replace('_', '-')}"))
                plain_text.set_tooltip(widget, self.canaries.text("tooltip"))
                yield widget

    # The end

    def trip_the_controls(self) -> None:
        """Do what the program never does, to see that it would be caught."""
        label = QLabel(self.canaries.text("control-label"))
        label.show()
        button = QLabel("x")
        button.show()
        self.looker.pump(10)
        QToolTip.showText(QPoint(5, 5), self.canaries.text("control-tooltip"), button)
        self.looker.pump(10)
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.canaries.port}/canary-control-fetch", timeout=5).close()
        except urllib.error.HTTPError as error:
            error.close()

    def report(self) -> dict[str, object]:
        looker = self.looker
        kinds = {one for one in looker.kinds if one.__module__.startswith("ui.")}
        return {
            "places": len(self.canaries.places),
            "shown": len(looker.places_seen),
            "widgets": looker.widgets,
            "classes": len(looker.kinds),
            "unseen": sorted(one.__name__ for one in _widget_classes() - kinds),
            "commands": len(self.commands_run),
            "pastes": looker.pastes,
            "copies": looker.copies,
            "drops": looker.drops,
            "tooltips": looker.tooltips,
            "rich": sorted(looker.rich),
            "bugs": self.bugs,
        }


def _tellers(widget: QWidget) -> Iterator[tuple[str, Callable[[str], object]]]:
    """The public methods of *widget*, of its own, that take nothing but a text."""
    for name, method in inspect.getmembers(widget, inspect.ismethod):
        if name.startswith("_") or not method.__func__.__module__.startswith("ui."):
            continue
        needed = [
            one for one in inspect.signature(method).parameters.values() if one.default is inspect.Parameter.empty
        ]
        if len(needed) == 1 and typing.get_type_hints(method).get(needed[0].name) is str:
            yield name, method


def _widget_classes() -> set[type]:
    """Every kind of widget of the program that stands by itself: a class that others build on is met through them."""
    found: set[type] = set()
    waiting = [QWidget]
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            if one.__module__.startswith("ui.") and not one.__subclasses__():
                found.add(one)
    return found


def main(words: list[str]) -> None:
    canaries = Canaries(Path(words[0]), int(words[1]))
    application = QApplication([])
    walk = Walk(application, canaries, is_long=words[2] == "long")
    try:
        walk.go()
        walk.bugs += dangling_items(application)
        report = walk.report()
        walk.trip_the_controls()
        report["read_by_their_times"] = canaries.read_by_their_times()
        print(json.dumps(report), flush=True)
    except BaseException:
        # The hook for bugs of the program keeps what it hears; a walk that cannot go on must say so.
        traceback.print_exc()
        os._exit(1)
    # Without the interpreter's end: what is on the clipboard belongs to Python, and Qt lets go of it too late.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
