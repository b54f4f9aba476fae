"""Rubric files: the template of the outside world, read and bundled."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import msgspec

from app.domain.canonical import canonical, digest
from app.domain.judgment import Judgment, SealedScore
from app.domain.rubric import Criterion, Rubric
from app.errors import UserError
from app.formats.faults import Fault, FaultError
from app.formats.lines_in import is_within, read_text
from app.formats.misfits import MisfitError, fit
from app.formats.strict_json import END, StrictJSONError, decode

BUNDLED = ("code-comparison", "reasoning-evaluation")
MOST_CRITERIA = 12

Name = Annotated[str, msgspec.Meta(pattern=rf"^[A-Za-z][A-Za-z0-9_-]{{0,63}}{END}")]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]


class CriterionRecord(msgspec.Struct, frozen=True):
    """One criterion of the template; *score* and *note* are there in a filled-in one and are passed over."""

    description: Text
    scale: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    label: str | None = None
    short: str | None = None
    anchors: dict[str, str] = {}


class RubricRecord(msgspec.Struct, frozen=True):
    rubric: Annotated[dict[Name, CriterionRecord], msgspec.Meta(min_length=1, max_length=MOST_CRITERIA)]
    name: str | None = None
    version: Annotated[int, msgspec.Meta(ge=1)] = 1


def bundled_rubrics() -> tuple[Rubric, ...]:
    """The rubrics that come with the program."""
    return tuple(bundled_rubric(name) for name in BUNDLED)


def bundled_rubric(name: str) -> Rubric:
    """The bundled rubric called *name*. Raises UserError where there is none."""
    if name not in BUNDLED:
        raise UserError(f"There is no rubric “{name}”; bundled are {' and '.join(BUNDLED)}, or give a file.")
    text = files("data").joinpath("rubrics", f"{name}.json").read_bytes()
    return rubric_from(decode(text), default_name=name)


def read_rubric(path: Path) -> Rubric:
    """The rubric in the file *path*. Raises UserError."""
    try:
        return rubric_from(decode(read_text(path).encode()), default_name=path.stem)
    except (StrictJSONError, MisfitError) as error:
        raise FaultError(Fault(path.name, None, error.field, error.message)) from error


def named_rubric(name: str, folder: Path | None) -> Rubric:
    """A bundled rubric, or the rubric file *name* beside the file that asks for it."""
    if name in BUNDLED:
        return bundled_rubric(name)
    if folder is not None and is_within(name) and _is_file(folder / name):
        return read_rubric(folder / name)
    return bundled_rubric(name)


def chosen_rubric(name: str) -> Rubric:
    """The rubric that a person names: a bundled one, or a file wherever it lies. Raises UserError."""
    return read_rubric(Path(name)) if name not in BUNDLED and _is_file(Path(name)) else bundled_rubric(name)


def _is_file(path: Path) -> bool:
    """Whether there is such a file. A name that no file can have, too long or with a NUL in it, is none of one."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def rubric_from(plain: Any, *, default_name: str) -> Rubric:
    """The rubric that decoded JSON spells. Raises MisfitError."""
    record = fit(plain, RubricRecord)
    criteria = tuple(_criterion(name, one) for name, one in record.rubric.items())
    name = record.name or default_name
    identity = {"name": name, "version": record.version, "criteria": criteria}
    return Rubric(name, record.version, digest(canonical(identity)), criteria)


def filled_in(rubric: Rubric) -> Mapping[str, object]:
    """*rubric* as its template, for a person who wants to write one."""
    return {
        "name": rubric.name,
        "version": rubric.version,
        "rubric": {
            criterion.name: {
                "description": criterion.description,
                "scale": list(criterion.scale),
                "label": criterion.label,
                "short": criterion.short,
                "anchors": {str(score): text for score, text in criterion.anchors},
            }
            for criterion in rubric.criteria
        },
    }


def scored(rubric: Rubric, judgment: Judgment) -> Iterator[Mapping[str, object]]:
    """The template filled in by *judgment*, once for each candidate; a criterion that was not scored has no score."""
    for candidate in judgment.candidates:
        own = judgment.scores.get(candidate.candidate_id, {})
        yield {
            "task_id": judgment.task.task_id,
            "candidate_id": candidate.candidate_id,
            "judgment_id": judgment.judgment_id,
            "name": rubric.name,
            "version": rubric.version,
            "rubric": {
                criterion.name: {
                    "description": criterion.description,
                    "scale": list(criterion.scale),
                    **_score(own.get(criterion.name)),
                }
                for criterion in rubric.criteria
            },
            "notes": judgment.rationale.rendered,
        }


def _score(score: SealedScore | None) -> Mapping[str, object]:
    return {} if score is None else {"score": score.score, "note": score.note}


def _criterion(name: str, record: CriterionRecord) -> Criterion:
    label = record.label or name.replace("_", " ").replace("-", " ").capitalize()
    if len(record.scale) < 2 or list(record.scale) != sorted(set(record.scale)) or record.scale[0] < 0:
        raise MisfitError(f"rubric.{name}.scale", "must rise and begin at 0 or above, like [0, 1, 2, 3, 4, 5].")
    if any(not score.isdecimal() for score in record.anchors):
        raise MisfitError(f"rubric.{name}.anchors", "must be named by their scores, like “0” and “5”.")
    anchors = tuple(sorted((int(score), text) for score, text in record.anchors.items()))
    return Criterion(name, record.description, label, record.short or label, record.scale, anchors)
