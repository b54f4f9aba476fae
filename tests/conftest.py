"""What holds for every test: no screen, nobody's own workspace or settings, and the options of the run."""

import os
import runpy
import shutil
import sys
import tempfile
import threading
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


@pytest.fixture
def go_ahead() -> Iterator[threading.Event]:
    """What work in another thread waits for; given at the latest when the test is over, whose fixtures wait for that work."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def disk() -> Iterator[Path]:
    """A real file system of 16 MB, where the machine lets us make one."""
    from tests.torture.full_disk import NoSmallDiskError, a_small_disk

    try:
        with a_small_disk("tmpfs") as place:
            yield place
    except NoSmallDiskError as error:
        # Without root or namespaces nothing can be mounted; the sentence names which is missing.
        pytest.skip(f"this machine lacks {error}")


@pytest.fixture(autouse=True, scope="session")
def _empty_clipboard_at_the_end() -> Iterator[None]:
    """What was copied from a text field is a Python object; Qt must not hold one beyond the interpreter's end."""
    yield
    from PySide6.QtWidgets import QApplication

    if isinstance(application := QApplication.instance(), QApplication):
        application.clipboard().clear()


@pytest.fixture(autouse=True)
def _no_sockets() -> Iterator[None]:
    """Fail the test in which anything opens a socket to elsewhere, here or in a process that the test has started."""
    _sockets.write_text("", encoding="utf-8")
    yield
    opened = _sockets.read_text(encoding="utf-8")
    assert not opened, f"a socket was opened: {opened}"


# Each process of the run has its own, and so do those that it starts: this comes before the hook is set.
_sockets = Path(tempfile.mkdtemp(prefix="diptych-sockets-")) / "opened"
os.environ["DIPTYCH_TESTS_SOCKETS"] = str(_sockets)
_watched = str(Path(__file__).parent / "watched")
sys.path.append(_watched)
os.environ["PYTHONPATH"] = os.pathsep.join([_watched, *filter(None, [os.environ.get("PYTHONPATH")])])
if "sitecustomize" not in sys.modules or sys.modules["sitecustomize"].__file__ != f"{_watched}/sitecustomize.py":
    runpy.run_path(f"{_watched}/sitecustomize.py")


@pytest.fixture(autouse=True, scope="session")
def _leave_nothing() -> Iterator[None]:
    yield
    shutil.rmtree(_sockets.parent)


@pytest.fixture(autouse=True)
def _nobodys_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the workspace and the settings of whoever runs the tests out of their reach."""
    monkeypatch.setenv("DIPTYCH_HOME", str(tmp_path_factory.mktemp("home")))
