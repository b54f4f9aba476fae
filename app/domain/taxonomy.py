"""The bundled lists that findings are classified by: weaknesses (CWE) and how subtle a fault is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weakness:
    """One entry of the CWE list. *words* are what people call it besides; *top_25_rank* is of the yearly list, if in it."""

    number: int
    name: str
    words: tuple[str, ...] = ()
    top_25_rank: int | None = None

    @property
    def cwe(self) -> str:
        """As findings store it: ``CWE-79``."""
        return f"CWE-{self.number}"


@dataclass(frozen=True, slots=True)
class Weaknesses:
    """A bundled part of the CWE list; *version* is MITRE's, *notice* and *terms* go wherever the list is shown whole."""

    version: str
    notice: str
    terms: str
    entries: tuple[Weakness, ...]

    def find(self, cwe: str) -> Weakness | None:
        return next((entry for entry in self.entries if entry.cwe == cwe), None)


@dataclass(frozen=True, slots=True)
class SubtletyLevel:
    """How hard a fault is to find: *level* S0 to S7, who or what finds it, and examples."""

    level: str
    found_by: str
    examples: str
