"""A verdict, a score, a ranking as they are said aloud, and what of a draft has changed. Pure."""

from collections.abc import Iterator

from app.domain.draft import Draft, Outcome, Verdict
from app.domain.names import Slot
from app.domain.task import Brief
from app.judging.ranking import preference_of
from app.judging.ticking import item_in_words
from ui.judging.scale import NAMES
from ui.judging.verdict_bar import CONFIDENCES
from ui.judging.words import gap_in_words, places_in_words, score_in_words, spoken

MOST_SCORES = 3


def changes(before: Draft, after: Draft, brief: Brief) -> Iterator[str]:
    """What a person did between two drafts of one task, a sentence for each; text that was typed is none."""
    yield from _but_findings(before, after, brief)
    for finding in after.findings:
        if before.finding(finding.finding_id) != finding:
            yield f"Finding saved: {spoken(finding)}"


def steps(before: Draft, after: Draft, brief: Brief) -> Iterator[str]:
    """What a step of undo did between two drafts: what came back, what went, and that text is another."""
    yield from _but_findings(before, after, brief)
    for finding in before.findings:
        if after.finding(finding.finding_id) is None:
            yield f"finding gone: {spoken(finding)}"
    for finding in after.findings:
        was = before.finding(finding.finding_id)
        if was != finding:
            yield f"finding {'back' if was is None else 'as it was'}: {spoken(finding)}"
    if before.rationale != after.rationale:
        yield "rationale"
    if before.composition != after.composition:
        yield "the finding that is being written"


def _but_findings(before: Draft, after: Draft, brief: Brief) -> Iterator[str]:
    yield from _of_verdict(before.verdict, after.verdict, brief)
    scores = [one for one in _cells(brief) if before.score_of(*one) != after.score_of(*one)]
    if len(scores) > MOST_SCORES:
        yield f"{len(scores)} scores changed"
    else:
        for slot, name in scores:
            criterion = brief.rubric.criterion(name)
            if criterion is not None:
                yield f"{criterion.label}, candidate {slot}: {score_in_words(after.score_of(slot, name), criterion)}"
    yield from _of_checklist(dict(before.checklist or ()), dict(after.checklist or ()))


def preference_in_words(verdict: Verdict) -> str:
    """“A much better, 1 of 7”."""
    point = preference_of(verdict)
    return "No preference chosen" if point is None else f"{NAMES[point - 1]}, {point} of 7"


def _of_verdict(before: Verdict, after: Verdict, brief: Brief) -> Iterator[str]:
    if (before.outcome, before.ranking, before.gaps) != (after.outcome, after.ranking, after.gaps):
        if after.outcome is Outcome.CANNOT_JUDGE:
            yield "Cannot judge"
        elif len(brief.slots) == 2:
            yield preference_in_words(after)
        else:
            yield _ranking(after) or "Nothing ranked"
    if before.none_acceptable != after.none_acceptable:
        everyone = "Both candidates are bad" if len(brief.slots) == 2 else "All candidates are bad"
        yield f"{everyone}: {'on' if after.none_acceptable else 'off'}"
    if before.deciding_criterion != after.deciding_criterion:
        criterion = brief.rubric.criterion(after.deciding_criterion or "")
        yield f"Decided by {criterion.label if criterion else 'nothing yet'}"
    if before.confidence != after.confidence:
        yield f"Confidence: {CONFIDENCES.get(after.confidence or 0, 'not set')}"


def _of_checklist(before: dict[str, bool], after: dict[str, bool]) -> Iterator[str]:
    for item_id in {**before, **after}:
        is_ticked = after.get(item_id, False)
        if is_ticked is not before.get(item_id, False):
            name = item_in_words(item_id)
            yield f"{name[:1].upper()}{name[1:]}: {'ticked' if is_ticked else 'not ticked'}"


def _ranking(verdict: Verdict) -> str:
    said = []
    for number, place in enumerate(places_in_words(verdict)):
        gap = gap_in_words(verdict, number)
        said.append(f"{place}, {gap}" if gap else place)
    return "; ".join(said)


def _cells(brief: Brief) -> Iterator[tuple[Slot, str]]:
    return ((slot, name) for name in brief.rubric.names for slot in brief.slots)
