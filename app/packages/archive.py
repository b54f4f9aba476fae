"""The zip around a package: three files of fixed names, written the same way every time, and read by rules of our own.

Nothing is ever unpacked to a disk. Every byte of an archive is accounted for: what two readers could understand
differently (overlaps, gaps, names that stand twice, sizes that disagree) is refused.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import PackageError

MANIFEST = "datapackage.json"
SIGNATURE = "datapackage.json.dsse"
JUDGMENTS = "judgments.jsonl"

MIB = 1024 * 1024
LARGEST_ARCHIVE = 128 * MIB
LARGEST = {MANIFEST: MIB, SIGNATURE: 2 * MIB, JUDGMENTS: 128 * MIB}
"""How many bytes each file may have, and all there may be."""

_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _SIZES_FOLLOW = 0x0001, 0x0008
_HARMLESS_FLAGS = 0x0806  # the level of compression, and that names are UTF-8
_UNIX, _DOS_FOLDER = 3, 0x10


def pack(contents: Mapping[str, bytes]) -> bytes:
    """The archive of *contents*: the same bytes for the same contents."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in LARGEST:
            # No clock, no system, no owner: the first moment that a zip can name, and a plain file.
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = _UNIX
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, contents[name], compresslevel=6)
    return buffer.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The three files in the archive *data*. Raises PackageError with the first thing that is wrong."""
    if len(data) > LARGEST_ARCHIVE:
        raise PackageError(f"it is larger than {LARGEST_ARCHIVE // MIB} MiB.")
    try:
        entries = _entries(data)
        _refuse_other_names(entries)
        _refuse_unaccounted_bytes(data, entries)
    except struct.error:
        raise PackageError("it is cut short, or no zip archive.") from None
    return {entry.name: _content(data, entry) for entry in entries}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file as the directory at the end of the archive describes it; *content* and *end* are offsets."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    content: int
    end: int


def _entries(data: bytes) -> tuple[_Entry, ...]:
    directory, end = _directory(data)
    entries = []
    at = directory
    for _ in LARGEST:
        entry, at = _entry(data, at)
        entries.append(entry)
    if at != end:
        raise PackageError("its directory does not end where it says.")
    return tuple(entries)


def _directory(data: bytes) -> tuple[int, int]:
    """Where the directory begins and ends. The zip's own comment is allowed, and passed over."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 22 - 0xFFFF))
    if at < 0:
        raise PackageError("it is cut short, or no zip archive.")
    disk, first_disk, here, count, size, offset, comment = struct.unpack_from("<HHHHIIH", data, at + 4)
    if at + 22 + comment != len(data):
        raise PackageError("something stands behind its end.")
    if (disk, first_disk) != (0, 0) or here != count or count != len(LARGEST):
        raise PackageError(f"it holds {count} files instead of {', '.join(LARGEST)}.")
    if offset + size != at:
        raise PackageError("its directory is not where it says.")
    return offset, at


def _entry(data: bytes, at: int) -> tuple[_Entry, int]:
    (
        signature,
        _,
        made_by,
        _,
        flags,
        method,
        _,
        _,
        crc,
        packed,
        size,
        names,
        extra,
        comment,
        disk,
        _,
        attributes,
        offset,
    ) = struct.unpack_from("<4sBBHHHHHIIIHHHHHII", data, at)
    raw = data[at + 46 : at + 46 + names]
    name = raw.decode("ascii", "backslashreplace")
    if signature != b"PK\x01\x02" or disk:
        raise PackageError("its directory is damaged.")
    if flags & _ENCRYPTED:
        raise PackageError(f"{name[:100]} is encrypted.")
    if flags & ~(_HARMLESS_FLAGS | _SIZES_FOLLOW):
        raise PackageError(f"{name[:100]} is packed in an unusual way (flags {flags:#06x}).")
    if method not in (_STORED, _DEFLATED):
        raise PackageError(f"{name[:100]} is compressed by method {method}; only stored and deflate are read.")
    mode = attributes >> 16 if made_by == _UNIX else 0
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG) or attributes & _DOS_FOLDER:
        raise PackageError(f"{name[:100]} is no ordinary file.")
    if size > LARGEST.get(name, LARGEST[JUDGMENTS]):
        raise PackageError(f"{name[:100]} is larger than {LARGEST.get(name, LARGEST[JUDGMENTS]) // MIB} MiB.")
    entry = _located(data, name, raw, flags, method, crc, packed, size, offset)
    return entry, at + 46 + names + extra + comment


def _located(
    data: bytes, name: str, raw: bytes, flags: int, method: int, crc: int, packed: int, size: int, offset: int
) -> _Entry:
    """The entry with the place of its content. The header before the content must say what the directory says."""
    signature, _, its_flags, its_method, _, _, its_crc, its_packed, its_size, names, extra = struct.unpack_from(
        "<4sHHHHHIIIHH", data, offset
    )
    content = offset + 30 + names + extra
    said = (its_crc, its_packed, its_size)
    expected = (0, 0, 0) if flags & _SIZES_FOLLOW and said == (0, 0, 0) else (crc, packed, size)
    is_same = signature == b"PK\x03\x04" and data[offset + 30 : offset + 30 + names] == raw
    if not is_same or (its_flags, its_method) != (flags, method) or said != expected:
        raise PackageError(f"{name[:100]} is described in two ways that differ.")
    end = content + packed
    if flags & _SIZES_FOLLOW:
        trailer = struct.pack("<III", crc, packed, size)
        marked = b"PK\x07\x08" + trailer
        if data[end : end + 16] == marked:
            end += 16
        elif data[end : end + 12] == trailer:
            end += 12
        else:
            raise PackageError(f"{name[:100]} is described in two ways that differ.")
    return _Entry(name, flags, method, crc, packed, size, offset, content, end)


def _refuse_other_names(entries: tuple[_Entry, ...]) -> None:
    for entry in entries:
        if entry.name not in LARGEST:
            raise PackageError(f"it holds a file “{entry.name[:100]}”; there may be only {', '.join(LARGEST)}.")
    names = [entry.name for entry in entries]
    for name in LARGEST:
        if names.count(name) != 1:
            raise PackageError(f"{name} stands in it {names.count(name)} times, not once.")


def _refuse_unaccounted_bytes(data: bytes, entries: tuple[_Entry, ...]) -> None:
    directory, _ = _directory(data)
    expected = 0
    for entry in sorted(entries, key=lambda entry: entry.offset):
        if entry.offset != expected:
            raise PackageError(f"{entry.name} does not begin where the file before it ends.")
        expected = entry.end
    if expected != directory:
        raise PackageError("something stands between its files and their directory.")


def _content(data: bytes, entry: _Entry) -> bytes:
    packed = data[entry.content : entry.content + entry.packed]
    content = packed if entry.method == _STORED else _inflated(packed, entry)
    if len(content) != entry.size:
        raise PackageError(f"{entry.name} has another size than it says.")
    if zlib.crc32(content) != entry.crc:
        raise PackageError(f"{entry.name} is damaged (its checksum differs).")
    return content


def _inflated(packed: bytes, entry: _Entry) -> bytes:
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        # One byte more than it says is enough to see that it is not what it says.
        content = unpacking.decompress(packed, entry.size + 1)
    except zlib.error as error:
        raise PackageError(f"{entry.name} cannot be unpacked ({error}).") from None
    if not unpacking.eof or unpacking.unused_data:
        raise PackageError(f"{entry.name} has another size than it says.")
    return content
