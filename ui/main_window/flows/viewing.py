"""How the code and what stands around it are seen: open and closed parts, views, sizes, colours.

Keeps the settings and has them hold; the window writes them down.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QToolButton, QWidget
from shiboken6 import isValid

from app.domain.names import Slot
from app.settings import MessageSeconds, Scheme, Settings, Wrap
from ui.keys import have_single_keys, use_single_keys
from ui.main_window.parts import Parts
from ui.plain_text import name_keys_again
from ui.theme.marks import KeyCaps

OPPOSITE: dict[str, Scheme] = {
    "light": "dark",
    "dark": "light",
    "high_contrast_light": "high_contrast_dark",
    "high_contrast_dark": "high_contrast_light",
}
WRAPS: dict[Wrap, bool | None] = {"by_room": None, "always": True, "never": False}
SMALLEST_SCALE, LARGEST_SCALE, SCALE_STEP = 100, 200, 25
SMALLEST_CODE = 10
LARGEST_CODE = 24
TASK_SHARE = 0.45
"""The task text takes at most this part of the window's height."""


class Viewing:
    """Opens, closes and switches; *settings* is what holds at the beginning."""

    def __init__(self, parts: Parts, settings: Settings) -> None:
        self._parts = parts
        self._settings = settings
        self._queue_opened_from: QWidget | None = None
        # Any: each takes the value of its own field.
        self._holds: dict[str, Callable[[Any], None]] = {
            "scheme": parts.theme.use,
            "code_size": parts.code.set_code_size,
            "wrap": lambda wrap: parts.code.wrap_all(WRAPS[wrap]),
            "invisibles": self._show_invisibles,
            "neutral_first_look": lambda on: parts.code.open_tinted(is_tinted=not on),
            "panel_visible": lambda on: parts.workbench.open_panel(is_open=on),
            "time_visible": lambda on: parts.top_bar.show_clock(shown=on),
            "message_seconds": parts.workbench.toast.stay,
            "single_keys": self._use_single_keys,
        }
        for name, hold in self._holds.items():
            # The theme was made with its scheme.
            if name != "scheme":
                hold(getattr(settings, name))

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return replace(self._settings, panel_visible=self._parts.workbench.is_panel_open)

    def adopt(self, settings: Settings) -> None:
        """Have *settings* hold from now on; what they say of the size of everything holds when the program starts again."""
        before, self._settings = self.settings, settings
        for name, hold in self._holds.items():
            value = getattr(settings, name)
            if value != getattr(before, name):
                hold(value)

    # Parts that open and close

    def toggle_task(self) -> None:
        self.open_task_text(is_open=not self._parts.workbench.task_strip.is_open)

    def open_task_text(self, *, is_open: bool) -> None:
        height = min(self._settings.task_height, int(self._parts.window.height() * TASK_SHARE))
        if not is_open:
            self._leave(self._parts.workbench.task_strip.body)
        self._parts.workbench.task_strip.show_open(is_open=is_open, height=height)

    def toggle_queue(self) -> None:
        self.open_queue(is_open=not self._parts.workbench.drawer.isVisible())

    def open_queue(self, *, is_open: bool) -> None:
        drawer, focused = self._parts.workbench.drawer, self._parts.window.focusWidget()
        if is_open and not drawer.isVisible():
            self._queue_opened_from = focused
        self._parts.workbench.open_drawer(is_open=is_open)
        self._parts.top_bar.show_drawer(is_open=is_open)
        if not is_open:
            self._return_from_queue()

    def _return_from_queue(self) -> None:
        back, self._queue_opened_from = self._queue_opened_from, None
        # Panes come and go with the tasks that the queue leads to.
        if back is not None and isValid(back) and back.isVisible() and self._parts.judgment.isAncestorOf(back):
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._parts.code.focus_code()

    def close_queue(self) -> None:
        self.open_queue(is_open=False)

    def toggle_time(self) -> None:
        """Show how long the task took so far, or only that it is counted."""
        self.adopt(replace(self.settings, time_visible=not self._settings.time_visible))

    def toggle_panel(self) -> None:
        bench = self._parts.workbench
        if bench.is_panel_open:
            self._leave(bench.judgment)
        bench.open_panel(is_open=not bench.is_panel_open)
        self._say("Judgment shown" if bench.is_panel_open else "Judgment hidden")

    def _say(self, what: str) -> None:
        """For who does not see it."""
        self._parts.announcer.say(what)

    def _leave(self, part: QWidget) -> None:
        """Back to the code where the focus is in *part*, which is about to go: Qt would give it to whatever comes next."""
        focused = self._parts.window.focusWidget()
        if focused is not None and part.isAncestorOf(focused):
            self._parts.code.focus_code()

    def open_panel(self) -> None:
        if not self._parts.workbench.is_panel_open:
            self._parts.workbench.open_panel(is_open=True)

    # Views of the code

    def cycle_alignment(self) -> None:
        self._parts.code.next_mode()
        self._say(f"{self._parts.code.mode().capitalize()} view")

    def how_much_is_shared(self) -> str:
        """“52 % shared”, once it is known."""
        percent = self._parts.code.shared_percent() if self._parts.desk.sitting is not None else None
        return "" if percent is None else f"{percent} % shared"

    def toggle_tints(self) -> None:
        self._parts.code.set_tinted(not self._parts.code.is_tinted())
        self._say("Tints on" if self._parts.code.is_tinted() else "Tints off")

    def toggle_folds(self) -> None:
        self._parts.code.set_folded(not self._parts.code.is_folded())
        self._say("Identical lines folded" if self._parts.code.is_folded() else "All lines shown")

    def toggle_invisibles(self) -> None:
        self._show_invisibles(not self._parts.code.shows_invisibles())
        self._say(
            "Blanks and line ends shown" if self._parts.code.shows_invisibles() else "Blanks and line ends hidden"
        )

    def toggle_blanks(self) -> None:
        code = self._parts.code
        code.set_ignores_blanks(not code.ignores_blanks())
        self._parts.say("White space is ignored." if code.ignores_blanks() else "White space counts.")

    def go_to_twin(self) -> None:
        if not self._parts.code.go_to_twin():
            self._parts.say("These lines stand nowhere else.")

    def open_linear(self) -> None:
        """The candidates as plain text, for reading aloud."""
        self._parts.linear.open_with(self._parts.code.as_text())

    def toggle_wrap(self) -> None:
        front = self._parts.code.front
        front.set_wrap(not front.is_wrapping())
        self._say("Long lines wrapped" if front.is_wrapping() else "Long lines on one line")

    def cycle_pairs(self) -> None:
        sitting, code = self._parts.desk.sitting, self._parts.code
        if sitting is None or len(sitting.brief.slots) < 3:
            return
        a, b, c = sitting.brief.slots
        views = [(a, b, c), (a, b), (a, c), (b, c)]
        here = code.slots_shown()
        code.show_slots(views[(views.index(here) + 1) % 4] if here in views else views[0])

    def show_views(self, views: tuple[str, ...]) -> None:
        """The code is seen with *views* from now on."""
        self._parts.workbench.task_strip.show_views(is_aligned="aligned" in views, is_wrapped="wrapped" in views)
        self._parts.desk.use_views(views)

    def show_solo(self, shown: tuple[Slot, ...]) -> None:
        """Only the candidates *shown* are seen from now on."""
        desk, bench = self._parts.desk, self._parts.workbench
        bench.task_strip.show_slots(shown)
        if desk.sitting is not None:
            bench.show_layout(shown, desk.sitting, desk.draft)
            everyone = len(shown) == len(desk.sitting.brief.slots)
            self._say(
                "All candidates" if everyone else f"Only candidate{'s' if len(shown) > 1 else ''} {' and '.join(shown)}"
            )

    # Sizes and colours

    def resize_code(self, steps: int) -> None:
        self._set_code_size(max(SMALLEST_CODE, min(LARGEST_CODE, self._settings.code_size + steps)))

    def reset_code_size(self) -> None:
        self._set_code_size(Settings().code_size)

    def switch_theme(self) -> None:
        """From light to dark or back; high contrast stays high contrast."""
        self.use_scheme(OPPOSITE[self._parts.theme.scheme])

    def use_scheme(self, scheme: Scheme) -> None:
        """Show the colours of *scheme*, or those that the system asks for."""
        self.adopt(replace(self.settings, scheme=scheme))

    def resize_all(self, steps: int) -> None:
        """Draw everything larger or smaller. Qt decides on this when the program starts, so that it holds from then on."""
        self._set_scale(max(SMALLEST_SCALE, min(LARGEST_SCALE, self._settings.scale + steps * SCALE_STEP)))

    def reset_scale(self) -> None:
        self._set_scale(Settings().scale)

    # Keys and messages

    def toggle_single_keys(self) -> None:
        """Have keys without Ctrl or Alt mean something in the code, or nothing."""
        on = not self._settings.single_keys
        self.adopt(replace(self.settings, single_keys=on))
        self._parts.say(
            "Single keys are on." if on else "Single keys are off. Every command is in the palette (Ctrl+K)."
        )

    def single_keys_in_words(self) -> str:
        return "on" if self._settings.single_keys else "off"

    def keep_messages(self, seconds: MessageSeconds) -> None:
        """Have messages stay so long, or until they are closed."""
        self.adopt(replace(self.settings, message_seconds=seconds))
        self._parts.say(f"Messages stay for {seconds} seconds." if seconds else "Messages stay until they are closed.")

    # Where not all of the window is in view

    def follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Have what takes the keys in view; in the code that is the line that is read."""
        if now is None or now.window() is not self._parts.window:
            return
        self._parts.canvas.show_widget(now)
        self._parts.judgment.show_widget(now)
        self.follow_caret()

    def follow_caret(self) -> None:
        """Have the line that is read in view, while it is the code that is read."""
        code, canvas, pane = self._parts.code, self._parts.canvas, self._parts.window.focusWidget()
        # Panes that are made anew lose the focus on their way out.
        if pane is None or pane not in code.panes_shown() or not code.isAncestorOf(pane):
            return
        row = code.caret_place()
        if row is None:
            return
        left = pane.mapTo(canvas.content, QPoint(0, 0)).x()
        top = code.mapTo(canvas.content, row.topLeft()).y()
        canvas.show_place(QRect(left, top, pane.width(), row.height()))

    def _show_invisibles(self, shown: bool) -> None:
        self._parts.code.set_invisibles(shown)
        self._parts.workbench.task_strip.show_invisibles(shown=shown)

    def _use_single_keys(self, on: bool) -> None:
        window = self._parts.window
        if have_single_keys(window) == on:
            return
        use_single_keys(window, on=on)
        for one in window.findChildren(KeyCaps):
            one.refresh()
        for button in window.findChildren(QToolButton):
            name_keys_again(button)

    def _set_scale(self, scale: int) -> None:
        self.adopt(replace(self.settings, scale=scale))
        self._parts.say(f"Everything is drawn at {scale} % when Diptych is opened again.")

    def _set_code_size(self, pixels: int) -> None:
        self.adopt(replace(self.settings, code_size=pixels))
