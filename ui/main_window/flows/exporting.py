"""Judgments go out: what would stand in the file, where it goes, and what became of it."""

from pathlib import Path

from app.domain.export import WHY_DROPPED, ExportReport, Survey
from app.wording import counted
from ui.dialogs.export_sheet import FormatRow
from ui.main_window.parts import Parts
from ui.plain_text import choose_destination, choose_folder, show_folder

PACKAGE = "package"
OF_ALL, OF_SETS = ("all", "since_last"), ("all", "task_set")
FORMATS = (
    FormatRow(PACKAGE, "Signed package", "for a collecting side: every event, can be verified and merged", OF_ALL),
    FormatRow("jsonl", "JSON Lines", "for scripts and archives: the newest record of every judgment", OF_SETS),
    FormatRow(
        "pairs", "Pairs", "for training on preferences: two candidates a line, with strength and weight", OF_SETS
    ),
    FormatRow("rubric", "Rubric templates", "for scoring: the rubric filled in, one candidate a line", OF_SETS),
    FormatRow("csv", "CSV table", "for a spreadsheet: a row for each candidate; a view, not a record", OF_SETS),
    FormatRow("tasks", "Tasks as they came", "for joining: the task file, with what it says of the models", OF_SETS),
)
PATTERNS = {".zip": "Packages (*.zip)", ".jsonl": "JSON Lines (*.jsonl)", ".csv": "CSV tables (*.csv)"}


class Exporting:
    """Leads through the export sheet. Errors keep it open; what was written is told in passing."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._survey: Survey | None = None

    def open(self) -> None:
        self._parts.export_sheet.open_with(FORMATS, has_task_set=self._task_set() is not None)

    def look_through(self, format_name: str, scope: str) -> None:
        """Find out what a choice would give."""
        self._survey = None
        handover = self._parts.desk.handover
        if format_name == PACKAGE:
            handover.survey_packages(since_last=scope == "since_last")
        else:
            handover.survey(format_name, task_set=self._chosen_set(scope))

    def show_survey(self, survey: Survey) -> None:
        sheet = self._parts.export_sheet
        if not sheet.isVisible():
            return
        self._survey = survey
        sheet.show_survey(
            survey.excerpts,
            caption=_caption(survey, sheet.format),
            status=_in_words(survey),
            may_export=not survey.is_empty and not survey.problems,
            is_wrong=bool(survey.problems),
            must_be_seen=survey.must_be_seen,
            instead=_nothing(survey, sheet.format, sheet.scope),
        )

    def choose_destination(self) -> None:
        """Ask where to, and write there."""
        sheet, survey, window = self._parts.export_sheet, self._survey, self._parts.window
        if survey is None:
            return
        if survey.files > 1:
            chosen = choose_folder(window, f"Folder for {survey.files} packages")
        else:
            pattern = PATTERNS[Path(survey.file_name).suffix]
            chosen = choose_destination(window, "Export", survey.file_name, pattern)
        if not chosen:
            return
        sheet.show_busy(is_busy=True)
        sheet.say("Writing …")
        if sheet.format == PACKAGE:
            self._parts.desk.handover.export_packages(Path(chosen))
        else:
            self._parts.desk.handover.export(sheet.format, Path(chosen), task_set=self._chosen_set(sheet.scope))

    def cancel(self) -> None:
        """Stop writing; the sheet stays, and so does what was there before."""
        self._parts.desk.cancel_work()
        self._parts.export_sheet.show_busy(is_busy=False)
        self._parts.export_sheet.say("Stopped; nothing was left half-written.")

    def show_exported(self, report: ExportReport) -> None:
        sheet = self._parts.export_sheet
        sheet.show_busy(is_busy=False)
        sheet.close_overlay()
        folder = report.path if report.path.is_dir() else report.path.parent
        what = counted(report.judgments, "judgment") if report.judgments else report.path.name
        said = f"Exported {what}."
        if report.escaped:
            said += f" {_neutralised(report.escaped)}."
        self._parts.offer(said, "Show in folder", lambda: show_folder(folder))

    def show_refusal(self, sentence: str) -> None:
        """It could not be looked through or written: the sheet stays and says why."""
        sheet = self._parts.export_sheet
        if sheet.isVisible():
            sheet.show_busy(is_busy=False)
            sheet.say(sentence, is_wrong=True)

    def _task_set(self) -> str | None:
        sitting = self._parts.desk.sitting
        return None if sitting is None else sitting.key.task_set

    def _chosen_set(self, scope: str) -> str | None:
        return self._task_set() if scope == "task_set" else None


def _in_words(survey: Survey) -> str:
    """“41 judgments, 126 findings, 0 problems”, and what a person should know beside it."""
    if survey.tasks:
        return f"{counted(survey.tasks, 'task')}. A task file names the models; do not open it while you judge blind."
    found = [counted(survey.judgments, "judgment"), counted(survey.findings, "finding")]
    said = ", ".join([*found, counted(len(survey.problems), "problem")])
    if survey.files > 1:
        said += f", in {survey.files} packages"
    said += "".join(f" · {number} {WHY_DROPPED[reason]}, left out" for reason, number in survey.dropped.items())
    if survey.escaped:
        said += f" · {_neutralised(survey.escaped)}"
    return f"{said}. {survey.problems[0]}" if survey.problems else said


def _neutralised(cells: int) -> str:
    return f"{counted(cells, 'cell')} neutralised: formulas get a ' in front, hidden characters show as codes"


def _caption(survey: Survey, format_name: str) -> str:
    if not survey.excerpts:
        return "Preview"
    if survey.is_whole:
        return "Exactly what will leave, to the letter; hidden characters show as codes"
    return "The table's head and first rows" if format_name == "csv" else "The first of it, to the letter"


def _nothing(survey: Survey, format_name: str, scope: str) -> str:
    if survey.tasks:
        return "Not shown here: it would tell which model wrote what."
    if format_name == PACKAGE and scope == "since_last":
        return "Everything left already; there is nothing new."
    return "Nothing judged yet."
