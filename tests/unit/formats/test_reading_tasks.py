"""Tasks in: what is right comes in to the letter, and what is wrong is told with its place and the way out."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import digest
from app.domain.task import Task
from app.errors import UserError
from app.formats.faults import Fault
from app.formats.task_files import open_task_file
from tests.rights import bound_by_permissions


def a_line(**changes: Any) -> dict[str, Any]:
    return {
        "task_id": "t1",
        "prompt": "Add two numbers.",
        "candidates": [{"candidate_id": "c1", "code": "a + b\n"}, {"candidate_id": "c2", "code": "b + a\n"}],
        **changes,
    }


def read(path: Path, data: bytes | str | list[Any]) -> list[Task | Fault]:
    if isinstance(data, list):
        data = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in data)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(open_task_file(path).read())


def only_fault(entries: list[Task | Fault]) -> Fault:
    (fault,) = [entry for entry in entries if isinstance(entry, Fault)]
    return fault


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tasks.jsonl"


def test_a_task_comes_in_with_all_that_may_be_shown(file: Path) -> None:
    line = a_line(
        title="Sum",
        language="python",
        constraints=["stdlib only"],
        examples=[{"input": "1, 2", "expected": "3"}],
        context=[{"path": "a.py", "content": "x", "note": "why"}],
        tests="assert True",
        surprise={"kept": True},
    )
    (task,) = read(file, [line])
    assert isinstance(task, Task)
    brief = task.brief
    assert (brief.key.task_set, brief.title, brief.language) == ("tasks", "Sum", "python")
    assert (brief.examples[0].expected, brief.context[0].note, brief.tests) == ("3", "why", "assert True")
    assert json.loads(task.line) == line
    assert task.candidates[0].sha256 == digest(b"a + b\n")


@pytest.mark.parametrize(
    ("prompt", "title"),
    [
        ("\n## Add *two* numbers\nMore.", "Add two numbers"),
        ("> - `mean_of` **numbers**\n", "meanof numbers"),
        ("---\n***\n\u3000 # Keep - this > that #1", "Keep - this > that 1"),
        ("`- not a list`", "- not a list"),
        ("#*>-\n \n", "t1"),
        ("x" * 101, "x" * 99 + "…"),
    ],
)
def test_a_task_without_a_title_is_called_by_the_first_line_of_its_prompt(file: Path, prompt: str, title: str) -> None:
    (task,) = read(file, [a_line(prompt=prompt)])
    assert isinstance(task, Task)
    assert task.brief.title == title


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_every_text_survives_to_the_letter(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("texts") / "tasks.jsonl"
    (task,) = read(file, [a_line(candidates=[{"code": text}, {"code": "x"}])])
    assert isinstance(task, Task)
    assert task.candidates[0].files[0].content == text


@pytest.mark.parametrize(
    "text", ["a\r\nb", "a\tb  ", "no end", "one\u2028line", "👩‍👩‍👧 \u202eabc", "\r", "עברית", "\ufeffstart", ""]
)
def test_odd_texts_survive_to_the_letter(file: Path, text: str) -> None:
    (task,) = read(file, [a_line(candidates=[{"code": text}, {"code": "x"}])])
    assert isinstance(task, Task)
    assert task.candidates[0].files[0].content == text


def test_crlf_between_lines_blank_lines_and_a_mark_at_the_start_are_passed_over(file: Path) -> None:
    data = b"\xef\xbb\xbf" + json.dumps(a_line()).encode() + b"\r\n\n  \n" + json.dumps(a_line(task_id="t2")).encode()
    tasks = read(file, data)
    assert [task.task_id for task in tasks if isinstance(task, Task)] == ["t1", "t2"]


def test_a_candidate_of_several_files_is_hashed_over_paths_and_contents(file: Path) -> None:
    files = [{"path": "a.py", "content": "x"}, {"path": "b.py", "content": "y"}]
    (task,) = read(file, [a_line(candidates=[{"files": files}, {"code": "x"}])])
    assert isinstance(task, Task)
    assert task.candidates[0].sha256 == digest(b'[["a.py","x"],["b.py","y"]]')
    assert [candidate.candidate_id for candidate in task.candidates] == ["c1", "c2"]


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"candidates": [{"code": "x"}]}, "candidates", "found 1 entry; a comparison has 2 or 3."),
        ({"candidates": [{"code": "x"}] * 4}, "candidates", "found 4 entries"),
        ({"candidates": []}, "candidates", "found 0 entries"),
        ({"results": {"c9": [{"name": "n", "outcome": "passed"}]}}, "results", "“c9” is no candidate of this task"),
        ({"results": {"c1": [{"name": "n"}]}}, "results.c1[0].outcome", "is missing"),
        ({"rubric": {"taste": {"description": 5}}}, "rubric.taste.description", "must be a text, not a whole number."),
        ({"rubric": {"rubric": {"taste": 5}}}, "rubric.rubric.taste", "must be an object, not a whole number."),
        (
            {"rubric": {"good taste": {"description": "d"}}},
            "rubric.good taste",
            "found “good taste”; it may hold letters",
        ),
        (
            {"rubric": {"taste": {"description": "d", "scale": [2, 1]}}},
            "rubric.taste.scale",
            "must rise and begin at 0 or above, like [0, 1, 2, 3, 4, 5].",
        ),
        ({"task_id": 7}, "task_id", "must be a text, not a whole number."),
        ({"task_id": ""}, "task_id", "is empty"),
        ({"task_id": "a\u0007"}, "task_id", "control characters"),
        ({"prompt": None}, "prompt", "must be a text, not null."),
        ({"candidates": [{"code": 1}, {"code": "x"}]}, "candidates[0].code", "must be a text"),
        (
            {"candidates": [{"candidate_id": "a b", "code": ""}, {"code": "x"}]},
            "candidates[0].candidate_id",
            "may hold letters",
        ),
        ({"candidates": [{"candidate_id": "c", "code": ""}] * 2}, "candidates[1].candidate_id", "stands twice"),
        ({"candidates": [{}, {"code": "x"}]}, "candidates[0]", "found neither"),
        (
            {"candidates": [{"code": "x", "files": [{"path": "a", "content": ""}]}, {"code": "x"}]},
            "candidates[0]",
            "found both",
        ),
        (
            {"candidates": [{"files": [{"path": "a", "content": ""}] * 2}, {"code": "x"}]},
            "candidates[0].files",
            "same path",
        ),
        ({"kind": "bug_hunt", "candidates": [{"code": "x"}]}, "kind", "no screen for “bug_hunt” yet"),
        ({"kind": "puzzle"}, "kind", "is no kind of task; the kinds are comparison"),
        ({"rubric": "nonsense"}, "rubric", "There is no rubric “nonsense”"),
        ({"examples": [{"input": "x"}]}, "examples[0].expected", "is missing; add it."),
        ({"prompt": "a\0b"}, "prompt", "character 2 (line 1 of the text) is NUL"),
        ({"prompt": 2**60}, None, "lies outside ±2^53"),
    ],
)
def test_a_fault_names_the_field_what_was_found_and_how_to_mend_it(
    file: Path, changes: dict[str, Any], field: str | None, says: str
) -> None:
    fault = only_fault(read(file, [a_line(**changes)]))
    assert (fault.file, fault.line, fault.field) == ("tasks.jsonl", 1, field)
    assert says in fault.message
    assert str(fault).startswith("tasks.jsonl, line 1")


@pytest.mark.parametrize(
    ("line", "field", "says"),
    [
        (b"not json", None, "not JSON at column 1"),
        (b"[1, 2]", None, "JSON array; write one task a line"),
        (b'"text"', None, "no JSON object"),
        (b"{}", "task_id", "is missing; add it."),
        (b'{"task_id":"a","task_id":"b"}', "task_id", "stands twice in one object"),
        (b'{"task_id":"\\ud800"}', "task_id", "lone surrogate U+D800"),
        (b'{"a":NaN}', None, "NaN is no JSON number"),
        (b'{"a":1e999}', None, "too large"),
        (b'{"a":123456789012345678901234567890}', None, "outside"),
        (b'{"a":"\xff"}', None, "byte 7 is not UTF-8"),
        (b'{"a":' + b"[" * 100_000, None, "nested too deeply"),
    ],
)
def test_what_two_readers_could_take_differently_is_refused(
    file: Path, line: bytes, field: str | None, says: str
) -> None:
    fault = only_fault(read(file, line + b"\n"))
    assert fault.field == field
    assert says in fault.message


def test_a_fault_far_inside_a_text_names_its_line(file: Path) -> None:
    fault = only_fault(read(file, [a_line(candidates=[{"code": "one\ntwo\nth\0ree"}, {"code": "x"}])]))
    assert fault.field == "candidates[0].code"
    assert "character 11 (line 3 of the text) is NUL" in fault.message


def test_the_same_id_twice_in_a_file_names_the_first_line(file: Path) -> None:
    fault = only_fault(read(file, [a_line(), a_line()]))
    assert (fault.line, fault.field) == (2, "task_id")
    assert "stands on line 1 of tasks.jsonl already" in fault.message


def test_an_empty_file_is_said_to_be_empty(file: Path) -> None:
    fault = only_fault(read(file, b""))
    assert str(fault) == "tasks.jsonl: the file is empty; write one task a line (JSON Lines)."


def test_a_line_of_50_mb_is_refused_and_the_next_one_is_read(file: Path) -> None:
    with file.open("wb") as out:
        out.write(b'{"task_id":"' + b"x" * 50_000_000 + b'"}\n')
        out.write(json.dumps(a_line()).encode() + b"\n")
    entries = list(open_task_file(file).read())
    assert "longer than 16 MiB" in only_fault(entries).message
    assert isinstance(entries[1], Task)


def test_what_is_no_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"There is no file gone\.jsonl"):
        list(open_task_file(tmp_path / "gone.jsonl").read())
    folder = tmp_path / "folder.jsonl"
    folder.mkdir()
    with pytest.raises(UserError, match="is a folder; give a file"):
        list(open_task_file(folder).read())
    with pytest.raises(UserError, match="is no task file"):
        open_task_file(tmp_path / "tasks.pdf")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    with pytest.raises(UserError, match="no ordinary file"):
        list(open_task_file(pipe).read())


def test_an_unreadable_file_is_refused_in_a_sentence(file: Path) -> None:
    file.write_text("x", encoding="utf-8")
    file.chmod(0)
    with bound_by_permissions(), pytest.raises(UserError, match="cannot be read; check its permissions"):
        list(open_task_file(file).read())


def test_a_rubric_may_stand_in_the_task_or_beside_it(file: Path) -> None:
    rubric = {"rubric": {"speed": {"description": "How fast?", "scale": [0, 1, 2]}}, "name": "mine"}
    file.with_name("beside.json").write_text(json.dumps(rubric), encoding="utf-8")
    inline, bare, beside = read(
        file,
        [
            a_line(rubric=rubric),
            a_line(task_id="t2", rubric=rubric["rubric"]),
            a_line(task_id="t3", rubric="beside.json"),
        ],
    )
    for task in (inline, bare, beside):
        assert isinstance(task, Task)
        assert task.brief.rubric.names == ("speed",)
        assert task.brief.rubric.criteria[0].scale == (0, 1, 2)


def test_a_name_for_the_set_can_be_given_and_must_be_one(file: Path) -> None:
    file.write_text(json.dumps(a_line()), encoding="utf-8")
    assert open_task_file(file, task_set="other").task_set.name == "other"
    with pytest.raises(UserError, match="printable"):
        open_task_file(file, task_set="a\nb")


@pytest.mark.parametrize("rubric", ["/etc/passwd", "x" * 5_000, "a\0b", "../secret.json"])
def test_a_task_names_no_rubric_but_those_beside_it(file: Path, rubric: str) -> None:
    codes = [{"code": "a"}, {"code": "b"}]
    file.write_text(
        json.dumps({"task_id": "t", "prompt": "p", "rubric": rubric, "candidates": codes}), encoding="utf-8"
    )
    (fault,) = open_task_file(file).read()
    assert isinstance(fault, Fault)
    assert ("There is no rubric" in fault.message) or ("NUL" in fault.message)


def test_an_id_ends_where_it_ends(file: Path) -> None:
    codes = [{"candidate_id": "c1\n", "code": "a"}, {"candidate_id": "c2", "code": "b"}]
    file.write_text(json.dumps({"task_id": "t", "prompt": "p", "candidates": codes}), encoding="utf-8")
    (fault,) = open_task_file(file).read()
    assert isinstance(fault, Fault)
