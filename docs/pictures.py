"""Render the pictures of the documentation from the real program, without a screen: ``python3 dev.py pictures``.

Each picture is a story in a few lines: open a task of the sample set, do something, look. Both schemes, both window sizes.
The guide's pictures, step by step, come from `docs.guide_pictures`. Names of pictures or guides draw those alone.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPoint, qInstallMessageHandler
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from docs.guide_pictures import GUIDES, draw_guide
from docs.scenes import code, files, judging
from docs.studio import Studio, leave_out_size_hints, picture_of
from ui.theme import Theme
from ui.theme.theme import Choice

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "pictures"
SIZES = {"1440x900": (1440, 900), "1280x800": (1280, 800)}
SHADES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SCALE = int(os.environ.get("QT_SCALE_FACTOR", "1"))


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, the task that it shows (none is the welcome screen), and what is done before looking.

    A real task is one of `REAL`, else it is one of the sample set; its pictures are of one size.
    At a *scale* of 2 everything is drawn twice as large in a window of the same pixels.
    """

    name: str
    task: str | None
    tell: Callable[["Studio"], None]
    has_high_contrast: bool = False
    is_real: bool = False
    scale: int = 1

    def scheme(self, shade: Literal["light", "dark"]) -> Choice:
        if self.has_high_contrast:
            return "high_contrast_dark" if shade == "dark" else "high_contrast_light"
        return shade


PICTURES = (
    Picture("compare-two", "lru-ttl-014", judging.compare_two),
    Picture("new-finding", "lru-ttl-014", judging.new_finding),
    Picture("compare-three", "retry-backoff-002", judging.compare_three),
    Picture("welcome", None, files.welcome),
    Picture("queue", "lru-ttl-014", judging.queue),
    Picture("task-text", "webhook-verify-027", code.task_text),
    Picture("many-findings", "lru-ttl-014", judging.many_findings),
    Picture("palette", "lru-ttl-014", judging.palette),
    Picture("palette-found", "lru-ttl-014", judging.palette_found),
    Picture("shortcuts", "lru-ttl-014", judging.shortcuts),
    Picture("shortcuts-scores", "lru-ttl-014", judging.shortcuts_of_scores),
    Picture("free-panes", "lru-ttl-014", code.free),
    Picture("folded", "ah20-661b4458fe", code.folded, is_real=True),
    Picture("find", "lru-ttl-014", code.find),
    Picture("solo", "retry-backoff-002", code.solo),
    Picture("what-scores-mean", "lru-ttl-014", judging.anchors),
    Picture("weakness", "lru-ttl-014", judging.weakness),
    Picture("check", "lru-ttl-014", judging.check),
    Picture("bare-letters", "lru-ttl-014", judging.bare_letters),
    Picture("first-impression", "lru-ttl-014", judging.first_impression),
    Picture("import", None, files.import_sheet),
    Picture("import-drop", "lru-ttl-014", files.import_drop),
    Picture("import-with-problems", None, files.import_with_problems),
    Picture("hidden-characters", "lru-ttl-014", code.hidden),
    Picture("export", "lru-ttl-014", files.export),
    Picture("sync", "lru-ttl-014", files.sync),
    Picture("recovery", "lru-ttl-014", files.recovery),
    Picture("read-only", "lru-ttl-014", files.read_only),
    Picture("several-files", "rate-limit-033", code.several_files),
    Picture("context-file", "webhook-verify-027", code.context_file),
    Picture("occurrences", "lru-ttl-014", code.occurrences),
    Picture("moved-block", "ah20-661b4458fe", code.moved_block, is_real=True),
    Picture("real-longest", "ah20-dc0e42632a", code.longest, is_real=True),
    Picture("real-web-page", "ah20-c86aaae0d6", code.as_it_opens, is_real=True),
    Picture("real-identical", "ah01-4b0cf137b4", code.as_it_opens, is_real=True),
    Picture("real-one-model", "jb-0733e950", code.as_it_opens, is_real=True),
    Picture("real-much-longer", "ah01-0fa52d2ea4", code.as_it_opens, is_real=True),
    Picture("real-little-shared", "cac-VMAssemblerSimple2-py", code.as_it_opens, is_real=True),
    Picture("real-three-lines", "cac-SanityList-js", code.as_it_opens, is_real=True),
    Picture("real-hidden-in-the-prompt", "ah01-face6a5531", code.task_text, is_real=True),
    Picture("real-tabs-and-blanks", "ah01-c1c0c8e078", code.blanks, is_real=True),
    Picture("real-not-english", "ah20-661b4458fe", code.task_text, is_real=True),
    Picture("real-emoji", "cac-GCDMisnamed-py", code.emoji, is_real=True),
    Picture("real-long-lines", "ah20-c3623a5c22", code.wrapped, is_real=True),
    Picture("timer-menu", "lru-ttl-014", judging.timer_menu),
    Picture("correct-time", "lru-ttl-014", judging.correct_time),
    Picture("reading-a-finding", "lru-ttl-014", judging.reading_a_finding),
    Picture("settings", "lru-ttl-014", judging.settings),
    Picture("what-is-recorded", "lru-ttl-014", judging.recorded),
    Picture("task-details", "lru-ttl-014", judging.details),
    Picture("scale-200", "lru-ttl-014", judging.compare_two, scale=2),
    Picture("scale-200-three", "retry-backoff-002", judging.compare_three, scale=2),
    Picture("high-contrast", "lru-ttl-014", judging.compare_two, has_high_contrast=True),
    Picture("high-contrast-three", "retry-backoff-002", judging.compare_three, has_high_contrast=True),
    Picture("history", "lru-ttl-014", judging.history),
    Picture("unsealed", "lru-ttl-014", judging.unsealed),
    Picture("checklist", "lru-ttl-014", judging.checklist),
    Picture("checklist-three", "retry-backoff-002", judging.checklist_three),
    Picture("withdraw", "lru-ttl-014", judging.withdraw),
)


