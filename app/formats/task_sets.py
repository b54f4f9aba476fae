"""Task-set files (``diptych/task-set/1``): which tasks belong together, and what is asked of their evaluators."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app.domain.policy import Policy
from app.errors import UserError
from app.formats.faults import Fault
from app.formats.lines_in import is_within, read_text
from app.formats.misfits import misfit

SCHEMA = "diptych/task-set/1"


class PolicyRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: Annotated[int, msgspec.Meta(ge=1)] = 1
    minimum_words: Annotated[int, msgspec.Meta(ge=0, le=2000)] = 30
    required_criteria: Literal["all"] | tuple[str, ...] = "all"
    require_deciding_criterion: bool = True
    finding_from_gap: Annotated[int, msgspec.Meta(ge=0, le=3)] = 0
    ask_acceptability: bool = False
    neutral_first_look: bool = False
    first_impression: bool = False
    shuffle_tasks: bool = False
    repeat_percent: Annotated[int, msgspec.Meta(ge=0, le=10)] = 0


class TaskSetRecord(msgspec.Struct, frozen=True):
    schema: str
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    tasks: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    rubric: str | None = None
    guidelines: str | None = None
    policy: PolicyRecord = PolicyRecord()


@dataclass(frozen=True, slots=True)
class TaskSetDescription:
    """What a task-set file says; *tasks* are paths of files beside it."""

    name: str
    tasks: tuple[Path, ...]
    rubric: str | None
    guidelines: str
    policy: Policy


def read_description(path: Path) -> TaskSetDescription:
    """Read the task-set file *path*. Raises UserError with what to mend."""
    text = read_text(path)
    try:
        record = msgspec.convert(tomllib.loads(text), TaskSetRecord)
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"{path.name} is not TOML: {error}.") from error
    except RecursionError:
        raise UserError(f"{path.name}: the lists and tables are nested too deeply; flatten them.") from None
    except msgspec.ValidationError as error:
        raise UserError(str(Fault(path.name, None, *misfit(error)))) from error
    except ValueError as error:
        raise UserError(f"{path.name} holds a number that is too large; write one within ±2^63.") from error
    if record.schema != SCHEMA:
        raise UserError(f"{path.name}, “schema”: found “{record.schema}”; this version reads “{SCHEMA}”.")
    return TaskSetDescription(
        name=record.name,
        tasks=tuple(_beside(path, name, "tasks") for name in record.tasks),
        rubric=record.rubric,
        guidelines="" if record.guidelines is None else read_text(_beside(path, record.guidelines, "guidelines")),
        policy=_policy(record.policy),
    )


def _policy(record: PolicyRecord) -> Policy:
    return Policy(**msgspec.structs.asdict(record))


def _beside(path: Path, name: str, field: str) -> Path:
    """The file *name* in the folder of *path*, or below it; never outside."""
    if not is_within(name):
        raise UserError(f"{path.name}, “{field}”: “{name}” lies outside the folder of the task set; put it beside it.")
    return path.parent / name
