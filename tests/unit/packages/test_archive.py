"""The zip around a package: the same bytes every time, and nothing in it that two readers could understand differently."""

import io
import stat
import struct
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import PackageError
from app.packages.archive import JUDGMENTS, LARGEST, MANIFEST, SIGNATURE, pack, unpack
from tests.odd_but_legal import PACKAGES, zip_of

FILES = {MANIFEST: b"{}", SIGNATURE: b"{}", JUDGMENTS: b"one\ntwo\n" * 50}
PACKED = pack(FILES)


def zipped(*entries: tuple[str, bytes], **details: object) -> bytes:
    return zip_of(entries or tuple(FILES.items()), **details)  # type: ignore[arg-type]  # as zip_of takes them


def patched(before: bytes, after: bytes, data: bytes = PACKED) -> bytes:
    assert before in data
    return data.replace(before, after)


def directory(**changes: int) -> bytes:
    """PACKED with values of the first entry of its directory changed."""
    fields = {"flags": (8, "<H"), "method": (10, "<H"), "crc": (16, "<I"), "size": (24, "<I"), "offset": (42, "<I")}
    data = bytearray(PACKED)
    at = data.index(b"PK\x01\x02")
    for name, value in changes.items():
        struct.pack_into(fields[name][1], data, at + fields[name][0], value)
    return bytes(data)


def test_the_same_files_make_the_same_archive_and_come_out_again() -> None:
    assert pack(dict(reversed(FILES.items()))) == PACKED
    assert unpack(PACKED) == FILES
    with zipfile.ZipFile(io.BytesIO(PACKED)) as archive:
        assert archive.namelist() == [MANIFEST, SIGNATURE, JUDGMENTS]
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert archive.testzip() is None


@pytest.mark.parametrize("name", PACKAGES)
def test_what_is_odd_but_legal_is_read(name: str) -> None:
    assert unpack(PACKAGES[name](FILES)) == FILES


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "no zip archive"),
    "text": (lambda: b"x" * 1000, "no zip archive"),
    "cut": (lambda: PACKED[:-30], "no zip archive"),
    "a byte behind": (lambda: PACKED + b"\0", "behind its end"),
    "a program in front": (lambda: b"#!/bin/sh\n" + PACKED, "directory is not where it says"),
    "two files": (lambda: zipped((MANIFEST, b""), (SIGNATURE, b"")), "holds 2 files"),
    "four files": (lambda: zipped(*FILES.items(), ("x", b"")), "holds 4 files"),
    "a path": (lambda: zipped(("../datapackage.json", b""), (SIGNATURE, b""), (JUDGMENTS, b"")), "a file “../data"),
    "twice": (lambda: patched(b"datapackage.json.dsse", b"judgments.jsonl\0\0\0\0\0\0"), "a file “judgments"),
    "a twin": (lambda: zipped((MANIFEST, b""), (SIGNATURE, b""), ("Judgments.jsonl", b"")), "a file “Judgments"),
    "a link": (lambda: zipped(mode=stat.S_IFLNK | 0o777), "no ordinary file"),
    "a folder": (lambda: zipped(mode=stat.S_IFDIR | 0o755), "no ordinary file"),
    "bzip2": (lambda: zipped(method=zipfile.ZIP_BZIP2), "compressed by method 12"),
    "encrypted": (lambda: directory(flags=1), "is encrypted"),
    "patched data": (lambda: directory(flags=32), "unusual way"),
    "another checksum": (lambda: directory(crc=7), "two ways that differ"),
    "another size": (lambda: directory(size=7), "two ways that differ"),
    "too large": (lambda: directory(size=2**30), "larger than 1 MiB"),
    "overlap": (lambda: directory(offset=len(PACKED) // 2), "two ways that differ"),
    "a header far away": (lambda: directory(offset=2**31), "no zip archive"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_not_exactly_a_package_is_refused_by_its_first_fault(name: str) -> None:
    data, says = HOSTILE[name]
    with pytest.raises(PackageError, match=says):
        unpack(data())


def test_the_same_name_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped((MANIFEST, b""), (JUDGMENTS, b""), (JUDGMENTS, b""))
    with pytest.raises(PackageError, match=r"datapackage\.json\.dsse stands in it 0 times"):
        unpack(data)


def test_a_file_that_lies_within_another_is_refused() -> None:
    """The way to make small archives unpack to much: two names for the same bytes."""
    alone = zipped((SIGNATURE, b"{}"), method=zipfile.ZIP_STORED)
    inner = alone[: alone.index(b"PK\x01\x02")]
    data = bytearray(zipped((MANIFEST, inner), (SIGNATURE, b"{}"), (JUDGMENTS, b"x"), method=zipfile.ZIP_STORED))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    struct.pack_into("<I", data, second + 42, data.index(inner))
    with pytest.raises(PackageError, match="does not begin where the file before it ends"):
        unpack(bytes(data))


def test_bytes_between_files_and_directory_are_refused() -> None:
    at = PACKED.index(b"PK\x01\x02")
    data = bytearray(PACKED[:at] + b"hidden" + PACKED[at:])
    struct.pack_into("<I", data, len(data) - 6, at + 6)
    with pytest.raises(PackageError, match="between its files and their directory"):
        unpack(bytes(data))


def test_a_file_that_unpacks_to_more_than_it_says_is_stopped_there() -> None:
    grown = pack({**FILES, JUDGMENTS: b"\n" * 1_000_000})
    lie = grown.replace(struct.pack("<I", 1_000_000), struct.pack("<I", 10))
    with pytest.raises(PackageError, match="another size than it says"):
        unpack(lie)


def test_damaged_contents_are_told() -> None:
    stored = zipped(method=zipfile.ZIP_STORED)
    with pytest.raises(PackageError, match="checksum differs"):
        unpack(stored.replace(b"one\ntwo", b"one\nTWO", 1))
    at = PACKED.index(JUDGMENTS.encode()) + len(JUDGMENTS)
    with pytest.raises(PackageError, match=r"judgments\.jsonl cannot be unpacked"):
        unpack(PACKED[:at] + b"\xff" + PACKED[at + 1 :])


def test_an_archive_beyond_the_cap_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.packages.archive.LARGEST_ARCHIVE", 100)
    with pytest.raises(PackageError, match="larger than"):
        unpack(PACKED)


@given(st.data())
def test_no_damage_brings_other_contents_in(data: st.DataObject) -> None:
    wounded = bytearray(PACKED)
    for _ in range(data.draw(st.integers(1, 4))):
        wounded[data.draw(st.integers(0, len(wounded) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = unpack(bytes(wounded))
    except PackageError:
        return
    assert found == FILES
    assert set(found) == set(LARGEST)
