"""The published schemas, and files that appear whole or not at all."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from app.errors import UserError
from app.formats.records import SCHEMAS, schema
from app.formats.rubrics import bundled_rubric, bundled_rubrics, filled_in, named_rubric, rubric_from
from app.formats.writing import WholeFile

PUBLISHED = Path(__file__).parents[3] / "data" / "schemas"


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_the_one_of_the_types(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert json.loads((PUBLISHED / f"{name}.json").read_text(encoding="utf-8")) == schema(name)


def test_a_schema_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UserError, match="there are judgment, event, pair, package, receipt, draft"):
        schema("nonsense")


def test_the_bundled_rubrics_obey_their_schema_and_read_back_as_themselves() -> None:
    for rubric in bundled_rubrics():
        template = filled_in(rubric)
        Draft202012Validator(schema("rubric")).validate(template)
        assert rubric_from(template, default_name="x") == rubric
        assert all(len(criterion.anchors) == len(criterion.scale) for criterion in rubric.criteria)


def test_a_rubric_that_is_not_bundled_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="code-comparison and reasoning-evaluation"):
        bundled_rubric("nonsense")
    assert named_rubric("code-comparison", tmp_path).names[0] == "correctness"


def test_a_file_gets_its_name_when_it_is_whole(tmp_path: Path) -> None:
    with WholeFile(tmp_path, default_name="out.jsonl") as file:
        file.write_line(b"one")
        assert not file.path.exists()
        file.write_line(b"two")
    assert (tmp_path / "out.jsonl").read_bytes() == b"one\ntwo\n"
    assert list(tmp_path.iterdir()) == [tmp_path / "out.jsonl"]


def test_stopping_in_the_middle_leaves_what_was_there(tmp_path: Path) -> None:
    dest = tmp_path / "out.jsonl"
    dest.write_bytes(b"before\n")

    def stopped() -> None:
        with WholeFile(dest, default_name="x") as file:
            file.write_line(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert dest.read_bytes() == b"before\n"
    assert list(tmp_path.iterdir()) == [dest]


def test_a_place_that_cannot_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with (
        pytest.raises(UserError, match=r"Could not write out\.jsonl"),
        WholeFile(tmp_path / "gone" / "out.jsonl", default_name="x"),
    ):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_refused_in_a_sentence_and_nothing_takes_the_name(tmp_path: Path) -> None:
    part = tmp_path / "out.jsonl.part"
    part.symlink_to("/dev/full")

    def fill() -> None:
        with WholeFile(tmp_path / "out.jsonl", default_name="x") as file:
            for _ in range(100):
                file.write_line(b"x" * 100_000)

    with pytest.raises(UserError, match="No space left"):
        fill()
    assert list(tmp_path.iterdir()) == []
