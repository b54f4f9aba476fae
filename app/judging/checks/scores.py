"""Checks that hold the verdict against the scores and against what is said to be acceptable."""

from collections.abc import Iterator

from app.domain.draft import Outcome
from app.domain.names import Slot
from app.judging.checks.check import Check, Remark, listed, tenths, told, told_each
from app.judging.checks.subject import Pair, Subject, differences, mean_difference, pairs, points, ties

MUCH, SLIGHT = 3, 1


def scores_favour_the_loser(subject: Subject) -> Iterator[Remark]:
    """K1. The pair that disagrees most speaks first."""
    against = [(mean, pair) for pair in pairs(subject.verdict) if (mean := _mean(subject, pair)) is not None]
    for mean, pair in sorted(against, key=lambda one: one[0]):
        if mean <= -subject.limits.scores.opposite_mean:
            by = tenths(-mean)
            yield Remark(
                f"Scores favour {pair.worse} by {by} on average, the verdict favours {pair.better}.",
                f"scores favour {told(pair.worse)} by {by} on average over {told(pair.better)}",
            )


def deciding_criterion_points_elsewhere(subject: Subject) -> Iterator[Remark]:
    """K2. A criterion cannot have decided against its own scores, nor where it tells nobody apart."""
    name = subject.verdict.deciding_criterion
    criterion = subject.rubric.criterion(name) if name is not None else None
    if criterion is None:
        return
    first = [pair for pair in pairs(subject.verdict) if pair.better in subject.verdict.ranking[0]]
    ahead = [(differences(subject, pair.better, pair.worse).get(criterion.name), pair) for pair in first]
    for difference, pair in ahead:
        if difference is not None and difference < 0:
            yield Remark(
                f"{criterion.label} decided for {pair.better}, but it scores {pair.worse} higher.",
                f"{criterion.name} scores {told(pair.worse)} higher than {told(pair.better)}",
            )
    if ahead and all(difference == 0 for difference, _ in ahead):
        yield Remark(
            f"{criterion.label} decided, but it scores all candidates the same.",
            f"{criterion.name} scores all candidates the same",
        )


def every_criterion_favours_the_loser(subject: Subject) -> Iterator[Remark]:
    """K3."""
    for pair in pairs(subject.verdict):
        ahead = differences(subject, pair.better, pair.worse).values()
        if len(ahead) >= subject.limits.scores.all_against and all(difference < 0 for difference in ahead):
            yield Remark(
                f"All {len(ahead)} criteria favour {pair.worse}, the verdict favours {pair.better}.",
                f"all {len(ahead)} criteria favour {told(pair.worse)} over {told(pair.better)}",
            )


def strength_out_of_scale(subject: Subject) -> Iterator[Remark]:
    """K4."""
    limits = subject.limits.scores
    for pair in pairs(subject.verdict):
        ahead = differences(subject, pair.better, pair.worse).values()
        mean = _mean(subject, pair)
        if mean is None:
            continue
        widest = max(abs(difference) for difference in ahead)
        if pair.gap == MUCH and widest <= limits.much_but_within:
            yield Remark(
                f"“Much better”, but no criterion puts {pair.better} and {pair.worse} more than "
                f"{tenths(limits.much_but_within)} apart.",
                f"much better, and {told(pair.better)} and {told(pair.worse)} are at most {tenths(widest)} apart",
            )
        if pair.gap == SLIGHT and abs(mean) >= limits.slight_but_apart:
            yield Remark(
                f"“Slightly better”, but the scores of {pair.better} and {pair.worse} are {tenths(abs(mean))} apart "
                "on average.",
                f"slightly better, and {told(pair.better)} and {told(pair.worse)} are {tenths(abs(mean))} apart "
                "on average",
            )


