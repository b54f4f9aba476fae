"""The score grid while it has the focus."""

from collections.abc import Callable
from functools import partial

from ui.commands import Command
from ui.judging.score_grid import ScoreGrid
from ui.main_window.actions.contexts import SCORES
from ui.main_window.flows import Flows
from ui.main_window.parts import Parts


def rows(parts: Parts, flows: Flows) -> tuple[Command, ...]:
    now = flows.now

    def grid() -> ScoreGrid:
        return parts.judgment.scores

    def set_digit(digit: int) -> None:
        grid().set_digit(digit)

    def may_set(digit: int) -> bool:
        return now.has_task() and grid().has_score(digit)

    def scoring(
        name: str,
        title: str,
        keys: tuple[str, ...],
        run: Callable[[], object],
        when: Callable[[], bool] = now.has_task,
    ) -> Command:
        return Command(f"scores.{name}", "Scores", title, keys, SCORES, run, when=when, is_listed=False)

    return (
        *(
            scoring(f"set_{digit}", f"Score {digit}", (f"{digit}",), partial(set_digit, digit), partial(may_set, digit))
            for digit in range(10)
        ),
        scoring("not_applicable", "Not applicable", ("-",), lambda: grid().set_not_applicable()),
        scoring("clear", "Clear the score", ("Backspace", "Del"), lambda: grid().clear()),
        scoring("left", "Cell to the left", ("Left",), lambda: grid().move_cell(-1, 0)),
        scoring("right", "Cell to the right", ("Right",), lambda: grid().move_cell(1, 0)),
        scoring("up", "Cell above", ("Up",), lambda: grid().move_cell(0, -1)),
        scoring("down", "Cell below", ("Down",), lambda: grid().move_cell(0, 1)),
        scoring("next_unset", "Next unset cell", ("Enter",), lambda: grid().next_unset()),
        scoring("higher", "One score higher", ("+", "Shift+Up"), lambda: grid().step_score(1)),
        scoring("lower", "One score lower", ("Shift+Down",), lambda: grid().step_score(-1)),
        scoring("note", "Note on the score", ("N",), lambda: grid().write_note()),
        scoring("anchors", "What the scores mean", ("?",), lambda: parts.judgment.toggle_anchors()),
        scoring("rationale", "Rationale", ("R",), flows.going.to_rationale),
    )
