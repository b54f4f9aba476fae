"""Handing in, and being led to what is still missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.judging.completeness import Missing, Part
from ui.commands import shown_keys
from ui.main_window.flows.composing import Composing
from ui.main_window.flows.deciding import Deciding
from ui.main_window.flows.going import Going
from ui.main_window.flows.viewing import Viewing
from ui.main_window.parts import Parts
from ui.main_window.situation import Situation

if TYPE_CHECKING:
    from app.judging.checks.check import Fired

ABOUT_THE_VERDICT = ("K6", "K7", "K10", "K11", "K12")
MEND_KEYS = "Alt+R"


class Submitting:
    """Hands the draft in, and shows the gaps that keep it here."""

    def __init__(
        self,
        parts: Parts,
        now: Situation,
        *,
        viewing: Viewing,
        going: Going,
        composing: Composing,
        deciding: Deciding,
    ) -> None:
        self._parts = parts
        self._now = now
        self._viewing = viewing
        self._going = going
        self._composing = composing
        self._deciding = deciding
        self._asked = ""

    def submit_or_save(self) -> None:
        """Ctrl+Enter: save the finding while the composer has the focus, submit everywhere else."""
        if self._now.in_composer():
            self._composing.save()
        else:
            self._parts.desk.submit()

    def ask_about(self, check: Fired) -> None:
        """One line above the bar about what seems not to fit."""
        from app.judging.checks.mending import MENDS

        self._asked = check.check
        self._parts.workbench.message.hide()
        mend = MENDS.get(check.check)
        self._parts.workbench.check.ask(
            check.message, mend="" if mend is None else mend.title, keys=shown_keys(MEND_KEYS)
        )

    def drop_question(self) -> None:
        """What is asked about is another now: nothing is asked any more, and handing in asks anew."""
        check = self._parts.workbench.check
        focused = self._parts.window.focusWidget()
        had_focus = focused is not None and check.isAncestorOf(focused)
        check.hide()
        if had_focus:
            self._parts.code.focus_code()

    def keep(self, reason: str) -> None:
        self._parts.code.focus_code()
        self._parts.desk.answer_check("kept", reason)

    def mend(self) -> None:
        self._parts.code.focus_code()
        self._parts.desk.answer_check("mended")

    def make_references(self) -> None:
        """Alt+R: what is asked about at submit, and the rationale's bare letters everywhere else."""
        if self._parts.workbench.check.can_mend:
            self._parts.workbench.check.mend()
        else:
            self._parts.desk.make_references()

    def review(self) -> None:
        """Back to what the check is about."""
        self._parts.desk.answer_check("review")
        match self._asked[:1]:
            case "R":
                self._going.to_rationale()
            case "K" if self._asked not in ABOUT_THE_VERDICT:
                self._going.to_scores()
            case _:
                self._parts.code.focus_code()

    def show_gap(self, gap: Missing) -> None:
        """Say what is missing, and put the focus where it is mended."""
        match gap.part:
            case Part.SCORES if gap.slot is not None and gap.criterion is not None:
                self._viewing.open_panel()
                self._parts.judgment.focus_cell(gap.slot, gap.criterion)
            case Part.RATIONALE:
                self._going.to_rationale()
            case Part.ACCEPTABILITY:
                self._deciding.ask_acceptability()
            case Part.CONFIDENCE:
                self._deciding.ask_confidence()
            case Part.DECIDING_CRITERION:
                self._deciding.ask()
            case _:
                self._parts.code.focus_code()
        # Last: a strip that opens puts such messages away.
        self._parts.workbench.message.say(gap.message)
