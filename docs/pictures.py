"""Render the pictures of the documentation from the real program, without a screen: ``python3 dev.py pictures``.

Each picture is a story in a few lines: open a task of the sample set, do something, look. Both schemes, both window sizes.
The guide's pictures, step by step, come from `docs.guide_pictures`. Names of pictures or guides draw those alone.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPoint, Qt, qInstallMessageHandler
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.draft import Category, Counterexample, Polarity, Severity, Span
from app.domain.names import Slot, TaskId, TaskKey
from app.domain.queue import SkipReason
from app.evaluation import Evaluation, back_up_if_due
from app.packages.transport import Folder
from docs.guide_pictures import GUIDES, draw_guide
from docs.studio import Studio, leave_out_size_hints, picture_of
from ui.code_view.look import Mode
from ui.theme import Theme
from ui.theme.theme import Choice

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "pictures"
DEMO = ROOT / "data" / "demo"
SIZES = {"1440x900": (1440, 900), "1280x800": (1280, 800)}
SHADES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SCALE = int(os.environ.get("QT_SCALE_FACTOR", "1"))


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, the task that it shows (none is the welcome screen), and what is done before looking.

    A real task is one of `REAL`, else it is one of the sample set; its pictures are of one size.
    At a *scale* of 2 everything is drawn twice as large in a window of the same pixels.
    """

    name: str
    task: str | None
    tell: Callable[["Studio"], None]
    has_high_contrast: bool = False
    is_real: bool = False
    scale: int = 1

    def scheme(self, shade: Literal["light", "dark"]) -> Choice:
        if self.has_high_contrast:
            return "high_contrast_dark" if shade == "dark" else "high_contrast_light"
        return shade


def compare_two(studio: Studio) -> None:
    good = studio.slot_with("time.monotonic")
    poor = Slot.B if good is Slot.A else Slot.A
    desk = studio.desk
    desk.prefer(1 if good is Slot.A else 7)
    studio.scores({good: "4444435", poor: "2431233"})
    get = studio.line(poor, "def get(")
    load = studio.line(poor, "def get_or_load")
    studio.finds(
        poor, load, load + 6, Category.BUG, Severity.HIGH, "Two threads load the same key. Nothing holds the lock."
    )
    studio.finds(poor, get + 3, get + 3, Category.EDGE_CASE, Severity.MEDIUM, "False values look like a miss")
    clock = studio.line(good, "time.monotonic")
    studio.finds(good, clock, clock, Category.ARCHITECTURE, None, "Injectable clock makes tests fast")
    desk.decide_by("edge_cases")
    desk.be_confident(3)
    keep = studio.line(good, "def get(")
    desk.write_rationale(
        f"{{{{c:{good}:{keep}-{keep + 10}}}}} keeps recency and expiry under one lock and refreshes the order on read. "
        f"{{{{c:{poor}:{get}-{get + 8}}}}} never moves a hit to the end, so it is FIFO, not LRU, and "
        f"{{{{c:{poor}:{load}-{load + 6}}}}} loads a key twice under contention, which the task forbids. The other one "
        "holds the lock during load(): slow, but correct.",
        0,
    )
    studio.window.code.reveal(good, keep)
    studio.settles()


def new_finding(studio: Studio) -> None:
    compare_two(studio)
    poor = Slot.B if studio.slot_with("time.monotonic") is Slot.A else Slot.A
    line = studio.line(poor, "def get_or_load")
    studio.window.code.reveal(poor, line + 1)
    studio.window.code.focus_pane(poor)
    studio.desk.begin_finding(poor, Polarity.PROBLEM, Span(line + 1, line + 3))
    composition = studio.desk.draft.composition
    assert composition is not None
    studio.desk.write_finding(
        replace(
            composition,
            category=Category.BUG,
            severity=Severity.CRITICAL,
            claim="Between the look and the load nothing stops a second thread, so load() runs twice.",
            counterexample=Counterexample("two threads: get_or_load('a', slow)"),
        )
    )
    studio.settles()


def compare_three(studio: Studio) -> None:
    desk = studio.desk
    for slot, strength in ((Slot.A, 3), (Slot.B, 1)):
        desk.place_letter(slot)
        desk.set_gap(strength)
    studio.scores({Slot.A: "544554", Slot.B: "343223", Slot.C: "133124"})
    studio.finds(Slot.C, 12, 12, Category.BUG, Severity.HIGH, "The attempt is never counted")
    desk.write_rationale(
        "{{c:A:10-22}} is the only one whose wait can be aborted; {{c:B:8}} and {{c:C:8}} sleep through it. "
        "{{c:C:18}} loses the number of the attempt. {{c:B:33}} sleeps once more after the final failure.",
        0,
    )
    for _ in range(3):
        studio.window.code.next_difference(1)
    studio.window.flows.going.to_scores()
    studio.settles()


