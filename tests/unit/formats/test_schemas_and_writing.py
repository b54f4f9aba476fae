"""The published schemas, and files that appear whole or not at all."""

import json
import os
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
    with pytest.raises(UserError, match="there are judgment, event, pair, package, receipt, refusal, draft"):
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
        file.write(b"one\n")
        assert not file.path.exists()
        file.write(b"two\n")
    assert (tmp_path / "out.jsonl").read_bytes() == b"one\ntwo\n"
    assert list(tmp_path.iterdir()) == [tmp_path / "out.jsonl"]


def test_stopping_in_the_middle_leaves_what_was_there(tmp_path: Path) -> None:
    dest = tmp_path / "out.jsonl"
    dest.write_bytes(b"before\n")

    def stopped() -> None:
        with WholeFile(dest, default_name="x") as file:
            file.write(b"half\n")
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


@pytest.mark.parametrize("line", [b"x" * 100_000, b"x" * 700], ids=["longer than the buffer", "shorter"])
def test_where_the_room_runs_out_that_is_said_and_nothing_takes_the_name(tmp_path: Path, line: bytes) -> None:
    resource = pytest.importorskip("resource", reason="this system does not limit how large a file may be")

    def fill() -> None:
        with WholeFile(tmp_path / "out.jsonl", default_name="x") as file:
            for _ in range(50_000 // len(line) + 2):
                file.write(line)

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(UserError, match="Could not write out"):
            fill()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


def test_what_lies_beside_a_file_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "out.jsonl.part"
    mine.write_bytes(b"mine")
    with WholeFile(tmp_path / "out.jsonl", default_name="x") as file:
        file.write(b"new")
    assert (mine.read_bytes(), (tmp_path / "out.jsonl").read_bytes()) == (b"mine", b"new")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_link_or_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_bytes(b"mine")
    (tmp_path / "link").symlink_to("real.txt")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe"):
        with pytest.raises(UserError, match="no ordinary file"), WholeFile(tmp_path / name, default_name="x"):
            pass
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"mine"
