"""Checks on what is written: who and what it speaks of, and what should not leave with it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from app.domain.draft import Outcome
from app.domain.references import parse, references
from app.judging.bare_letters import BareLetter, bare_letters
from app.judging.checks.check import Check, Remark, listed, told, told_each
from app.judging.checks.subject import Subject
from app.judging.checks.thresholds import names
from app.judging.templates import criteria_not_mentioned


def candidate_not_mentioned(subject: Subject) -> Iterator[Remark]:
    """R1. Silent while there are bare letters: they speak of someone, and R22 asks of whom."""
    if subject.verdict.outcome not in (Outcome.PREFERENCE, Outcome.EQUIVALENT) or _letters(subject):
        return
    spoken_of = {reference.name for reference in references(subject.draft.rationale)}
    spoken_of |= {finding.slot for finding in subject.draft.findings}
    silent = tuple(slot for slot in subject.slots if slot not in spoken_of)
    if silent:
        yield Remark(
            f"Neither the rationale nor a finding mentions {listed(silent, 'or')}.",
            told_each(silent, "no mention of {}"),
        )


def deciding_criterion_not_spoken_of(subject: Subject) -> Iterator[Remark]:
    """R3. The criterion of a finding tells best; else its name or a word of its field in the rationale."""
    for criterion in criteria_not_mentioned(subject.draft, subject.rubric, subject.lexicon):
        if criterion.name == subject.verdict.deciding_criterion:
            yield Remark(
                f"{criterion.label} decided, but neither the rationale nor a finding speaks of it.",
                f"no word of {criterion.name}, which decided",
            )


def twin_of_an_earlier_rationale(subject: Subject) -> Iterator[Remark]:
    """R7. A sign of generic reasons, not of cheating; rapidfuzz's token_sort_ratio over masked texts."""
    limits = subject.limits.text
    own = _masked(subject.draft.rationale)
    if len(own.split()) < limits.twin_words:
        return
    others = [
        other
        for text in subject.earlier[-limits.twin_history :]
        if len((other := _masked(text)).split()) >= limits.twin_words
    ]
    # Loaded here, so that a start of the program does not wait for it.
    from rapidfuzz import fuzz, process

    found = process.extractOne(own, others, scorer=fuzz.token_sort_ratio, score_cutoff=limits.twin_report)
    if found is not None:
        likeness = int(found[1])
        yield Remark(
            f"This rationale is nearly one that you wrote before ({likeness} % alike). What is particular to this task?",
            f"{likeness} % like an earlier rationale",
            level="hint" if found[1] >= limits.twin_hint else None,
        )


def mostly_pasted(subject: Subject) -> Iterator[Remark]:
    """R15. People draft elsewhere: information, no reproach."""
    limits = subject.limits.text
    pasted, length = subject.draft.pasted_characters, len(subject.draft.rationale)
    if pasted > limits.pasted_characters or (length and pasted * 100 > limits.pasted_percent * length):
        yield Remark(
            f"{pasted} characters of the rationale were pasted.", f"{pasted} characters pasted, {length} in the text"
        )


def private_matter(subject: Subject) -> Iterator[Remark]:
    """R16. What stands in the task or in a candidate as well is no secret of the evaluator's.

    The stored evidence says what kind of thing it is, and does not repeat it.
    """
    shown = _shown(subject)
    for where, place, text in _texts(subject):
        for kind, pattern in _PRIVATE.items():
            for match in pattern.finditer(text):
                if match[0] not in shown and not _is_harmless(kind, match[0]):
                    yield Remark(f"{where} holds {kind}: “{_cut(match[0])}”.", f"{kind}: {place}")


def model_named(subject: Subject) -> Iterator[Remark]:
    """R17. A name that stands in the task or in a candidate as well is a word of the matter."""
    shown = _shown(subject).lower()
    for where, place, text in _texts(subject):
        for match in _model_names().finditer(text):
            if match[0].lower() not in shown:
                yield Remark(
                    f"{where} names a model or a vendor (“{match[0]}”); reasons rest on the code alone.",
                    f"model or vendor named: {place}",
                )


def bare_letter(subject: Subject) -> Iterator[Remark]:
    """R22."""
    found = _letters(subject)
    if found:
        named = tuple(slot for slot in subject.slots if any(letter.slot is slot for letter in found))
        times = "once" if len(found) == 1 else f"{len(found)} times"
        yield Remark(
            f"The rationale names {listed(named)} by letter {times}; make references of the letters?",
            # By number alone: what is stored does not turn a letter into a candidate that nobody named.
            f"{len(found)} bare letters",
        )


def _letters(subject: Subject) -> tuple[BareLetter, ...]:
    return bare_letters(subject.draft.rationale, subject.slots, language=subject.brief.language)


