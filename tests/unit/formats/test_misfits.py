"""What does not fit a record is said in words that whoever wrote the file knows."""

from enum import StrEnum
from typing import Annotated, Any, Literal

import msgspec
import pytest

from app.formats.misfits import MisfitError, fit
from app.formats.task_files import Id


class Size(StrEnum):
    SMALL = "small"
    LARGE = "large"


class Record(msgspec.Struct, forbid_unknown_fields=True):
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=3)] = "x"
    number: Annotated[int, msgspec.Meta(ge=0, le=5)] = 0
    share: float = 0.5
    choice: Literal["x", "y", "z"] = "x"
    level: Literal[1, 2] | None = None
    size: Size = Size.SMALL
    named: Literal["all"] | tuple[str, ...] = "all"
    only: Literal["record/1"] = "record/1"
    flag: bool | None = None
    pair: tuple[int, int] = (1, 2)
    some: Annotated[tuple[str, ...], msgspec.Meta(min_length=1, max_length=2)] = ("x",)
    name: Id = "x"
    other_pattern: Annotated[str, msgspec.Meta(pattern="^[a-z]+$")] = "x"
    weakness: Annotated[str, msgspec.Meta(pattern="^CWE-[1-9][0-9]*$")] = "CWE-1"
    inner: dict[str, "Record"] = {}
    criteria: (
        Annotated[
            dict[Annotated[str, msgspec.Meta(pattern="^[A-Za-z][a-z]*$")], int],
            msgspec.Meta(min_length=1, max_length=2),
        ]
        | None
    ) = None
    scores: dict[str, dict[str, tuple["Record", ...]]] = {}


NAME = "letters, digits, dots, dashes and underscores, 128 at most, and begins with a letter or a digit."


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"text": 7}, "text", "must be a text, not a whole number."),
        ({"text": None}, "text", "must be a text, not null."),
        ({"text": ""}, "text", "is empty; say something."),
        ({"text": "long"}, "text", "has 4 characters; shorten it to 3."),
        ({"number": "7"}, "number", "must be a whole number, not a text."),
        ({"number": 1.5}, "number", "must be a whole number, not 1.5; take the fraction off."),
        ({"number": -1}, "number", "found -1; it must be 0 at least."),
        ({"number": 6}, "number", "found 6; it may be 5 at most."),
        ({"share": []}, "share", "must be a number, not a list."),
        ({"choice": "a"}, "choice", "“a” is none of its values; write x, y or z."),
        ({"choice": "a` - at `$.b"}, "choice", "“a` - at `$.b” is none of its values; write x, y or z."),
        ({"choice": "long" * 100}, "choice", f"“{'long' * 14}lon…” is none of its values; write x, y or z."),
        ({"level": 4}, "level", "4 is none of its values; write 1, 2 or null."),
        ({"size": "huge"}, "size", "“huge” is none of its values; write small or large."),
        ({"named": "some"}, "named", "“some” is none of its values; write all or a list."),
        ({"only": "record/2"}, "only", "“record/2” is none of its values; write record/1."),
        ({"flag": 1}, "flag", "must be true or false, not a whole number."),
        ({"pair": [1]}, "pair", "must have 2 entries."),
        ({"some": []}, "some", "must have 1 entry at least."),
        ({"some": ["a", "b", "c"]}, "some", "has 3 entries; it may have 2 at most."),
        ({"some": [1]}, "some[0]", "must be a text, not a whole number."),
        ({"name": "A b"}, "name", f"found “A b”; it may hold {NAME}"),
        ({"other_pattern": "A"}, "other_pattern", "found “A”; see what `diptych schema` says of it."),
        ({"weakness": "79"}, "weakness", "found “79”; it must look like CWE-79."),
        ({"other": 1}, "other", "is no field here; take it out."),
        ({"criteria": {}}, "criteria", "must have 1 entry at least."),
        ({"criteria": {"a": 1, "b": 1, "c": 1}}, "criteria", "has 3 entries; it may have 2 at most."),
        (
            {"criteria": {"a": 1, "9 lives": 2}},
            "criteria.9 lives",
            "found “9 lives”; it may hold letters, digits, dashes and underscores, 64 at most, and begins with a letter.",
        ),
        ([], None, "must be an object, not a list."),
    ],
)
def test_a_misfit_is_told_with_its_field(said: Any, field: str | None, sentence: str) -> None:
    with pytest.raises(MisfitError) as met:
        fit(said, Record)
    assert (met.value.field, met.value.message) == (field, sentence)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"inner": {"a": {}, "b": {"number": 9}, "c": {"number": 9}}}, "inner.b.number"),
        ({"inner": {"a": {}, "b": {"other": 9}}}, "inner.b.other"),
        ({"inner": {"a": {"inner": {"b": {}, "c": 1}}}}, "inner.a.inner.c"),
        ({"scores": {"a": {}, "b": {"x": [], "y z": [{}, {"size": 1}], "z": [1]}, "c": 1}}, "scores.b.y z[1].size"),
        ({"scores": {"a": {"x": []}, "b": []}}, "scores.b"),
        ({"inner": {"a": {"criteria": {"x": 1, "?": 2}}}}, "inner.a.criteria.?"),
    ],
)
def test_the_keys_on_the_way_to_it_are_named(said: Any, field: str) -> None:
    with pytest.raises(MisfitError) as met:
        fit(said, Record)
    assert met.value.field == field


def test_the_key_is_found_among_a_great_many() -> None:
    # Any: as decoded JSON is.
    members: dict[str, Any] = {f"c{number}": {} for number in range(20_000)}
    members["c12345"] = {"level": 3}
    with pytest.raises(MisfitError) as met:
        fit({"inner": members}, Record)
    assert (met.value.field, len(members)) == ("inner.c12345.level", 20_000)


def test_what_fits_is_taken() -> None:
    assert fit({"inner": {"a": {"number": 5}}}, Record).inner["a"].number == 5
