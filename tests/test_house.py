"""The house keeps its own rules: floors, bootstrap, lock, documents and what Qt must not do."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF
from pytestqt.qtbot import QtBot

from ui.command_line import program
from ui.window_or_reason import WAY_OUT

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = {contract["id"]: contract["name"] for contract in PROJECT["tool"]["importlinter"]["contracts"]}
DEPENDENCIES = (*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"])

# How each contract is broken: a module that should not be there, or should not import what it does.
BREACHES = [
    ("core-floors", "app/stray.py", ""),
    ("core-floors", "app/domain/stray.py", "import app.code"),
    ("core-floors", "app/formats/stray.py", "import app.store"),
    ("core-floors", "app/formats/stray.py", "import app.packages"),
    ("core-floors", "app/packages/stray.py", "import app.exchange"),
    ("core-floors", "app/exchange/stray.py", "import app.terminal"),
    ("core-floors", "app/judging/stray.py", "import app.intake"),
    ("core-floors", "app/store/stray.py", "import app.queueing"),
    ("core-floors", "app/exchange/stray.py", "import app.handing_in"),
    ("core-floors", "app/exchange/stray.py", "import app.laying_out"),
    ("core-floors", "app/store/stray.py", "import app.disclosure"),
    ("core-floors", "app/exchange/stray.py", "import app.caretaking"),
    ("core-floors", "app/domain/stray.py", "import app.clock"),
    ("screen-floors", "ui/stray.py", ""),
    ("screen-floors", "ui/theme/stray.py", "import ui.code_view"),
    ("screen-floors", "ui/queue/stray.py", "import ui.dialogs"),
    ("core-without-qt", "app/code/stray.py", "import PySide6.QtCore"),
    ("core-without-qt", "app/code/stray.py", "import ui.plain_text"),
    ("sql-in-one-place", "app/formats/stray.py", "import sqlite3"),
    ("sql-in-one-place", "ui/desk/stray.py", "import sqlite_utils.db"),
    ("one-road-to-the-store", "ui/desk/stray.py", "import app.store.workspace"),
    ("one-road-to-the-store", "app/packages/stray.py", "import app.store.workspace"),
    ("one-road-to-the-store", "ui/dialogs/stray.py", "import app.store.opening"),
    ("one-bridge", "ui/code_view/stray.py", "import ui.desk.desk"),
    ("one-bridge", "ui/dialogs/stray.py", "import ui.commands"),
    ("service-behind-the-desk", "ui/judging/stray.py", "import app.evaluation"),
    ("service-behind-the-desk", "ui/dialogs/stray.py", "import app.formats.faults"),
    ("service-behind-the-desk", "ui/shell/stray.py", "import app.caretaking"),
]


@pytest.fixture(scope="module")
def copied_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the code, for breaking."""
    copy = tmp_path_factory.mktemp("house")
    for folder in ("app", "ui"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


@pytest.fixture
def house(copied_house: Path) -> Iterator[Path]:
    yield copied_house
    for stray in copied_house.rglob("stray.py"):
        stray.unlink()


@pytest.mark.parametrize(("contract", "module", "line"), BREACHES)
def test_an_import_contract_fails_when_it_is_broken(house: Path, contract: str, module: str, line: str) -> None:
    (house / module).write_text(line + "\n", encoding="utf-8")

    assert_broken(house, contract)


@pytest.mark.parametrize(
    "line",
    [
        "import app.judging.stray",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import app.judging.stray",
    ],
    ids=["to run", "for types alone"],
)
def test_a_circle_fails(house: Path, line: str) -> None:
    (house / "app/judging/stray.py").write_text("import app.judging.history\n", encoding="utf-8")
    history = house / "app/judging/history.py"
    before = history.read_text(encoding="utf-8")
    history.write_text(f"{before}\n{line}\n", encoding="utf-8")

    assert_broken(house, "no-circles")

    history.write_text(before, encoding="utf-8")


def assert_broken(house: Path, contract: str) -> None:
    ended = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--contract", contract],
        cwd=house,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert ended.returncode == 1, ended.stdout
    assert f"{CONTRACTS[contract]} BROKEN" in ended.stdout
    assert "stray" in ended.stdout


def test_every_import_contract_is_seen_to_fail() -> None:
    assert {contract for contract, _, _ in BREACHES} | {"no-circles"} == set(CONTRACTS)


def test_the_core_works_where_there_is_no_qt() -> None:
    code = """
import importlib, pkgutil, sys

class NoScreen:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6", "ui"):
            raise ModuleNotFoundError(name, name=name)

sys.meta_path.insert(0, NoScreen())
import app
names = [found.name for found in pkgutil.walk_packages(app.__path__, "app.") if found.name != "app.__main__"]
for name in names:
    importlib.import_module(name)
print(len(names))
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) > 30


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from Python 3.12 on None is immortal and cannot be lost")
def test_qt_calls_do_not_lose_references_to_none(qapp: object) -> None:
    font = QFont()
    before = sys.getrefcount(None)
    for _ in range(500):
        font.setPixelSize(13)
    # Not 500 fewer; a few come and go by themselves.
    assert sys.getrefcount(None) - before > -100


def test_qt_tells_the_weights_of_the_cut_fonts_apart(qtbot: QtBot) -> None:
    files = sorted((ROOT / "resources" / "fonts").glob("*.ttf"))
    assert [file.name for file in files] == [
        "Inter-Medium.ttf",
        "Inter-Regular.ttf",
        "Inter-SemiBold.ttf",
        "JetBrainsMono-Bold.ttf",
        "JetBrainsMono-Italic.ttf",
        "JetBrainsMono-Regular.ttf",
    ]
    for file in files:
        QFontDatabase.addApplicationFont(str(file))

    def width(weight: int) -> float:
        font = QFont("Inter")
        font.setPixelSize(100)
        font.setWeight(QFont.Weight(weight))
        return QFontMetricsF(font).horizontalAdvance("Which of these is better?")

    assert width(400) < width(500) < width(600)
    styles = {style: QFontDatabase.weight("JetBrains Mono", style) for style in QFontDatabase.styles("JetBrains Mono")}
    assert styles == {"Regular": 400, "Bold": 700, "Italic": 400}


def test_dev_py_needs_only_the_standard_library_and_any_python_can_read_it() -> None:
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


def test_the_lock_names_every_dependency_and_no_registry() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    assert {_name(dependency) for dependency in DEPENDENCIES} <= locked
    assert "://" not in lock
    assert "--index" not in lock
    assert "--find-links" not in lock


def test_every_dependency_is_accounted_for() -> None:
    accounts = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    assert [name for name in map(_name, DEPENDENCIES) if f"`{name}`" not in accounts] == []


def test_documented_commands_exist() -> None:
    dev = subprocess.run([sys.executable, ROOT / "dev.py", "--help"], capture_output=True, encoding="utf-8", check=True)
    listed = re.search(r"\{([a-z,]+)\}", dev.stdout)
    assert listed
    verbs = {"dev.py": set(listed[1].split(",")), "diptych": set(program().list_commands(click.Context(program())))}
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / ".ci" / "run"]
    documented = [
        (document.name, *command)
        for document in documents
        for command in re.findall(r"\b(dev\.py|diptych) ([a-z]+)\b", _code(document))
    ] + [("ui.window_or_reason", "dev.py", verb) for verb in re.findall(r"dev\.py ([a-z]+)", WAY_OUT)]
    assert [row for row in documented if row[2] not in verbs[row[1]]] == []
    assert {verb for _, command, verb in documented if command == "dev.py"} == verbs["dev.py"]


def test_no_file_names_a_place_on_the_machine_it_was_made_on() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not in a git checkout")
    listed = subprocess.run(
        [git, "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    files = [ROOT / name.decode() for name in listed.stdout.split(b"\0") if name]
    places = re.compile(rb"/(work|root)/")
    assert [file.name for file in files if file.is_file() and places.search(file.read_bytes())] == []


def _name(dependency: str) -> str:
    """The normalized name in a requirement."""
    return re.split(r"[^A-Za-z0-9._-]", dependency)[0].lower()


def _code(document: Path) -> str:
    """What stands in *document* as code: blocks and spans of Markdown, all of another file."""
    text = document.read_text(encoding="utf-8")
    if document.suffix != ".md":
        return text
    return "\n".join(re.findall(r"^```.*?^```|`[^`\n]+`", text, re.MULTILINE | re.DOTALL))
