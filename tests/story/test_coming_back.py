"""Closing the lid and coming back: nothing that was said is lost."""

from collections.abc import Callable

from app.domain.draft import Category, Severity
from app.domain.names import Slot
from tests.story.conftest import Evaluator


def test_task_draft_open_composer_caret_and_scroll_come_back(
    evaluator: Evaluator, sit_down: Callable[..., Evaluator]
) -> None:
    evaluator.press("1", "Ctrl+2", *["J"] * 30, "F", "B", "3")
    evaluator.type("Half a thou")
    evaluator.saves()
    place = evaluator.window.code.place()
    evaluator.leaves()
    back = sit_down(evaluator.workspace)
    back.opens("lru-ttl-014")
    back.sees(lambda: back.window.composer.isVisible())
    composition = back.desk.draft.composition
    assert composition is not None
    assert (composition.slot, composition.category, composition.severity) == (Slot.B, Category.BUG, Severity.HIGH)
    assert composition.claim == "Half a thou"
    assert back.desk.draft.verdict.gaps == (3,)
    assert back.window.code.place().carets == place.carets
    assert abs(back.window.code.caret_y() - evaluator.window.code.caret_y()) <= 1


def test_text_is_in_the_file_soon_and_on_leaving(evaluator: Evaluator, sit_down: Callable[..., Evaluator]) -> None:
    evaluator.press("R")
    evaluator.type("Unfinished")
    evaluator.leaves()
    back = sit_down(evaluator.workspace)
    back.opens("lru-ttl-014")
    assert back.desk.draft.rationale == "Unfinished"


def test_the_order_of_the_candidates_stays(evaluator: Evaluator, sit_down: Callable[..., Evaluator]) -> None:
    def order() -> list[str]:
        sitting = evaluator.desk.sitting
        assert sitting is not None
        return [exhibit.files[0].content for exhibit in sitting.exhibits]

    before = order()
    evaluator.leaves()
    evaluator = sit_down(evaluator.workspace)
    evaluator.opens("lru-ttl-014")
    assert order() == before


def test_a_second_window_is_refused_in_words(evaluator: Evaluator, sit_down: Callable[..., Evaluator]) -> None:
    from ui.desk import Desk

    second = Desk()
    with evaluator.qtbot.waitSignal(second.workspace_refused, timeout=10_000) as refused:
        second.open_workspace(evaluator.workspace)
    assert refused.args is not None
    assert "in use by another window" in str(refused.args[0])
    second.close()


def test_putting_a_task_away_shows_the_task_sets_with_their_progress(evaluator: Evaluator) -> None:
    evaluator.press("Ctrl+W")
    evaluator.sees(lambda: evaluator.window.welcome.isVisible())
    evaluator.sees(lambda: "sample, 0 of 8 judged" in evaluator.spoken())
    evaluator.press("Enter")
    evaluator.opens("lru-ttl-014")
