"""What a revision changed, row by row, in words that name candidates by the letters on screen."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.domain.draft import Answer, Counterexample, Draft, Finding, Span, Verdict
from app.domain.names import FindingId
from app.domain.references import Reference, parse
from app.domain.rubric import Rubric
from app.judging.checks.thresholds import titles
from app.judging.sentence import verdict_sentence
from app.judging.ticking import item_in_words

CONFIDENCE = {1: "a guess", 2: "fairly sure", 3: "sure"}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is said otherwise. None is “was not there”, or “is gone”."""

    what: str
    before: str | None
    after: str | None


def changes(before: Draft, after: Draft, rubric: Rubric) -> tuple[Change, ...]:
    """Everything that *after* says otherwise than *before*, in the order of the judgment's parts."""
    first, second = _said(before, rubric), _said(after, rubric)
    parts = [Change(what, first.get(what), second.get(what)) for what in _in_order(first, second)]
    return (
        *(change for change in parts if change.before != change.after),
        *_findings_changed(before, after),
        *_text_changed("Rationale", _as_on_screen(before.rationale), _as_on_screen(after.rationale)),
    )


def _said(draft: Draft, rubric: Rubric) -> dict[str, str]:
    """What *draft* says, without its findings and its rationale, each under its own heading."""
    return {
        **_verdict("Verdict", draft.verdict, rubric),
        **_first(draft, rubric),
        **_scores(draft, rubric),
        **_others(draft),
    }


def _verdict(heading: str, verdict: Verdict, rubric: Rubric) -> dict[str, str]:
    if verdict.outcome is None:
        return {}
    said = {heading: verdict_sentence(replace(verdict, deciding_criterion=None, none_acceptable=False), str)}
    if verdict.none_acceptable:
        said[f"{heading}: none acceptable"] = "yes"
    for slot, word in verdict.acceptable or ():
        said[f"{heading}: could {slot} be merged"] = word.replace("_", " ")
    if verdict.deciding_criterion is not None:
        said[f"{heading}: decided by"] = _label(verdict.deciding_criterion, rubric)
    if verdict.confidence is not None:
        said[f"{heading}: confidence"] = CONFIDENCE[verdict.confidence]
    return said


def _first(draft: Draft, rubric: Rubric) -> dict[str, str]:
    first = draft.first_impression
    return {} if first is None else _verdict("First impression", first.verdict, rubric)


def _scores(draft: Draft, rubric: Rubric) -> dict[str, str]:
    said = {}
    for criterion in rubric.criteria:
        for one in draft.scores:
            if one.criterion == criterion.name:
                said[f"{criterion.label} of {one.slot}"] = "not applicable" if one.score is None else str(one.score)
                if one.note:
                    said[f"Note on {criterion.label} of {one.slot}"] = one.note
    return said


def _others(draft: Draft) -> dict[str, str]:
    return {
        **{f"Checklist: {item_in_words(name)}": "ticked" for name, is_ticked in draft.checklist or () if is_ticked},
        **dict(map(_check, draft.checks)),
    }


def _check(answer: Answer) -> tuple[str, str]:
    """A check by its name, where this version knows it, and what became of it."""
    was_asked = answer.answer is not None
    title = titles().get(answer.check)
    named = f": {title} ({answer.check})" if title else f" ({answer.check})"
    said = f"{answer.answer}: {answer.reason}".removesuffix(": ") if was_asked else "yes"
    return f"{'Asked' if was_asked else 'Noticed'} at submit{named}", said


def _in_order(first: dict[str, str], second: dict[str, str]) -> tuple[str, ...]:
    """The headings of both, those of *first* leading within each kind as they came."""
    return tuple(dict.fromkeys((*first, *second)))


def _findings_changed(before: Draft, after: Draft) -> Iterator[Change]:
    was = {finding.finding_id: finding for finding in before.findings}
    now = {finding.finding_id: finding for finding in after.findings}
    names: tuple[FindingId, ...] = tuple(dict.fromkeys((*was, *now)))
    for name in names:
        old, new = was.get(name), now.get(name)
        if old is None or new is None:
            one = old or new
            if one is not None:
                claims = (_in_full(old) if old else None, _in_full(new) if new else None)
                yield Change(f"Finding on {one.slot}", *claims)
        elif old != new:
            first, second = _finding(old), _finding(new)
            for field in first:
                yield from _text_changed(f"Finding “{new.title}”: {field}", first[field], second[field])


def _in_full(finding: Finding) -> str:
    """Everything that *finding* says: what kind it is and where, its claim, and the rest field by field."""
    said = _finding(finding)
    kind = (finding.polarity.value.capitalize(), said["category"], said["severity"])
    lines = said["lines"] if not finding.evidence else f"lines {said['lines']}"
    rest = ("mechanism", "counterexample", "better approach", "CWE", "subtlety")
    more = [f"{field.capitalize() if field.islower() else field}: {said[field]}" for field in rest if said[field]]
    return "\n".join([f"{', '.join(word for word in kind if word)}, {lines}: {finding.claim}", *more])


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "claim": finding.claim,
        "candidate": finding.slot.value,
        "polarity": finding.polarity.value,
        "category": finding.category.value.replace("_", " "),
        "severity": "" if finding.severity is None else finding.severity.value,
        "criterion": finding.criterion or "",
        "lines": ", ".join(_place(span) for span in finding.evidence) or "the whole candidate",
        "mechanism": finding.mechanism,
        "counterexample": "" if finding.counterexample is None else _example(finding.counterexample),
        "better approach": finding.better_approach,
        "CWE": ", ".join(finding.cwe),
        "subtlety": finding.subtlety or "",
    }


def _place(span: Span) -> str:
    lines = str(span.first_line) if span.first_line == span.last_line else f"{span.first_line}–{span.last_line}"
    return lines if span.path is None else f"{span.path} {lines}"


def _example(example: Counterexample) -> str:
    return f"{example.input} gives {example.actual} instead of {example.expected} ({example.verified})"


def _as_on_screen(text: str) -> str:
    """*text* with its references as they are typed and shown: “A:33–43”."""
    return "".join(_cited(piece) if isinstance(piece, Reference) else piece for piece in parse(text))


def _cited(reference: Reference) -> str:
    if reference.first is None:
        return reference.name
    return f"{reference.name}:{_place(Span(reference.first, reference.last or reference.first, reference.path))}"


def _text_changed(what: str, before: str, after: str) -> Iterator[Change]:
    if before != after:
        yield Change(what, before or None, after or None)


def _label(name: str, rubric: Rubric) -> str:
    criterion = rubric.criterion(name)
    return name if criterion is None else criterion.label
