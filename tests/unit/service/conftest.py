"""A service over a new workspace with the sample tasks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.evaluation import Evaluation
from app.formats.bundled import sample_task_set
from app.formats.task_files import open_task_file
from tests.unit.service.scene import Clock, imported


@pytest.fixture
def evaluation(tmp_path: Path) -> Iterator[Evaluation]:
    opened = Evaluation.open(tmp_path / "work.diptych", now=Clock())
    imported(opened, open_task_file(sample_task_set()))
    yield opened
    opened.close()