def tie_with_unequal_scores(subject: Subject) -> Iterator[Remark]:
    """K5."""
    for first, second in ties(subject.verdict):
        mean = mean_difference(subject, first, second)
        if mean is not None and abs(mean) >= subject.limits.scores.tie_but_apart:
            ahead, behind = (first, second) if mean > 0 else (second, first)
            by = tenths(abs(mean))
            yield Remark(
                f"{first} and {second} are called equal, but scores favour {ahead} by {by} on average.",
                f"equal, and scores favour {told(ahead)} by {by} on average over {told(behind)}",
            )


def acceptability_disagrees(subject: Subject) -> Iterator[Remark]:
    """K6."""
    verdict = subject.verdict
    if verdict.acceptable is None or verdict.outcome is Outcome.CANNOT_JUDGE:
        return
    flag = "Both bad" if len(subject.slots) == 2 else "All bad"
    good = tuple(slot for slot, word in verdict.acceptable if word == "as_is")
    if verdict.none_acceptable and good:
        yield Remark(
            f"“{flag}” is set, but {listed(good)} can be merged as {'it is' if len(good) == 1 else 'they are'}.",
            told_each(good, "none acceptable, and {} as_is"),
        )
    if not verdict.none_acceptable and {word for _, word in verdict.acceptable} == {"no"}:
        yield Remark(
            f"No candidate is acceptable, but “{flag}” is not set.",
            "every candidate no, and none_acceptable not set",
        )


def low_score_unexplained(subject: Subject) -> Iterator[Remark]:
    """K8."""
    for slot in subject.slots:
        if any(finding.slot is slot for finding in subject.problems):
            continue
        for name in subject.limits.scores.explained:
            criterion, score = subject.rubric.criterion(name), points(subject, slot, name)
            if criterion is not None and score is not None and score <= subject.limits.scores.low:
                given = subject.draft.score_of(slot, name)
                yield Remark(
                    f"{criterion.label} of {slot} is {given.score if given else ''}, with no problem found in it.",
                    f"{name} of {told(slot)} is low, without a problem",
                )


def ranking_against_the_totals(subject: Subject) -> Iterator[Remark]:
    """K9. Kendall's tau over the three pairs; only criteria that all three are scored by count."""
    if len(subject.slots) < 3:
        return
    counted = [
        own
        for name in subject.rubric.names
        if None not in (own := {slot: points(subject, slot, name) for slot in subject.slots}).values()
    ]
    totals = {slot: sum(own[slot] or 0.0 for own in counted) for slot in subject.slots}
    agreement = sum(_sign(totals[pair.better] - totals[pair.worse]) for pair in pairs(subject.verdict))
    if counted and agreement < 0:
        order = sorted(subject.slots, key=lambda slot: -totals[slot])
        yield Remark(
            f"By their scores the order would be {', '.join(order)}; the verdict says otherwise.",
            "\n".join(f"{told(slot)} scores {tenths(totals[slot])} in all" for slot in subject.slots),
        )


def much_better_than_what_can_be_merged(subject: Subject) -> Iterator[Remark]:
    """K12."""
    acceptable: dict[Slot, str] = dict(subject.verdict.acceptable or ())
    for pair in pairs(subject.verdict):
        if pair.gap == MUCH and acceptable.get(pair.worse) == "as_is":
            yield Remark(
                f"{pair.better} is “much better”, but {pair.worse} can be merged as it is.",
                f"{told(pair.better)} much better, and {told(pair.worse)} as_is",
            )


def _mean(subject: Subject, pair: Pair) -> float | None:
    return mean_difference(subject, pair.better, pair.worse)


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


CHECKS = (
    Check("K1", 1, "ask", scores_favour_the_loser),
    Check("K2", 1, "ask", deciding_criterion_points_elsewhere),
    Check("K3", 1, "ask", every_criterion_favours_the_loser),
    Check("K4", 1, "ask", strength_out_of_scale),
    Check("K5", 1, "ask", tie_with_unequal_scores),
    Check("K6", 1, "ask", acceptability_disagrees),
    Check("K8", 1, "ask", low_score_unexplained),
    Check("K9", 1, "ask", ranking_against_the_totals),
    Check("K12", 1, "ask", much_better_than_what_can_be_merged),
)
