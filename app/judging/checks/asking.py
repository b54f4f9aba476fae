"""Which checks fired, which one is asked now, and what is stored of them. Nothing here stops a judgment."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from app.domain.draft import Answer, Draft
from app.judging.checks import contradiction, course, findings, scores, text
from app.judging.checks.check import Check, Fired
from app.judging.checks.subject import Subject
from app.judging.checks.thresholds import thresholds

Reply = Literal["kept", "review", "mended"]

CHECKS: Mapping[str, Check] = {
    check.check: check
    for check in (*scores.CHECKS, *findings.CHECKS, *contradiction.CHECKS, *text.CHECKS, *course.CHECKS)
}


def fired(subject: Subject) -> tuple[Fired, ...]:
    """Every check that fires on *subject*, the gravest first."""
    found = []
    for name in subject.limits.gravity:
        check = CHECKS[name]
        if remarks := tuple(check.look(subject)):
            level = remarks[0].level or check.level
            lines = dict.fromkeys(line for remark in remarks for line in remark.evidence.split("\n"))
            found.append(Fired(check.check, check.version, level, remarks[0].message, "\n".join(lines)))
    return tuple(found)


def to_ask(found: Iterable[Fired], answers: Iterable[Answer]) -> Fired | None:
    """The one check to be asked at this submit: the gravest that asks and was not asked before.

    One that was mended and fires anew is asked anew.
    """
    asked = {(answer.check, answer.version) for answer in answers if answer.answer in ("kept", "review")}
    return next((one for one in found if one.level == "ask" and (one.check, one.version) not in asked), None)


def with_reply(draft: Draft, asked: Fired, reply: Reply, reason: str = "") -> Draft:
    """*draft* with what the evaluator said when *asked*: to keep it (with a reason or without), or to look again.

    What was mended is looked at again like everything else: if it still fires, it was kept.
    """
    said: Literal["kept", "review"] = "kept" if reply == "kept" else "review"
    answer = Answer(asked.check, asked.version, asked.level, asked.evidence, said, reason.strip())
    others = tuple(one for one in draft.checks if (one.check, one.version) != (asked.check, asked.version))
    return replace(draft, checks=(*others, answer))


def settled(found: Iterable[Fired], answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """What a judgment stores when it is handed in from the window.

    A check that still fires is *kept* if it was asked, also where the evaluator looked again and changed nothing; its
    answer is None if nobody was asked. One that was asked and no longer fires is *fixed*.
    """
    given = {(answer.check, answer.version): answer for answer in answers}
    still = tuple(_still(one, given.get((one.check, one.version))) for one in found)
    firing = {(answer.check, answer.version) for answer in still}
    mended = tuple(
        replace(answer, answer="fixed")
        for name, answer in given.items()
        if name not in firing and answer.answer is not None
    )
    return _gravest_first(still + mended)


def settled_from_a_file(found: Iterable[Fired], answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """What a judgment stores that came from a file: what fires, with the answers of the file, and the rest as given.

    Nobody was asked here, and some checks need a screen: nothing is concluded from a check that does not fire.
    """
    given = {(answer.check, answer.version): answer for answer in answers}
    still = tuple(_still(one, given.get((one.check, one.version))) for one in found)
    firing = {(answer.check, answer.version) for answer in still}
    return _gravest_first(still + tuple(answer for name, answer in given.items() if name not in firing))


def _gravest_first(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """In one order, wherever they come from; checks of another version, of which nothing is known here, last."""
    places = {name: place for place, name in enumerate(thresholds().gravity)}
    return tuple(sorted(answers, key=lambda answer: places.get(answer.check, len(places))))


def keeps_bare_letters(answers: Iterable[Answer]) -> bool:
    """Whether, by the checks that are stored, letters that stand for candidates were left in the rationale."""
    return any(answer.check == "R22" and answer.answer != "fixed" for answer in answers)


def _still(one: Fired, given: Answer | None) -> Answer:
    is_told = given is not None and given.answer in ("kept", "review")
    reason = given.reason if given is not None and is_told else ""
    return Answer(one.check, one.version, one.level, one.evidence, "kept" if is_told else None, reason)
