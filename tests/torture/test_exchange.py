"""The short form of what `dev.py torture` does for hours: sync under faults, and hostile imports."""

from dataclasses import asdict

from tests.torture import hostile_imports, sync_schedules


def test_whatever_fails_every_event_arrives_once_and_every_fork_is_told() -> None:
    figures = sync_schedules.run(40, seed=11)
    assert figures.wrong == {}
    happened = {name: count for name, count in asdict(figures).items() if name not in figures.must_be_zero}
    assert all(happened.values()), happened


def test_no_malformed_file_crashes_or_comes_in_by_half() -> None:
    figures = hostile_imports.run(300, seed=11)
    assert (figures.files, figures.crashes, figures.partial, figures.first_crash) == (300, 0, 0, "")
    # Damage that leaves the content as it was, or a value that a field may well have, is no damage.
    assert 0 < figures.accepted < figures.refused
    assert figures.odd_taken == figures.odd >= 22
    assert figures.is_kept