def welcome(studio: Studio) -> None:
    studio.until(lambda: studio.desk.sitting is not None)
    studio.settles()
    studio.desk.put_task_away()
    studio.until(lambda: studio.window.welcome.isVisible())
    end = time.monotonic() + 0.4
    studio.until(lambda: time.monotonic() > end)


def queue(studio: Studio) -> None:
    studio.desk.skip(SkipReason.LANGUAGE)
    studio.until(lambda: studio.desk.sitting is not None and studio.desk.sitting.key.task_id != "lru-ttl-014")
    studio.settles()
    studio.desk.toggle_flag()
    studio.desk.prefer(2)
    studio.window.flows.viewing.toggle_queue()
    studio.settles()


def task_text(studio: Studio) -> None:
    studio.window.flows.viewing.toggle_task()
    studio.settles()


def palette(studio: Studio) -> None:
    studio.window.flows.searching.open_palette()


def export(studio: Studio) -> None:
    """After a judgment, the first package: everything that would leave is shown."""
    compare_two(studio)
    _submits(studio, "lru-ttl-014")
    studio.settles()
    studio.window.flows.exporting.open()
    studio.until(lambda: "problems" in studio.window.parts.export_sheet.status)
    studio.settles()


def sync(studio: Studio) -> None:
    """A package was sent and its receipt came back; another judgment waits."""
    _hands_in(studio, "lru-ttl-014")
    _send_and_collect(studio)
    _hands_in(studio, "retry-backoff-002")
    studio.settles()
    studio.window.flows.syncing.open()
    studio.settles()


def recovery(studio: Studio) -> None:
    """The workspace was damaged while it was closed; there is a backup, and a journal."""
    _hands_in(studio, "lru-ttl-014")
    studio.settles()
    workspace = studio.desk.caretaking.workspace
    studio.desk.workspace_opened.disconnect(studio.desk.open_sample)
    studio.desk.close()
    back_up_if_due(workspace)
    data = bytearray(workspace.read_bytes())
    data[4096 * 2 : 4096 * 3] = b"\xff" * 4096
    workspace.write_bytes(bytes(data))
    studio.desk.open_workspace(workspace)
    studio.until(lambda: studio.window.parts.recovery.isVisible())


def read_only(studio: Studio) -> None:
    """The workspace is in use elsewhere and was opened for reading."""
    studio.desk.workspace_opened.disconnect(studio.desk.open_sample)
    studio.desk.open_for_reading(studio.desk.caretaking.workspace)
    studio.until(lambda: bool(studio.window.parts.warning_bar.said))
    studio.settles()


def _hands_in(studio: Studio, task_id: str) -> None:
    """Say that a task could not be judged."""
    studio.opens(task_id)
    studio.desk.toggle_cannot_judge()
    studio.desk.write_rationale("I do not know this library well enough to say which of them is right.", 0)
    _submits(studio, task_id)


def _submits(studio: Studio, task_id: str) -> None:
    """Hand in, whatever a check asks, and wait for the next task."""
    check = studio.window.workbench.check
    studio.desk.submit()
    studio.until(lambda: check.isVisible() or not _is_at(studio, task_id))
    if check.isVisible():
        studio.desk.answer_check("kept")
        check.hide()
    studio.until(lambda: not _is_at(studio, task_id))


def _send_and_collect(studio: Studio) -> None:
    """Send what waits to a folder, have somebody collect it, and fetch the receipt."""
    syncing, sheet = studio.window.flows.syncing, studio.window.parts.sync_sheet
    with TemporaryDirectory() as folder:
        stick = Path(folder) / "stick"
        stick.mkdir()
        syncing.use_folder(str(stick))
        for _ in range(2):
            syncing.open()
            studio.until(lambda: sheet.is_known)
            syncing.sync()
            studio.until(lambda: not sheet.is_busy)
            collector = Evaluation.open(Path(folder) / "collector.diptych")
            for _ in collector.receiving(Path(folder) / "key").collect(Folder(stick)):
                pass
            collector.close()
    syncing.use_folder("/media/stick/judgments")
    sheet.close_overlay()


def _is_at(studio: Studio, task_id: str) -> bool:
    return studio.desk.sitting is not None and studio.desk.sitting.key.task_id == task_id


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


def aligned_anyway(studio: Studio) -> None:
    """Little is shared, and the person asks to see what is."""
    studio.window.code.set_mode(Mode.ALIGNED)
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


