"""The little of an event that packing has to know, and counting by it."""

import msgspec


class Named(msgspec.Struct, frozen=True):
    sha256: str


class JudgmentGlance(msgspec.Struct, frozen=True):
    judgment_id: str
    rubric: Named
    findings: tuple[msgspec.Raw, ...]


class EventGlance(msgspec.Struct, frozen=True):
    """The little of an event that packing has to know."""

    judgment: JudgmentGlance | None


class Tally:
    """Counts judgments and their findings over the lines of packages."""

    def __init__(self) -> None:
        self._findings: dict[str, int] = {}

    def add(self, judgments: bytes) -> None:
        for line in judgments.split(b"\n")[:-1]:
            if (judgment := msgspec.json.decode(line, type=EventGlance).judgment) is not None:
                self._findings[judgment.judgment_id] = len(judgment.findings)

    @property
    def judgments(self) -> int:
        return len(self._findings)

    @property
    def findings(self) -> int:
        return sum(self._findings.values())
