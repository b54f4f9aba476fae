"""What is said aloud: the task that comes, what changes in its draft, the line at the caret, and messages."""

from dataclasses import replace

from app.code.highlighting import language_name
from app.domain.bench import Bench
from app.domain.draft import Draft
from app.domain.sitting import Sitting
from app.settings import Settings
from ui.announcing import Importance, Verbosity
from ui.desk import SaveState, Saving
from ui.judging.saying import changes, steps
from ui.main_window.parts import Parts


class Announcing:
    """Keeps what was said of the draft: only what changes is news."""

    def __init__(self, parts: Parts, settings: Settings) -> None:
        self._parts = parts
        self._announcer = parts.announcer
        self._sitting: Sitting | None = None
        self._draft = Draft()
        self._step = ""
        self._announcer.use(settings.announcements)

    def kept_in(self, settings: Settings) -> Settings:
        """*settings* with what was chosen here."""
        return replace(settings, announcements=self._announcer.verbosity)

    def use(self, verbosity: Verbosity) -> None:
        """Say all, what is important, or nothing, from here on."""
        self._announcer.use("all")
        self._announcer.say({"all": "Announcing all.", "important": "Announcing what is important."}.get(verbosity, ""))
        self._announcer.use(verbosity)

    def show_bench(self, bench: Bench) -> None:
        sitting = bench.sitting
        self._sitting, self._draft = sitting, bench.draft
        brief = sitting.brief
        language = f", {language_name(brief.language)}" if brief.language else ""
        compared = f"compare {len(brief.slots)}{language}"
        self._announcer.say(f"Task {sitting.position} of {sitting.total}, {brief.title}, {compared}")

    def begin_step(self, word: str) -> None:
        """The next draft comes of undo: *word* says so."""
        self._step = word

    def show_draft(self, draft: Draft) -> None:
        before, self._draft = self._draft, draft
        step, self._step = self._step, ""
        if self._sitting is None:
            return
        if step:
            what = "; ".join(steps(before, draft, self._sitting.brief))
            self._announcer.say(f"{step}: {what}" if what else step)
            return
        is_same_verdict = before.verdict == draft.verdict and before.findings == draft.findings
        importance = Importance.DETAIL if is_same_verdict else Importance.IMPORTANT
        if said := "; ".join(changes(before, draft, self._sitting.brief)):
            self._announcer.say(said, importance)

    def say_line(self, line: str) -> None:
        """The line that the caret came to; only where the code is being read."""
        focus = self._parts.window.focusWidget()
        if focus is not None and focus in self._parts.code.panes_shown():
            self._announcer.say(line, Importance.DETAIL)

    def say_toast(self, text: str, is_error: bool) -> None:
        self._announcer.say(text, Importance.ERROR if is_error else Importance.IMPORTANT)

    def say_message(self, text: str) -> None:
        self._announcer.say(text)

    def say_error(self, text: str) -> None:
        self._announcer.say(text, Importance.ERROR)

    def show_saving(self, saving: Saving) -> None:
        if saving.state not in (SaveState.SAVED, SaveState.SAVING):
            self.say_error(f"Not saved: {saving.reason}")
