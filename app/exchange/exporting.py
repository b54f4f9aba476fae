"""Files that are derived from the log, or from the tasks: one format each, looked through first or written whole.

What an export would hold is found out by the very steps that write it, so that nobody is promised another file than the
one that comes.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from app.domain.export import Excerpt, ExportReport, Survey
from app.domain.judgment import Judgment
from app.exchange.leaving import refuse_to_replace
from app.formats.csv_table import csv_header, csv_rows
from app.formats.rubrics import bundled_rubrics, scored
from app.formats.writing import WholeFile, place_in
from app.judging.pairs import pairs
from app.store.log import StandingJudgment
from app.store.workspace import Workspace


class Exporting:
    """The derived formats of one open workspace; it only reads."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def export(
        self, format_name: str, dest: Path, *, task_set: str | None = None
    ) -> Generator[int, None, ExportReport]:
        """Write *dest*, a file or a folder, in one of `FORMATS`; yields how many judgments, or tasks, were looked at.

        Dropping the generator leaves no file. What is judged while it runs is not in it. Raises UserError.
        """
        derived = FORMATS[format_name]
        tally = _Tally()
        if task_set is not None:
            self._workspace.refuse_unknown(task_set)
        refuse_to_replace(self._workspace, place_in(dest, derived.file_name))
        with WholeFile(dest, default_name=derived.file_name) as file:
            file.write(derived.head())
            for piece in derived.pieces(self._workspace, self._workspace.log_end(), task_set, tally):
                file.write(piece)
                yield tally.looked_at
        return ExportReport(
            file.path,
            tally.judgments,
            tally.findings,
            dict(tally.dropped),
            tally.escaped if derived.escapes else None,
            tally.looked_at if derived.is_of_tasks else 0,
        )

    def survey(self, format_name: str, *, task_set: str | None = None) -> Generator[int, None, Survey]:
        """What `export` would write now; yields as it does."""
        derived = FORMATS[format_name]
        tally = _Tally(is_strict=True)
        first = b""
        for piece in derived.pieces(self._workspace, self._workspace.log_end(), task_set, tally):
            first = first or piece
            yield tally.looked_at
        return Survey(
            file_name=derived.file_name,
            judgments=tally.judgments,
            findings=tally.findings,
            tasks=tally.looked_at if derived.is_of_tasks else 0,
            dropped=dict(tally.dropped),
            escaped=tally.escaped if derived.escapes else None,
            problems=tuple(tally.problems),
            # A task file names the models that wrote the candidates; nobody is shown that before they have judged.
            excerpts=(Excerpt("", derived.head() + first),) if first and not derived.is_of_tasks else (),
        )


@dataclass(slots=True)
class _Tally:
    """What was met on the way. A strict one notes records that are not what their schema says, and goes on."""

    is_strict: bool = False
    looked_at: int = 0
    judgments: int = 0
    findings: int = 0
    escaped: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


_Pieces = Callable[[Workspace, int, str | None, _Tally], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class _Derived:
    """A format: what its file is called, what stands at its top, and what each judgment or task gives to it."""

    file_name: str
    pieces: _Pieces
    head: Callable[[], bytes] = bytes
    escapes: bool = False
    is_of_tasks: bool = False


def _standing(
    to_data: Callable[[Workspace, StandingJudgment, _Tally], bytes | str],
) -> _Pieces:
    """Every judgment that stands as *to_data* writes it, or counted under the reason why it gives nothing."""

    def pieces(workspace: Workspace, through: int, task_set: str | None, tally: _Tally) -> Iterator[bytes]:
        for standing in workspace.standing_judgments(through=through, task_set=task_set):
            tally.looked_at += 1
            if tally.is_strict and (problem := _problem(standing.line)) is not None:
                tally.problems.append(problem)
                continue
            written = to_data(workspace, standing, tally)
            if isinstance(written, str):
                tally.dropped[written] += 1
                yield b""
            else:
                tally.judgments += 1
                tally.findings += standing.findings
                yield written
        if retracted := workspace.count_retracted(through=through, task_set=task_set):
            tally.dropped["retracted"] = retracted

    return pieces


def _problem(line: bytes) -> str | None:
    try:
        msgspec.json.decode(line, type=Judgment)
    except msgspec.ValidationError as error:
        return f"A judgment is not what its own schema says: {str(error).replace('`', '')}."
    return None


def _record(_: Workspace, standing: StandingJudgment, __: _Tally) -> bytes:
    """The newest record, as it is."""
    return standing.line + b"\n"


def _pairs(_: Workspace, standing: StandingJudgment, __: _Tally) -> bytes | str:
    """Pairs of candidates. What could not be judged, or was judged after unsealing, gives none."""
    judgment = msgspec.json.decode(standing.line, type=Judgment)
    if judgment.presentation is not None and judgment.presentation.unblinded:
        return "unblinded"
    if not judgment.verdict.ranking:
        return "cannot_judge"
    return b"".join(msgspec.json.encode(pair) + b"\n" for pair in pairs(judgment))


def _scores(workspace: Workspace, standing: StandingJudgment, _: _Tally) -> bytes | str:
    """The scores in the rubric template, one candidate a line."""
    judgment = msgspec.json.decode(standing.line, type=Judgment)
    named = judgment.rubric.sha256
    # Who collects has judgments without their tasks, and so without the rubrics that came with these.
    rubric = workspace.rubric(named) or next((one for one in bundled_rubrics() if one.sha256 == named), None)
    if rubric is None:
        return "unknown_rubric"
    return b"".join(msgspec.json.encode(filled) + b"\n" for filled in scored(rubric, judgment))


def _table(_: Workspace, standing: StandingJudgment, tally: _Tally) -> bytes:
    """Rows for a spreadsheet, one a candidate."""
    rows = csv_rows(standing.line)
    tally.escaped += rows.escaped
    return rows.data


def _tasks(workspace: Workspace, _: int, task_set: str | None, tally: _Tally) -> Iterator[bytes]:
    """The tasks as they came, unknown fields and all."""
    for line in workspace.task_lines(task_set):
        tally.looked_at += 1
        yield line.encode() + b"\n"


FORMATS = {
    "jsonl": _Derived("judgments.jsonl", _standing(_record)),
    "pairs": _Derived("pairs.jsonl", _standing(_pairs)),
    "rubric": _Derived("scores.jsonl", _standing(_scores)),
    "csv": _Derived("judgments.csv", _standing(_table), head=csv_header, escapes=True),
    "tasks": _Derived("tasks.jsonl", _tasks, is_of_tasks=True),
}
