"""Where a workspace should not lie, told from names and tables alone."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.surroundings import (
    HARDLY_ANY_ROOM,
    LITTLE_ROOM,
    NETWORK_FILE_SYSTEMS,
    network_warning,
    room_warning,
    synced_warning,
    warnings,
)

MOUNTS = """\
/dev/vda / ext4 rw 0 0
proc /proc proc rw 0 0
server:/export /mnt/share nfs4 rw,vers=4.2 0 0
/dev/sdb1 /mnt/share/stick vfat rw 0 0
//nas/work /mnt/with\\040blank cifs rw 0 0
tmpfs /mnt/over tmpfs rw 0 0
user@host: /mnt/over fuse.sshfs rw 0 0
half a line
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/me/work.diptych", None),
        ("/mnt/share/work.diptych", "nfs4"),
        ("/mnt/share/stick/work.diptych", None),
        ("/mnt/sharedfolder/work.diptych", None),
        ("/mnt/with blank/deep/work.diptych", "cifs"),
        ("/mnt/over/work.diptych", "fuse.sshfs"),
    ],
)
def test_the_deepest_mount_decides_and_of_several_the_last(place: str, kind: str | None) -> None:
    said = network_warning(PurePosixPath(place), MOUNTS)
    assert (said is None) == (kind is None)
    if kind is not None:
        assert said is not None
        assert f"work.diptych lies on a network file system ({kind})" in said


def test_without_a_table_nothing_is_claimed() -> None:
    assert network_warning(PurePosixPath("/home/me/work.diptych"), "") is None


def test_a_share_of_windows_is_known_by_its_name() -> None:
    share = network_warning(PureWindowsPath(r"\\server\team\work.diptych"), "", is_windows=True)
    assert share is not None
    assert "(a share)" in share
    assert network_warning(PureWindowsPath(r"C:\work.diptych"), "", is_windows=True) is None


@given(
    st.sampled_from(sorted(NETWORK_FILE_SYSTEMS)), st.lists(st.from_regex(r"[a-z]{1,5}", fullmatch=True), max_size=4)
)
def test_every_network_file_system_is_told_however_deep(kind: str, folders: list[str]) -> None:
    path = PurePosixPath("/far", *folders, "w.diptych")
    assert network_warning(path, f"x /far {kind} rw 0 0\n") is not None


@pytest.mark.parametrize(
    ("place", "program"),
    [
        ("/home/me/Dropbox/work.diptych", "Dropbox"),
        ("/home/me/Dropbox (Personal)/a/work.diptych", "Dropbox"),
        ("/Users/me/Library/Mobile Documents/com~apple~CloudDocs/work.diptych", "iCloud Drive"),
        ("/Users/me/Library/CloudStorage/GoogleDrive-me/work.diptych", "a cloud service"),
        ("/home/me/OneDrive - Company/work.diptych", "OneDrive"),
        ("/home/me/Nextcloud/work.diptych", "Nextcloud"),
        ("/home/me/boxes/work.diptych", None),
        ("/home/me/dropboxes/work.diptych", None),
        ("/home/me/Dropbox", None),
    ],
)
def test_a_folder_that_a_program_synchronises_is_known_by_its_name(place: str, program: str | None) -> None:
    said = synced_warning(PurePosixPath(place))
    assert (said is None) == (program is None)
    if said is not None:
        assert f"in a folder that {program} synchronises" in said


def test_little_room_is_told_in_two_steps() -> None:
    assert room_warning(LITTLE_ROOM) is None
    assert room_warning(LITTLE_ROOM - 1) == "Only 49 MB are free on this disk; free some room soon."
    assert (
        room_warning(HARDLY_ANY_ROOM - 1)
        == "Only 4,999 kB are free on this disk: what was begun can be ended, and nothing new is begun; free some room."
    )


def test_a_second_name_of_the_file_is_told(tmp_path: Path) -> None:
    place = tmp_path / "work.diptych"
    place.write_bytes(b"")
    assert warnings(place) == ()
    (tmp_path / "other.diptych").hardlink_to(place)
    (said,) = warnings(place)
    assert "has a second name on this disk" in said


def test_an_ordinary_place_has_nothing_wrong_with_it(tmp_path: Path) -> None:
    assert warnings(tmp_path / "work.diptych") == ()
    (tmp_path / "Dropbox").mkdir()
    (said,) = warnings(tmp_path / "Dropbox" / "work.diptych")
    assert "Dropbox" in said
