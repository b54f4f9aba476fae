"""A workspace may be begun to be opened before there is anybody to hear what became of it."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.errors import WorkspaceError
from app.evaluation import Evaluation
from tests.torture.scene import a_judged_workspace
from ui.desk import Desk


def test_it_is_open_as_soon_as_it_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    path = a_judged_workspace(tmp_path / "work.diptych", 3)
    desk = Desk()

    desk.begin_opening(path)
    assert not desk.is_open
    with qtbot.waitSignal(desk.workspace_opened):
        desk.open_workspace(path, resume=False)

    assert desk.is_open
    assert desk.read_only_because == ""
    desk.close()


def test_what_stands_against_it_is_heard_when_it_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "work.diptych"
    path.write_text("a letter")
    desk = Desk()
    refused: list[WorkspaceError] = []
    desk.workspace_refused.connect(refused.append)

    desk.begin_opening(path)
    with qtbot.waitSignal(desk.workspace_refused):
        desk.open_workspace(path, resume=False)

    assert "no database at all" in str(refused[0])
    desk.close()


def test_nobody_else_is_kept_out_where_it_is_never_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    path = a_judged_workspace(tmp_path / "work.diptych", 3)
    desk = Desk()
    desk.begin_opening(path)
    desk.close()
    Evaluation.open(path).close()


def test_nobody_else_is_kept_out_where_another_one_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    begun = a_judged_workspace(tmp_path / "begun.diptych", 3)
    wanted = a_judged_workspace(tmp_path / "wanted.diptych", 3)
    desk = Desk()

    desk.begin_opening(begun)
    with qtbot.waitSignal(desk.workspace_opened):
        desk.open_workspace(wanted, resume=False)

    Evaluation.open(begun).close()
    desk.close()
