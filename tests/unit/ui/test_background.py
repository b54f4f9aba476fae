"""Work beside the screen: heard when it ends, in order, or not at all when nobody wants it any more."""

import threading
from collections.abc import Generator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.background import Job, Lane, pull, run


def fail(error: BaseException) -> None:
    raise AssertionError(f"not expected: {error}")


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    return QObject()


def test_a_lane_does_one_thing_after_the_other_in_a_thread_of_its_own(qtbot: QtBot, owner: QObject) -> None:
    lane = Lane()
    heard: list[int] = []
    threads: set[int] = set()

    def work(number: int) -> int:
        threads.add(threading.get_ident())
        return number

    for number in range(50):
        run(owner, lambda _job, number=number: work(number), done=heard.append, failed=fail, lane=lane)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(heard) == 50)
    assert heard == list(range(50))
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_jobs_that_fail_at_once_are_all_heard(qtbot: QtBot, owner: QObject) -> None:
    lane = Lane()
    errors: list[BaseException] = []
    for number in range(200):

        def work(_job: Job, number: int = number) -> None:
            raise ValueError(number)

        run(owner, work, done=lambda _: None, failed=errors.append, lane=lane)
    qtbot.waitUntil(lambda: len(errors) == 200)
    assert [error.args[0] for error in errors] == list(range(200))


def test_progress_is_told_on_the_way(qtbot: QtBot, owner: QObject) -> None:
    seen: list[tuple[int, int]] = []
    heard: list[str] = []

    def work(job: Job) -> str:
        job.report(1, 2)
        job.report(2, 2)
        return "done"

    run(
        owner,
        work,
        done=heard.append,
        failed=fail,
        progressed=lambda done, total: seen.append((done, total)),
        lane=Lane(),
    )
    qtbot.waitUntil(lambda: heard == ["done"])
    assert seen == [(1, 2), (2, 2)]


def test_a_cancelled_job_is_not_heard_and_can_see_that_it_is(
    qtbot: QtBot, owner: QObject, go_ahead: threading.Event
) -> None:
    lane = Lane()
    started = threading.Event()
    heard: list[object] = []
    saw: list[bool] = []

    def work(job: Job) -> None:
        started.set()
        go_ahead.wait()
        saw.append(job.is_to_stop)

    job = run(owner, work, done=heard.append, failed=heard.append, lane=lane)
    qtbot.waitUntil(started.is_set)
    job.cancel()
    go_ahead.set()
    after: list[object] = []
    run(owner, lambda _job: None, done=after.append, failed=fail, lane=lane)
    qtbot.waitUntil(lambda: len(after) == 1)
    assert (heard, saw) == ([], [True])


def test_when_the_owner_is_gone_nobody_hears_and_nothing_breaks(qtbot: QtBot, go_ahead: threading.Event) -> None:
    lane = Lane()
    heard: list[object] = []
    gone = QObject()
    run(gone, lambda _job: go_ahead.wait(), done=heard.append, failed=heard.append, lane=lane)
    gone.deleteLater()
    del gone
    qtbot.waitUntil(lambda: True)
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    go_ahead.set()
    assert lane.finish()
    QCoreApplication.processEvents()
    assert heard == []


def counting(count: int) -> Generator[int, None, str]:
    yield from range(count)
    return "all"


def test_a_generator_is_pulled_to_its_end_over_several_turns(qtbot: QtBot, owner: QObject) -> None:
    steps: list[int] = []
    heard: list[str] = []
    pull(owner, counting(1000), done=heard.append, step=steps.append)
    assert steps == []
    qtbot.waitUntil(lambda: heard == ["all"])
    assert steps == list(range(1000))


def test_a_pull_that_is_cancelled_stops_and_cancelling_again_is_harmless(qtbot: QtBot, owner: QObject) -> None:
    closed: list[bool] = []

    def endless() -> Generator[int, None, None]:
        try:
            while True:
                yield 1
        finally:
            closed.append(True)

    steps: list[int] = []
    pulling = pull(owner, endless(), done=lambda _: None, step=steps.append)
    qtbot.waitUntil(lambda: len(steps) > 10)
    pulling.cancel()
    count = len(steps)
    pulling.cancel()
    heard: list[str] = []
    pull(owner, counting(3), done=heard.append)
    qtbot.waitUntil(lambda: heard == ["all"])
    assert len(steps) == count


def test_a_bug_in_a_pulled_generator_is_not_swallowed(qtbot: QtBot, owner: QObject) -> None:
    def broken() -> Generator[int, None, None]:
        yield 1
        raise RuntimeError("a bug")

    with qtbot.captureExceptions() as caught:
        pull(owner, broken(), done=lambda _: None)
        qtbot.waitUntil(lambda: len(caught) == 1)
    assert caught[0][0] is RuntimeError
