"""What is written at the desk is kept, whatever else is asked for meanwhile: another task, another workspace, the end."""

import threading
from collections.abc import Callable, Generator, Iterator
from itertools import repeat
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.names import TaskKey
from app.evaluation import Evaluation
from app.formats.bundled import sample_task_set
from app.formats.task_files import open_task_file
from app.store.surroundings import HARDLY_ANY_ROOM
from tests.torture.full_disk import filled
from ui.desk import Desk
from ui.desk.autosave import SaveState, Saving

WORDS = " ".join(f"word{number}" for number in range(40))


class Person:
    """Somebody at a desk without a window."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.desk = Desk()
        self.told: list[str] = []
        self.saving: list[Saving] = []
        self.desk.told.connect(lambda notice: self.told.append(notice.text))
        self.desk.saving_changed.connect(self.saving.append)
        # Who is this fast is asked about it.
        self.desk.check_asked.connect(lambda _: self.desk.answer_check("kept"))

    def opens(self, workspace: Path) -> None:
        with self.qtbot.waitSignal(self.desk.workspace_opened):
            self.desk.open_workspace(workspace, resume=False)
        self.desk.open_task_set("sample")
        self.sees(lambda: self.desk.sitting is not None)

    def sees(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=10_000)

    def lies_here(self, key: TaskKey) -> None:
        self.sees(lambda: self.desk.sitting is not None and self.desk.sitting.key == key)

    def writes(self, text: str) -> None:
        self.desk.writing.write_rationale(text, 0)

    def judges(self) -> None:
        """Say all that is asked for, and hand it in."""
        desk = self.desk
        assert desk.sitting is not None
        desk.writing.prefer(3)
        names = desk.sitting.brief.rubric.names
        for slot in desk.sitting.brief.slots:
            for name in names:
                desk.writing.set_score(slot, name, 3)
        desk.writing.decide_by(names[0])
        self.writes(WORDS)
        desk.submit()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return a_workspace(tmp_path / "work.diptych")


@pytest.fixture
def person(qtbot: QtBot, workspace: Path) -> Iterator[Person]:
    someone = Person(qtbot)
    someone.opens(workspace)
    yield someone
    someone.desk.close()


def a_workspace(path: Path) -> Path:
    evaluation = Evaluation.open(path)
    for _ in evaluation.import_tasks(open_task_file(sample_task_set())):
        pass
    evaluation.close()
    return path


def keys_in(workspace: Path) -> list[TaskKey]:
    reader = Evaluation.open_for_reading(workspace)
    try:
        return [entry.key for entry in reader.queue("sample")]
    finally:
        reader.close()


def kept_in(workspace: Path, key: TaskKey) -> str:
    """The rationale of a task as the workspace has it."""
    reader = Evaluation.open_for_reading(workspace)
    try:
        return reader.lay_out(key).draft.rationale
    finally:
        reader.close()


def test_words_written_while_another_task_is_on_its_way_are_kept(person: Person, workspace: Path) -> None:
    first, second, *_ = keys_in(workspace)
    person.writes("hello")
    person.desk.open_task(second)
    person.writes("hello, and what was written while waiting")
    person.lies_here(second)
    person.sees(lambda: person.desk.is_settled)
    assert kept_in(workspace, first) == "hello, and what was written while waiting"


def test_words_written_while_the_same_task_is_laid_out_anew_stay_on_the_desk(person: Person, workspace: Path) -> None:
    first, *_ = keys_in(workspace)
    person.writes("hello")
    person.sees(lambda: person.desk.is_settled)
    laid_out: list[object] = []
    person.desk.laid_out.connect(laid_out.append)
    person.desk.open_task(first)
    person.writes("hello again")
    person.sees(lambda: person.desk.is_settled)
    person.desk._requests.finish()
    assert person.desk.draft.rationale == "hello again"
    assert kept_in(workspace, first) == "hello again"
    assert laid_out == []


def test_words_that_were_written_down_before_the_same_task_came_anew_stay_on_the_desk(
    person: Person, workspace: Path
) -> None:
    first, *_ = keys_in(workspace)
    person.desk.open_task(first)
    person.writes("hello")
    # Asked for behind the task, and before it is there.
    person.desk.flush()
    person.sees(lambda: person.desk.is_settled)
    person.desk._requests.finish()
    assert person.desk.draft.rationale == "hello"
    assert kept_in(workspace, first) == "hello"


def test_of_tasks_that_are_asked_for_one_after_another_the_last_one_comes(person: Person, workspace: Path) -> None:
    keys = keys_in(workspace)
    for key in keys[1:4]:
        person.desk.open_task(key)
    person.lies_here(keys[3])
    person.sees(lambda: person.desk.is_settled)
    assert person.desk.sitting is not None
    assert person.desk.sitting.key == keys[3]


def test_the_last_words_are_kept_where_a_submit_is_left_before_it_was_answered(person: Person, workspace: Path) -> None:
    first, second, *_ = keys_in(workspace)
    person.judges()
    person.writes(WORDS + " LAST WORDS")
    person.desk.open_task(second)
    person.lies_here(second)
    person.sees(lambda: person.desk.is_settled)
    assert "LAST WORDS" in kept_in(workspace, first)


def test_whoever_went_elsewhere_during_a_submit_stays_there(person: Person, workspace: Path) -> None:
    first, _, third, *_ = keys_in(workspace)
    with person.qtbot.waitSignal(person.desk.submitted):
        person.desk.check_asked.connect(lambda _: person.desk.open_task(third))
        person.judges()
    person.lies_here(third)
    person.sees(lambda: person.desk.is_settled)
    assert person.desk.sitting is not None
    assert person.desk.sitting.key == third
    assert not person.desk.is_reading
    reader = Evaluation.open_for_reading(workspace)
    assert reader.lay_out(first).is_submitted
    reader.close()


def test_undo_does_not_reach_into_another_workspace(person: Person, tmp_path: Path) -> None:
    other = a_workspace(tmp_path / "other.diptych")
    with person.qtbot.waitSignal(person.desk.submitted):
        person.judges()
    person.opens(other)
    person.desk.undo()
    assert person.told[-1] == "Nothing to undo."


MANY_WORDS = "words " * 5_000
"""More than a page: less might find room where something was."""


@pytest.fixture
def on_a_small_disk(qtbot: QtBot, disk: Path) -> Iterator[Person]:
    """Somebody whose workspace lies on a disk that can fill up, without a reserve."""
    someone = Person(qtbot)
    someone.opens(a_workspace(disk / "work.diptych"))
    (disk / "work.diptych.ballast").unlink()
    yield someone
    someone.desk.close()


def leaves_words_without_room(person: Person, disk: Path) -> None:
    """Write while the disk is full, and put the task away."""
    with filled(disk):
        person.writes(MANY_WORDS)
        person.sees(lambda: person.desk.has_unsaved)
        person.desk.clear()
        person.sees(lambda: person.desk.is_settled)


def test_words_that_found_no_room_in_one_workspace_keep_none_out_of_the_next(
    on_a_small_disk: Person, workspace: Path, disk: Path
) -> None:
    person = on_a_small_disk
    first, *_ = keys_in(workspace)
    leaves_words_without_room(person, disk)
    person.opens(workspace)
    person.writes("words of the other")
    person.sees(lambda: person.desk.is_settled)
    assert kept_in(workspace, first) == "words of the other"
    assert person.desk.has_unsaved
    # Back in the first one they are tried again.
    person.opens(disk / "work.diptych")
    person.desk.put_task_away()
    person.sees(lambda: not person.desk.has_unsaved)
    assert kept_in(disk / "work.diptych", first) == MANY_WORDS


def test_saving_goes_on_after_it_was_tried_without_a_workspace(
    on_a_small_disk: Person, tmp_path: Path, disk: Path
) -> None:
    person = on_a_small_disk
    leaves_words_without_room(person, disk)
    broken = tmp_path / "broken.diptych"
    broken.write_text("no database")
    with person.qtbot.waitSignal(person.desk.workspace_refused):
        person.desk.open_workspace(broken)
    person.desk.retry_saving()
    person.opens(disk / "work.diptych")
    person.writes("new words")
    person.sees(lambda: person.desk.is_settled)
    first, *_ = keys_in(disk / "work.diptych")
    assert kept_in(disk / "work.diptych", first) == "new words"


def test_what_cannot_be_written_at_the_end_is_known_before_the_end(on_a_small_disk: Person, disk: Path) -> None:
    person = on_a_small_disk
    with filled(disk):
        person.writes(MANY_WORDS)
        assert not person.desk.write_everything()
    assert person.saving[-1].state is SaveState.FAILED
    assert person.desk.write_everything()
    first, *_ = keys_in(disk / "work.diptych")
    assert kept_in(disk / "work.diptych", first) == MANY_WORDS


def test_with_hardly_any_room_what_was_begun_is_handed_in_and_nothing_new_is_begun(
    on_a_small_disk: Person, disk: Path
) -> None:
    person = on_a_small_disk
    first, second, *_ = keys_in(disk / "work.diptych")
    with filled(disk, but=HARDLY_ANY_ROOM // 2):
        with person.qtbot.waitSignal(person.desk.submitted):
            person.judges()
        person.sees(lambda: person.desk.is_reading)
        assert "what was begun can be ended, and nothing new is begun" in person.told[-1]
        person.lies_here(first)
        with person.qtbot.waitSignal(person.desk.told):
            person.desk.import_files((sample_task_set(),))
    person.desk.open_task(second)
    person.lies_here(second)


def test_stopping_stops_all_long_work_and_says_so_once_it_has(person: Person) -> None:
    ended: list[str] = []
    strips: list[str] = []
    person.desk.work_progressed.connect(lambda what, _: strips.append(what))

    def endless(_: Evaluation) -> Generator[int, None, str]:
        yield from repeat(1)
        return "importing"

    def quick(_: Evaluation) -> Generator[int, None, str]:
        yield 1
        return "exporting"

    person.desk._requests.ask_long(endless, ended.append, "Importing tasks")
    person.desk._requests.read_long(quick, ended.append, "Exporting")
    person.sees(lambda: ended == ["exporting"])
    assert strips[-1] == "Importing tasks"
    person.desk.cancel_work()
    person.sees(lambda: person.told[-1:] == ["Stopped; nothing was changed."])
    assert (ended, strips[-1]) == (["exporting"], "")


def test_work_that_was_at_its_end_when_it_was_to_stop_is_said_to_be_done(
    person: Person, go_ahead: threading.Event
) -> None:
    is_at_its_end = threading.Event()
    ended: list[str] = []

    def work(_: Evaluation) -> Generator[int, None, str]:
        yield 1
        is_at_its_end.set()
        go_ahead.wait()
        return "all of it is in"

    person.desk._requests.ask_long(work, ended.append, "Importing tasks")
    person.sees(is_at_its_end.is_set)
    person.desk.cancel_work()
    go_ahead.set()
    person.sees(lambda: ended == ["all of it is in"])
    assert "Stopped; nothing was changed." not in person.told
