"""What does not fit a record is said in words that whoever wrote the file knows."""

from typing import Annotated, Any, Literal

import msgspec
import pytest

from app.formats.misfits import misfit


class Record(msgspec.Struct, forbid_unknown_fields=True):
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=3)] = "x"
    number: Annotated[int, msgspec.Meta(ge=0, le=5)] = 0
    share: float = 0.5
    choice: Literal["x", "y"] = "x"
    level: Literal[1, 2] = 1
    flag: bool | None = None
    pair: tuple[int, int] = (1, 2)
    some: Annotated[tuple[str, ...], msgspec.Meta(min_length=1, max_length=2)] = ("x",)
    name: Annotated[str, msgspec.Meta(pattern="^[a-z]+$")] = "x"
    weakness: Annotated[str, msgspec.Meta(pattern="^CWE-[1-9][0-9]*$")] = "CWE-1"
    inner: dict[str, "Record"] = {}


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"text": 7}, "text", "must be a text, not a whole number."),
        ({"text": None}, "text", "must be a text, not null."),
        ({"text": ""}, "text", "is empty; say something."),
        ({"text": "long"}, "text", "is longer than 3 characters; shorten it."),
        ({"number": "7"}, "number", "must be a whole number, not a text."),
        ({"number": 1.5}, "number", "must be a whole number, without a fraction."),
        ({"number": -1}, "number", "must be 0 at least."),
        ({"number": 6}, "number", "may be 5 at most."),
        ({"share": []}, "share", "must be a number, not a list."),
        ({"choice": "z"}, "choice", "“z” is none of its values; `diptych schema` lists them."),
        ({"level": 4}, "level", "“4” is none of its values; `diptych schema` lists them."),
        ({"flag": 1}, "flag", "must be true or false, not a whole number."),
        ({"pair": [1]}, "pair", "must have 2 entries."),
        ({"some": []}, "some", "must have 1 entry at least."),
        ({"some": ["a", "b", "c"]}, "some", "may have 2 entries at most."),
        ({"name": "A b"}, "name", "may hold letters, digits, dots, dashes and underscores"),
        ({"weakness": "79"}, "weakness", "must look like CWE-79."),
        ({"other": 1}, "other", "is no field here; take it out."),
        ({"inner": {"a": {"number": 9}}}, "inner[...].number", "may be 5 at most."),
        ({"inner": {"a": {"other": 9}}}, "inner[...].other", "is no field here; take it out."),
        ([], None, "must be an object, not a list."),
    ],
)
def test_a_misfit_is_told_with_its_field(said: Any, field: str | None, sentence: str) -> None:
    with pytest.raises(msgspec.ValidationError) as met:
        msgspec.convert(said, Record)
    found, told = misfit(met.value)
    assert found == field
    assert told.startswith(sentence)


def test_what_is_already_a_sentence_stays_one() -> None:
    told = misfit(msgspec.ValidationError("The scale of “x” must rise, like [0, 1, 2]"))
    assert told == (None, "the scale of “x” must rise, like [0, 1, 2]; see what `diptych schema` says.")