def anchors(studio: Studio) -> None:
    studio.scores({Slot.A: "44", Slot.B: "2"})
    studio.window.flows.going.to_scores()
    studio.desk.note_score(Slot.A, "correctness", "Nothing wrong in what was tried.")
    studio.window.parts.judgment.toggle_anchors()
    studio.settles()


def weakness(studio: Studio) -> None:
    new_finding(studio)
    studio.window.composer.choose_subtlety("S6")
    studio.window.flows.composing.ask_weakness()
    QTest.keyClicks(studio.window.focusWidget(), "race")
    studio.settles()


def check(studio: Studio) -> None:
    compare_two(studio)
    studio.desk.prefer(2)
    studio.scores({Slot.A: "1111111", Slot.B: "5555555"})
    studio.desk.submit()
    studio.until(lambda: studio.window.workbench.check.isVisible())
    studio.settles()


def bare_letters(studio: Studio) -> None:
    """Asked at submit: letters that stand for candidates, all to become references with one key."""
    compare_two(studio)
    good = studio.slot_with("time.monotonic")
    poor = Slot.B if good is Slot.A else Slot.A
    studio.desk.write_rationale(
        f"{good} keeps recency and expiry under one lock and refreshes the order on read. {poor} never moves a hit to the "
        f"end, so it is FIFO, not LRU, and {poor}'s loader runs twice under contention, which the task forbids in so many "
        f"words. {good} holds the lock during load(): slow, but correct.",
        0,
    )
    for _ in range(3):
        studio.desk.submit()
        studio.until(lambda: studio.window.workbench.check.isVisible())
        if studio.window.workbench.check.can_mend:
            break
        studio.window.workbench.check.review()
    studio.settles()


def first_impression(studio: Studio) -> None:
    """Locked in, and another now that the tests were seen."""
    with TemporaryDirectory() as folder:
        for name in ("tasks.jsonl", "guidelines.md"):
            (Path(folder) / name).write_bytes((DEMO / name).read_bytes())
        file = Path(folder) / "set.toml"
        described = (DEMO / "task-set.toml").read_text(encoding="utf-8").replace('"sample"', '"cache-07"')
        file.write_text(described.replace("first_impression = false", "first_impression = true"), encoding="utf-8")
        studio.desk.import_files((file,))
        studio.until(lambda: studio.desk.sitting is not None and studio.desk.sitting.key.task_set == "cache-07")
    studio.desk.open_task(TaskKey("cache-07", TaskId("frame-decoder-018")))
    studio.until(lambda: studio.desk.sitting is not None and studio.desk.sitting.asks_first_impression)
    studio.settles()
    studio.desk.prefer(3)
    studio.desk.decide_by("readability")
    studio.desk.be_confident(2)
    studio.desk.submit()
    studio.until(lambda: studio.desk.draft.first_impression is not None)
    studio.desk.prefer(6)
    studio.desk.decide_by("correctness")
    studio.window.workbench.toast.hide()
    studio.settles()


def import_sheet(studio: Studio) -> None:
    """A file of tasks with nothing wrong in it."""
    welcome(studio)
    lines = (DEMO / "tasks.jsonl").read_text(encoding="utf-8")
    _choose(studio, lines)


def import_drop(studio: Studio) -> None:
    """A file held over the window."""
    studio.window.parts.drop_frame.show_files(1)
    studio.settles()


def import_with_problems(studio: Studio) -> None:
    """The same with faults, twins, hidden characters and leaks, which no bundled task would have."""
    welcome(studio)
    lines = (DEMO / "tasks.jsonl").read_text(encoding="utf-8")
    twins = {"task_id": "debounce-003", "prompt": "Debounce a callback.", "language": "javascript"}
    code = "const later = (f) => {\n  clearTimeout(timer)\n  timer = setTimeout(f, 300)\n}\n"
    signed = "# Written by ChatGPT\ndef slug(text):\n    return '-'.join(text.lower().split())\n"
    more = [
        {**twins, "candidates": [{"code": code}, {"code": code}]},
        {"task_id": "slug-011", "prompt": "Make slugs.", "language": "python",
         "candidates": [{"code": signed}, {"code": signed.split("\n", 1)[1] + "# \u200b\n"}]},
        {"task_id": "slug-012", "prompt": "Make slugs.", "candidates": [{"code": signed}]},
        {"task_id": "slug-013", "candidates": [{"code": ""}, {"code": signed}]},
    ]  # fmt: skip
    _choose(studio, lines + "".join(json.dumps(one) + "\n" for one in more))


