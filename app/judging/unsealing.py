"""Opening a judgment again: the record becomes the draft that it was, candidate ids become slots."""

from collections.abc import Mapping

from app.domain.draft import Answer, Counterexample, Draft, Finding, FirstAnswer, Score, Span, Verdict
from app.domain.judgment import Judgment, SealedFinding, SealedVerdict
from app.domain.names import CandidateId, Slot
from app.domain.references import rename


def unseal(judgment: Judgment, slots: Mapping[Slot, CandidateId]) -> Draft:
    """The draft that *judgment* was made of, shown in *slots*. Sealing it again gives an equal record."""
    place = {candidate: slot for slot, candidate in slots.items()}
    return Draft(
        verdict=_verdict(judgment.verdict, place),
        scores=tuple(
            sorted(
                (
                    Score(place[candidate], criterion, score.score, score.note)
                    for candidate, own in judgment.scores.items()
                    for criterion, score in own.items()
                ),
                key=lambda score: (score.criterion, score.slot),
            )
        ),
        findings=tuple(_finding(finding, place) for finding in judgment.findings),
        rationale=rename(judgment.rationale.text, lambda name: place[CandidateId(name)]),
        pasted_characters=judgment.rationale.pasted_characters,
        checks=tuple(
            Answer(
                one.check,
                one.version,
                one.level,
                rename(one.evidence, lambda name: place.get(CandidateId(name), name)),
                one.answer,
                one.reason,
            )
            for one in judgment.checks or ()
            # What nobody was asked is found anew when the draft is handed in.
            if one.answer is not None
        ),
        checklist=None if judgment.checklist is None else tuple(sorted(judgment.checklist.items())),
        first_impression=None
        if judgment.first_impression is None
        else FirstAnswer(_verdict(judgment.first_impression.verdict, place), judgment.first_impression.at),
    )


def _verdict(verdict: SealedVerdict, place: Mapping[CandidateId, Slot]) -> Verdict:
    return Verdict(
        outcome=verdict.outcome,
        ranking=tuple(tuple(sorted(place[one] for one in tier)) for tier in verdict.ranking),
        gaps=verdict.gaps,
        none_acceptable=verdict.none_acceptable,
        acceptable=None
        if verdict.acceptable is None
        else tuple((place[candidate], word) for candidate, word in verdict.acceptable.items()),
        deciding_criterion=verdict.deciding_criterion,
        confidence=verdict.confidence,
    )


def _finding(finding: SealedFinding, place: Mapping[CandidateId, Slot]) -> Finding:
    example = finding.counterexample
    return Finding(
        finding_id=finding.finding_id,
        slot=place[finding.candidate_id],
        polarity=finding.polarity,
        category=finding.category,
        criterion=finding.criterion,
        severity=finding.severity,
        claim=finding.claim,
        created_at=finding.created_at,
        edited_at=finding.edited_at,
        evidence=tuple(
            Span(one.first_line, one.last_line, one.path, one.first_column, one.last_column) for one in finding.evidence
        ),
        mechanism=finding.mechanism,
        counterexample=None
        if example is None
        else Counterexample(example.input, example.expected, example.actual, example.verified),
        better_approach=finding.better_approach,
        cwe=finding.cwe,
        subtlety=finding.subtlety,
    )
