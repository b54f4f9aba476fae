"""Text from outside never meets a widget that guesses at markup, and no colour is written outside the themes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCREEN = sorted((ROOT / "ui").rglob("*.py"))
FORBIDDEN_CALLS = {
    "QLabel",
    "QMessageBox",
    "QErrorMessage",
    "QProgressDialog",
    "QInputDialog",
    "QTextBrowser",
    "QFileDialog",
}
FORBIDDEN_METHODS = {
    "setToolTip",
    "setHtml",
    "setMarkdown",
    "insertHtml",
    "appendHtml",
    "setWhatsThis",
    "showMessage",
    "openUrl",
    "showText",
}
COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b")


def offences(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in FORBIDDEN_CALLS or (isinstance(node.func, ast.Attribute) and name in FORBIDDEN_METHODS):
                yield f"line {node.lineno}: {name}("
            if name == "setStyleSheet" and any(isinstance(word, ast.JoinedStr) for word in node.args):
                yield f"line {node.lineno}: setStyleSheet(f…"
        elif isinstance(node, ast.ImportFrom) and any(one.name == "QDesktopServices" for one in node.names):
            yield f"line {node.lineno}: QDesktopServices"


@pytest.mark.parametrize("file", SCREEN, ids=lambda file: str(file.relative_to(ROOT)))
def test_only_one_module_makes_widgets_of_text(file: Path) -> None:
    if file.name == "plain_text.py":
        pytest.skip("this is the one")
    assert list(offences(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "line", ["QLabel('x')", "w.setToolTip(x)", "a.setStyleSheet(f'{x}')", "from PySide6.QtGui import QDesktopServices"]
)
def test_the_rule_sees_what_it_forbids(line: str) -> None:
    assert list(offences(line))


def test_no_colour_is_written_outside_the_themes() -> None:
    files = [*SCREEN, ROOT / "resources" / "style.qss"]
    found = {
        str(file.relative_to(ROOT)): COLOUR.findall(file.read_text(encoding="utf-8"))
        for file in files
        if file.name != "tokens.py"
    }
    assert {name: colours for name, colours in found.items() if colours} == {}
