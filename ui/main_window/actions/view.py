"""What is seen of the code and around it."""

from functools import partial

from app.settings import Announcements, MessageSeconds, Scheme
from ui.commands import Command
from ui.main_window.actions.contexts import ANYWHERE, CODE
from ui.main_window.flows import Flows
from ui.main_window.parts import Parts

ANNOUNCEMENTS: tuple[tuple[Announcements, str], ...] = (
    ("all", "Announce everything"),
    ("important", "Announce what is important"),
    ("off", "Announce nothing"),
)
MESSAGES: tuple[tuple[MessageSeconds, str], ...] = (
    (8, "Messages stay for 8 seconds"),
    (20, "Messages stay for 20 seconds"),
    (0, "Messages stay until they are closed"),
)
SCHEMES: tuple[tuple[Scheme, str], ...] = (
    ("system", "Colours of the system"),
    ("light", "Light colours"),
    ("dark", "Dark colours"),
    ("high_contrast_light", "High contrast, light"),
    ("high_contrast_dark", "High contrast, dark"),
)


def rows(parts: Parts, flows: Flows) -> tuple[Command, ...]:
    code, now, viewing = parts.code, flows.now, flows.viewing
    return (
        Command("view.task", "View", "Task text", ("T",), CODE, viewing.toggle_task, ("prompt",), when=now.has_task),
        Command("view.queue", "View", "Queue", ("Ctrl+B",), ANYWHERE, viewing.toggle_queue, when=now.has_task),
        Command(
            "view.panel",
            "View",
            "Judgment panel",
            ("Ctrl+J",),
            ANYWHERE,
            viewing.toggle_panel,
            ("dock",),
            when=now.has_task,
        ),
        Command(
            "view.alignment",
            "View",
            "Align rows",
            ("D",),
            CODE,
            viewing.cycle_alignment,
            ("diff", "similarity"),
            when=now.reads_candidates,
            note=viewing.how_much_is_shared,
        ),
        Command("view.tints", "View", "Tints", ("Shift+D",), CODE, viewing.toggle_tints, when=now.reads_candidates),
        Command(
            "view.fold",
            "View",
            "Fold identical runs",
            ("Shift+Z",),
            CODE,
            viewing.toggle_folds,
            ("collapse", "hide equal lines"),
            when=now.reads_candidates,
        ),
        Command(
            "view.blanks",
            "View",
            "Ignore white space",
            ("Shift+W",),
            CODE,
            viewing.toggle_blanks,
            ("whitespace", "indentation"),
            when=now.reads_candidates,
        ),
        Command(
            "view.pin",
            "View",
            "Align these two lines",
            ("P",),
            CODE,
            code.pin_carets,
            ("pin", "manual"),
            when=now.reads_candidates,
        ),
        Command(
            "view.unpin",
            "View",
            "Undo aligning by hand",
            ("Shift+P",),
            CODE,
            code.drop_pins,
            ("unpin",),
            when=now.reads_candidates,
        ),
        Command(
            "view.twin",
            "Go",
            "Where these lines stand in the other candidate",
            ("M",),
            CODE,
            viewing.go_to_twin,
            ("moved", "twin"),
            when=now.reads_candidates,
        ),
        Command(
            "view.invisibles",
            "View",
            "Blanks, tabs and line ends",
            ("I",),
            CODE,
            viewing.toggle_invisibles,
            ("invisibles", "whitespace"),
            when=now.has_task,
        ),
        Command(
            "view.rest",
            "View",
            "Show the rest of a long line",
            (),
            CODE,
            lambda: code.front.show_rest(),
            when=now.has_task,
        ),
        Command(
            "view.linear",
            "View",
            "Candidates as text",
            ("Ctrl+Shift+A",),
            ANYWHERE,
            viewing.open_linear,
            ("accessible", "screen reader", "linear"),
            when=now.has_task,
        ),
        Command("view.wrap", "View", "Wrap lines", ("W",), CODE, viewing.toggle_wrap, when=now.has_task),
        Command(
            "view.solo",
            "View",
            "Only this candidate",
            ("Z",),
            CODE,
            code.toggle_solo,
            ("zoom",),
            when=now.reads_candidates,
        ),
        Command(
            "view.pairs",
            "View",
            "Next pair",
            ("X",),
            CODE,
            viewing.cycle_pairs,
            when=now.reads_three,
        ),
        Command(
            "view.larger",
            "View",
            "Larger code",
            ("Ctrl+=", "Ctrl++"),
            ANYWHERE,
            partial(viewing.resize_code, 1),
            ("zoom in",),
        ),
        Command(
            "view.smaller",
            "View",
            "Smaller code",
            ("Ctrl+-",),
            ANYWHERE,
            partial(viewing.resize_code, -1),
            ("zoom out",),
        ),
        Command(
            "view.scale_up",
            "View",
            "Larger interface",
            (),
            ANYWHERE,
            partial(viewing.resize_all, 1),
            ("scale", "zoom", "accessible"),
        ),
        Command(
            "view.scale_down",
            "View",
            "Smaller interface",
            (),
            ANYWHERE,
            partial(viewing.resize_all, -1),
            ("scale", "zoom"),
        ),
        Command("view.scale_normal", "View", "Normal interface size", (), ANYWHERE, viewing.reset_scale),
        Command("view.normal", "View", "Normal code size", ("Ctrl+0",), ANYWHERE, viewing.reset_code_size),
        Command(
            "view.theme",
            "View",
            "Switch light and dark",
            ("Ctrl+Shift+L",),
            ANYWHERE,
            viewing.switch_theme,
            ("theme", "dark"),
        ),
        *(
            Command(
                f"view.announcements.{verbosity}",
                "View",
                title,
                (),
                ANYWHERE,
                partial(flows.announcing.use, verbosity),
                ("screen reader", "accessible", "speech", "verbosity"),
            )
            for verbosity, title in ANNOUNCEMENTS
        ),
        Command(
            "view.single_keys",
            "View",
            "Switch single keys on or off",
            (),
            ANYWHERE,
            viewing.toggle_single_keys,
            ("letters", "shortcuts", "accessible", "speech"),
            note=viewing.single_keys_in_words,
        ),
        *(
            Command(
                f"view.messages.{seconds}",
                "View",
                title,
                (),
                ANYWHERE,
                partial(viewing.keep_messages, seconds),
                ("toast", "notification", "accessible", "time"),
            )
            for seconds, title in MESSAGES
        ),
        *(
            Command(
                f"view.scheme.{scheme}",
                "View",
                title,
                (),
                ANYWHERE,
                partial(viewing.use_scheme, scheme),
                ("theme", "colours", "scheme", "contrast", "accessible"),
            )
            for scheme, title in SCHEMES
        ),
        Command(
            "view.scroll_down",
            "View",
            "Scroll code down",
            ("Alt+PgDown",),
            ANYWHERE,
            lambda: code.front.scroll_pages(1),
            when=now.has_task,
            is_listed=False,
        ),
        Command(
            "view.scroll_up",
            "View",
            "Scroll code up",
            ("Alt+PgUp",),
            ANYWHERE,
            lambda: code.front.scroll_pages(-1),
            when=now.has_task,
            is_listed=False,
        ),
    )
