"""The guide's pictures: two whole judgments with real keys, drawn after each step.

The steps here and the texts beside the pictures (``docs/guide/``) belong together: a text names candidates by letter, so
the evaluator is one for whom they stand in that order.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.names import CandidateId, EvaluatorId, Slot, TaskId, TaskKey
from app.domain.task import Task
from app.evaluation import Evaluation
from app.formats.bundled import sample_task_set
from app.formats.task_files import open_task_file
from docs.studio import Studio, picture_of
from ui.theme import Theme

OUT = Path(__file__).resolve().parent / "guide" / "pictures"
SIZE = (1440, 900)
KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Up": Qt.Key.Key_Up,
    "End": Qt.Key.Key_End,
    "Home": Qt.Key.Key_Home,
}
HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


@dataclass(frozen=True, slots=True)
class Guide:
    """One judgment of a task: *order* is how its candidates stand, left to right; *steps* are drawn one by one."""

    name: str
    task: TaskId
    order: tuple[CandidateId, ...]
    steps: tuple[tuple[str, Callable[["Hand"], None]], ...]

    def pictures(self) -> tuple[str, ...]:
        """The names of the files, in the order of the steps."""
        return tuple(f"{self.name}-{number}-{step}.png" for number, (step, _) in enumerate(self.steps, 1))


class Hand:
    """A person at the keyboard of a studio."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio

    def press(self, *strokes: str) -> None:
        """Press keys, spelled as in the menus."""
        for stroke in strokes:
            *held, key = stroke.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for word in held:
                modifiers |= HELD[word]
            QTest.keyClick(self._focus, KEYS.get(key) or Qt.Key(ord(key.upper())), modifiers)

    def writes(self, text: str) -> None:
        """Type *text* at once, as an input method does."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self._focus, event)

    def types(self, text: str) -> None:
        """Type *text* key by key, so that references become chips; ASCII only."""
        for character in text:
            QTest.keyClicks(self._focus, character)

    def goes_to(self, slot: Slot, line: int) -> None:
        self.press(f"Ctrl+{list(Slot).index(slot) + 1}", "Ctrl+G")
        self.types(str(line))
        self.press("Enter")

    def marks(self, slot: Slot, first: int, last: int) -> None:
        """Select lines."""
        self.goes_to(slot, first)
        self.press(*["Shift+J"] * (last - first))

    def finds(self, slot: Slot, lines: tuple[int, int], keys: str, claim: str, *more: str) -> None:
        """Write a finding and keep it: *keys* choose category and severity, *more* are the fields behind the claim."""
        self.marks(slot, *lines)
        self.press("F" if len(keys) == 2 else "G", *keys)
        self._fields(claim, *more)
        self.press("Ctrl+Enter")

    def begins(self, slot: Slot, lines: tuple[int, int], keys: str, *fields: str) -> None:
        """The same with the whole counterexample, and without keeping it yet."""
        self.marks(slot, *lines)
        self.press("F", *keys)
        self._fields(*fields[:3])
        self.press("Alt+Enter")
        self._fields(*fields[3:])

    def hands_in(self) -> None:
        """Submit and stay; what is asked is kept."""
        studio = self.studio
        self.press("Ctrl+Shift+Enter")

        def is_done() -> bool:
            if studio.window.workbench.check.isVisible():
                self.press("Enter")
            return studio.desk.is_reading

        studio.until(is_done)

    def _fields(self, *texts: str) -> None:
        for number, text in enumerate(texts):
            if number:
                self.press("Tab")
            self.writes(text)

    @property
    def _focus(self) -> QWidget:
        return self.studio.window.focusWidget() or self.studio.window


A, B, C = Slot.A, Slot.B, Slot.C


def read_the_task(hand: Hand) -> None:
    hand.press("T")


def read_side_by_side(hand: Hand) -> None:
    hand.press("T", "End")
    hand.studio.settles()
    hand.press("Home", *["."] * 6)


def write_a_finding(hand: Hand) -> None:
    hand.begins(
        A,
        (35, 41),
        "B4",
        "A missing key is loaded once by every thread that asks for it, and a cached None on every call.",
        "Nothing is held between get() and put(), and None stands for “absent” and for a value.",
        "Look up, load and store under one lock, and tell “absent” by a sentinel of its own.",
        'get_or_load("d", lambda: None), then get_or_load("d", lambda: 4)',
        "None twice; the second function is not called",
        "None, then 4",
    )
    hand.press("Alt+K")


def keep_findings(hand: Hand) -> None:
    hand.press("Ctrl+Enter")
    hand.finds(
        A,
        (47, 49),
        "B3",
        "cleanup() raises RuntimeError as soon as an entry has expired, and the timer thread dies.",
        "It deletes from the dict that it walks through.",
        "Collect the expired keys first, then delete them.",
    )
    hand.finds(
        A,
        (19, 26),
        "B3",
        "A hit does not make the key the most recently used one, so entries leave in order of insertion.",
        "get() never moves the key to the end.",
        "self._data.move_to_end(key) before the value is returned.",
    )
    hand.finds(
        A,
        (23, 23),
        "E2",
        "Expiry follows the wall clock, which NTP moves; and at an age of exactly ttl an entry still counts.",
        "time.time() is no measure of age, and < leaves the boundary out.",
        "time.monotonic(), and expires <= now.",
    )
    hand.finds(B, (51, 59), "B", "One lock from the look-up to the put: load() runs once, and a cached None is a hit.")
    hand.finds(
        B,
        (57, 57),
        "P2",
        "load() runs under the lock of the whole cache: a slow load of one key stops every other reader.",
        "",
        "A lock for each key that is being loaded.",
    )
    hand.goes_to(A, 35)


def give_the_verdict(hand: Hand) -> None:
    hand.press("7", "Y")


def score(hand: Hand) -> None:
    hand.press("1", "3", "S", *"15", *"44", *"43", *"14", *"15", *"44", *"--")


def explain(hand: Hand) -> None:
    hand.press("R")
    hand.types(
        "@B does what the task asks for under one lock and on a monotonic clock: B:51-59 loads a missing key once and takes "
        "a cached None for a hit, B:39-42 expires at the boundary and keeps the order of use. @A fails each of these: "
        "A:36-40 loads once per thread, A:26 returns without moving the key, A:23 follows the wall clock, and A:47-49 "
        "raises where it should clean up. The price of @B is that a slow load blocks every reader; that is slow, never "
        "wrong. A cache that held its lock for each key would change my mind about the gap, not about the order. "
    )


def submit(hand: Hand) -> None:
    hand.hands_in()


def read_three(hand: Hand) -> None:
    hand.press(*["."] * 5)


def step_through_pairs(hand: Hand) -> None:
    hand.press("X")
    hand.studio.settles()
    hand.goes_to(A, 37)


def find_in_three(hand: Hand) -> None:
    hand.finds(
        A,
        (37, 37),
        "B3",
        "The wait does not hear the signal: an abort at its beginning is noticed at its end, up to ten seconds later.",
        "sleep() gets no signal.",
        "Let the wait reject with signal.reason, and clear timer and listener.",
    )
    hand.finds(
        A,
        (27, 27),
        "H2",
        "Rejects with an error of its own, so that callers cannot tell a time-out from a user who cancelled.",
        "",
        "signal?.throwIfAborted()",
    )
    hand.finds(
        A,
        (37, 37),
        "E2",
        "Waits once more after the last failure: with retries 0 and baseMs 600, up to 600 ms for nothing.",
        "The loop looks at the number of attempts after the wait.",
        "Throw before the wait when attempt is retries.",
    )
    hand.press("X", "X", "X")
    hand.studio.settles()
    hand.finds(
        C,
        (31, 35),
        "B3",
        "Every attempt is number 0, for operation and for shouldRetry.",
        "The recursion starts anew and does not carry the number.",
        "A loop, or the number as a parameter.",
    )
    hand.finds(
        C,
        (24, 30),
        "B3",
        "Calls operation although the signal has aborted: before the first attempt, and again after a wait.",
        "The signal is looked at after a failure only, and the wait cannot be aborted.",
        "Look at the signal before each attempt, and end the wait with it.",
    )
    hand.finds(
        A, (36, 36), "A1", "A library function writes to the console, which nobody asked for.", "", "Leave it out."
    )
    hand.finds(B, (11, 21), "B", "The wait ends with the abort, and neither timer nor listener stays behind.")
    hand.finds(
        B,
        (20, 20),
        "E1",
        "If shouldRetry itself aborts the signal, the wait runs its whole length.",
        "A listener that is added after the abort is never called.",
        "Look at signal.aborted before the wait.",
    )
    hand.goes_to(B, 20)
    hand.press("Ctrl+Shift+F")


def rank(hand: Hand) -> None:
    hand.press("Esc", "B", "3", "A", "2", "C", "Y")


def score_three(hand: Hand) -> None:
    hand.press("1", "3", "S", *"251", *"444", *"444", *"251", *"242", *"243", *"---")


def explain_three(hand: Hand) -> None:
    hand.press("R")
    hand.types(
        "@B before @A: only B:10-22 ends a wait with the abort, rejects with the reason and takes its listener off; "
        "A:37 sleeps through it, A:27 hides the reason, and after the last failure it waits once more. @A before @C: the "
        "numbers of the attempts are right in A:25, while C:31-35 tells operation and shouldRetry 0 for ever, and C:24 "
        "calls operation after an abort. That @C throws at once with retries 0 does not outweigh it. "
    )


GUIDES = (
    Guide(
        "two-way",
        TaskId("lru-ttl-014"),
        (CandidateId("c1"), CandidateId("c2")),
        (
            ("task", read_the_task),
            ("reading", read_side_by_side),
            ("finding", write_a_finding),
            ("findings", keep_findings),
            ("verdict", give_the_verdict),
            ("scores", score),
            ("rationale", explain),
            ("submitted", submit),
        ),
    ),
    Guide(
        "three-way",
        TaskId("retry-backoff-002"),
        (CandidateId("c2"), CandidateId("c1"), CandidateId("c3")),
        (
            ("reading", read_three),
            ("pairs", step_through_pairs),
            ("findings", find_in_three),
            ("ranking", rank),
            ("scores", score_three),
            ("rationale", explain_three),
            ("submitted", submit),
        ),
    ),
)


def draw_guide(application: QApplication, theme: Theme, guide: Guide) -> None:
    """Go through the steps of *guide*, with a picture after each."""
    OUT.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        workspace = Path(folder) / "guide.diptych"
        evaluator = next(one for one in _evaluators() if _stand_as(guide, one))
        evaluation = Evaluation.open(workspace)
        evaluation.set_evaluator(evaluator)
        evaluation.close()
        studio = Studio(application, theme, workspace, SIZE)
        studio.opens(guide.task)
        hand = Hand(studio)
        for (_, step), name in zip(guide.steps, guide.pictures(), strict=True):
            step(hand)
            studio.settles()
            picture_of(application, studio.window).save(str(OUT / name))
            print(name)
        studio.window.close()
        studio.window.deleteLater()
        application.processEvents()


def _evaluators() -> Iterator[EvaluatorId]:
    return (EvaluatorId(f"e-{number:012x}") for number in count())


def _stand_as(guide: Guide, evaluator: EvaluatorId) -> bool:
    """Whether the candidates of the guide's task stand in its order for *evaluator*, as the first of their number."""
    with TemporaryDirectory() as folder:
        evaluation = Evaluation.open(Path(folder) / "trial.diptych")
        evaluation.set_evaluator(evaluator)
        file = open_task_file(sample_task_set())
        for _ in evaluation.import_tasks(file):
            pass
        sitting = evaluation.lay_out(TaskKey(file.task_set.name, guide.task)).sitting
        evaluation.close()
    task = next(task for task in file.read() if isinstance(task, Task) and task.task_id == guide.task)
    codes = {candidate.candidate_id: candidate.files for candidate in task.candidates}
    return [exhibit.files for exhibit in sitting.exhibits] == [codes[one] for one in guide.order]
