"""Two real workspaces, one that judges and one that collects, and what lies between them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest

from app.domain.names import TaskId, TaskKey
from app.domain.sitting import Attention
from app.evaluation import Evaluation
from app.exchange.receiving import Receiving
from app.exchange.sending import Sending
from tests.builders import CODE, a_draft, a_task
from tests.unit.store.conftest import fill, open_workspace

T = TypeVar("T")


@dataclass
class Place:
    """A machine: its folder, its open workspace and its key."""

    folder: Path
    evaluation: Evaluation

    @property
    def key_file(self) -> Path:
        return self.folder / "signing-key"

    @property
    def sending(self) -> Sending:
        return self.evaluation.sending(self.key_file)

    @property
    def receiving(self) -> Receiving:
        return self.evaluation.receiving(self.key_file)

    def judge(self, *names: str) -> None:
        for name in names:
            key = TaskKey("demo", TaskId(name))
            self.evaluation.lay_out(key)
            task = a_task(name, codes=CODE if name == "three" else CODE[:2])
            self.evaluation.submit(key, a_draft(task), Attention())

    def retract(self, name: str) -> None:
        self.evaluation.withdraw(TaskKey("demo", TaskId(name)))

    def lines(self) -> list[str]:
        """Every event that is here."""
        rows = self.evaluation._workspace._db.execute("SELECT line FROM event ORDER BY store_id, seq, event_id")
        return [line for (line,) in rows]


NewPlace = Callable[[str], Place]


@pytest.fixture
def new_place(tmp_path: Path) -> Iterator[NewPlace]:
    places = []

    def make(name: str) -> Place:
        folder = tmp_path / name
        workspace = open_workspace(folder / "work.diptych")
        if not workspace.task_sets():
            fill(workspace)
        workspace.close()
        place = Place(folder, Evaluation.open(folder / "work.diptych"))
        places.append(place)
        return place

    yield make
    for place in places:
        place.evaluation.close()


@pytest.fixture
def laptop(new_place: NewPlace) -> Place:
    return new_place("laptop")


@pytest.fixture
def collector(new_place: NewPlace) -> Place:
    return new_place("collector")
