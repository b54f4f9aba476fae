"""A disk that fills up under the evaluator: it is said at once, nothing that was written is lost, and it is saved after."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from app.domain.names import TaskId, TaskKey
from app.evaluation import Evaluation
from tests.story.conftest import Evaluator
from tests.story.dialogs import answers_yes
from tests.torture.full_disk import filled

WORDS = "The first one keeps its promise, "
MORE = "and the second one does not."


@pytest.fixture
def at_work(sit_down: Callable[..., Evaluator], disk: Path) -> Evaluator:
    person = sit_down(disk / "work.diptych")
    person.desk.open_sample()
    person.opens("lru-ttl-014")
    person.saves()
    return person


@contextmanager
def full(disk: Path, evaluator: Evaluator, *, with_reserve: bool = False) -> Iterator[None]:
    """Not a byte of room, until this is over and everything is saved."""
    if not with_reserve:
        (disk / "work.diptych.ballast").unlink()
    try:
        with filled(disk):
            yield
    finally:
        evaluator.desk.retry_saving()
        evaluator.sees(lambda: not evaluator.desk.has_unsaved)


def indicator(evaluator: Evaluator) -> QPushButton:
    (found,) = [
        one
        for one in evaluator.window.top_bar.findChildren(QPushButton)
        if one.text().startswith(("Saved", "Not", "Sav"))
    ]
    return found


def writes(evaluator: Evaluator, text: str) -> None:
    evaluator.press("R")
    evaluator.type(text)
    evaluator.press("Esc")
    evaluator.saves()


def test_a_full_disk_is_said_and_what_was_written_is_saved_once_there_is_room(at_work: Evaluator, disk: Path) -> None:
    evaluator = at_work
    with full(disk, evaluator):
        # More than a page: less might find room where something was.
        writes(evaluator, WORDS * 1_000)
        evaluator.sees(lambda: indicator(evaluator).text() == "Not saved: disk full. Retry")
        assert "free some room and try again" in evaluator.toast
        writes(evaluator, MORE)
        assert evaluator.desk.draft.rationale == WORDS * 1_000 + MORE
        assert indicator(evaluator).text() == "Not saved: disk full. Retry"
    assert indicator(evaluator).text() == "Saved"
    reader = Evaluation.open_for_reading(evaluator.workspace)
    assert reader.lay_out(TaskKey("sample", TaskId("lru-ttl-014"))).draft.rationale == WORDS * 1_000 + MORE
    reader.close()


def test_the_reserve_saves_what_met_the_full_disk(at_work: Evaluator, disk: Path) -> None:
    evaluator = at_work
    with full(disk, evaluator, with_reserve=True):
        writes(evaluator, WORDS * 1_000)
        evaluator.sees(lambda: evaluator.desk.has_unsaved)
        assert "A reserve of 1 MB was freed" in evaluator.toast
        indicator(evaluator).click()
        evaluator.sees(lambda: indicator(evaluator).text() == "Saved")


def test_nobody_quits_over_what_is_not_saved_without_being_asked(at_work: Evaluator, disk: Path) -> None:
    evaluator = at_work
    with full(disk, evaluator):
        writes(evaluator, WORDS * 1_000)
        evaluator.sees(lambda: evaluator.desk.has_unsaved)
        asked = answers_yes("Cancel")
        evaluator.window.close()
        asked()
        assert evaluator.window.isVisible()
        assert evaluator.desk.draft.rationale == WORDS * 1_000
