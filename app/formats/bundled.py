"""What is bundled for people who judge: taxonomies, checklists, rationale templates. Read once, kept as values."""

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from app.domain.taxonomy import SubtletyLevel, Weakness, Weaknesses

T = TypeVar("T")


class _WeaknessRecord(msgspec.Struct):
    id: int
    name: str
    words: tuple[str, ...] = ()
    top_25_rank: int | None = None


class _WeaknessesRecord(msgspec.Struct):
    version: str
    notice: str
    terms: str
    weaknesses: tuple[_WeaknessRecord, ...]


class _LevelRecord(msgspec.Struct):
    found_by: str
    examples: str


class _SubtletyRecord(msgspec.Struct):
    version: int
    levels: dict[str, _LevelRecord]


@cache
def weaknesses() -> Weaknesses:
    """The CWE Top 25 and the set for code review, in this order."""
    record = _bundled("taxonomies/cwe.json", _WeaknessesRecord)
    entries = (Weakness(one.id, one.name, one.words, one.top_25_rank) for one in record.weaknesses)
    return Weaknesses(record.version, record.notice, record.terms, tuple(entries))


@cache
def subtlety_levels() -> tuple[SubtletyLevel, ...]:
    """S0 to S7."""
    record = _bundled("taxonomies/subtlety.json", _SubtletyRecord)
    return tuple(SubtletyLevel(level, one.found_by, one.examples) for level, one in record.levels.items())


def _bundled(path: str, kind: type[T]) -> T:
    return msgspec.json.decode(files("data").joinpath(*path.split("/")).read_bytes(), type=kind)
