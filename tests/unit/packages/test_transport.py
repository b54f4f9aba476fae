"""A folder as the place between two workspaces: whole objects or none, nothing followed, absent without an error."""

import os
import sys
from pathlib import Path

import pytest

from app.errors import UserError
from app.packages.transport import (
    Folder,
    Memory,
    OfflineError,
    Transport,
    package_name,
    receipt_name,
    refusal_name,
    refusal_name_for,
)

NAME = package_name("store-1", 1, "ab" * 32)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.mark.parametrize("kind", ["folder", "memory"])
def test_what_is_put_is_listed_and_got_and_putting_twice_is_putting_once(tmp_path: Path, kind: str) -> None:
    transport: Transport = Folder(tmp_path) if kind == "folder" else Memory()
    assert list(transport.names("inbox")) == []
    assert transport.get(NAME) is None
    for data in (b"half", b"whole", b"whole"):
        transport.put(NAME, data)
    transport.put(receipt_name("store-1", "ab" * 32), b"thanks")
    assert list(transport.names("inbox")) == [NAME]
    assert transport.get(NAME) == b"whole"


def test_a_part_that_a_crash_left_is_no_object_and_in_nobodys_way(folder: Folder, tmp_path: Path) -> None:
    part = tmp_path / f"{NAME}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"ha")
    assert list(folder.names("inbox")) == []
    folder.put(NAME, b"whole")
    assert [path.name for path in part.parent.iterdir()] == [Path(NAME).name]


def test_a_folder_that_is_not_there_is_offline_and_is_not_made(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    gone = Folder(stick)
    for deed in (lambda: list(gone.names("inbox")), lambda: gone.get(NAME), lambda: gone.put(NAME, b"x")):
        with pytest.raises(OfflineError, match="The folder stick is not there now; nothing is lost"):
            deed()
    assert not stick.exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "stick").touch()
    with pytest.raises(UserError, match=r"stick is a file; give a folder\."):
        Folder(tmp_path / "stick")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such places")
def test_a_place_that_cannot_be_written_is_offline(tmp_path: Path) -> None:
    (tmp_path / "inbox").touch()
    with pytest.raises(OfflineError, match="cannot be used now"):
        Folder(tmp_path).put(NAME, b"x")
    with pytest.raises(OfflineError, match="cannot be used now"):
        list(Folder(tmp_path).names("inbox"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_links_and_pipes_in_the_place_of_objects_are_neither_followed_nor_waited_for(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    (tmp_path / "secret").write_bytes(b"secret")
    place = tmp_path / NAME
    place.parent.mkdir(parents=True)
    place.symlink_to(tmp_path / "secret")
    with pytest.raises(UserError, match="is a link"):
        folder.get(NAME)
    place.unlink()
    os.mkfifo(place)
    with pytest.raises(UserError, match="no ordinary file"):
        folder.get(NAME)
    folder.put(NAME, b"whole")
    assert folder.get(NAME) == b"whole"
    (tmp_path / "inbox" / "linked").symlink_to(place.parent)
    assert list(folder.names("inbox")) == [NAME]


def test_an_object_beyond_the_cap_is_refused(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.put(NAME, b"12345")
    monkeypatch.setattr("app.packages.transport.LARGEST_ARCHIVE", 4)
    with pytest.raises(UserError, match="larger than"):
        folder.get(NAME)


def test_a_refusal_lies_where_the_sender_of_that_package_looks() -> None:
    assert refusal_name_for(NAME) == refusal_name("store-1", "ab" * 32)


@pytest.mark.parametrize(
    "name",
    ["inbox/store-1", "inbox/store-1/x.zip", f"inbox/../000001-{'ab' * 16}.zip", f"inbox/a/b/000001-{'ab' * 16}.zip"],
)
def test_where_an_object_is_named_like_no_package_nobody_would_look(name: str) -> None:
    assert refusal_name_for(name) is None
