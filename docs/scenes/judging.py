"""Pictures of judgments: what is preferred, scored, found and written, asked, handed in and looked back on."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.draft import Category, Counterexample, Polarity, Severity, Span
from app.domain.names import Slot, TaskId, TaskKey
from app.domain.queue import SkipReason
from docs.studio import DEMO, Studio


def compare_two(studio: Studio) -> None:
    good = studio.slot_with("time.monotonic")
    poor = Slot.B if good is Slot.A else Slot.A
    desk = studio.desk
    desk.writing.prefer(1 if good is Slot.A else 7)
    studio.scores({good: "4444435", poor: "2431233"})
    get = studio.line(poor, "def get(")
    load = studio.line(poor, "def get_or_load")
    studio.finds(
        poor, load, load + 6, Category.BUG, Severity.HIGH, "Two threads load the same key. Nothing holds the lock."
    )
    studio.finds(poor, get + 3, get + 3, Category.EDGE_CASE, Severity.MEDIUM, "False values look like a miss")
    clock = studio.line(good, "time.monotonic")
    studio.finds(good, clock, clock, Category.ARCHITECTURE, None, "Injectable clock makes tests fast")
    desk.writing.decide_by("edge_cases")
    desk.writing.be_confident(3)
    keep = studio.line(good, "def get(")
    desk.writing.write_rationale(
        f"{{{{c:{good}:{keep}-{keep + 10}}}}} keeps recency and expiry under one lock and refreshes the order on read. "
        f"{{{{c:{poor}:{get}-{get + 8}}}}} never moves a hit to the end, so it is FIFO, not LRU, and "
        f"{{{{c:{poor}:{load}-{load + 6}}}}} loads a key twice under contention, which the task forbids. The other one "
        "holds the lock during load(): slow, but correct.",
        0,
    )
    studio.window.code.reveal(good, keep)
    studio.settles()


def many_findings(studio: Studio) -> None:
    """So many that they are looked at in parts."""
    compare_two(studio)
    good = studio.slot_with("time.monotonic")
    poor = Slot.B if good is Slot.A else Slot.A
    for words, category, severity, claim in (
        ("popitem", Category.BUG, Severity.HIGH, "Evicts one entry only, however many are too many"),
        ("time.time", Category.EDGE_CASE, Severity.MEDIUM, "Wall clock jumps break expiry"),
        ("del self", Category.BUG, Severity.CRITICAL, "Another thread may have deleted it by now"),
        ("threading.Lock", Category.PERFORMANCE, Severity.LOW, "A lock that its holder cannot take again"),
        ("return default", Category.READABILITY, Severity.LOW, "Two ways out for one case"),
    ):
        line = studio.line(poor, words)
        studio.finds(poor, line, line, category, severity, claim)
    line = studio.line(good, "RLock")
    studio.finds(good, line, line, Category.ARCHITECTURE, None, "Methods can call each other under the lock")
    studio.window.flows.going.to_findings()
    QTest.keyClick(studio.window.focusWidget(), Qt.Key.Key_Right)
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
        desk.writing.place_letter(slot)
        desk.writing.set_gap(strength)
    studio.scores({Slot.A: "544554", Slot.B: "343223", Slot.C: "133124"})
    studio.finds(Slot.C, 12, 12, Category.BUG, Severity.HIGH, "The attempt is never counted")
    desk.writing.write_rationale(
        "{{c:A:10-22}} is the only one whose wait can be aborted; {{c:B:8}} and {{c:C:8}} sleep through it. "
        "{{c:C:18}} loses the number of the attempt. {{c:B:33}} sleeps once more after the final failure.",
        0,
    )
    for _ in range(3):
        studio.window.code.next_difference(1)
    studio.window.flows.going.to_scores()
    studio.settles()


def queue(studio: Studio) -> None:
    studio.desk.skip(SkipReason.LANGUAGE)
    studio.until(lambda: studio.desk.sitting is not None and studio.desk.sitting.key.task_id != "lru-ttl-014")
    studio.settles()
    studio.desk.toggle_flag()
    studio.desk.writing.prefer(2)
    studio.window.flows.viewing.toggle_queue()
    studio.settles()


def palette(studio: Studio) -> None:
    """What is offered before anything is typed, about the lines that are selected."""
    compare_two(studio)
    QTest.keyClicks(studio.window.focusWidget(), "jj")
    studio.window.flows.searching.open_palette()
    studio.settles()


def palette_found(studio: Studio) -> None:
    palette(studio)
    QTest.keyClicks(studio.window.focusWidget(), "lo")
    studio.settles()
    studio.settles()


def shortcuts(studio: Studio) -> None:
    """The keys, those of the code first."""
    compare_two(studio)
    studio.window.flows.naming_keys.open()
    studio.settles()


def shortcuts_of_scores(studio: Studio) -> None:
    """The keys, those of the scores first."""
    compare_two(studio)
    studio.window.flows.going.to_scores()
    studio.window.flows.naming_keys.open()
    studio.settles()


def anchors(studio: Studio) -> None:
    studio.scores({Slot.A: "44", Slot.B: "2"})
    studio.window.flows.going.to_scores()
    studio.desk.writing.note_score(Slot.A, "correctness", "Nothing wrong in what was tried.")
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
    studio.desk.writing.prefer(2)
    studio.scores({Slot.A: "1111111", Slot.B: "5555555"})
    studio.desk.submit()
    studio.until(lambda: studio.window.workbench.check.isVisible())
    studio.settles()


def bare_letters(studio: Studio) -> None:
    """Asked at submit: letters that stand for candidates, all to become references with one key."""
    compare_two(studio)
    good = studio.slot_with("time.monotonic")
    poor = Slot.B if good is Slot.A else Slot.A
    studio.desk.writing.write_rationale(
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
    studio.desk.writing.prefer(3)
    studio.desk.writing.decide_by("readability")
    studio.desk.writing.be_confident(2)
    studio.desk.submit()
    studio.until(lambda: studio.desk.draft.first_impression is not None)
    studio.desk.writing.prefer(6)
    studio.desk.writing.decide_by("correctness")
    studio.window.workbench.toast.hide()
    studio.settles()


def judged(studio: Studio) -> None:
    """The two-way judgment, handed in and revised."""
    compare_two(studio)
    hands_in(studio)
    studio.desk.revise()
    good = studio.slot_with("time.monotonic")
    studio.desk.writing.prefer(2 if good is Slot.A else 6)
    studio.desk.writing.be_confident(2)
    text = studio.desk.draft.rationale
    studio.desk.writing.write_rationale(text.replace("slow, but correct", "slow under contention, but never wrong"), 0)
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
        studio.desk.writing.tick(item, flag=True)
    studio.scores({Slot.A: "44", Slot.B: "23"})
    studio.window.flows.going.to_checklist()
    QTest.keyClick(studio.window.focusWidget(), Qt.Key.Key_Down)
    studio.settles()


def checklist_three(studio: Studio) -> None:
    studio.desk.writing.tick("general.cost-per-call", flag=True)
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


def details(studio: Studio) -> None:
    """What is known of the task."""
    compare_two(studio)
    studio.window.flows.describing.ask()
    studio.until(lambda: studio.window.parts.details.isVisible())
    studio.settles()


def recorded(studio: Studio) -> None:
    compare_two(studio)
    studio.window.flows.timing.ask_recorded()
    studio.until(lambda: studio.window.parts.recorded.isVisible())
    studio.settles()


def settings(studio: Studio) -> None:
    """How code is shown, chosen for good."""
    compare_two(studio)
    studio.window.flows.adjusting.open()
    QTest.keyClick(studio.window.focusWidget(), Qt.Key.Key_Down)
    studio.settles()


def reading_a_finding(studio: Studio) -> None:
    """A finding that was written is read whole below its lines."""
    new_finding(studio)
    composition = studio.desk.draft.composition
    assert composition is not None
    studio.desk.write_finding(
        replace(
            composition,
            mechanism="The lock is let go between get() and put(), and load() is called without it.",
            better_approach="One lock for every key, held from the look until the value is stored.",
            counterexample=Counterexample("two threads: get_or_load('a', slow)", "slow runs once", "slow runs twice"),
            cwe=("CWE-362",),
        )
    )
    finding = studio.desk.save_finding()
    assert finding is not None
    studio.window.flows.going.to_finding(finding.finding_id)
    studio.settles()
