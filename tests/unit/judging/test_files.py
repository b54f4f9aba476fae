"""The order in which files are listed: what differs first, by lot, the same for whoever computes it."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.task import File
from app.judging.files import listed_files

PATHS = st.lists(st.sampled_from(["a.py", "b.py", "c/d.py", "e.py"]), min_size=2, max_size=4, unique=True)


def files(*pairs: tuple[str, str]) -> tuple[File, ...]:
    return tuple(File(path, content) for path, content in pairs)


def test_files_that_differ_stand_before_files_that_are_equal() -> None:
    one = files(("same.py", "x"), ("other.py", "1"), ("lacking.py", "y"))
    two = files(("same.py", "x"), ("other.py", "2"))
    for seed in map(str, range(8)):
        listed = listed_files((one, two), seed=seed, task_id="t")
        assert listed[-1] == "same.py"
        assert set(listed) == {"same.py", "other.py", "lacking.py"}


def test_the_order_among_them_is_drawn_by_seed_and_task() -> None:
    both = (files(("a.py", "1"), ("b.py", "1")), files(("a.py", "2"), ("b.py", "2")))
    drawn = {listed_files(both, seed=str(seed), task_id="t") for seed in range(20)}
    assert drawn == {("a.py", "b.py"), ("b.py", "a.py")}
    assert listed_files(both, seed="1", task_id="t") == listed_files(both, seed="1", task_id="t")


@given(PATHS, st.integers())
def test_it_is_the_same_however_the_candidates_stand_and_list_their_files(paths: list[str], seed: int) -> None:
    one = files(*((path, "1") for path in paths))
    two = files(*((path, "2") for path in reversed(paths)))
    assert listed_files((one, two), seed=str(seed), task_id="t") == listed_files(
        (two, one), seed=str(seed), task_id="t"
    )


def test_candidates_of_one_file_have_nothing_to_list() -> None:
    assert listed_files((files(("", "a")), files(("", "b"))), seed="1", task_id="t") == ()
