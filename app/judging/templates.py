"""A rationale's templates put into a text, their gaps as places to step through, and criteria nothing was said of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.draft import Draft, Outcome
from app.domain.references import Reference, escaped, parse, spelled
from app.domain.rubric import Criterion, Rubric
from app.domain.template import CriterionWords, Template

CANDIDATE = "[candidate]"
_GAP = re.compile(r"(?<![\w)\]])\[[a-zA-Z][a-zA-Z ]*\]")


@dataclass(frozen=True, slots=True)
class Gap:
    """A place to fill in: characters *start* to *end* of the text, the last one not included."""

    start: int
    end: int


def gaps(text: str) -> tuple[Gap, ...]:
    """What is still to be filled in, in order; the brackets belong to it."""
    return tuple(Gap(match.start(), match.end()) for match in _GAP.finditer(text))


def next_gap(text: str, position: int) -> Gap | None:
    """The gap that begins at or behind *position*, else the first one; None where all is filled in."""
    found = gaps(text)
    return next((gap for gap in found if gap.start >= position), found[0] if found else None)


def begun(template: Template, reference: Reference | None) -> str:
    """The text of *template* as it is stored, about what *reference* points at; without one that gap stays."""
    text = escaped(template.text)
    return text if reference is None else text.replace(CANDIDATE, spelled(reference))


def template_for(draft: Draft, templates: Iterable[Template]) -> Template | None:
    """The template that suits what was said so far: the tie for a tie, else the first one; None without templates."""
    offered = tuple(templates)
    is_tie = draft.verdict.outcome is Outcome.EQUIVALENT
    return next((one for one in offered if is_tie and one.template_id == "tie"), offered[0] if offered else None)


def criteria_not_mentioned(draft: Draft, rubric: Rubric, lexicon: Iterable[CriterionWords]) -> tuple[Criterion, ...]:
    """The criteria that made a difference and of which neither a finding nor the rationale speaks.

    A criterion made a difference when it decided, or when candidates have different scores by it. The deciding one leads,
    then the widest difference.
    """
    words = {one.name: one.words for one in lexicon}
    text = " ".join(piece for piece in parse(draft.rationale) if isinstance(piece, str)).casefold()
    named = {finding.criterion for finding in draft.findings}
    silent = [
        (criterion.name != draft.verdict.deciding_criterion, -_spread(draft, criterion), place, criterion)
        for place, criterion in enumerate(rubric.criteria)
        if (_spread(draft, criterion) or criterion.name == draft.verdict.deciding_criterion)
        and criterion.name not in named
        and not _speaks_of(text, criterion, words.get(criterion.name, ()))
    ]
    return tuple(criterion for _, _, _, criterion in sorted(silent, key=lambda one: one[:3]))


def prompt_for(criterion: Criterion, draft: Draft) -> str:
    """The quiet line that asks about *criterion*."""
    if criterion.name == draft.verdict.deciding_criterion:
        return f"{criterion.label} decided, and nothing is said of it yet."
    return f"The scores differ in {criterion.label}, and nothing is said of it yet."


def _spread(draft: Draft, criterion: Criterion) -> int:
    scores = [one.score for one in draft.scores if one.criterion == criterion.name and one.score is not None]
    return max(scores) - min(scores) if scores else 0


def _speaks_of(text: str, criterion: Criterion, words: tuple[str, ...]) -> bool:
    known = (*words, criterion.label.casefold(), criterion.name.casefold())
    return any(re.search(rf"\b{re.escape(word)}", text) for word in known)
