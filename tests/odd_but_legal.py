"""What is odd and yet right: files of tasks and packages that must come in, whoever wrote them in whatever way."""

import io
import json
import stat
import zipfile
from collections.abc import Callable, Iterable

from app.packages.archive import pack

TASK = {"task_id": "t1", "prompt": "p", "candidates": [{"code": "x\n"}, {"code": "y\n"}]}
LINE = json.dumps(TASK).encode()
DEEP = b'{"a":' * 90 + b"1" + b"}" * 90
TASK_FILES = {
    "a mark of byte order": b"\xef\xbb\xbf" + LINE + b"\n",
    "line ends of Windows": LINE + b"\r\n",
    "no line end": LINE,
    "blank lines": b"\n  \n" + LINE + b"\n\n\n",
    "blanks around": b"  " + LINE + b"\t \n",
    "another order of keys": json.dumps(dict(reversed(TASK.items()))).encode(),
    "escapes": LINE.replace(b"t1", b"\\u0074\\u0031"),
    "characters beyond the first plane": LINE.replace(b'"p"', '"𝒑 👩‍💻 e\u0301"'.encode()),
    "pairs of surrogates": LINE.replace(b'"p"', b'"\\ud83d\\ude00"'),
    "hidden characters": LINE.replace(b'"p"', '"\u202e\u200b"'.encode()),
    "control characters in code": LINE.replace(b"x\\n", b"\\u001b[31m\\f"),
    "fields of others": LINE[:-1] + b', "score": 0.5, "n": -9007199254740992, "deep": ' + DEEP + b"}",
    "an empty candidate": LINE.replace(b'"x\\n"', b'""'),
    "a megabyte on one line": LINE.replace(b"x\\n", b"x" * 1_000_000),
}
"""Files of one task each, “t1”."""


def zip_of(
    entries: Iterable[tuple[str, bytes]],
    *,
    method: int = zipfile.ZIP_DEFLATED,
    level: int = 6,
    mode: int = stat.S_IFREG | 0o644,
    system: int = 3,
    extra: bytes = b"",
    comment: bytes = b"",
    entry_comment: bytes = b"",
    seekable: bool = True,
) -> bytes:
    """A zip of *entries* as Python's own writer makes it."""
    buffer = io.BytesIO()
    target = buffer if seekable else _Unseekable(buffer)
    with zipfile.ZipFile(target, "w") as archive:
        archive.comment = comment
        for name, content in entries:
            entry = zipfile.ZipInfo(name, date_time=(2026, 1, 31, 9, 40, 0))
            entry.compress_type, entry.create_system, entry.external_attr = method, system, mode << 16
            entry.extra, entry.comment = extra, entry_comment
            archive.writestr(entry, content, compresslevel=level)
    return buffer.getvalue()


class _Unseekable(io.RawIOBase):
    """A pipe: a zip written to it has the sizes behind the contents."""

    def __init__(self, into: io.BytesIO) -> None:
        self._into = into

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return self._into.write(bytes(memoryview(data)))  # type: ignore[arg-type]  # any buffer


Files = dict[str, bytes]
PACKAGES: dict[str, Callable[[Files], bytes]] = {
    "stored": lambda files: zip_of(files.items(), method=zipfile.ZIP_STORED),
    "another level": lambda files: zip_of(files.items(), level=9),
    "the quickest level": lambda files: zip_of(files.items(), level=1),
    "another order": lambda files: zip_of(reversed(files.items())),
    "a comment of the archive": lambda files: zip_of(files.items(), comment=b"made by hand"),
    "a comment of a file": lambda files: zip_of(files.items(), entry_comment=b"made by hand"),
    "times in an extra field": lambda files: zip_of(files.items(), extra=b"UT\x05\x00\x03\x00\x00\x00\x00"),
    "sizes behind the contents": lambda files: zip_of(files.items(), seekable=False),
    "no permissions": lambda files: zip_of(files.items(), mode=0),
    "executable": lambda files: zip_of(files.items(), mode=stat.S_IFREG | 0o755),
    "made on Windows": lambda files: zip_of(files.items(), system=0, mode=0),
    "names marked as UTF-8": lambda files: pack(files).replace(b"\x14\x00\x00\x00", b"\x14\x00\x00\x08"),
}
"""Ways to put the three files of a package into a zip."""
