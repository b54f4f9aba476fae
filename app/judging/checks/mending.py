"""Checks whose matter can be mended in one stroke: what the stroke is called, and what it makes of the draft."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from app.domain.draft import Draft
from app.domain.task import Brief
from app.judging.bare_letters import bare_letters, citing_what_is_spelled, with_references


@dataclass(frozen=True, slots=True)
class Mend:
    """*title* is the word for doing it; *apply* gives the draft back as it was where there is nothing to mend."""

    title: str
    apply: Callable[[Draft, Brief], Draft]


def letters_as_references(draft: Draft, brief: Brief) -> Draft:
    """Every bare letter of the rationale that stands for a candidate as a reference: what R22 offers."""
    text = citing_what_is_spelled(draft.rationale, brief.slots)
    return replace(draft, rationale=with_references(text, bare_letters(text, brief.slots, language=brief.language)))


MENDS: Mapping[str, Mend] = {"R22": Mend("Make references", letters_as_references)}
"""By check; a check that is not here is mended by hand."""
