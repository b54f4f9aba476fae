"""Files that are not what they seem are refused in a sentence; what is merely odd is read."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.task import Task
from app.errors import UserError
from app.formats.faults import Fault
from app.formats.strict_json import MOST_DEPTH, StrictJSONError, decode
from app.formats.task_files import open_task_file
from tests.odd_but_legal import TASK_FILES


def entries(path: Path) -> list[Task | Fault]:
    return list(open_task_file(path).read())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.symlink_to("/etc/passwd"), "is a link; give the file that it leads to"),
        (lambda path: path.symlink_to("/dev/zero"), "is a link"),
        (os.mkfifo, "is no ordinary file"),
        (Path.mkdir, "is a folder"),
    ],
)
def test_links_pipes_and_devices_are_neither_followed_nor_waited_for(
    tmp_path: Path, make: Callable[[Path], None], says: str
) -> None:
    path = tmp_path / "tasks.jsonl"
    make(path)
    with pytest.raises(UserError, match=says):
        entries(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no such device")
def test_a_device_is_not_read() -> None:
    with pytest.raises(UserError, match="zero is no ordinary file"):
        list(open_task_file(Path("/dev/zero")).read())


@pytest.mark.parametrize("name", TASK_FILES)
def test_what_is_odd_but_legal_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / "tasks.jsonl"
    path.write_bytes(TASK_FILES[name])
    (task,) = entries(path)
    assert isinstance(task, Task), task
    assert task.task_id == "t1"


def test_a_twin_among_very_many_keys_is_found_and_named() -> None:
    keys = b",".join(b'"k%d":0' % number for number in range(200_000))
    with pytest.raises(StrictJSONError, match="the key “k199999” stands twice"):
        decode(b"{" + keys + b',"k199999":1}')


@pytest.mark.parametrize("depth", [1, 31, 32, 33, 499, 500, 501, *range(880, 1000, 8), 5_000, 200_000])
def test_every_version_of_python_refuses_the_same_depth(depth: int) -> None:
    for opening, closing in ((b"[", b"]"), (b'{"a":', b"}")):
        said = fate(opening * depth + b"1" + closing * depth)
        assert said == ("read" if depth <= MOST_DEPTH else "nested too deeply")


def fate(line: bytes) -> str:
    try:
        decode(line)
    except StrictJSONError as error:
        return "nested too deeply" if "nested too deeply" in error.message else error.message
    return "read"


def test_a_fault_quotes_no_more_of_a_file_than_a_sentence_can_bear() -> None:
    fault = Fault("tasks.jsonl", 1, "x" * 100_000, "y" * 100_000)
    assert len(str(fault)) < 900
    assert str(fault).endswith("y…")
