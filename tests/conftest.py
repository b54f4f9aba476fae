"""What holds for every test: no screen, nobody's own workspace or settings, and the options of the run."""

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=200, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "quick")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--samples", metavar="FOLDER", type=Path, help="run the stories over this folder of task files as well"
    )


def pytest_configure(config: pytest.Config) -> None:
    folder = config.getoption("--samples")
    if folder is not None and not folder.is_dir():
        raise pytest.UsageError(f"--samples: there is no folder {folder}")


@pytest.fixture(scope="session")
def samples(pytestconfig: pytest.Config) -> Path:
    """The folder of task files that this run was given."""
    folder = pytestconfig.getoption("--samples")
    if folder is None:
        pytest.skip("runs with --samples FOLDER")
    return Path(folder)


@pytest.fixture(autouse=True, scope="session")
def _empty_clipboard_at_the_end() -> Iterator[None]:
    """What was copied from a text field is a Python object; Qt must not hold one beyond the interpreter's end."""
    yield
    from PySide6.QtWidgets import QApplication

    if isinstance(application := QApplication.instance(), QApplication):
        application.clipboard().clear()


@pytest.fixture(autouse=True)
def _no_sockets() -> Iterator[None]:
    """Fail the test in which anything opens a socket to elsewhere; one between processes of this machine may be."""
    _opened.clear()
    yield
    assert not _opened, f"a socket was opened: {_opened[0]}"


_opened: list[str] = []


def _note_sockets(event: str, words: tuple[object, ...]) -> None:
    if event == "socket.__new__" and words[1] != getattr(socket, "AF_UNIX", None):
        _opened.append(f"family {words[1]}, type {words[2]}")
    elif event in ("socket.connect", "socket.getaddrinfo", "socket.sendto") and not _is_local(event, words):
        _opened.append(f"{event} {words[-1] if event != 'socket.getaddrinfo' else words[0]}")


def _is_local(event: str, words: tuple[object, ...]) -> bool:
    return event != "socket.getaddrinfo" and getattr(words[0], "family", None) == getattr(socket, "AF_UNIX", None)


# For the whole run: an audit hook cannot be taken away again.
sys.addaudithook(_note_sockets)


@pytest.fixture(autouse=True)
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the workspace and the settings of whoever runs the tests out of their reach."""
    monkeypatch.setenv("DIPTYCH_HOME", str(tmp_path_factory.mktemp("home")))
