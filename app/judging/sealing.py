"""Sealing: a finished draft becomes a judgment. Slots become candidate ids here and only here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, cast

from app.code.lines import quote, split
from app.domain.blind_order import BlindOrder
from app.domain.draft import Answer, Counterexample, Draft, Finding, Span, Verdict
from app.domain.judgment import (
    Acceptability,
    FirstImpression,
    JudgedCandidate,
    JudgedTask,
    Judgment,
    Presentation,
    Program,
    SealedAnswer,
    SealedCounterexample,
    SealedEvidence,
    SealedFinding,
    SealedRationale,
    SealedScore,
    SealedVerdict,
    Subtlety,
    Timing,
    TimingCorrection,
    UsedPolicy,
    UsedRubric,
    View,
)
from app.domain.names import CandidateId, EvaluatorId, Instant, JudgmentId, Slot
from app.domain.references import count_words, rename, rendered
from app.domain.sitting import Attention
from app.domain.task import Candidate, Task, TaskSet
from app.judging.checks.asking import keeps_bare_letters
from app.judging.files import listed_files
from app.judging.looking import active_ms, lines_seen
from app.judging.ranking import settled
from app.judging.sentence import verdict_sentence

LAG_MS = 1_000
"""By how much the two clocks may differ before one is called suspect."""


@dataclass(frozen=True, slots=True)
class Showing:
    """What only a screen can know of a judgment: order, attention, and when it began and ended.

    *is_unblinded* says that the origins of the candidates could be seen before it was handed in.
    """

    order: BlindOrder
    attention: Attention
    submitted_at: Instant
    is_unblinded: bool = False


def seal(
    draft: Draft,
    task: Task,
    task_set: TaskSet,
    *,
    slots: Mapping[Slot, CandidateId],
    showing: Showing | None,
    checks: tuple[Answer, ...] | None = None,
    evaluator: EvaluatorId,
    judgment_id: JudgmentId,
    revision: int,
    program: Program,
) -> Judgment:
    """The judgment that *draft* is, complete, of *task*. *slots* says which candidate stood where.

    *showing* is None for a draft handed in from a file: nothing that only a screen can know is invented. *checks* are
    those that fired or were answered, None where none were run.
    """
    place = {candidate: slot for slot, candidate in slots.items()}
    draft = replace(draft, verdict=settled(draft.verdict))
    return Judgment(
        schema="diptych/judgment/1",
        judgment_id=judgment_id,
        revision=revision,
        made_with="file" if showing is None else "window",
        task=JudgedTask(
            task_id=task.task_id,
            kind=task.brief.kind,
            sha256=task.sha256,
            task_set=task_set.name,
            task_set_sha256=task_set.sha256,
        ),
        evaluator=evaluator,
        candidates=tuple(
            JudgedCandidate(
                candidate_id=candidate.candidate_id,
                slot=None if showing is None else place[candidate.candidate_id],
                sha256=candidate.sha256,
                lines=sum(len(split(file.content).lines) for file in candidate.files),
            )
            for candidate in task.candidates
        ),
        verdict=_verdict(draft.verdict, slots),
        scores=_scores(draft, task, place),
        findings=tuple(_finding(finding, task, slots) for finding in draft.findings),
        rationale=_rationale(draft, slots, bare_letters=None if checks is None else keeps_bare_letters(checks)),
        checks=None if checks is None else tuple(_answer(answer, slots) for answer in checks),
        first_impression=_first_impression(draft, slots),
        presentation=None if showing is None else _presentation(showing, task),
        timing=None if showing is None else _timing(showing, slots),
        occasion=task.brief.key.occasion,
        checklist=None if draft.checklist is None else dict(draft.checklist),
        rubric=UsedRubric(
            name=task.brief.rubric.name,
            version=task.brief.rubric.version,
            sha256=task.brief.rubric.sha256,
        ),
        policy=UsedPolicy(version=task_set.policy.version, sha256=task_set.policy_sha256),
        program=program,
    )


def _verdict(verdict: Verdict, slots: Mapping[Slot, CandidateId]) -> SealedVerdict:
    if verdict.outcome is None:
        raise ValueError("a draft without an outcome cannot be sealed")
    acceptable = verdict.acceptable
    return SealedVerdict(
        outcome=verdict.outcome,
        ranking=tuple(tuple(sorted(slots[slot] for slot in tier)) for tier in verdict.ranking),
        gaps=verdict.gaps,
        none_acceptable=verdict.none_acceptable,
        acceptable=None
        if acceptable is None
        # Readers and the window let only these three words in.
        else {slots[slot]: cast(Acceptability, word) for slot, word in acceptable},
        deciding_criterion=verdict.deciding_criterion,
        # The scale has three steps wherever a confidence can be set.
        confidence=cast(Literal[1, 2, 3] | None, verdict.confidence),
    )


def _first_impression(draft: Draft, slots: Mapping[Slot, CandidateId]) -> FirstImpression | None:
    first = draft.first_impression
    return None if first is None else FirstImpression(_verdict(settled(first.verdict), slots), first.at)


def _scores(draft: Draft, task: Task, place: Mapping[CandidateId, Slot]) -> dict[CandidateId, dict[str, SealedScore]]:
    scores: dict[CandidateId, dict[str, SealedScore]] = {}
    for candidate in task.candidates:
        slot = place[candidate.candidate_id]
        own = {s.criterion: SealedScore(score=s.score, note=s.note) for s in draft.scores if s.slot is slot}
        if own:
            scores[candidate.candidate_id] = own
    return scores


def _finding(finding: Finding, task: Task, slots: Mapping[Slot, CandidateId]) -> SealedFinding:
    candidate_id = slots[finding.slot]
    candidate = next(one for one in task.candidates if one.candidate_id == candidate_id)
    return SealedFinding(
        finding_id=finding.finding_id,
        candidate_id=candidate_id,
        polarity=finding.polarity,
        category=finding.category,
        criterion=finding.criterion,
        severity=finding.severity,
        claim=finding.claim,
        evidence=tuple(_evidence(span, candidate) for span in finding.evidence),
        mechanism=finding.mechanism,
        counterexample=_counterexample(finding.counterexample),
        better_approach=finding.better_approach,
        cwe=finding.cwe,
        # Readers let only S0 to S7 in.
        subtlety=cast(Subtlety | None, finding.subtlety),
        created_at=finding.created_at,
        edited_at=finding.edited_at,
    )


def _evidence(span: Span, candidate: Candidate) -> SealedEvidence:
    file = candidate.files[0]
    if span.path is not None:
        file = next(one for one in candidate.files if one.path == span.path)
    return SealedEvidence(
        path=span.path if len(candidate.files) > 1 else None,
        first_line=span.first_line,
        last_line=span.last_line,
        first_column=span.first_column,
        last_column=span.last_column,
        quote=quote(
            split(file.content),
            span.first_line,
            span.last_line,
            first_column=span.first_column,
            last_column=span.last_column,
        ),
    )


def _counterexample(counterexample: Counterexample | None) -> SealedCounterexample | None:
    if counterexample is None:
        return None
    return SealedCounterexample(
        input=counterexample.input,
        expected=counterexample.expected,
        actual=counterexample.actual,
        verified=counterexample.verified,
    )


def _in_order_of_names(verdict: Verdict, slots: Mapping[Slot, CandidateId]) -> Verdict:
    """*verdict* with equals in the order in which the record names them: where they stood on a screen says nothing."""
    tiers = tuple(tuple(sorted(tier, key=slots.__getitem__)) for tier in verdict.ranking)
    return replace(verdict, ranking=tiers)


def _rationale(draft: Draft, slots: Mapping[Slot, CandidateId], *, bare_letters: bool | None) -> SealedRationale:
    text = rename(draft.rationale, lambda name: slots[Slot(name)])
    return SealedRationale(
        text=text,
        rendered=rendered(text),
        sentence=verdict_sentence(_in_order_of_names(draft.verdict, slots), slots.__getitem__),
        words=count_words(text),
        pasted_characters=draft.pasted_characters,
        bare_letters=bare_letters,
    )


def _answer(answer: Answer, slots: Mapping[Slot, CandidateId]) -> SealedAnswer:
    return SealedAnswer(
        check=answer.check,
        version=answer.version,
        level=answer.level,
        # In an order that does not depend on where the candidates stood.
        evidence="\n".join(sorted(rename(answer.evidence, lambda name: slots[Slot(name)]).split("\n"))),
        # Who looked again and handed it in as it was has kept it.
        answer="kept" if answer.answer == "review" else answer.answer,
        reason=answer.reason,
    )


def _presentation(showing: Showing, task: Task) -> Presentation:
    order = showing.order
    return Presentation(
        order=order.order,
        files=listed_files(
            [candidate.files for candidate in task.candidates], seed=order.seed, task_id=task.brief.key.task_id
        )
        or None,
        seed=order.seed,
        position_in_block=order.position_in_block,
        algorithm=order.algorithm,
        # The code view names only views of the closed set.
        views=cast(tuple[View, ...], showing.attention.views),
        unblinded=showing.is_unblinded,
        pane_widths=showing.attention.pane_widths or None,
        panes_dragged=showing.attention.panes_dragged if showing.attention.pane_widths else None,
    )


def _timing(showing: Showing, slots: Mapping[Slot, CandidateId]) -> Timing:
    attention, opened, submitted = showing.attention, showing.order.opened_at, showing.submitted_at
    is_watched = bool(attention.spent or attention.seen)
    return Timing(
        opened_at=opened,
        submitted_at=submitted,
        active_ms=attention.active_ms,
        idle_ms=attention.idle_ms,
        active_ms_by_candidate={slots[slot]: active_ms(attention, slot) for slot in slots} if is_watched else None,
        lines_seen={slots[slot]: lines_seen(attention, slot) for slot in slots} if is_watched else None,
        correction=None
        if attention.correction is None
        else TimingCorrection(attention.correction.active_ms, attention.correction.reason),
        # More time was spent than passed: one of the two clocks is wrong.
        clock_suspect=submitted < opened
        or attention.active_ms + attention.idle_ms > _passed_ms(opened, submitted) + LAG_MS,
        active_ms_by_file={
            candidate: {one.path: one.active_ms for one in attention.spent if one.slot is slot}
            for slot, candidate in slots.items()
        }
        if is_watched
        else None,
    )


def _passed_ms(earlier: Instant, later: Instant) -> int:
    return (datetime.fromisoformat(later) - datetime.fromisoformat(earlier)) // timedelta(milliseconds=1)