def _choose(studio: Studio, lines: str) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "cache-07.jsonl"
        file.write_text(lines, encoding="utf-8")
        studio.window.flows.importing.look_through((file,))
        studio.until(studio.window.parts.import_sheet.isVisible)
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


def judged(studio: Studio) -> None:
    """The two-way judgment, handed in and revised."""
    compare_two(studio)
    hands_in(studio)
    studio.desk.revise()
    good = studio.slot_with("time.monotonic")
    studio.desk.prefer(2 if good is Slot.A else 6)
    studio.desk.be_confident(2)
    text = studio.desk.draft.rationale
    studio.desk.write_rationale(text.replace("slow, but correct", "slow under contention, but never wrong"), 0)
    hands_in(studio)


def hands_in(studio: Studio) -> None:
    """Submit and stay; what is asked is kept."""
    studio.desk.submit(and_stay=True)

    def is_done() -> bool:
        if studio.window.workbench.check.isVisible():
            studio.desk.answer_check("kept")
        return studio.desk.is_reading

    studio.until(is_done)
    studio.settles()
    studio.window.workbench.toast.hide()


def checklist(studio: Studio) -> None:
    for item in ("general.requirements-met", "general.error-paths", "python.mutable-default"):
        studio.desk.tick(item, flag=True)
    studio.scores({Slot.A: "44", Slot.B: "23"})
    studio.window.flows.going.to_checklist()
    QTest.keyClick(studio.window.focusWidget(), Qt.Key.Key_Down)
    studio.settles()


def checklist_three(studio: Studio) -> None:
    studio.desk.tick("general.cost-per-call", flag=True)
    studio.window.flows.going.to_checklist()
    studio.settles()


def history(studio: Studio) -> None:
    judged(studio)
    studio.window.flows.looking_back.ask_history()
    studio.until(lambda: studio.window.parts.history.isVisible())


def unsealed(studio: Studio) -> None:
    judged(studio)
    studio.desk.unseal()
    studio.until(lambda: studio.desk.sitting is not None and studio.desk.sitting.is_unsealed)
    studio.settles()
    studio.window.workbench.toast.hide()


def withdraw(studio: Studio) -> None:
    judged(studio)
    studio.window.flows.looking_back.ask_withdraw()
    studio.settles()


def timer_menu(studio: Studio) -> None:
    compare_two(studio)
    studio.window.flows.timing.open_menu()
    # The screen that is none is smaller than the window.
    menu = studio.application.activePopupWidget()
    assert menu is not None
    menu.move(studio.window.top_bar.below_timer(menu.width()))


def correct_time(studio: Studio) -> None:
    compare_two(studio)
    studio.window.flows.timing.ask_correction()
    QTest.keyClicks(studio.window.focusWidget(), "12:30")
    QTest.keyClick(studio.window.focusWidget(), Qt.Key.Key_Return)
    studio.settles()


def recorded(studio: Studio) -> None:
    compare_two(studio)
    studio.window.flows.timing.ask_recorded()
    studio.until(lambda: studio.window.parts.recorded.isVisible())
    studio.settles()


