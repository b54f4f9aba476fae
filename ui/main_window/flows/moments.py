"""Moments as they are said to a person: by the clock on the wall, with the day where it is another one."""

from datetime import datetime

from app.domain.days import in_full
from app.domain.names import Instant


def said(at: Instant, *, now: datetime | None = None) -> str:
    """“14:02”, “24 Nov, 14:02” or “24 Nov 2025, 14:02”, as far away as it is from *now*."""
    moment = datetime.fromisoformat(at).astimezone()
    today = (now or datetime.now().astimezone()).astimezone(moment.tzinfo)
    if moment.date() == today.date():
        return f"{moment:%H:%M}"
    return f"{moment.day} {moment:%b}, {moment:%H:%M}" if moment.year == today.year else in_full(at)
