"""From where on checks fire, in which order they are asked, what they are called, and the names they know."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec


@dataclass(frozen=True, slots=True)
class ScoreThresholds:
    """Points of a scale from 0 to 5. *explained* names the criteria whose *low* scores ask for a finding."""

    opposite_mean: float
    all_against: int
    much_but_within: float
    slight_but_apart: float
    tie_but_apart: float
    low: int
    explained: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttentionThresholds:
    shortest_look_ms: int
    lines_left: int


@dataclass(frozen=True, slots=True)
class FindingThresholds:
    """*matters_of_taste* are criteria for which a defect needs neither a counterexample nor a mechanism."""

    matters_of_taste: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextThresholds:
    """Ratios and shares in percent."""

    twin_report: int
    twin_hint: int
    twin_words: int
    twin_history: int
    pasted_characters: int
    pasted_percent: int


@dataclass(frozen=True, slots=True)
class Thresholds:
    """*gravity* lists every check, the gravest first."""

    version: int
    gravity: tuple[str, ...]
    scores: ScoreThresholds
    attention: AttentionThresholds
    findings: FindingThresholds
    text: TextThresholds


@dataclass(frozen=True, slots=True)
class Names:
    """Names of models and vendors: whole words, in *any_case* or only as they are *capitalised*."""

    version: int
    any_case: tuple[str, ...]
    capitalised: tuple[str, ...]


@cache
def thresholds() -> Thresholds:
    """The thresholds that come with the program."""
    return msgspec.convert(_bundled("thresholds.toml"), Thresholds)


@cache
def names() -> Names:
    """The names of models and vendors that come with the program."""
    return msgspec.convert(_bundled("names.toml"), Names)


@cache
def titles() -> Mapping[str, str]:
    """What each check is about, in a few words."""
    return msgspec.convert(_bundled("titles.toml"), dict[str, str])


def _bundled(name: str) -> dict[str, object]:
    return tomllib.loads(files("data").joinpath("checks", name).read_text(encoding="utf-8"))
