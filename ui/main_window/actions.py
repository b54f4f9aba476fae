"""Everything that can be done in the window, a row each.

Menus, keys, palette and shortcuts overlay are made from these rows; nothing else knows a key.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.domain.draft import Polarity
from app.domain.names import SLOTS
from ui.commands import Command, Context

if TYPE_CHECKING:
    from ui.main_window.window import MainWindow

CODE = (Context.CODE,)
SCORES = (Context.SCORES,)
ANYWHERE = (Context.ANYWHERE,)

SCALE = (
    "A much better",
    "A clearly better",
    "A slightly better",
    "Tie",
    "B slightly better",
    "B clearly better",
    "B much better",
)
STRENGTHS = ("slightly", "clearly", "much")


def commands(window: "MainWindow") -> tuple[Command, ...]:
    """The rows of *window*, in the order of menus and palette."""
    return (
        *_while_writing(window),
        *_file(window),
        *_edit(window),
        *_task(window),
        *_view(window),
        *_go(window),
        *_judge(window),
        *_scores(window),
        *_help(window),
    )


def _while_writing(window: "MainWindow") -> tuple[Command, ...]:
    """Keys that mean something else while a finding or the rationale is written; they are looked up first."""
    composer = window.composer

    def writing(name: str, title: str, keys: str, run: Callable[[], object]) -> Command:
        return Command(
            f"composer.{name}", "Composer", title, (keys,), ANYWHERE, run, when=window.in_composer, is_listed=False
        )

    return (
        writing("grow", "One more line of evidence", "Alt+Down", partial(composer.move_end, 1)),
        writing("shrink", "One line of evidence less", "Alt+Up", partial(composer.move_end, -1)),
        writing("form", "Whole counterexample", "Alt+Enter", composer.toggle_form),
        writing("criterion", "Another criterion", "Alt+C", composer.cycle_criterion),
        Command(
            "rationale.follow",
            "Rationale",
            "Go to the lines that are cited",
            ("Alt+Enter",),
            ANYWHERE,
            window.follow_reference,
            when=window.in_rationale,
            is_listed=False,
        ),
    )


def _file(window: "MainWindow") -> tuple[Command, ...]:
    return (
        Command(
            "file.import",
            "File",
            "Import tasks…",
            ("Ctrl+O",),
            ANYWHERE,
            window.choose_import,
            ("open", "load"),
        ),
        Command(
            "file.export",
            "File",
            "Export judgments…",
            ("Ctrl+E",),
            ANYWHERE,
            window.choose_export,
            ("save", "jsonl"),
        ),
        Command(
            "file.sample",
            "File",
            "Open the sample task set",
            (),
            ANYWHERE,
            window.open_sample,
            ("demo", "tour"),
        ),
        Command(
            "file.close_task_set",
            "File",
            "Close task set",
            ("Ctrl+W",),
            ANYWHERE,
            window.desk.put_task_away,
            ("welcome", "recents"),
            when=window.has_task,
        ),
        Command("file.quit", "File", "Quit", ("Ctrl+Shift+Q",), ANYWHERE, window.close, ("exit",)),
    )


def _edit(window: "MainWindow") -> tuple[Command, ...]:
    desk, code = window.desk, window.code
    return (
        Command("edit.undo", "Edit", "Undo", ("Ctrl+Z",), ANYWHERE, desk.undo, ("take back", "restore")),
        Command("edit.undo_here", "Edit", "Undo", ("U",), CODE, desk.undo, is_listed=False),
        Command("edit.redo", "Edit", "Redo", ("Ctrl+Shift+Z",), ANYWHERE, desk.redo),
        Command(
            "edit.copy",
            "Edit",
            "Copy lines",
            ("Ctrl+C",),
            CODE,
            code.copy_selection,
            when=window.has_task,
        ),
    )


def _task(window: "MainWindow") -> tuple[Command, ...]:
    desk = window.desk
    has_task = window.has_task
    return (
        Command(
            "task.next",
            "Task",
            "Next task",
            ("Alt+Right", "Ctrl+PgDown"),
            ANYWHERE,
            partial(desk.open_neighbour, 1),
            when=has_task,
        ),
        Command(
            "task.previous",
            "Task",
            "Previous task",
            ("Alt+Left", "Ctrl+PgUp"),
            ANYWHERE,
            partial(desk.open_neighbour, -1),
            when=has_task,
        ),
        Command(
            "task.flag",
            "Task",
            "Flag for coming back",
            ("Shift+F",),
            CODE,
            desk.toggle_flag,
            ("mark", "later"),
            when=has_task,
        ),
        Command(
            "task.skip",
            "Task",
            "Skip with a reason…",
            ("Ctrl+Shift+K",),
            ANYWHERE,
            window.ask_skip,
            when=has_task,
        ),
        Command(
            "task.revise",
            "Task",
            "Edit this judgment",
            ("E",),
            CODE,
            window.revise,
            ("revise", "reopen"),
            when=lambda: desk.is_reading,
        ),
    )


def _view(window: "MainWindow") -> tuple[Command, ...]:
    code, has_task = window.code, window.has_task
    return (
        Command("view.task", "View", "Task text", ("T",), CODE, window.toggle_task, ("prompt",), when=has_task),
        Command("view.queue", "View", "Queue", ("Ctrl+B",), ANYWHERE, window.toggle_queue, when=has_task),
        Command(
            "view.panel",
            "View",
            "Judgment panel",
            ("Ctrl+J",),
            ANYWHERE,
            window.toggle_panel,
            ("dock",),
            when=has_task,
        ),
        Command(
            "view.alignment",
            "View",
            "Align rows",
            ("D",),
            CODE,
            window.cycle_alignment,
            ("diff",),
            when=has_task,
        ),
        Command("view.tints", "View", "Tints", ("Shift+D",), CODE, window.toggle_tints, when=has_task),
        Command("view.wrap", "View", "Wrap lines", ("W",), CODE, window.toggle_wrap, when=has_task),
        Command(
            "view.solo",
            "View",
            "Only this candidate",
            ("Z",),
            CODE,
            window.toggle_solo,
            ("zoom",),
            when=has_task,
        ),
        Command(
            "view.pairs",
            "View",
            "Next pair",
            ("X",),
            CODE,
            window.cycle_pairs,
            when=window.is_three_way,
        ),
        Command(
            "view.larger",
            "View",
            "Larger code",
            ("Ctrl+=", "Ctrl++"),
            ANYWHERE,
            partial(window.resize_code, 1),
            ("zoom in",),
        ),
        Command(
            "view.smaller",
            "View",
            "Smaller code",
            ("Ctrl+-",),
            ANYWHERE,
            partial(window.resize_code, -1),
            ("zoom out",),
        ),
        Command("view.normal", "View", "Normal code size", ("Ctrl+0",), ANYWHERE, window.reset_code_size),
        Command(
            "view.theme",
            "View",
            "Switch light and dark",
            ("Ctrl+Shift+L",),
            ANYWHERE,
            window.switch_theme,
            ("theme", "dark"),
        ),
        Command(
            "view.scroll_down",
            "View",
            "Scroll code down",
            ("Alt+PgDown",),
            ANYWHERE,
            partial(code.scroll_pages, 1),
            when=has_task,
            is_listed=False,
        ),
        Command(
            "view.scroll_up",
            "View",
            "Scroll code up",
            ("Alt+PgUp",),
            ANYWHERE,
            partial(code.scroll_pages, -1),
            when=has_task,
            is_listed=False,
        ),
    )


def _go(window: "MainWindow") -> tuple[Command, ...]:
    code, has_task = window.code, window.has_task

    def moving(
        name: str, title: str, keys: tuple[str, ...], run: Callable[[], object], *, is_listed: bool = False
    ) -> Command:
        return Command(f"go.{name}", "Go", title, keys, CODE, run, when=has_task, is_listed=is_listed)

    return (
        Command(
            "go.next_difference",
            "Go",
            "Next difference",
            ("F7", "Alt+Down"),
            ANYWHERE,
            partial(code.next_difference, 1),
            when=has_task,
        ),
        Command(
            "go.previous_difference",
            "Go",
            "Previous difference",
            ("Shift+F7", "Alt+Up"),
            ANYWHERE,
            partial(code.next_difference, -1),
            when=has_task,
        ),
        moving("difference_here", "Next difference", (".",), partial(code.next_difference, 1)),
        moving("difference_back", "Previous difference", (",",), partial(code.next_difference, -1)),
        moving("next_finding", "Next finding", ("N",), partial(code.next_finding, 1), is_listed=True),
        moving(
            "previous_finding",
            "Previous finding",
            ("Shift+N",),
            partial(code.next_finding, -1),
            is_listed=True,
        ),
        *(
            Command(
                f"go.candidate_{slot.lower()}",
                "Go",
                f"Candidate {slot}",
                (f"Ctrl+{number}",),
                ANYWHERE,
                partial(window.go_to_candidate, slot),
                when=partial(window.has_slot, slot),
            )
            for number, slot in enumerate(SLOTS, 1)
        ),
        moving(
            "next_candidate",
            "Next candidate, same row",
            ("]", "L"),
            partial(code.next_candidate, 1),
            is_listed=True,
        ),
        moving(
            "previous_candidate",
            "Previous candidate, same row",
            ("[", "H"),
            partial(code.next_candidate, -1),
            is_listed=True,
        ),
        Command(
            "go.next_file",
            "Go",
            "Next file",
            ("Ctrl+Shift+PgDown",),
            ANYWHERE,
            partial(code.next_file, 1),
            when=has_task,
        ),
        Command(
            "go.previous_file",
            "Go",
            "Previous file",
            ("Ctrl+Shift+PgUp",),
            ANYWHERE,
            partial(code.next_file, -1),
            when=has_task,
        ),
        Command("go.scores", "Go", "Scores", ("S",), CODE, window.go_to_scores, when=has_task),
        Command("go.rationale", "Go", "Rationale", ("R",), CODE, window.go_to_rationale, when=has_task),
        Command("go.findings", "Go", "Findings", ("Ctrl+Shift+F",), ANYWHERE, window.go_to_findings, when=has_task),
        Command("go.verdict", "Go", "Verdict", ("V",), CODE, window.go_to_verdict, when=has_task),
        Command("go.region", "Go", "Next region", ("F6",), ANYWHERE, partial(window.go_to_region, 1)),
        Command(
            "go.region_back",
            "Go",
            "Previous region",
            ("Shift+F6",),
            ANYWHERE,
            partial(window.go_to_region, -1),
        ),
        Command("go.back", "Go", "One step back", ("Esc",), ANYWHERE, window.step_back, is_listed=False),
        moving("down", "Line down", ("Down", "J"), partial(code.move_caret, 1)),
        moving("up", "Line up", ("Up", "K"), partial(code.move_caret, -1)),
        moving("extend_down", "Select down", ("Shift+Down", "Shift+J"), partial(code.move_caret, 1, extend=True)),
        moving("extend_up", "Select up", ("Shift+Up", "Shift+K"), partial(code.move_caret, -1, extend=True)),
        moving("page_down", "Page down", ("PgDown", "Space"), partial(code.page, 1)),
        moving("page_up", "Page up", ("PgUp", "Shift+Space"), partial(code.page, -1)),
        moving("extend_page_down", "Select a page down", ("Shift+PgDown",), partial(code.page, 1, extend=True)),
        moving("extend_page_up", "Select a page up", ("Shift+PgUp",), partial(code.page, -1, extend=True)),
        moving("home", "First line", ("Home",), code.caret_home),
        moving("end", "Last line", ("End",), code.caret_end),
    )


def _judge(window: "MainWindow") -> tuple[Command, ...]:
    desk, has_task = window.desk, window.has_task
    two, three = window.is_two_way, window.is_three_way
    return (
        Command(
            "judge.finding",
            "Judge",
            "New finding",
            ("F",),
            CODE,
            partial(window.begin_finding, Polarity.PROBLEM),
            ("bug", "problem"),
            when=has_task,
        ),
        Command(
            "judge.strength",
            "Judge",
            "New strength",
            ("G",),
            CODE,
            partial(window.begin_finding, Polarity.STRENGTH),
            when=has_task,
        ),
        Command(
            "judge.edit_finding",
            "Judge",
            "Edit finding",
            ("E",),
            CODE,
            window.edit_finding,
            when=window.may_edit,
        ),
        Command(
            "judge.delete_finding",
            "Judge",
            "Delete finding",
            ("Del",),
            CODE,
            window.delete_finding,
            when=has_task,
        ),
        Command(
            "judge.open_finding",
            "Judge",
            "Open finding",
            ("Enter",),
            CODE,
            window.edit_finding,
            when=window.may_edit,
            is_listed=False,
        ),
        Command(
            "judge.quote",
            "Judge",
            "Quote lines in rationale",
            ("Q",),
            CODE,
            window.quote,
            ("cite",),
            when=has_task,
        ),
        Command(
            "judge.quote_and_stay",
            "Judge",
            "Quote lines and stay in the code",
            ("Shift+Q",),
            CODE,
            partial(window.quote, stay=True),
            when=has_task,
        ),
        *(
            Command(
                f"verdict.{point}",
                "Judge",
                title,
                (f"{point}",),
                CODE,
                partial(desk.prefer, point),
                ("vote",),
                when=two,
            )
            for point, title in enumerate(SCALE, 1)
        ),
        *(
            Command(
                f"verdict.anywhere_{point}",
                "Judge",
                title,
                (f"Alt+{point}",),
                ANYWHERE,
                partial(desk.prefer, point),
                when=two,
                is_listed=False,
            )
            for point, title in enumerate(SCALE, 1)
        ),
        *(
            Command(
                f"rank.{slot.lower()}",
                "Judge",
                f"Rank {slot} next",
                (slot.value,),
                CODE,
                partial(desk.place_letter, slot),
                ("vote",),
                when=three,
            )
            for slot in SLOTS
        ),
        *(
            Command(
                f"rank.gap_{strength}",
                "Judge",
                f"The one before is {word} better",
                (f"{strength}", f"Alt+{strength}"),
                CODE,
                partial(desk.set_gap, strength),
                when=three,
            )
            for strength, word in enumerate(STRENGTHS, 1)
        ),
        Command("rank.tie", "Judge", "Tie with the one before", ("=",), CODE, partial(desk.set_gap, 0), when=three),
        Command(
            "rank.drop",
            "Judge",
            "Take the last letter back",
            ("Backspace",),
            CODE,
            desk.drop_last_letter,
            when=three,
        ),
        Command(
            "verdict.none_acceptable",
            "Judge",
            "None is acceptable (both bad)",
            ("0",),
            CODE,
            desk.toggle_none_acceptable,
            ("both bad", "all bad"),
            when=has_task,
        ),
        Command(
            "verdict.none_acceptable_anywhere",
            "Judge",
            "None is acceptable (both bad)",
            ("Alt+0",),
            ANYWHERE,
            desk.toggle_none_acceptable,
            when=has_task,
            is_listed=False,
        ),
        Command(
            "verdict.cannot_judge",
            "Judge",
            "Cannot judge",
            ("Ctrl+Shift+U",),
            ANYWHERE,
            desk.toggle_cannot_judge,
            ("unable",),
            when=has_task,
        ),
        Command(
            "verdict.deciding",
            "Judge",
            "Decided by… and confidence",
            ("Y",),
            CODE,
            window.ask_deciding,
            ("why",),
            when=has_task,
        ),
        Command(
            "verdict.deciding_anywhere",
            "Judge",
            "Decided by… and confidence",
            ("Alt+Y",),
            ANYWHERE,
            window.ask_deciding,
            when=has_task,
            is_listed=False,
        ),
        Command(
            "judge.submit",
            "Judge",
            "Submit and next",
            ("Ctrl+Enter",),
            ANYWHERE,
            window.submit_or_save,
            ("hand in",),
            when=has_task,
        ),
        Command(
            "judge.submit_and_stay",
            "Judge",
            "Submit and stay",
            ("Ctrl+Shift+Enter",),
            ANYWHERE,
            partial(desk.submit, and_stay=True),
            when=has_task,
        ),
    )


def _scores(window: "MainWindow") -> tuple[Command, ...]:
    def scoring(name: str, title: str, keys: tuple[str, ...], run: Callable[[], object]) -> Command:
        return Command(f"scores.{name}", "Scores", title, keys, SCORES, run, when=window.has_task, is_listed=False)

    return (
        *(
            scoring(f"set_{digit}", f"Score {digit}", (f"{digit}",), partial(window.set_digit, digit))
            for digit in range(10)
        ),
        scoring("not_applicable", "Not applicable", ("-",), window.set_not_applicable),
        scoring("clear", "Clear the score", ("Backspace", "Del"), window.clear_score),
        scoring("left", "Cell to the left", ("Left",), partial(window.move_cell, -1, 0)),
        scoring("right", "Cell to the right", ("Right",), partial(window.move_cell, 1, 0)),
        scoring("up", "Cell above", ("Up",), partial(window.move_cell, 0, -1)),
        scoring("down", "Cell below", ("Down",), partial(window.move_cell, 0, 1)),
        scoring("next_unset", "Next unset cell", ("Enter",), window.next_unset),
        scoring("rationale", "Rationale", ("R",), window.go_to_rationale),
    )


def _help(window: "MainWindow") -> tuple[Command, ...]:
    return (
        Command(
            "help.palette",
            "Help",
            "Search or run a command",
            ("Ctrl+K",),
            ANYWHERE,
            window.open_palette,
            is_listed=False,
        ),
        Command(
            "help.shortcuts",
            "Help",
            "Keyboard shortcuts",
            ("F1", "Ctrl+/"),
            ANYWHERE,
            window.open_shortcuts,
            ("keys",),
        ),
        Command(
            "help.shortcuts_here",
            "Help",
            "Keyboard shortcuts",
            ("?",),
            CODE,
            window.open_shortcuts,
            is_listed=False,
        ),
    )
