"""Pictures of the code view and of what stands around it: ways of seeing, finding places, what is odd in real files."""

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtTest import QTest

from app.domain.draft import Category, Polarity, Severity, Span
from app.domain.names import Slot
from docs.studio import Studio
from ui.code_view.look import Mode


def task_text(studio: Studio) -> None:
    studio.window.flows.viewing.toggle_task()
    studio.settles()


def several_files(studio: Studio) -> None:
    path = studio.window.code.files()[0]
    studio.desk.begin_finding(Slot.B, Polarity.PROBLEM, Span(12, 14, path))
    composition = studio.desk.draft.composition
    assert composition is not None
    claim = "Two threads can both see the last token."
    studio.desk.write_finding(replace(composition, category=Category.BUG, severity=Severity.HIGH, claim=claim))
    studio.desk.save_finding()
    studio.settles()


def context_file(studio: Studio) -> None:
    studio.window.code.open_context(0)
    studio.window.code.front.move_caret(8)
    studio.settles()


def as_it_opens(studio: Studio) -> None:
    studio.settles()


def moved_block(studio: Studio) -> None:
    """At the place where a block stands in the other candidate."""
    code = studio.window.code
    slot = studio.slot_with("\n  ball_x = 64;")
    code.reveal(slot, 147)
    code.focus_pane(slot)
    code.go_to_twin()
    studio.settles()


def emoji(studio: Studio) -> None:
    """At the end of the candidate that has them."""
    code = studio.window.code
    code.focus_pane(studio.slot_with("\U0001f60a"))
    code.caret_end()
    studio.settles()


def longest(studio: Studio) -> None:
    """Far down in the longest of the real tasks."""
    studio.window.code.set_mode(Mode.ALIGNED)
    studio.window.code.next_difference(40)
    studio.settles()


def occurrences(studio: Studio) -> None:
    code = studio.window.code
    good = studio.slot_with("time.monotonic")
    code.reveal(good, studio.line(good, "def get("))
    code.next_word(1)
    code.next_word(1)
    code.show_occurrences()
    studio.settles()


def blanks(studio: Studio) -> None:
    """Tabs on one side, blanks on the other: seen when they are asked for."""
    studio.window.code.set_mode(Mode.ALIGNED)
    studio.window.code.set_ignores_blanks(True)
    studio.window.code.set_invisibles(True)
    studio.settles()


def wrapped(studio: Studio) -> None:
    studio.window.code.set_mode(Mode.ALIGNED)
    studio.window.code.set_wrap(True)
    studio.window.code.next_difference(6)
    studio.settles()


def free(studio: Studio) -> None:
    studio.window.code.set_mode(Mode.FREE)
    studio.window.code.move_caret(20)
    studio.settles()


def folded(studio: Studio) -> None:
    studio.window.code.set_folded(True)
    studio.settles()


def find(studio: Studio) -> None:
    code = studio.window.code
    code.open_search()
    QTest.keyClicks(studio.window.focusWidget(), "self")
    studio.settles()
    code.next_hit(1)
    studio.settles()


def solo(studio: Studio) -> None:
    studio.window.code.toggle_solo(Slot.B)
    studio.settles()


def hidden(studio: Studio) -> None:
    """Text that is not what it seems; no bundled task would hold it."""
    code = (
        "def check(user):\n    # family: \U0001f468\u200d\U0001f469\u200d\U0001f467\n"
        "    level = 'user\u202e \u2066// admin only\u2069 \u2066'\n"
        "    if user.is_\u0430dmin and level != 'zero\u200bwidth':\n\treturn True\n    return False   \n"
    )
    other = code.replace("\n", "\r\n").replace("True", "not True").rstrip()
    task = {"task_id": "hidden", "title": "Check access", "prompt": "Who may enter?", "language": "python"}
    with TemporaryDirectory() as folder:
        file = Path(folder) / "hidden.jsonl"
        file.write_text(json.dumps({**task, "candidates": [{"code": code}, {"code": other}]}) + "\n", encoding="utf-8")
        studio.desk.import_files((file,))
        studio.until(lambda: studio.desk.sitting is not None and studio.desk.sitting.key.task_id == "hidden")
        studio.settles()
    studio.window.workbench.toast.hide()
    studio.window.code.set_invisibles(True)
    studio.window.code.focus_code()
    studio.window.flows.looking_up.next_hidden()
    studio.settles()
