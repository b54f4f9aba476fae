"""Text from outside never meets a widget that guesses at markup, and no colour is written outside the themes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCREEN = sorted((ROOT / "ui").rglob("*.py"))
MAKERS = ROOT / "ui" / "plain_text"
"""The one package that makes widgets of text."""
FORBIDDEN_CLASSES = {
    "QDesktopServices",
    "QErrorMessage",
    "QFileDialog",
    "QGraphicsTextItem",
    "QInputDialog",
    "QLabel",
    "QMessageBox",
    "QPlainTextEdit",
    "QProgressDialog",
    "QSplashScreen",
    "QStaticText",
    "QTextBrowser",
    "QToolTip",
    "QWhatsThis",
    "QWizard",
}
"""Not even to be made or called: they guess at markup, ask for it, or copy more than plain text."""
FORBIDDEN_METHODS = {
    "appendHtml",
    "fromHtml",
    "fromMarkdown",
    "insertHtml",
    "insertMarkdown",
    "openUrl",
    "setDefaultStyleSheet",
    "setHtml",
    "setInformativeText",
    "setMarkdown",
    "setOpenExternalLinks",
    "setOpenLinks",
    "setSource",
    "setTextFormat",
    "setToolTip",
    "setWhatsThis",
    "showMessage",
    "showText",
}
TOOLTIP_ROLES = {"ToolTipRole", "WhatsThisRole"}
"""Of items of models: their texts are shown as tooltips, which guess at markup."""
COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b")


def offences(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                if name in FORBIDDEN_CLASSES or (isinstance(node.func, ast.Attribute) and name in FORBIDDEN_METHODS):
                    yield f"line {node.lineno}: {name}("
                if name == "setStyleSheet" and not all(_is_fixed(word) for word in node.args):
                    yield f"line {node.lineno}: setStyleSheet of what is put together"
                if name == "QTextEdit" or (name == "setAcceptRichText" and not _is_false(node)):
                    yield f"line {node.lineno}: {name}("
            case ast.Attribute(value=ast.Name(id=name), attr=attr) if name in FORBIDDEN_CLASSES:
                # A call of the class itself (QMessageBox.warning); its constants (QMessageBox.Icon) do no harm.
                if attr[:1].islower():
                    yield f"line {node.lineno}: {name}.{attr}"
            case ast.Attribute(attr=attr) if attr in TOOLTIP_ROLES:
                yield f"line {node.lineno}: {attr}"
            case ast.ClassDef(bases=bases):
                names = {getattr(base, "id", getattr(base, "attr", "")) for base in bases}
                for name in names & FORBIDDEN_CLASSES:
                    yield f"line {node.lineno}: class of {name}"
                if "QTextEdit" in names and not {"insertFromMimeData", "createMimeDataFromSelection"} <= _methods(node):
                    yield f"line {node.lineno}: class of QTextEdit that pastes or copies rich text"
            case ast.ImportFrom(names=names) if any(one.name == "QDesktopServices" for one in names):
                yield f"line {node.lineno}: QDesktopServices"


def _is_fixed(word: ast.expr) -> bool:
    """Whether *word* is a text that stands in the source as it is."""
    return isinstance(word, ast.Constant)


def _is_false(node: ast.Call) -> bool:
    return len(node.args) == 1 and isinstance(node.args[0], ast.Constant) and node.args[0].value is False


def _methods(node: ast.ClassDef) -> set[str]:
    return {one.name for one in node.body if isinstance(one, ast.FunctionDef)}


@pytest.mark.parametrize(
    "file", [file for file in SCREEN if file.parent != MAKERS], ids=lambda file: str(file.relative_to(ROOT))
)
def test_only_one_package_makes_widgets_of_text(file: Path) -> None:
    found = list(offences(file.read_text(encoding="utf-8")))
    if file.name == "theme.py":
        # The one style sheet of the program, put together of its own files and colours.
        found = [one for one in found if "setStyleSheet" not in one]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "QLabel('x')",
        "QtWidgets.QLabel('x')",
        "QMessageBox.warning(parent, title, text)",
        "QToolTip.showText(point, text)",
        "QWhatsThis.showText(point, text)",
        "QInputDialog.getText(parent, title, text)",
        "box.setInformativeText(x)",
        "w.setToolTip(x)",
        "w.setWhatsThis(x)",
        "v.setMarkdown(x)",
        "document.setHtml(x)",
        "label.setTextFormat(Qt.TextFormat.RichText)",
        "view.setOpenExternalLinks(True)",
        "view.setSource(QUrl(x))",
        "edit.setAcceptRichText(True)",
        "QTextEdit()",
        "QPlainTextEdit()",
        "class Own(QLabel): ...",
        "class Own(QTextEdit): ...",
        "a.setStyleSheet(f'{x}')",
        "a.setStyleSheet('x' + y)",
        "a.setStyleSheet(sheet)",
        "item.setData(Qt.ItemDataRole.ToolTipRole, x)",
        "from PySide6.QtGui import QDesktopServices",
        "QDesktopServices.openUrl(x)",
    ],
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
