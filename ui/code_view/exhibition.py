"""The candidates on show: a sitting, the one of its files that is open, and whose panes are in view. No screen."""

from collections.abc import Iterable, Sequence

from app.domain.draft import Finding
from app.domain.names import Slot
from app.domain.sitting import Exhibit, Sitting
from ui.code_view.content import CandidateContent
from ui.code_view.file_strip import FileTab
from ui.code_view.files import differs, paths_of, text_of
from ui.code_view.texts import Texts


class Exhibition(Texts):
    """A pane for each candidate, whether it is in view or not."""

    contents: tuple[CandidateContent, ...]

    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[Slot, ...] = ()
        self._sitting: Sitting | None = None
        self._findings: tuple[Finding, ...] = ()

    def begin(self, sitting: Sitting) -> None:
        """Show *sitting* from its first file on, with all its candidates in view."""
        self._sitting = sitting
        self._findings = ()
        self.files = paths_of(sitting)
        self.file = 0
        self.shown = self.everyone

    def open_file(self, index: int) -> None:
        """Hold the contents of another file of the sitting."""
        self.file = index
        sitting, path = self.sitting, self.path
        self.contents = tuple(
            CandidateContent(exhibit.slot, text_of(sitting, exhibit.slot, path)) for exhibit in sitting.exhibits
        )
        self.show_findings(self._findings)

    @property
    def sitting(self) -> Sitting:
        assert self._sitting is not None, "nothing is shown yet"
        return self._sitting

    @property
    def everyone(self) -> tuple[Slot, ...]:
        """The slots of all panes, whether they are in view or not."""
        return tuple(exhibit.slot for exhibit in self.sitting.exhibits)

    @property
    def language(self) -> str | None:
        return self.sitting.brief.language

    def pane_of(self, slot: Slot) -> int | None:
        return next((pane for pane, content in enumerate(self.contents) if content.slot is slot), None)

    def panes_shown(self) -> list[int]:
        return [pane for pane, content in enumerate(self.contents) if content.slot in self.shown]

    def panes_compared(self) -> tuple[int, ...]:
        """Whose lines stand beside each other: a pair is compared by itself, one alone keeps the rows of all."""
        return tuple(self.panes_shown()) if len(self.shown) == 2 else tuple(range(len(self.contents)))

    def exhibits_compared(self) -> Sequence[Exhibit]:
        return [self.sitting.exhibit(self.contents[pane].slot) for pane in self.panes_compared()]

    def show_findings(self, findings: Iterable[Finding]) -> bool:
        """Give every pane those of *findings* that point into the open file; says whether that changed anything."""
        self._findings = tuple(findings)
        before = [content.findings for content in self.contents]
        for content in self.contents:
            content.findings = tuple(finding for finding in self.findings_of(content.slot) if self._is_here(finding))
        return before != [content.findings for content in self.contents]

    def findings_of(self, slot: Slot) -> tuple[Finding, ...]:
        """All findings on a candidate, whichever file they point into."""
        return tuple(finding for finding in self._findings if finding.slot is slot)

    def tabs(self) -> tuple[FileTab, ...]:
        """The files that can be chosen; none where the candidates are bare code."""
        if len(self.files) < 2:
            return ()
        paths = [span.path for finding in self._findings for span in finding.evidence[:1]]
        return tuple(FileTab(path, differs(self.sitting, path), paths.count(path)) for path in self.files)

    def _is_here(self, finding: Finding) -> bool:
        path = self.path_of_several
        return path is None or any(span.path == path for span in finding.evidence)
