"""One of three candidates alone, and pairs of them: what stands beside the code still has room for all three."""

from PySide6.QtCore import QRect

from tests.story.conftest import Evaluator


def test_all_three_are_scored_beside_one_that_is_read_alone_and_pairs_go_round(evaluator: Evaluator) -> None:
    evaluator.goes_to("retry-backoff-002")
    evaluator.press("Z")
    evaluator.settles()
    code, scores = evaluator.window.code, evaluator.window.parts.judgment.scores
    assert len(code.slots_shown()) == 1
    cells = [scores._cell_rect(row, column).toAlignedRect() for row in range(2) for column in range(3)]
    assert all(QRect(0, 0, scores.width(), scores.height()).contains(cell) for cell in cells)

    evaluator.press("Z")
    seen = []
    for _ in range(4):
        evaluator.press("X")
        seen.append("".join(code.slots_shown()))
    assert seen == ["AB", "AC", "BC", "ABC"]
