"""Where time and chance come in: the clock, and identifiers that nobody else has."""

from datetime import UTC, datetime

import uuid_utils

from app.domain.names import EvaluatorId, FindingId, Instant, instant


def utc_now() -> datetime:
    return datetime.now(UTC)


def new_id() -> str:
    """A UUIDv7 (RFC 9562): unique, and in rough order of time for a person who reads them."""
    return str(uuid_utils.uuid7())


def new_evaluator() -> EvaluatorId:
    """A pseudonym: ``e-`` and 12 random hexadecimal digits."""
    return EvaluatorId("e-" + uuid_utils.uuid4().hex[:12])


def new_finding_id() -> FindingId:
    return FindingId(new_id())


def stamp() -> Instant:
    """Now, as times are stored."""
    return instant(utc_now())
