"""Made code and made tasks: the same on every machine, since all chance in them has a seed."""

import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.domain.names import TaskId, TaskKey
from app.evaluation import Evaluation
from app.formats.task_files import open_task_file


def python_code(lines: int, seed: int) -> str:
    """Python that differs from that of another *seed* in about one line of six."""
    choice = random.Random(seed)
    written: list[str] = []
    number = 0
    while len(written) < lines:
        number += 1
        name = f"step_{number}"
        written.append(f"def {name}(values, limit={number if choice.random() < 0.9 else number + 1}):")
        written.append(f'    """Add up the values of step {number} that stay below the limit."""')
        written.append("    total = 0")
        written.append("    for index, value in enumerate(values):")
        if choice.random() < 0.3:
            written.append(f"        if value is None or index > {choice.randrange(100)}:")
            written.append("            continue")
        written.append(f"        total += min(value, limit) * {choice.choice(('1', '2', 'index'))}")
        written.append("    return total")
        written.append("")
    return "\n".join(written[:lines]) + "\n"


def task(task_id: str, codes: Sequence[str], *, prompt: str = "Add up the values.") -> str:
    """One line of a task file."""
    candidates = [{"candidate_id": f"c{number}", "code": code} for number, code in enumerate(codes, 1)]
    return json.dumps({"task_id": task_id, "language": "python", "prompt": prompt, "candidates": candidates})


def task_file(path: Path, tasks: Iterable[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        for line in tasks:
            file.write(line + "\n")
    return path


def workspace(path: Path, tasks: Iterable[str], *, laid_out: str | None = None) -> Path:
    """A closed workspace with *tasks* in the set “made”; the one that was *laid_out* last comes back at the start."""
    file = task_file(path.with_suffix(".jsonl"), tasks)
    evaluation = Evaluation.open(path)
    for _ in evaluation.import_tasks(open_task_file(file, task_set="made")):
        pass
    if laid_out is not None:
        evaluation.lay_out(key(laid_out))
    evaluation.close()
    return path


def key(task_id: str) -> TaskKey:
    return TaskKey("made", TaskId(task_id))
