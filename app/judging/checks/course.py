"""Checks on how the judgment came about: what was looked at, the first impression, and the tests that were shown."""

from collections.abc import Iterator

from app.code.lines import split
from app.judging.checks.check import Check, Remark, plain, told
from app.judging.checks.subject import Subject, pairs, place_of


def hardly_looked_at(subject: Subject) -> Iterator[Remark]:
    """V2. The candidate that was on screen for the shortest time speaks."""
    for look in sorted(subject.looks or (), key=lambda one: one.on_screen_ms):
        if look.on_screen_ms < subject.limits.attention.shortest_look_ms:
            seconds = look.on_screen_ms // 1000
            yield Remark(
                f"You opened candidate {look.slot} for {seconds} second{'' if seconds == 1 else 's'}.",
                f"{told(look.slot)} on screen for {look.on_screen_ms} ms",
            )


def never_scrolled_further(subject: Subject) -> Iterator[Remark]:
    """V3. For candidates of one file: with several, a last line says nothing."""
    for look in subject.looks or ():
        files = next(exhibit.files for exhibit in subject.exhibits if exhibit.slot is look.slot)
        lines = len(split(files[0].content).lines)
        if len(files) == 1 and lines - look.last_line >= subject.limits.attention.lines_left:
            yield Remark(
                f"You never scrolled past line {look.last_line} of {look.slot}; it has {lines}.",
                f"{told(look.slot)} seen to line {look.last_line} of {lines}",
            )


def winner_fails_what_the_loser_passes(subject: Subject) -> Iterator[Remark]:
    """K10."""
    passed = {(result.slot, result.name): result.has_passed for result in subject.results}
    names = tuple(dict.fromkeys(result.name for result in subject.results))
    for pair in pairs(subject.verdict):
        for name in names:
            if passed.get((pair.better, name)) is False and passed.get((pair.worse, name)) is True:
                yield Remark(
                    f"{pair.better} fails {name}, which {pair.worse} passes. Why does that test not matter?",
                    f"{told(pair.better)} fails {plain(name)}, {told(pair.worse)} passes it",
                )


def first_impression_was_another(subject: Subject) -> Iterator[Remark]:
    """K11."""
    if subject.first_impression is None:
        return
    for pair in pairs(subject.verdict):
        better = place_of(subject.first_impression, pair.better)
        worse = place_of(subject.first_impression, pair.worse)
        if better is not None and worse is not None and better > worse:
            yield Remark(
                f"You first put {pair.worse} before {pair.better}. What changed? One line is enough.",
                f"first impression {told(pair.worse)} before {told(pair.better)}",
            )


CHECKS = (
    Check("V2", 1, "ask", hardly_looked_at),
    Check("V3", 1, "ask", never_scrolled_further),
    Check("K10", 1, "hint", winner_fails_what_the_loser_passes),
    Check("K11", 1, "hint", first_impression_was_another),
)