def main(words: list[str]) -> int:
    """Render all pictures, or those whose names are given."""
    unknown = set(words) - {picture.name for picture in PICTURES} - {guide.name for guide in GUIDES}
    if unknown:
        print(f"There is no picture {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    wanted = [picture for picture in PICTURES if not words or picture.name in words]
    larger = [picture for picture in wanted if picture.scale != SCALE]
    if larger and SCALE == 1:
        _draw_larger(larger)
    qInstallMessageHandler(leave_out_size_hints)
    application = QApplication([])
    OUT.mkdir(parents=True, exist_ok=True)
    # Away from the window: nothing is to look hovered.
    QCursor.setPos(QPoint(5000, 5000))
    for shade in SHADES:
        theme = Theme(application, shade)
        for picture in wanted:
            if picture in larger:
                continue
            theme.use(picture.scheme(shade))
            for size_name, (width, height) in list(SIZES.items())[: 1 if picture.is_real else None]:
                size = (width // SCALE, height // SCALE)
                _take(application, theme, picture, size, OUT / f"{picture.name}-{shade}-{size_name}.png")
        theme.deleteLater()
    theme = Theme(application, "light")
    for guide in GUIDES if SCALE == 1 else ():
        if not words or guide.name in words:
            draw_guide(application, theme, guide)
    return 0


def _draw_larger(pictures: list[Picture]) -> None:
    """Qt decides on its scale once a process: what is drawn at another one is drawn in another process."""
    for scale in {picture.scale for picture in pictures}:
        names = [picture.name for picture in pictures if picture.scale == scale]
        environment = {**os.environ, "QT_SCALE_FACTOR": str(scale)}
        subprocess.run([sys.executable, "-m", "docs.pictures", *names], cwd=ROOT, env=environment, check=True)


def _take(application: QApplication, theme: Theme, picture: Picture, size: tuple[int, int], file: Path) -> None:
    with TemporaryDirectory() as folder:
        studio = Studio(application, theme, Path(folder) / "pictures.diptych", size)
        if picture.task is not None:
            studio.opens(picture.task, real=picture.is_real)
        picture.tell(studio)
        application.processEvents()
        picture_of(application, studio.window).save(str(file))
        studio.window.close()
        studio.window.deleteLater()
        # Nothing but an event loop deletes by itself; windows that pile up are styled anew with every change of scheme.
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        application.processEvents()
    print(file.name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
