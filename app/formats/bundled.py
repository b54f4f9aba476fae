"""What is bundled for people who judge: taxonomies, checklists, rationale templates. Read once, kept as values."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import msgspec

from app.domain.checklist import Checklist, ChecklistItem
from app.domain.leak import LeakWords
from app.domain.taxonomy import SubtletyLevel, Weakness, Weaknesses
from app.domain.template import CriterionWords, Template

T = TypeVar("T")

CHECKLISTS = ("python", "javascript", "java", "c", "rust", "go", "sql")
"""The languages that have a list of their own, by the names of their files."""


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


class _TemplateRecord(msgspec.Struct):
    id: str
    title: str
    text: str


class _TemplatesRecord(msgspec.Struct):
    version: int
    templates: tuple[_TemplateRecord, ...]


class _LexiconRecord(msgspec.Struct):
    version: int
    criteria: dict[str, tuple[str, ...]]


class _LeakRecord(msgspec.Struct):
    version: int
    names: tuple[str, ...]
    names_with_number: tuple[str, ...]
    signatures: tuple[str, ...]
    chat: tuple[str, ...]


class _ItemRecord(msgspec.Struct):
    id: str
    text: str


class _ChecklistRecord(msgspec.Struct):
    version: int
    title: str
    languages: tuple[str, ...]
    items: tuple[_ItemRecord, ...]


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


@cache
def rationale_templates() -> tuple[Template, ...]:
    """Sentences to fill in, in the order in which they are offered."""
    record = _bundled("templates/rationale.json", _TemplatesRecord)
    return tuple(Template(one.id, one.title, one.text) for one in record.templates)


@cache
def criterion_words() -> tuple[CriterionWords, ...]:
    """Words by which a rationale speaks of the criteria of the bundled rubrics."""
    record = _bundled("templates/criterion-words.json", _LexiconRecord)
    return tuple(CriterionWords(name, words) for name, words in record.criteria.items())


@cache
def leak_words() -> LeakWords:
    """Traces of models that an import looks for."""
    record = _bundled("blinding/leaks.json", _LeakRecord)
    return LeakWords(record.names, record.names_with_number, record.signatures, record.chat)


@cache
def checklist_for(language: str | None) -> Checklist:
    """What to look at in code of *language*: the general list, and the language's own behind it where there is one."""
    general = _bundled("checklists/general.json", _ChecklistRecord)
    lists = [_bundled(f"checklists/{name}.json", _ChecklistRecord) for name in CHECKLISTS]
    own = next((one for one in lists if (language or "").casefold() in one.languages), None)
    items = (*general.items, *(own.items if own is not None else ()))
    title = general.title if own is None else own.title
    return Checklist(title, tuple(ChecklistItem(one.id, one.text) for one in items))


def sample_task_set() -> Path:
    """The bundled task set."""
    return Path(str(files("data").joinpath("demo", "task-set.toml")))


def _bundled(path: str, kind: type[T]) -> T:
    return msgspec.json.decode(files("data").joinpath(*path.split("/")).read_bytes(), type=kind)
