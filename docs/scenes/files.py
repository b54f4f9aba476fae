"""Pictures of what comes in and what leaves, and of a workspace that is damaged or in use elsewhere."""

import json
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from app.caretaking import back_up_if_due
from app.evaluation import Evaluation
from app.packages.transport import Folder
from docs.scenes.judging import compare_two
from docs.studio import DEMO, Studio


def welcome(studio: Studio) -> None:
    studio.until(lambda: studio.desk.sitting is not None)
    studio.settles()
    studio.desk.put_task_away()
    studio.until(lambda: studio.window.welcome.isVisible())
    end = time.monotonic() + 0.4
    studio.until(lambda: time.monotonic() > end)


def export(studio: Studio) -> None:
    """After a judgment, the first package: everything that would leave is shown."""
    compare_two(studio)
    _submits(studio, "lru-ttl-014")
    studio.settles()
    studio.window.flows.exporting.open()
    studio.until(lambda: "problems" in studio.window.parts.export_sheet.status)
    studio.settles()


def sync(studio: Studio) -> None:
    """A package was sent and its receipt came back; another judgment waits."""
    _hands_in(studio, "lru-ttl-014")
    _send_and_collect(studio)
    _hands_in(studio, "retry-backoff-002")
    studio.settles()
    studio.window.flows.syncing.open()
    studio.settles()


def recovery(studio: Studio) -> None:
    """The workspace was damaged while it was closed; there is a backup, and a journal."""
    _hands_in(studio, "lru-ttl-014")
    studio.settles()
    workspace = studio.desk.caretaking.workspace
    studio.desk.workspace_opened.disconnect(studio.desk.open_sample)
    studio.desk.close()
    back_up_if_due(workspace)
    data = bytearray(workspace.read_bytes())
    data[4096 * 2 : 4096 * 3] = b"\xff" * 4096
    workspace.write_bytes(bytes(data))
    studio.desk.open_workspace(workspace)
    studio.until(lambda: studio.window.parts.recovery.isVisible())


def read_only(studio: Studio) -> None:
    """The workspace is in use elsewhere and was opened for reading."""
    studio.desk.workspace_opened.disconnect(studio.desk.open_sample)
    studio.desk.open_for_reading(studio.desk.caretaking.workspace)
    studio.until(lambda: bool(studio.window.parts.warning_bar.said))
    studio.settles()


def _hands_in(studio: Studio, task_id: str) -> None:
    """Say that a task could not be judged."""
    studio.opens(task_id)
    studio.desk.writing.toggle_cannot_judge()
    studio.desk.writing.write_rationale("I do not know this library well enough to say which of them is right.", 0)
    _submits(studio, task_id)


def _submits(studio: Studio, task_id: str) -> None:
    """Hand in, whatever a check asks, and wait for the next task."""
    check = studio.window.workbench.check
    studio.desk.submit()
    studio.until(lambda: check.isVisible() or not _is_at(studio, task_id))
    if check.isVisible():
        studio.desk.answer_check("kept")
        check.hide()
    studio.until(lambda: not _is_at(studio, task_id))


def _send_and_collect(studio: Studio) -> None:
    """Send what waits to a folder, have somebody collect it, and fetch the receipt."""
    syncing, sheet = studio.window.flows.syncing, studio.window.parts.sync_sheet
    with TemporaryDirectory() as folder:
        stick = Path(folder) / "stick"
        stick.mkdir()
        syncing.use_folder(str(stick))
        for _ in range(2):
            syncing.open()
            studio.until(lambda: sheet.is_known)
            syncing.sync()
            studio.until(lambda: not sheet.is_busy)
            collector = Evaluation.open(Path(folder) / "collector.diptych")
            for _ in collector.receiving(Path(folder) / "key").collect(Folder(stick)):
                pass
            collector.close()
    syncing.use_folder("/media/stick/judgments")
    sheet.close_overlay()


def _is_at(studio: Studio, task_id: str) -> bool:
    return studio.desk.sitting is not None and studio.desk.sitting.key.task_id == task_id


def import_sheet(studio: Studio) -> None:
    """A file of tasks with nothing wrong in it."""
    welcome(studio)
    lines = (DEMO / "tasks.jsonl").read_text(encoding="utf-8")
    _choose(studio, lines)


def import_drop(studio: Studio) -> None:
    """A file held over the window."""
    studio.window.parts.drop_frame.show_files(1)
    studio.settles()


def import_with_problems(studio: Studio) -> None:
    """The same with faults, twins, hidden characters and leaks, which no bundled task would have."""
    welcome(studio)
    lines = (DEMO / "tasks.jsonl").read_text(encoding="utf-8")
    twins = {"task_id": "debounce-003", "prompt": "Debounce a callback.", "language": "javascript"}
    code = "const later = (f) => {\n  clearTimeout(timer)\n  timer = setTimeout(f, 300)\n}\n"
    signed = "# Written by ChatGPT\ndef slug(text):\n    return '-'.join(text.lower().split())\n"
    more = [
        {**twins, "candidates": [{"code": code}, {"code": code}]},
        {"task_id": "slug-011", "prompt": "Make slugs.", "language": "python",
         "candidates": [{"code": signed}, {"code": signed.split("\n", 1)[1] + "# \u200b\n"}]},
        {"task_id": "slug-012", "prompt": "Make slugs.", "candidates": [{"code": signed}]},
        {"task_id": "slug-013", "candidates": [{"code": ""}, {"code": signed}]},
    ]  # fmt: skip
    _choose(studio, lines + "".join(json.dumps(one) + "\n" for one in more))


def _choose(studio: Studio, lines: str) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "cache-07.jsonl"
        file.write_text(lines, encoding="utf-8")
        studio.window.flows.importing.look_through((file,))
        studio.until(studio.window.parts.import_sheet.isVisible)
        studio.settles()
