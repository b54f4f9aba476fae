"""Templates with gaps, and criteria that nothing was said of."""

from dataclasses import replace

import pytest

from app.domain.draft import Draft, Outcome, Score, Verdict
from app.domain.names import Slot
from app.domain.references import Reference, parse, references
from app.formats.bundled import criterion_words, rationale_templates
from app.formats.rubrics import bundled_rubrics
from app.judging.templates import (
    Gap,
    begun,
    criteria_not_mentioned,
    gaps,
    next_gap,
    prompt_for,
    template_for,
)
from tests.builders import a_draft, a_finding, a_rubric

TEMPLATES = {template.template_id: template for template in rationale_templates()}
RUBRIC = a_rubric()


def test_there_is_a_template_for_each_kind_of_reason() -> None:
    assert list(TEMPLATES) == ["defect", "efficiency", "security", "concurrency", "fit", "tie"]
    assert all(gaps(template.text) for template in TEMPLATES.values())


def test_a_template_begins_with_the_lines_that_are_selected() -> None:
    reference = Reference("A", first=14, last=15)
    text = begun(TEMPLATES["defect"], reference)
    assert text.startswith("In {{c:A:14-15}}, [mechanism].")
    assert references(text) == (reference,)
    assert "".join(piece for piece in parse(begun(TEMPLATES["tie"], None)) if isinstance(piece, str)) == (
        TEMPLATES["tie"].text
    )


def test_gaps_are_stepped_through_and_round_and_end_when_filled_in() -> None:
    text = "In [candidate], [what] of {{c:A}} at a[i]."
    assert gaps(text) == (Gap(3, 14), Gap(16, 22))
    assert next_gap(text, 0) == Gap(3, 14)
    assert next_gap(text, 4) == Gap(16, 22)
    assert next_gap(text, 17) == Gap(3, 14)
    assert next_gap("All said.", 0) is None


def test_a_tie_is_offered_its_own_template() -> None:
    tie = Draft(verdict=Verdict(Outcome.EQUIVALENT, ((Slot.A, Slot.B),)))
    assert template_for(tie, rationale_templates()) == TEMPLATES["tie"]
    assert template_for(a_draft(), rationale_templates()) == TEMPLATES["defect"]
    assert template_for(a_draft(), ()) is None


def silent(draft: Draft) -> list[str]:
    return [criterion.name for criterion in criteria_not_mentioned(draft, RUBRIC, criterion_words())]


def test_what_made_a_difference_and_is_not_spoken_of_is_asked_about_the_deciding_one_first() -> None:
    draft = a_draft(rationale="It is better.", verdict=replace(a_draft().verdict, deciding_criterion="edge_cases"))
    wide = (Score(Slot.A, "readability", 0), Score(Slot.B, "readability", 5))
    others = tuple(one for one in draft.scores if one.criterion != "readability")
    draft = replace(draft, scores=(*others, *wide))
    assert silent(draft) == ["edge_cases", "readability", "correctness"]
    first, second = criteria_not_mentioned(draft, RUBRIC, criterion_words())[:2]
    assert prompt_for(first, draft) == "Edge cases decided, and nothing is said of it yet."
    assert prompt_for(second, draft) == "The scores differ in Readability, and nothing is said of it yet."


@pytest.mark.parametrize(
    "rationale", ["An empty list works, and the names read well.", "Edge cases, READABILITY, correctness."]
)
def test_a_word_of_the_criterion_is_enough(rationale: str) -> None:
    assert silent(a_draft(rationale=rationale)) == []


def test_a_finding_speaks_for_its_criterion_and_equal_scores_ask_nothing() -> None:
    draft = replace(a_draft(rationale="{{c:A:1-2}}"), findings=(a_finding(),))
    assert silent(draft) == ["correctness", "readability"]
    equal = tuple(replace(one, score=3) for one in draft.scores)
    undecided = replace(draft.verdict, deciding_criterion=None)
    assert silent(replace(draft, scores=equal, verdict=undecided)) == []
    assert silent(Draft()) == []


def test_every_criterion_of_the_bundled_rubrics_has_its_words() -> None:
    known = {one.name for one in criterion_words()}
    assert {name for rubric in bundled_rubrics() for name in rubric.names} <= known
