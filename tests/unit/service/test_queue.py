"""The queue says what the events say, whatever was done in whatever order."""

from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.draft import Draft
from app.domain.queue import SkipReason, TaskState
from app.domain.sitting import Attention, Place
from app.evaluation import Evaluation
from app.formats.bundled import sample_task_set
from app.formats.task_files import open_task_file
from tests.unit.service.scene import LRU, Clock, a_finished_draft, imported


class QueueFollowsEvents(RuleBasedStateMachine):
    """The state in the queue follows from the last event about a task and from whether there is a draft."""

    def __init__(self) -> None:
        super().__init__()
        from tempfile import TemporaryDirectory

        self.folder = TemporaryDirectory()
        self.evaluation = Evaluation.open(Path(self.folder.name) / "work.diptych", now=Clock())
        imported(self.evaluation, open_task_file(sample_task_set()))
        self.draft = a_finished_draft(self.evaluation)
        self.judged = self.skipped = self.drafted = False

    @rule()
    def submit(self) -> None:
        self.evaluation.submit(LRU, self.draft, Attention())
        self.judged, self.skipped, self.drafted = True, False, False

    @rule()
    def take_back(self) -> None:
        if self.judged:
            self.evaluation.take_back(LRU, self.draft)
            self.judged, self.skipped, self.drafted = False, False, True

    @rule(reason=st.sampled_from(SkipReason))
    def skip(self, reason: SkipReason) -> None:
        self.evaluation.skip(LRU, reason)
        self.skipped = True

    @rule()
    def resume(self) -> None:
        self.evaluation.resume(LRU)
        self.skipped = False

    @rule(is_something=st.booleans())
    def write(self, is_something: bool) -> None:
        draft = Draft(rationale="x") if is_something else None
        self.evaluation.keep(LRU, draft, Place(), Attention())
        self.drafted = is_something

    @invariant()
    def queue_tells(self) -> None:
        state = self.evaluation.queue("sample")[0].state
        if self.skipped:
            assert state is TaskState.SKIPPED
        elif self.drafted:
            assert state is TaskState.DRAFT
        else:
            assert state is (TaskState.DONE if self.judged else TaskState.TODO)

    def teardown(self) -> None:
        assert self.evaluation.examine() == ()
        self.evaluation.close()
        self.folder.cleanup()


TestQueueFollowsEvents = QueueFollowsEvents.TestCase


TestQueueFollowsEvents.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
