"""What the program has to say in passing: toasts, and whether everything is saved."""

from ui.announcing import Importance
from ui.desk import Notice, SaveState, Saving
from ui.main_window.parts import Parts
from ui.main_window.situation import Situation


class Telling:
    """Says it where the evaluator looks: over the code, or on the welcome screen."""

    def __init__(self, parts: Parts, now: Situation) -> None:
        self._parts = parts
        self._now = now

    def show_notice(self, notice: Notice) -> None:
        if self._now.is_at_work():
            away_from = self._parts.code.caret_place()
            self._parts.workbench.toast.tell(
                notice.text, can_undo=notice.can_undo, is_error=notice.is_error, away_from=away_from
            )
        else:
            self._parts.welcome.tell(notice.text)
            self._parts.announcer.say(notice.text, Importance.ERROR if notice.is_error else Importance.IMPORTANT)

    def show_everything_judged(self, judged: int, total: int) -> None:
        said = f"All {total} judged" if judged == total else f"Nothing left to judge: {judged} of {total} judged"
        self.show_notice(Notice(f"{said}. Export with Ctrl+E.", can_undo=True))

    def show_hint(self, hint: str) -> None:
        """What a check says quietly, below the rationale."""
        self._parts.judgment.show_hint(hint)

    def show_saving(self, saving: Saving) -> None:
        match saving.state:
            case SaveState.SAVED:
                self._parts.top_bar.show_saving("Saved", has_failed=False)
            case SaveState.SAVING:
                self._parts.top_bar.show_saving("Saving…", has_failed=False)
            case _:
                self._parts.top_bar.show_saving(
                    f"Not saved: {saving.reason}. Retry", has_failed=True, why=saving.sentence
                )
                self.show_notice(Notice(saving.sentence))
