"""Days and moments as people say them."""

from datetime import UTC, date, datetime


def day_in_words(moment: str, today: date | None = None) -> str:
    """The day of *moment* as people say it: today, yesterday, 18 Nov."""
    day = datetime.fromisoformat(moment).astimezone().date()
    here = today or datetime.now(UTC).astimezone().date()
    match (here - day).days:
        case 0:
            return "today"
        case 1:
            return "yesterday"
        case _:
            return f"{day.day} {day:%b}" if day.year == here.year else f"{day.day} {day:%b %Y}"


def in_full(moment: str) -> str:
    """A *moment* by the clock on the wall: “24 Nov 2025, 14:02”."""
    at = datetime.fromisoformat(moment).astimezone()
    return f"{at.day} {at:%b %Y}, {at:%H:%M}"
