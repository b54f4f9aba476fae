"""What is wrong with the place where a workspace lies: a network, a folder that something else synchronises, a full disk.

The rules are pure functions of names, of the table of mounts and of a number of bytes; only `warnings` and
`refuse_without_room` look around.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path, PurePath

from app.errors import DiskFullError

LITTLE_ROOM = 50_000_000
HARDLY_ANY_ROOM = 5_000_000

NETWORK_FILE_SYSTEMS = frozenset(
    [
        "9p",
        "afpfs",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "glusterfs",
        "gpfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb2",
        "smb3",
        "smbfs",
        "virtiofs",
        "webdav",
    ]
)
# Names that the programs give to their folders, or begin them with (“OneDrive - Company”, “Dropbox (Personal)”).
SYNCED_FOLDERS = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "cloudstorage": "a cloud service",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "mega": "MEGA",
    "megasync": "MEGA",
    "box sync": "Box",
    "syncthing": "Syncthing",
    "yandex.disk": "Yandex Disk",
    "seafile": "Seafile",
}


def warnings(path: Path) -> tuple[str, ...]:
    """What a person should know of the place of the workspace *path*, a sentence each."""
    place = path.absolute()
    mounts = _table_of_mounts()
    found = [
        network_warning(place, mounts, is_windows=sys.platform == "win32"),
        synced_warning(place),
        room_warning(shutil.disk_usage(place.parent).free),
        names_warning(place.stat().st_nlink if place.exists() else 1),
    ]
    return tuple(sentence for sentence in found if sentence is not None)


def network_warning(path: PurePath, mounts: str, *, is_windows: bool = False) -> str | None:
    """A sentence if *path* lies on a network file system, by the table *mounts* as Linux writes it (/proc/mounts)."""
    if is_windows and str(path).startswith(("\\\\", "//")):
        kind: str | None = "a share"
    else:
        kind = _file_system(path, mounts)
        kind = kind if kind in NETWORK_FILE_SYSTEMS else None
    if kind is None:
        return None
    return (
        f"{path.name} lies on a network file system ({kind}), where its locks and its log cannot be relied on; "
        "move it to a disk of this computer."
    )


def synced_warning(path: PurePath) -> str | None:
    """A sentence if a folder on the way to *path* is one that a program copies to a cloud."""
    for folder in path.parts[:-1]:
        name = folder.casefold()
        for begins, program in SYNCED_FOLDERS.items():
            if name == begins or name.startswith((f"{begins} -", f"{begins} (", f"{begins}-")):
                return (
                    f"{path.name} lies in a folder that {program} synchronises; it copies the file without its log "
                    "while you work. Move it elsewhere, and send judgments with export or sync."
                )
    return None


def refuse_without_room(path: Path) -> None:
    """Raises DiskFullError where there is hardly any room for the workspace *path*: what was begun needs what is left."""
    free = shutil.disk_usage(path.absolute().parent).free
    if free < HARDLY_ANY_ROOM:
        raise DiskFullError(_hardly_any_room(free))


def names_warning(names: int) -> str | None:
    """A sentence if the file has more *names* than one: the lock and the journal stand beside one of them alone."""
    if names > 1:
        return (
            "The workspace has a second name on this disk (a hard link): a window that opens it by that one would write "
            "beside this one and know of no lock. Copy it to a file of its own with `diptych backup`."
        )
    return None


def room_warning(free: int) -> str | None:
    """A sentence if *free* bytes are little or hardly any room for a workspace."""
    if free < HARDLY_ANY_ROOM:
        return _hardly_any_room(free)
    if free < LITTLE_ROOM:
        return f"Only {free // 1_000_000} MB are free on this disk; free some room soon."
    return None


def _hardly_any_room(free: int) -> str:
    return (
        f"Only {free // 1000:,} kB are free on this disk: what was begun can be ended, and nothing new is begun; free some "
        "room."
    )


def _file_system(path: PurePath, mounts: str) -> str | None:
    """The kind of the file system that *path* lies on: the one mounted last at the deepest place above it."""
    best: tuple[int, str] | None = None
    for place, kind in _mounted(mounts):
        depth = len(place.parts)
        if path.is_relative_to(place) and (best is None or depth >= best[0]):
            best = (depth, kind)
    return None if best is None else best[1]


def _mounted(mounts: str) -> Iterator[tuple[PurePath, str]]:
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) >= 3:
            # Blanks, tabs, line feeds and backslashes stand there as octal numbers.
            place = fields[1]
            for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
                place = place.replace(code, character)
            yield PurePath(place), fields[2]


def _table_of_mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        # No such table on macOS and Windows: there the names of folders must do.
        return ""
