"""Open the window, or say in one sentence why there can be none here.

Qt would abort the process instead of saying so. Nothing of Qt is imported before somebody asks.
"""

import ctypes
import gc
import os
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

NO_WINDOW = 2


class Library(NamedTuple):
    """A system library that Qt links to, and the packages that bring it."""

    name: str
    debian: str
    fedora: str


# What PySide6's QtWidgets links to and does not bring along (readelf -d).
EVERYWHERE = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx"),
    Library("libX11.so.6", "libx11-6", "libX11"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libfreetype.so.6", "libfreetype6", "freetype"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libgthread-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libstdc++.so.6", "libstdc++6", "libstdc++"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Library("libzstd.so.1", "libzstd1", "libzstd"),
)
# What its plugin for X displays links to beyond that.
FOR_X = (
    Library("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    Library("libxcb.so.1", "libxcb1", "libxcb"),
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Library("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Library("libxcb-render.so.0", "libxcb-render0", "libxcb"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Library("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    Library("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    Library("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
    Library("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)
DISPLAY_NAMED_BY = {"wayland": "WAYLAND_DISPLAY", "xcb": "DISPLAY"}
WAY_OUT = (
    "run it on a virtual display with “xvfb-run -a python3 dev.py demo”, or draw it with “python3 dev.py pictures”"
)


def open_window(workspace: Path, files: tuple[Path, ...] = (), *, demo: bool = False) -> int:
    """Open the window on *workspace* and stay until it is closed; the status to exit with."""
    # Nothing of what a window is made of is garbage. Later it is collected on the screen's thread (`ui.garbage`).
    gc.disable()
    if reason := next(_reasons_against_a_window(), None):
        from app.terminal import say_error

        say_error(reason)
        return NO_WINDOW
    from ui.main_window import run

    return run(workspace, files, demo=demo)


def _reasons_against_a_window() -> Iterator[str]:
    """Why no window can be opened here, a sentence each, the one to mend first in front."""
    platform = _platform() if sys.platform == "linux" else "native"
    if not platform:
        yield f"There is no display to open a window on: {WAY_OUT}."
    try:
        import_module("PySide6.QtWidgets")
    except ImportError as error:
        yield _not_loaded(error, EVERYWHERE)
    if platform == "xcb":
        try:
            ctypes.CDLL(_plugin_for_x())
        except OSError as error:
            yield _not_loaded(error, FOR_X)
        if not _x_display_answers():
            yield f"The display “{os.environ['DISPLAY']}” does not answer: {WAY_OUT}."


def _platform() -> str:
    """Which of Qt's platforms the window will use, of those asked for or else of the usual ones; "" if none has a display."""
    for asked in (os.environ.get("QT_QPA_PLATFORM") or "wayland;xcb").split(";"):
        name = asked.split(":")[0].split("-")[0]
        if name not in DISPLAY_NAMED_BY or os.environ.get(DISPLAY_NAMED_BY[name]):
            return name
    return ""


def _not_loaded(error: Exception, libraries: Iterable[Library]) -> str:
    """What to install so that Qt loads. The loader names one missing library at a time; this names all of *libraries*."""
    missing = [library for library in libraries if not _loads(library.name)]
    if not missing:
        return f"Qt cannot be loaded ({error}): install what is named there."
    names = ", ".join(library.name for library in missing)
    debian = " ".join(dict.fromkeys(library.debian for library in missing))
    fedora = " ".join(dict.fromkeys(library.fedora for library in missing))
    return (
        f"Qt lacks system libraries ({names}): install them with “apt-get install {debian}” on Debian or Ubuntu, "
        f"“dnf install {fedora}” on Fedora."
    )


def _plugin_for_x() -> str:
    from PySide6.QtCore import QLibraryInfo

    return QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath) + "/platforms/libqxcb.so"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _x_display_answers() -> bool:
    """Whether DISPLAY names an X server that lets us in. Qt itself would abort where it does not."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return answers
