"""Whom a workspace refuses, in one sentence, before anything is written."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import WorkspaceError
from app.store.workspace import Workspace
from tests.unit.store.conftest import open_workspace

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
    assert len(reader.queue("demo")) == 3
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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
@pytest.mark.parametrize("read_only", ["file", "folder"])
def test_a_read_only_place_is_refused_in_a_sentence(workspace: Workspace, path: Path, read_only: str) -> None:
    workspace.close()
    if os.geteuid() == 0:
        for place in path.parents[:3]:
            place.chmod(0o755 if read_only == "folder" or place != path.parent else 0o777)
        path.chmod(0o644)
        drop = "import os; os.setgid(65534); os.setuid(65534)\n"
        # Everything is imported first: another user may not be able to read the interpreter's own files.
    else:
        (path if read_only == "file" else path.parent).chmod(0o444 if read_only == "file" else 0o555)
        drop = ""
    code = (
        "from pathlib import Path\nimport sys\nfrom app.errors import WorkspaceError\n"
        "from app.evaluation import Evaluation\n"
        "Evaluation.open(Path(sys.argv[1])).close()\n"
        + drop
        + "try:\n    Evaluation.open(Path(sys.argv[1]))\nexcept WorkspaceError as error:\n    print(error)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    path.parent.chmod(0o755)
    assert "cannot be written here" in done.stdout, done.stderr
