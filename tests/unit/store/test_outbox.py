"""What of a log no receipt names yet."""

from hypothesis import given
from hypothesis import strategies as st

from app.store.outbox import _uncovered

RANGES = st.lists(st.tuples(st.integers(1, 40), st.integers(0, 10)).map(lambda one: (one[0], one[0] + one[1])))


@given(st.integers(1, 20), st.integers(0, 30), RANGES)
def test_what_is_uncovered_is_everything_that_no_range_holds(
    first: int, more: int, covered: list[tuple[int, int]]
) -> None:
    last = first + more
    found = [seq for begin, end in _uncovered(first, last, sorted(covered)) for seq in range(begin, end + 1)]
    assert found == [seq for seq in range(first, last + 1) if not any(b <= seq <= e for b, e in covered)]
