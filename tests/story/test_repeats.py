"""A task that comes again, at the desk: it looks like any other, and gives a judgment of its own."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QLabel

from app.domain.queue import TaskState
from tests.story.conftest import Evaluator
from tests.unit.test_repeats import TASKS
from tests.unit.test_repeats import Evaluator as AtTheService

WORDS = "The second one keeps an empty list from dividing by zero, which the task asks for in so many words. " * 2


def test_a_task_that_comes_again_is_judged_like_any_other(sit_down: Callable[..., Evaluator], tmp_path: Path) -> None:
    before = AtTheService(tmp_path)
    before.clock.moment = datetime.now(UTC) - timedelta(days=2)
    before.judges_all()
    last = before.service.queue("set")[-1].key
    before.service.lay_out(last)
    before.service.close()
    person = sit_down(tmp_path / "work.diptych")
    person.opens(last.task_id)
    entries = person.entries
    again = [entry for entry in entries if entry.key.occasion == 2]
    assert [len(entries), len(again)] == [TASKS, 3]
    person.desk.open_task_set("set")
    person.sees(lambda: person.desk.sitting is not None and person.desk.sitting.key == again[0].key)
    person.sees(lambda: person.window.code.is_settled())
    first = person.desk.sitting
    assert first is not None
    assert (first.submitted_at, first.position, first.total) == (None, again[0].position, TASKS)
    said = " ".join(one.text() for one in person.window.findChildren(QLabel) if one.isVisible()).casefold()
    assert "repeat" not in said
    assert "second time" not in said
    person.press("A", "2", "B", "1", "C", "Y", "1", "3", "S", *"432" * 7, "R")
    person.type(WORDS)
    person.press("Ctrl+Enter")
    person.opens(again[1].key.task_id)
    assert person.desk.sitting is not None
    assert person.desk.sitting.key == again[1].key
    records = [one for one in person.exports() if one["task"]["task_id"] == again[0].key.task_id]
    assert [one["occasion"] for one in records] == [1, 2]
    assert records[0]["presentation"]["order"] != records[1]["presentation"]["order"]
    assert len({one["judgment_id"] for one in records}) == 2
    states = {entry.key: entry.state for entry in person.entries}
    assert (states[again[0].key], states[again[1].key]) == (TaskState.DONE, TaskState.TODO)
    person.press("Alt+Left")
    person.sees(lambda: person.desk.sitting is not None and person.desk.sitting.key != again[1].key)
