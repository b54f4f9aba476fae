"""The promises of the store in their short form; `python3 dev.py torture` keeps at it and writes down the figures."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture import anonymous, at_work, damaged, full_disk, hidden, huge, killed, powercut, readers, refusing
from tests.torture.figures import Row, Skipped

ROOT = Path(__file__).parents[2]

SILLY = ("one word of 2 MB", "a prompt of quotes in quotes", "a prompt of open brackets")


def assert_kept(row: Row) -> None:
    assert row.is_kept, f"{row.test}: {row.figure}"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot be killed the same way")
def test_what_was_acknowledged_survives_every_kill() -> None:
    # A process of its own: forking from one in which Qt has threads would not be safe.
    command = [sys.executable, "-m", "tests.torture.killed", "20", "7"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    count = killed.Count(**json.loads(done.stdout))
    assert count.acknowledged > 0
    assert count.hot_logs > 10
    assert_kept(count.row)


@pytest.mark.parametrize("setting", ["FULL", "NORMAL", "OFF"])
def test_a_power_cut_loses_nothing_and_would_if_less_were_synced(setting: str) -> None:
    if lacks := powercut.lacks():
        pytest.skip(f"needs {lacks}")
    count = powercut.run(setting, points=40, each=4, seed=7)
    assert count.judgments > 30
    assert_kept(count.row)


@pytest.mark.parametrize("kind", full_disk.KINDS)
def test_a_full_disk_loses_nothing_and_saves_the_same_judgment_at_the_second_try(kind: str) -> None:
    try:
        count = full_disk.run(kind)
    except full_disk.NoSmallDiskError as lacks:
        pytest.skip(f"needs {lacks}")
    assert "could not be written (the disk is full)" in count.said
    assert_kept(count.row)


@pytest.mark.parametrize("kind", damaged.DAMAGES)
def test_damage_is_noticed_and_every_judgment_comes_back_from_the_journal(kind: str) -> None:
    assert_kept(damaged.notice(kind, 4, 7, judgments=80).row)


def test_without_a_journal_what_can_be_read_comes_back_by_its_hash() -> None:
    for row in damaged.alone(7):
        assert_kept(row)


def test_files_that_are_gone_are_noticed_and_put_back_from_the_journal() -> None:
    for row in damaged.lost_files():
        assert_kept(row)


def test_backups_made_while_judging_are_whole_and_bring_everything_back() -> None:
    assert_kept(at_work.backups(4))


def test_a_second_window_is_refused_at_once_and_a_kill_leaves_no_lock() -> None:
    assert_kept(at_work.second_window())


def test_a_clock_that_was_turned_back_changes_no_order_and_is_told() -> None:
    assert_kept(at_work.clock(10_000))


def test_a_machine_that_cannot_mount_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list(full_disk.figures()) == [
        Skipped("P4", "the right to mount a small tmpfs"),
        Skipped("P4", "mkfs.ext4"),
    ]
    assert powercut.lacks() == "strace"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_what_is_read_only_foreign_or_newer_is_told_and_left_as_it_is() -> None:
    for row in refusing.figures():
        assert_kept(row)


def test_no_text_anywhere_in_the_running_program_opens_a_file_or_a_page() -> None:
    command = [sys.executable, "-m", "tests.torture.canaries", "short"]
    # Here a web server and one page that is fetched are the point: this one is watched by other means.
    environment = {name: value for name, value in os.environ.items() if name != "DIPTYCH_TESTS_SOCKETS"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_hidden_character_is_seen_and_nothing_else_is_marked() -> None:
    for row in hidden.figures():
        assert_kept(row)


def test_silly_texts_are_opened_in_the_window_to_their_last_line() -> None:
    # How long the window holds is told by the long form: here other things may be going on.
    assert set(huge.run(SILLY)) == set(SILLY)


def test_no_table_and_no_terminal_acts_on_what_leaves_the_program() -> None:
    for row in readers.figures():
        assert_kept(row)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows names its users in other ways")
def test_nothing_that_leaves_and_nothing_in_a_workspace_says_whose_computer_it_is_on() -> None:
    assert_kept(anonymous.figures(5))