def _readable(stored: str) -> str:
    """*stored* with a blank for every reference."""
    return "".join(piece if isinstance(piece, str) else " " for piece in parse(stored))


@lru_cache(maxsize=4096)
def _masked(stored: str) -> str:
    """*stored* in lower case without references, code, identifiers and numbers: how things are said, not of what."""
    text = _SPECIFIC.sub(" ", _readable(stored))
    return " ".join(re.findall(r"[^\W\d_]+", text.lower()))


def _texts(subject: Subject) -> Iterator[tuple[str, str, str]]:
    """Everything that was written: where it stands in the words of a message and of evidence, and the text."""
    yield "The rationale", "rationale", _readable(subject.draft.rationale)
    for finding in subject.draft.findings:
        example = finding.counterexample
        said = [finding.claim, finding.mechanism, finding.better_approach]
        said += [example.input, example.expected, example.actual] if example is not None else []
        yield f"A finding on {finding.slot}", f"finding on {told(finding.slot)}", "\n".join(said)
    for score in subject.draft.scores:
        if score.note:
            yield f"A note on {score.slot}", f"note on {told(score.slot)}", score.note


def _shown(subject: Subject) -> str:
    """All text that lay before the evaluator."""
    brief = subject.brief
    return "\n".join(
        (
            brief.title,
            brief.prompt,
            *brief.constraints,
            *(text for example in brief.examples for text in (example.input, example.expected)),
            *(text for file in brief.context for text in (file.path, file.content, file.note)),
            brief.tests or "",
            *(text for exhibit in subject.exhibits for file in exhibit.files for text in (file.path, file.content)),
        )
    )


def _is_harmless(kind: str, found: str) -> bool:
    """Whether *found* is made up on purpose (RFC 2606, RFC 5737), or a system's own folder."""
    if kind == E_MAIL:
        return (
            re.search(r"@(?:[\w-]+\.)*(?:example|test|invalid|localhost)(?:\.\w+)?$", found, re.IGNORECASE) is not None
        )
    return kind == PHONE and len(re.sub(r"\D", "", found)) < 9


def _cut(found: str) -> str:
    return found if len(found) <= 32 else f"{found[:31]}…"


def _model_names() -> re.Pattern[str]:
    any_case = "|".join(map(re.escape, names().any_case))
    capitalised = "|".join(map(re.escape, names().capitalised))
    return re.compile(rf"(?<![\w.])(?:(?i:{any_case})|(?:{capitalised}))(?:-?\d(?:[\w.-]*\w)?)?(?!\w)")


E_MAIL = "an e-mail address"
PHONE = "a phone number"
_PRIVATE = {
    "a secret": re.compile(
        r"\b(?:sk|pk|rk)[-_](?:live|test|proj|ant)?[-_]?[A-Za-z0-9]{16,}\b|\bgh[pousr]_[A-Za-z0-9]{20,}\b"
        r"|\bAKIA[0-9A-Z]{16}\b|\bxox[abprs]-[A-Za-z0-9-]{10,}|\bAIza[0-9A-Za-z_-]{30,}"
        r"|\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}|-----BEGIN [A-Z ]*PRIVATE KEY-----"
        r"|\b(?i:password|passwd|secret|api[_-]?key|token)\s*[=:]\s*"
        r"(?:[\"'][^\s\"']{8,}[\"']|(?=\S{0,80}\d)[\w!#$%&*+-]{8,}(?![\w.(\[]))"
    ),
    E_MAIL: re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?!\w)"),
    PHONE: re.compile(r"(?<![\w.+-])(?:\+\d{1,3}[ .-]?)(?:\(?\d{1,4}\)?[ .-]?){2,5}\d{2,4}(?![\w-])"),
    "a path of a machine": re.compile(
        r"(?<![\w./])/(?:home|Users)/[\w.-]+(?:/[\w.-]+)*|\b[A-Za-z]:\\(?:Users|Documents and Settings)\\[^\s\"']+"
    ),
}
_SPECIFIC = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]*`|\b\w*[_\d]\w*\b|\b[a-z]+(?:[A-Z]\w*)+|\b\w+(?:\.\w+)+\b|\b\w+\(\)", re.DOTALL
)

CHECKS = (
    Check("R1", 1, "hint", candidate_not_mentioned),
    Check("R3", 1, "hint", deciding_criterion_not_spoken_of),
    Check("R7", 1, "report", twin_of_an_earlier_rationale),
    Check("R15", 1, "report", mostly_pasted),
    Check("R16", 1, "ask", private_matter),
    Check("R17", 1, "ask", model_named),
    Check("R22", 1, "ask", bare_letter),
)
