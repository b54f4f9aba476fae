"""Judgments as a table for a spreadsheet: RFC 4180, a row for each judgment and candidate, every cell quoted.

A view, not a record: spreadsheets run what begins like a formula (CWE-1236), so such a cell gets an apostrophe in front,
hidden characters are written as codes, and the row says that its text was changed. JSON Lines are unchanged.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from app.code.hidden_characters import revealed
from app.domain.judgment import Judgment, SealedScore

COLUMNS = (
    "judgment_id",
    "revision",
    "made_with",
    "evaluator",
    "task_set",
    "task_id",
    "task_sha256",
    "kind",
    "occasion",
    "outcome",
    "ranking",
    "gaps",
    "none_acceptable",
    "deciding_criterion",
    "confidence",
    "sentence",
    "rationale",
    "words",
    "submitted_at",
    "active_ms",
    "rubric",
    "candidate_id",
    "slot",
    "candidate_sha256",
    "tier",
    "acceptable",
    "scores",
    "problems",
    "strengths",
    "text_was_escaped",
)
_FORMULAS = tuple("=+-@\t\r\n\0＝＋－＠")


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one judgment; *escaped* counts the cells whose text was changed."""

    data: bytes
    escaped: int


def csv_header() -> bytes:
    return _row(COLUMNS)


def csv_rows(record: bytes) -> Rows:
    """The rows of the judgment *record*, one for each of its candidates."""
    judgment = msgspec.json.decode(record, type=Judgment)
    data = b""
    escaped = 0
    for cells in _cells(judgment):
        safe = [_neutral(cell) for cell in cells]
        changed = sum(before != after for before, after in zip(cells, safe, strict=True))
        data += _row((*safe, _word(changed > 0)))
        escaped += changed
    return Rows(data, escaped)


def _cells(judgment: Judgment) -> Iterator[list[str]]:
    verdict, rationale, timing = judgment.verdict, judgment.rationale, judgment.timing
    for candidate in judgment.candidates:
        name = candidate.candidate_id
        findings = [one for one in judgment.findings if one.candidate_id == name]
        tier = next((number for number, tier in enumerate(verdict.ranking, 1) if name in tier), None)
        yield [
            judgment.judgment_id,
            str(judgment.revision),
            judgment.made_with,
            judgment.evaluator,
            judgment.task.task_set,
            judgment.task.task_id,
            judgment.task.sha256,
            judgment.task.kind,
            str(judgment.occasion),
            verdict.outcome,
            " > ".join(" = ".join(tier) for tier in verdict.ranking),
            " ".join(map(str, verdict.gaps)),
            _word(verdict.none_acceptable),
            verdict.deciding_criterion or "",
            _number(verdict.confidence),
            rationale.sentence,
            rationale.rendered,
            str(rationale.words),
            "" if timing is None else timing.submitted_at,
            "" if timing is None else str(timing.active_ms),
            judgment.rubric.name,
            name,
            candidate.slot or "",
            candidate.sha256,
            _number(tier),
            (verdict.acceptable or {}).get(name, ""),
            _scores(judgment.scores.get(name, {})),
            str(sum(one.polarity == "problem" for one in findings)),
            str(sum(one.polarity == "strength" for one in findings)),
        ]


def _scores(scores: dict[str, SealedScore]) -> str:
    """“correctness 4, safety n/a”."""
    return ", ".join(f"{name} {'n/a' if one.score is None else one.score}" for name, one in sorted(scores.items()))


def _neutral(cell: str) -> str:
    shown = revealed(cell, keep_lines=True)
    # Some programs pass over blanks in front of a formula.
    return f"'{shown}" if shown.lstrip(" ").startswith(_FORMULAS) else shown


def _row(cells: tuple[str, ...]) -> bytes:
    quoted = ('"' + cell.replace('"', '""') + '"' for cell in cells)
    return (",".join(quoted) + "\r\n").encode()


def _word(claim: bool) -> str:
    return "true" if claim else "false"


def _number(number: int | None) -> str:
    return "" if number is None else str(number)
