"""The values of a judgment record in plain words, candidates by their letters: an id can say where a candidate comes from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.judgment import Judgment, SealedAnswer, Timing
from app.domain.names import CandidateId, Instant


@dataclass(frozen=True, slots=True)
class Telling:
    """The record that would be handed in now, or was; with the letters of its candidates and its verdict in their words.

    *sentence* is empty where there is no verdict yet; *is_sealed* says that the names of the models are.
    """

    record: Judgment
    letters: Mapping[CandidateId, str]
    sentence: str
    is_handed_in: bool
    is_sealed: bool

    def by_letter(self, values: Mapping[CandidateId, str] | None) -> str:
        """*values* of the candidates in the order of the screen."""
        if values is None:
            return "nothing"
        said = sorted((letter, values[one]) for one, letter in self.letters.items() if one in values)
        return ", ".join(f"{letter} {value}" for letter, value in said) or "nothing"


def clock(milliseconds: int) -> str:
    """A length of time as “6:42” or “1:06:42”."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def _moment(at: Instant) -> str:
    return f"{at[:10]} {at[11:19]} UTC"


def version(told: Telling) -> str:
    if not told.is_handed_in:
        return "not handed in yet"
    made = "made in the window" if told.record.made_with == "window" else "read from a file"
    return f"{told.record.judgment_id}, version {told.record.revision}, {made}"


def occasion(told: Telling) -> str:
    return "not told while the names of the set are sealed" if told.is_sealed else str(told.record.occasion)


def order(told: Telling) -> str:
    shown = told.record.presentation
    if shown is None:
        return "nothing was shown"
    return f"{len(shown.order)} candidates, element {shown.position_in_block} of the sequence {shown.seed[:12]}…"


def files(told: Telling) -> str:
    shown = told.record.presentation
    return "one file each" if shown is None or shown.files is None else ", ".join(shown.files)


def views(told: Telling) -> str:
    shown = told.record.presentation
    return "none yet" if shown is None or not shown.views else ", ".join(shown.views)


def widths(told: Telling) -> str:
    shown = told.record.presentation
    if shown is None or shown.pane_widths is None:
        return "not known yet"
    widths = ", ".join(f"{width} px" for width in shown.pane_widths)
    return f"{widths}; {'set by hand once' if shown.panes_dragged else 'never set by hand'}"


def blindness(told: Telling) -> str:
    shown = told.record.presentation
    is_unblinded = shown is not None and shown.unblinded
    return "you could see which model wrote what" if is_unblinded else "the names of the models were sealed"


def _measured(of: Callable[[Telling, Timing], str]) -> Callable[[Telling], str]:
    return lambda told: "nothing was measured" if told.record.timing is None else of(told, told.record.timing)


@_measured
def opened(told: Telling, timing: Timing) -> str:
    return _moment(timing.opened_at)


@_measured
def submitted(told: Telling, timing: Timing) -> str:
    return _moment(timing.submitted_at) if told.is_handed_in else "not yet"


@_measured
def active(told: Telling, timing: Timing) -> str:
    return clock(timing.active_ms)


@_measured
def idle(told: Telling, timing: Timing) -> str:
    return clock(timing.idle_ms)


@_measured
def by_candidate(told: Telling, timing: Timing) -> str:
    spent = timing.active_ms_by_candidate
    return told.by_letter(None if spent is None else {one: clock(time) for one, time in spent.items()})


@_measured
def by_file(told: Telling, timing: Timing) -> str:
    spent = timing.active_ms_by_file
    if spent is None:
        return "nothing"
    said = {
        one: " · ".join(f"{path or 'code'} {clock(time)}" for path, time in files.items())
        for one, files in spent.items()
        if files
    }
    return told.by_letter(said)


@_measured
def lines(told: Telling, timing: Timing) -> str:
    seen = timing.lines_seen
    if seen is None:
        return "nothing"
    lines = {one.candidate_id: one.lines for one in told.record.candidates}
    return told.by_letter({one: f"{count} of {lines[one]}" for one, count in seen.items()})


@_measured
def correction(told: Telling, timing: Timing) -> str:
    said = timing.correction
    return "none" if said is None else f"{clock(said.active_ms)}: {said.reason}"


@_measured
def suspect(told: Telling, timing: Timing) -> str:
    return "suspect" if timing.clock_suspect else "right, as far as can be told"


def verdict(told: Telling) -> str:
    return told.sentence or "none yet"


def scores(told: Telling) -> str:
    counts = {one: f"{len(scores)} set" for one, scores in told.record.scores.items()}
    return told.by_letter(counts)


def findings(told: Telling) -> str:
    count = len(told.record.findings)
    return "1 finding" if count == 1 else f"{count} findings"


def length(told: Telling) -> str:
    return "1 word" if told.record.rationale.words == 1 else f"{told.record.rationale.words} words"


def pasted(told: Telling) -> str:
    return f"{told.record.rationale.pasted_characters} characters"


def bare(told: Telling) -> str:
    return "yes" if told.record.rationale.bare_letters else "no"


def first(told: Telling) -> str:
    first = told.record.first_impression
    return "none" if first is None else f"locked in at {_moment(first.at)}"


def checks(told: Telling) -> str:
    return ", ".join(_check(one) for one in told.record.checks or ()) or "none fired"


def _check(answer: SealedAnswer) -> str:
    said = {"kept": "you kept it", "fixed": "you mended it", None: "not asked"}[answer.answer]
    return f"{answer.check} ({said}{f': {answer.reason}' if answer.reason else ''})"


def checklist(told: Telling) -> str:
    ticks = told.record.checklist
    return "not used" if ticks is None else f"{sum(ticks.values())} of {len(ticks)} ticked"


def candidates(told: Telling) -> str:
    return told.by_letter({one.candidate_id: f"{one.lines} lines" for one in told.record.candidates})
