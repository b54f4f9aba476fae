"""P16: hidden characters are visible, each by itself, and nothing else is marked.

    python -m tests.torture.hidden

Counted on the grid that the code view draws, and looked at in a code view that was really drawn.
"""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from app.code.display import display
from app.code.hidden_characters import is_hidden, short_name
from tests.torture.figures import Row

ROOT = Path(__file__).parents[2]
BIDI = tuple(map(chr, (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
CONTROLS = tuple(map(chr, (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0))))
SPACES = tuple(map(chr, (0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)))
WITH_INK = ("ARABIC", "SYRIAC", "KAITHI", "EGYPTIAN")
FORMATS = tuple(
    character
    for character in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(character) == "Cf"
    and (character in BIDI or not unicodedata.name(character).startswith(WITH_INK))
)
"""What Python itself knows to be a format character, less those that have ink of their own."""
LOOKED_AT = (*BIDI, "\u200b", "\u00ad", "\x1b", "\x00", "\x9b", "\u00a0", "\ufeff", "\U000e0041")


def figures() -> Iterator[Row]:
    yield on_the_grid()
    yield on_the_screen()


def on_the_grid() -> Row:
    everything = [chr(code) for code in range(sys.maxunicode + 1) if is_hidden(chr(code))]
    shown = sum(map(_is_one_box, everything))
    bidi, controls, spaces, formats = (sum(map(_is_one_box, group)) for group in (BIDI, CONTROLS, SPACES, FORMATS))
    clean = [line for file in sorted((ROOT / "app").rglob("*.py")) for line in _ascii_lines(file)]
    marks = sum(len(display(line).boxes) for line in clean)
    return Row(
        "P16",
        "each hidden character between two letters on the grid of the code view; then clean source",
        f"{bidi} of {len(BIDI)} that change direction, {controls} of {len(CONTROLS)} controls, {spaces} of {len(SPACES)} "
        f"odd spaces, {formats} of {len(FORMATS)} other format characters, {shown:,} of {len(everything):,} in all: each a "
        f"box of its own with every column in its place; {marks} marks in {len(clean):,} lines of clean ASCII",
        (bidi, controls, spaces, formats, shown, marks)
        == (len(BIDI), len(CONTROLS), len(SPACES), len(FORMATS), len(everything), 0)
        and len(everything) >= 4_174,
    )


def on_the_screen() -> Row:
    """In a process of its own: there may be no Qt here."""
    command = [sys.executable, "-m", "tests.torture.hidden", "painted"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    painted, same = json.loads(done.stdout)
    return Row(
        "P16",
        "a code view drawn with one of them in each line, and again without them",
        f"{painted} of {len(LOOKED_AT)} lines look different; {same} of 4 lines without any look the same",
        painted == len(LOOKED_AT) and same == 4,
    )


def _is_one_box(character: str) -> bool:
    """Whether *character* alone is boxed, by its name, and every column still stands for itself."""
    line = display(f"a{character}b", prose=())
    (box,) = line.boxes or (None,)
    columns = [line.column_of(line.cell_of(column)) for column in range(3)]
    return box is not None and (box.column, box.text) == (1, short_name(character)) and columns == [0, 1, 2]


def _ascii_lines(file: Path) -> Iterator[str]:
    return (line for line in file.read_text(encoding="utf-8").split("\n") if line.isascii())


def _painted() -> tuple[int, int]:
    """How many lines of `LOOKED_AT` are drawn otherwise with their character, and how many of four others are not."""
    from PySide6.QtWidgets import QApplication

    from app.domain.names import SLOTS
    from app.domain.policy import Policy
    from app.domain.sitting import Exhibit, Sitting
    from tests.builders import a_task
    from ui.code_view.comparison import ComparisonView
    from ui.code_view.look import NORMAL_SIZE
    from ui.code_view.painting import Metrics
    from ui.code_view.pane import CodeView
    from ui.theme import Theme

    application = QApplication([])
    theme = Theme(application, "light")
    lines = [f"x = 'a{character}b'" for character in LOOKED_AT] + [f"y = {number}" for number in range(4)]
    bare = [line.replace(character, "") for line, character in zip(lines, LOOKED_AT, strict=False)] + lines[-4:]

    def drawn(code: list[str]) -> list[bytes]:
        task = a_task(codes=("\n".join(code), "\n".join(code)))
        shown = tuple(Exhibit(slot, "python", one.files) for slot, one in zip(SLOTS, task.candidates, strict=False))
        view = ComparisonView(theme)
        view.resize(1000, 800)
        view.show()
        view.show_sitting(Sitting(task.brief, Policy(), shown, position=1, total=1))
        while not view.is_settled():
            application.processEvents()
        pane = view.findChildren(CodeView)[1].viewport()
        image = pane.grab().toImage()
        high = Metrics.of(theme, NORMAL_SIZE).line_height
        rows = [image.copy(0, row * high, image.width(), high) for row in range(len(code))]
        view.close()
        return [bytes(row.constBits()) for row in rows]

    differ = [one != other for one, other in zip(drawn(lines), drawn(bare), strict=True)]
    return sum(differ[: len(LOOKED_AT)]), sum(not one for one in differ[len(LOOKED_AT) :])


if __name__ == "__main__":
    if sys.argv[1:] == ["painted"]:
        print(json.dumps(_painted()))
    else:
        for row in figures():
            print(row)
