"""Checks on how the judgment came about: what was looked at, the first impression, and the tests that were shown."""

from collections.abc import Iterator

from app.judging.checks.check import Check, Remark, plain, told
from app.judging.checks.subject import Subject, pairs, place_of
from app.judging.looking import never_reached, on_screen_ms


def hardly_looked_at(subject: Subject) -> Iterator[Remark]:
    """V2. The candidate that was on screen for the shortest time speaks; where nothing was measured, none does."""
    attention = subject.attention
    if attention is None or not attention.spent:
        return
    shown = sorted((on_screen_ms(attention, slot), slot) for slot in subject.slots)
    for milliseconds, slot in shown:
        if milliseconds < subject.limits.attention.shortest_look_ms:
            seconds = milliseconds // 1000
            yield Remark(
                f"You opened candidate {slot} for {seconds} second{'' if seconds == 1 else 's'}.",
                f"{told(slot)} on screen for {milliseconds} ms",
            )


def never_scrolled_further(subject: Subject) -> Iterator[Remark]:
    """V3."""
    attention = subject.attention
    if attention is None or not attention.seen:
        return
    for unseen in never_reached(attention, subject.exhibits):
        if unseen.lines - unseen.after < subject.limits.attention.lines_left:
            continue
        of = f"{unseen.path} of {unseen.slot}" if unseen.path else str(unseen.slot)
        stored = f"{plain(unseen.path)} of {told(unseen.slot)}" if unseen.path else told(unseen.slot)
        message = f"You never scrolled past line {unseen.after} of {of}; it has {unseen.lines}."
        if unseen.after == 0:
            message = f"You never saw a line of {of}; it has {unseen.lines}."
        yield Remark(message, f"{stored} seen to line {unseen.after} of {unseen.lines}")


def winner_fails_what_the_loser_passes(subject: Subject) -> Iterator[Remark]:
    """K10."""
    passed = {exhibit.slot: {one.name: one.has_passed for one in exhibit.results} for exhibit in subject.exhibits}
    for pair in pairs(subject.verdict):
        for name, has_passed in passed[pair.better].items():
            if not has_passed and passed[pair.worse].get(name):
                yield Remark(
                    f"{pair.better} fails {name}, which {pair.worse} passes. Why does that test not matter?",
                    f"{told(pair.better)} fails {plain(name)}, {told(pair.worse)} passes it",
                )


def first_impression_was_another(subject: Subject) -> Iterator[Remark]:
    """K11."""
    first = subject.draft.first_impression
    if first is None:
        return
    for pair in pairs(subject.verdict):
        better, worse = place_of(first.verdict, pair.better), place_of(first.verdict, pair.worse)
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
