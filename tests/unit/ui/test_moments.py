"""Moments, as a person says them."""

from datetime import datetime, timedelta

import pytest

from app.domain.days import in_full
from app.domain.names import Instant, instant
from ui.main_window.flows.moments import said

NOW = datetime(2026, 11, 25, 14, 2).astimezone()


def at(moment: datetime) -> Instant:
    return instant(moment)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "14:02"),
        (NOW - timedelta(days=1), "24 Nov, 14:02"),
        (NOW.replace(year=2025), "25 Nov 2025, 14:02"),
    ],
)
def test_a_moment_is_said_with_as_much_of_the_day_as_it_needs(moment: datetime, words: str) -> None:
    assert said(at(moment), now=NOW) == words


def test_in_full_it_has_the_day_and_the_year() -> None:
    assert in_full(at(NOW)) == "25 Nov 2026, 14:02"
