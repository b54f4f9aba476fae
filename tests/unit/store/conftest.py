"""A real workspace in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock import new_id
from app.domain.names import EvaluatorId, Instant
from app.domain.queue import QueueEntry
from app.queueing import Queue
from app.store.workspace import Workspace
from tests.builders import CODE, a_task, a_task_set

NOW = Instant("2026-01-01T10:00:00.000Z")


def open_workspace(path: Path) -> Workspace:
    return Workspace.open(path, evaluator=lambda: EvaluatorId("e-0123456789ab"), new_id=new_id)


def fill(workspace: Workspace) -> None:
    """Two tasks of two candidates, one of three."""
    with workspace.atomic():
        workspace.add_task_set(a_task_set(), now=NOW)
        for task in (a_task("one"), a_task("two"), a_task("three", codes=CODE)):
            workspace.add_task(task, now=NOW)
        workspace.settle_task_set("demo")


def queue_of(workspace: Workspace) -> tuple[QueueEntry, ...]:
    """The three tasks, or what is left of them, as they stand in the queue."""
    return Queue(workspace, now=lambda: NOW).entries("demo")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "work.diptych"


@pytest.fixture
def workspace(path: Path) -> Iterator[Workspace]:
    opened = open_workspace(path)
    fill(opened)
    yield opened
    opened.close()