PICTURES = (
    Picture("compare-two", "lru-ttl-014", compare_two),
    Picture("new-finding", "lru-ttl-014", new_finding),
    Picture("compare-three", "retry-backoff-002", compare_three),
    Picture("welcome", None, welcome),
    Picture("queue", "lru-ttl-014", queue),
    Picture("task-text", "webhook-verify-027", task_text),
    Picture("palette", "lru-ttl-014", palette),
    Picture("free-panes", "lru-ttl-014", free),
    Picture("folded", "ah20-661b4458fe", folded, is_real=True),
    Picture("find", "lru-ttl-014", find),
    Picture("solo", "retry-backoff-002", solo),
    Picture("what-scores-mean", "lru-ttl-014", anchors),
    Picture("weakness", "lru-ttl-014", weakness),
    Picture("check", "lru-ttl-014", check),
    Picture("bare-letters", "lru-ttl-014", bare_letters),
    Picture("first-impression", "lru-ttl-014", first_impression),
    Picture("import", None, import_sheet),
    Picture("import-drop", "lru-ttl-014", import_drop),
    Picture("import-with-problems", None, import_with_problems),
    Picture("hidden-characters", "lru-ttl-014", hidden),
    Picture("export", "lru-ttl-014", export),
    Picture("sync", "lru-ttl-014", sync),
    Picture("recovery", "lru-ttl-014", recovery),
    Picture("read-only", "lru-ttl-014", read_only),
    Picture("several-files", "rate-limit-033", several_files),
    Picture("context-file", "webhook-verify-027", context_file),
    Picture("occurrences", "lru-ttl-014", occurrences),
    Picture("moved-block", "ah20-661b4458fe", moved_block, is_real=True),
    Picture("real-longest", "ah20-dc0e42632a", longest, is_real=True),
    Picture("real-web-page", "ah20-c86aaae0d6", as_it_opens, is_real=True),
    Picture("real-identical", "ah01-4b0cf137b4", as_it_opens, is_real=True),
    Picture("real-one-model", "jb-0733e950", as_it_opens, is_real=True),
    Picture("real-much-longer", "ah01-0fa52d2ea4", as_it_opens, is_real=True),
    Picture("real-little-shared", "cac-VMAssemblerSimple2-py", as_it_opens, is_real=True),
    Picture("real-three-lines", "cac-SanityList-js", as_it_opens, is_real=True),
    Picture("real-hidden-in-the-prompt", "ah01-face6a5531", task_text, is_real=True),
    Picture("real-tabs-and-blanks", "ah01-c1c0c8e078", blanks, is_real=True),
    Picture("real-not-english", "ah20-661b4458fe", task_text, is_real=True),
    Picture("real-emoji", "cac-GCDMisnamed-py", emoji, is_real=True),
    Picture("real-long-lines", "ah20-c3623a5c22", wrapped, is_real=True),
    Picture("timer-menu", "lru-ttl-014", timer_menu),
    Picture("correct-time", "lru-ttl-014", correct_time),
    Picture("what-is-recorded", "lru-ttl-014", recorded),
    Picture("scale-200", "lru-ttl-014", compare_two, scale=2),
    Picture("scale-200-three", "retry-backoff-002", compare_three, scale=2),
    Picture("high-contrast", "lru-ttl-014", compare_two, has_high_contrast=True),
    Picture("high-contrast-three", "retry-backoff-002", compare_three, has_high_contrast=True),
    Picture("history", "lru-ttl-014", history),
    Picture("unsealed", "lru-ttl-014", unsealed),
    Picture("checklist", "lru-ttl-014", checklist),
    Picture("checklist-three", "retry-backoff-002", checklist_three),
    Picture("withdraw", "lru-ttl-014", withdraw),
)


def main(words: list[str]) -> int:
    """Render all pictures, or those whose names are given."""
    unknown = set(words) - {picture.name for picture in PICTURES} - {guide.name for guide in GUIDES}
    if unknown:
        print(f"There is no picture {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    wanted = [picture for picture in PICTURES if not words or picture.name in words]
    larger = [picture for picture in wanted if picture.scale != SCALE]
    if larger and SCALE == 1:
        _draw_larger(larger)
    qInstallMessageHandler(leave_out_size_hints)
    application = QApplication([])
    OUT.mkdir(parents=True, exist_ok=True)
    # Away from the window: nothing is to look hovered.
    QCursor.setPos(QPoint(5000, 5000))
    for shade in SHADES:
        theme = Theme(application, shade)
        for picture in wanted:
            if picture in larger:
                continue
            theme.use(picture.scheme(shade))
            for size_name, (width, height) in list(SIZES.items())[: 1 if picture.is_real else None]:
                size = (width // SCALE, height // SCALE)
                _take(application, theme, picture, size, OUT / f"{picture.name}-{shade}-{size_name}.png")
        theme.deleteLater()
    theme = Theme(application, "light")
    for guide in GUIDES if SCALE == 1 else ():
        if not words or guide.name in words:
            draw_guide(application, theme, guide)
    return 0


def _draw_larger(pictures: list[Picture]) -> None:
    """Qt decides on its scale once a process: what is drawn at another one is drawn in another process."""
    for scale in {picture.scale for picture in pictures}:
        names = [picture.name for picture in pictures if picture.scale == scale]
        environment = {**os.environ, "QT_SCALE_FACTOR": str(scale)}
        subprocess.run([sys.executable, "-m", "docs.pictures", *names], cwd=ROOT, env=environment, check=True)


def _take(application: QApplication, theme: Theme, picture: Picture, size: tuple[int, int], file: Path) -> None:
    with TemporaryDirectory() as folder:
        studio = Studio(application, theme, Path(folder) / "pictures.diptych", size)
        if picture.task is not None:
            studio.opens(picture.task, real=picture.is_real)
        picture.tell(studio)
        application.processEvents()
        picture_of(application, studio.window).save(str(file))
        studio.window.close()
        studio.window.deleteLater()
        # Nothing but an event loop deletes by itself; windows that pile up are styled anew with every change of scheme.
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        application.processEvents()
    print(file.name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
