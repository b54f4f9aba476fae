"""The command line in this process, with a workspace and a file of tasks."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app.cli import diptych

Verb = Callable[..., Result]
TASK = {"task_id": "t1", "prompt": "p", "candidates": [{"code": "x\n"}, {"code": "y\n"}]}
CANNOT = {
    "schema": "diptych/draft/1",
    "task_id": "t1",
    "verdict": {"outcome": "cannot_judge"},
    "rationale": {"text": "Unfamiliar."},
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "work.diptych"


@pytest.fixture
def run(workspace: Path) -> Verb:
    def verb(*words: str | Path) -> Result:
        return CliRunner().invoke(diptych, ["--workspace", str(workspace), *map(str, words)])

    return verb


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    file = tmp_path / "tasks.jsonl"
    file.write_text(json.dumps(TASK) + "\n", encoding="utf-8")
    return file


def document(result: Result) -> Any:
    """The one JSON document on standard output."""
    return json.loads(result.stdout)


def written(file: Path, *records: object) -> Path:
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return file
