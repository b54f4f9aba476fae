"""Lucide icons in the colours of the theme, rendered for the pixels of the screen that they are shown on."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from struct import Struct
from zlib import MAX_WBITS, decompress

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

STROKE = "1.75"

# Of a zip archive (PKWARE's APPNOTE, 4.3): an entry of the directory from its method to the length of its name, what stands
# before that name, the place of the entry's data at its end; and the two lengths at the end of the header of those data.
_ENTRY_SIZE = 46
_LOCAL_SIZE = 30
_ENTRY = Struct("<10s H H H I I I H")
_PLACE = Struct("<I")
_LENGTHS = Struct("<H H")


@cache
def pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    """The icon *name*, *size* logical pixels wide, on a screen with *ratio* device pixels to each."""
    svg = _drawing(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{STROKE}"')
    rendered = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    rendered.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(rendered)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.end()
    rendered.setDevicePixelRatio(ratio)
    return rendered


@cache
def icon(name: str, colour: str, size: int) -> QIcon:
    """The icon *name* for buttons, sharp at 1x and 2x."""
    result = QIcon(pixmap(name, colour, size, 1.0))
    result.addPixmap(pixmap(name, colour, size, 2.0))
    return result


@cache
def _drawings() -> bytes:
    # Looked for without importing the package: it brings an XML parser along, and nothing else is wanted of it.
    package = find_spec("lucide")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).with_name("lucide.zip").read_bytes()


def _drawing(name: str) -> str:
    """The drawing *name*, out of an archive of some thousand: its directory is looked through for the one, not read."""
    archive, wanted = _drawings(), f"{name}.svg".encode()
    entry = archive.find(wanted, _start_of_directory(archive))
    while entry != -1:
        _, method, _, _, _, packed, _, length = _ENTRY.unpack_from(archive, entry - _ENTRY_SIZE)
        is_entry = archive.startswith(b"PK\1\2", entry - _ENTRY_SIZE) and length == len(wanted)
        if is_entry:
            (place,) = _PLACE.unpack_from(archive, entry - _PLACE.size)
            begin = place + _LOCAL_SIZE + sum(_LENGTHS.unpack_from(archive, place + _LOCAL_SIZE - _LENGTHS.size))
            data = archive[begin : begin + packed]
            return (decompress(data, -MAX_WBITS) if method else data).decode()
        entry = archive.find(wanted, entry + 1)
    raise KeyError(name)


def _start_of_directory(archive: bytes) -> int:
    """Where the directory of a zip archive begins, as its last record says."""
    start: int = _PLACE.unpack_from(archive, archive.rindex(b"PK\5\6") + 16)[0]
    return start
