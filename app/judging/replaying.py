"""What was shown, computed again from a judgment record and its task, and held against what the record says.

The order comes from the seed, the seed from task set, evaluator and number of candidates, the file list from the seed, and
the hashes from the very text: whoever has the tasks can look at what the evaluator looked at.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.code.lines import split
from app.domain.blind_order import ALGORITHM
from app.domain.judgment import Judgment, Presentation
from app.domain.sitting import Exhibit
from app.domain.task import Task, hash_of_files, hash_of_task
from app.judging.blinding import arrangement, exhibits, seed_for
from app.judging.files import listed_files


@dataclass(frozen=True, slots=True)
class Replay:
    """What stood on the screen, left to right, and every sentence in which the record and its task disagree.

    *exhibits* are empty where nothing was shown, or the task is not there. What of it was looked at, and how, is in the
    record's own `presentation`, None for a judgment from a file. *is_seed_proven* says whether the seed is that of the task
    set as the record names it: it was drawn when the task was first opened, and tasks may have been added since.
    """

    record: Judgment
    exhibits: tuple[Exhibit, ...]
    disagreements: tuple[str, ...]
    is_seed_proven: bool = False

    @property
    def was_shown(self) -> bool:
        return self.record.presentation is not None


def replayed(record: Judgment, task: Task | None) -> Replay:
    """What *record* says was shown of *task*, which is None where it is not there."""
    if task is None:
        return Replay(record, (), ("its task is not in this workspace",))
    shown = record.presentation
    number = len(task.candidates)
    seed = seed_for(task_set_sha256=record.task.task_set_sha256, evaluator=record.evaluator, candidates=number)
    found = (*_of_the_text(record, task), *(() if shown is None else _of_the_screen(record, task, shown)))
    stood = () if shown is None or not _is_order_of(task, shown) else exhibits(task, shown.order)
    return Replay(record, stood, found, is_seed_proven=shown is not None and shown.seed == seed)


def _of_the_text(record: Judgment, task: Task) -> Iterator[str]:
    """Whether the task is, to the letter, the one that was judged."""
    said = [(one.candidate_id, one.sha256, one.lines) for one in record.candidates]
    hashes = [hash_of_files(one.files) for one in task.candidates]
    there = [
        (one.candidate_id, sha256, sum(len(split(file.content).lines) for file in one.files))
        for one, sha256 in zip(task.candidates, hashes, strict=True)
    ]
    if said != there:
        yield "its candidates are not, to the letter, those of the task"
    if record.task.sha256 != hash_of_task(task.brief, hashes):
        yield "its task has another text here"


def _of_the_screen(record: Judgment, task: Task, shown: Presentation) -> Iterator[str]:
    number = len(task.candidates)
    if shown.algorithm != ALGORITHM:
        yield f"its order comes from “{shown.algorithm}”, which this version does not know"
        return
    ids = [one.candidate_id for one in task.candidates]
    drawn = tuple(ids[index] for index in arrangement(shown.seed, shown.position_in_block, number))
    if shown.order != drawn:
        yield f"its order is not element {shown.position_in_block} of the sequence of its seed"
    slots = {one.candidate_id: one.slot for one in record.candidates}
    if [slots.get(one) for one in shown.order] != list(task.brief.slots):
        yield "its candidates did not stand in the slots that its order gives them"
    files = listed_files([one.files for one in task.candidates], seed=shown.seed, task_id=record.task.task_id) or None
    if shown.files != files:
        yield "its files were not listed in the order that its seed gives them"
    if shown.pane_widths is not None and len(shown.pane_widths) != number:
        yield f"it has {len(shown.pane_widths)} panes for {number} candidates"


def _is_order_of(task: Task, shown: Presentation) -> bool:
    return sorted(shown.order) == sorted(one.candidate_id for one in task.candidates)
