"""Whom a workspace refuses, in one sentence, before anything is written."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.clock import new_id
from app.domain.judgment import About
from app.domain.names import TaskId
from app.errors import BusyError, WorkspaceError
from app.evaluation import Evaluation
from app.store.workspace import Workspace
from tests.rights import bound_by_permissions
from tests.unit.store.conftest import NOW, open_workspace, queue_of

ROOT = Path(__file__).parents[3]


def refusal(path: Path) -> str:
    """Why *path* is refused for writing and, in the same words, for reading."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(WorkspaceError) as for_writing:
        open_workspace(path)
    with pytest.raises(WorkspaceError) as for_reading:
        Workspace.open_for_reading(path)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert str(for_reading.value) == str(for_writing.value)
    return str(for_writing.value)


def test_a_second_window_is_refused_while_readers_are_let_in(workspace: Workspace, path: Path) -> None:
    with pytest.raises(WorkspaceError, match="in use by another window"):
        open_workspace(path)
    reader = Workspace.open_for_reading(path)
    assert len(queue_of(reader)) == 3
    reader.close()


def test_a_reader_cannot_write(workspace: Workspace, path: Path) -> None:
    reader = Workspace.open_for_reading(path)
    with pytest.raises(WorkspaceError, match="could not be written"):
        reader.settle_task_set("demo")
    reader.close()


def test_after_closing_the_lock_is_free(workspace: Workspace, path: Path) -> None:
    workspace.close()
    open_workspace(path).close()


def test_a_newer_file_is_refused_by_its_version(workspace: Workspace, path: Path) -> None:
    workspace.close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    assert "from a newer version of Diptych" in refusal(path)


def test_a_newer_file_is_refused_by_a_migration_that_nobody_knows(workspace: Workspace, path: Path) -> None:
    workspace.close()
    with closing(sqlite3.connect(path)) as db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('diptych', 'm999_future')")
        db.commit()
    assert "from a newer version of Diptych" in refusal(path)


def test_a_database_of_another_program_is_refused(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE t (x)")
    assert "database of another program" in refusal(path)


def test_what_is_no_database_is_refused(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"just some words, more than a hundred of them" * 20)
    assert "is no database at all" in refusal(path)


@pytest.mark.parametrize("make", [None, b"just some words, more than a hundred of them" * 20])
def test_nothing_is_left_beside_a_file_that_is_no_workspace(path: Path, make: bytes | None) -> None:
    path.parent.mkdir()
    if make is None:
        with closing(sqlite3.connect(path)) as db:
            db.execute("CREATE TABLE t (x)")
    else:
        path.write_bytes(make)
    refusal(path)
    assert list(path.parent.iterdir()) == [path]


def test_a_workspace_that_may_not_be_read_is_told_as_that(workspace: Workspace, path: Path) -> None:
    workspace.close()
    path.chmod(0)
    with bound_by_permissions():
        for opening in (open_workspace, Workspace.open_for_reading):
            with pytest.raises(WorkspaceError, match=r"work\.diptych cannot be read here; check its permissions"):
                opening(path)


def test_a_folder_is_refused(path: Path) -> None:
    path.mkdir(parents=True)
    assert "is a folder" in refusal(path)


def test_a_damaged_file_is_refused(workspace: Workspace, path: Path) -> None:
    workspace.close()
    data = bytearray(path.read_bytes())
    data[4096 * 2 : 4096 * 3] = b"\xff" * 4096
    path.write_bytes(bytes(data))
    assert "is damaged" in refusal(path)


def test_a_workspace_that_is_not_there_cannot_be_read(path: Path) -> None:
    with pytest.raises(WorkspaceError, match="There is no workspace at"):
        Workspace.open_for_reading(path)


def test_a_workspace_that_was_never_finished_is_told(workspace: Workspace, path: Path) -> None:
    workspace._db.execute("DELETE FROM workspace")
    workspace._db.conn.commit()
    with pytest.raises(WorkspaceError, match="was never finished"):
        Workspace.open_for_reading(path)


@pytest.fixture
def common_place() -> Iterator[Path]:
    """A folder that every user of the machine can get to, unlike those of the tests."""
    with TemporaryDirectory(prefix="diptych-common-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_place_that_may_not_even_be_looked_into_is_told_in_a_sentence(common_place: Path) -> None:
    code = "import os\nos.setuid(65534)\n" if os.geteuid() == 0 else ""
    (common_place / "closed").mkdir()
    (common_place / "closed").chmod(0)
    code = (
        "import sys, app.cli\nfrom pathlib import Path\nfrom app.errors import WorkspaceError\n"
        "from app.evaluation import Evaluation\nimport app.store.surroundings\n"
        + code
        + "for opening in (Evaluation.open, "
        "Evaluation.open_for_reading):\n    try:\n        opening(Path(sys.argv[1]))\n"
        "    except WorkspaceError as error:\n        print(error)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", code, str(common_place / "closed" / "work.diptych")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    (common_place / "closed").chmod(0o755)
    assert done.stdout.count("Permission denied") == 2, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
@pytest.mark.parametrize("read_only", ["file", "folder"])
@pytest.mark.parametrize("is_hot", [False, True], ids=["put back", "with its log"])
def test_a_read_only_place_can_be_read_and_nothing_is_written(
    workspace: Workspace, path: Path, common_place: Path, read_only: str, is_hot: bool
) -> None:
    workspace.append(
        type="skip", at=NOW, about=About("demo", TaskId("one"), None, "other", ""), judgment=None, event_id=new_id()
    )
    frozen = common_place / "frozen" / path.name
    if not is_hot:
        workspace.close()
    shutil.copytree(path.parent, frozen.parent, ignore=shutil.ignore_patterns("*.lock", "*-shm"))
    for file in frozen.parent.iterdir():
        file.chmod(0o444 if read_only == "file" else 0o644)
    frozen.parent.chmod(0o777 if read_only == "file" else 0o555)
    before = {file.name: file.read_bytes() for file in frozen.parent.iterdir()}
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom app.errors import ReadOnlyError\n"
        "from app.evaluation import Evaluation\nimport app.cli\n"
        "Evaluation.open(Path(sys.argv[2])).close()\n"
        "if os.geteuid() == 0:\n    os.setgid(65534)\n    os.setuid(65534)\n"
        "reading = Evaluation.open_for_reading(Path(sys.argv[1]))\n"
        "print([str(entry.state) for entry in reading.queue()], reading.examine())\nreading.close()\n"
        "try:\n    Evaluation.open(Path(sys.argv[1]))\nexcept ReadOnlyError as error:\n    print(error)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", code, str(frozen), str(common_place / "other.diptych")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    frozen.parent.chmod(0o755)
    first, *rest = done.stdout.splitlines() or [""]
    assert first == "['skipped', 'todo', 'todo'] ()", done.stderr
    assert "cannot be written here" in rest[0], done.stdout + done.stderr
    # An empty log may come to be beside a file in a folder that takes it; what was there is as it was.
    assert {name: (frozen.parent / name).read_bytes() for name in before} == before


@pytest.mark.skipif(sys.platform == "win32", reason="links take rights there")
def test_a_workspace_has_one_writer_by_whatever_link_it_is_opened(path: Path) -> None:
    first = Evaluation.open(path)
    link = path.with_name("link.diptych")
    link.symlink_to(path.name)
    with pytest.raises(BusyError):
        Evaluation.open(link)
    first.close()
    Evaluation.open(link).close()
    assert {one.name for one in path.parent.iterdir() if one.name.startswith("link")} == {"link.diptych"}
