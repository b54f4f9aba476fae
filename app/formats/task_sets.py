"""Task-set files (``diptych/task-set/1``): which tasks belong together, and what is asked of their evaluators."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app.domain.policy import Policy
from app.formats.faults import Fault, FaultError, named_in
from app.formats.lines_in import is_within, read_text
from app.formats.misfits import MisfitError, fit

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
        record = fit(tomllib.loads(text), TaskSetRecord)
    except tomllib.TOMLDecodeError as error:
        raise FaultError(_no_toml(path, text, str(error))) from error
    except RecursionError:
        deep = "the lists and tables are nested too deeply; flatten them."
        raise FaultError(Fault(path.name, None, None, deep)) from None
    except MisfitError as error:
        raise FaultError(Fault(path.name, None, error.field, error.message)) from error
    except ValueError as error:
        large = "holds a number that is too large; write one within ±2^63."
        raise FaultError(Fault(path.name, None, None, large)) from error
    if record.schema != SCHEMA:
        other = f"found “{record.schema}”; this version reads “{SCHEMA}”."
        raise FaultError(Fault(path.name, None, "schema", other))
    return TaskSetDescription(
        name=record.name,
        tasks=tuple(_beside(path, name, "tasks") for name in record.tasks),
        rubric=record.rubric,
        guidelines="" if record.guidelines is None else _guidelines(path, record.guidelines),
        policy=_policy(record.policy),
    )


def _no_toml(path: Path, text: str, why: str) -> Fault:
    """The fault of a text that is not TOML; *why* is the reader's word, with the place behind it."""
    what, _, place = why.removesuffix(")").partition(" (at ")
    found = re.fullmatch(r"line (\d+), column (\d+)", place)
    line = text.count("\n") + 1 if found is None else int(found[1])
    where = "" if found is None else f" at column {found[2]}"
    return Fault(path.name, line, None, f"is not TOML{where} ({what[:1].lower()}{what[1:]}); mend the line.")


def _guidelines(path: Path, name: str) -> str:
    with named_in(path.name, "guidelines"):
        return read_text(_beside(path, name, "guidelines"))


def _policy(record: PolicyRecord) -> Policy:
    return Policy(**msgspec.structs.asdict(record))


def _beside(path: Path, name: str, field: str) -> Path:
    """The file *name* in the folder of *path*, or below it; never outside."""
    if not is_within(name):
        outside = f"“{name}” lies outside the folder of the task set; put it beside it."
        raise FaultError(Fault(path.name, None, field, outside))
    return path.parent / name
