"""Looking for traces of a candidate's origin before anyone judges it.

Nothing is ever changed in a text: a task with leaks is imported as it is, or left out. Names that the prompt or the context
speak of are the subject of the task, and no leak where the candidates speak of them too.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from app.domain.leak import Leak, LeakKind, LeakPart, LeakWords
from app.domain.task import Candidate, Task

SHORTEST_ORIGIN = 4
"""Origins shorter than this (“m1”) are found in any text."""
PIECE = 32_768
"""So many characters are searched at a time: a search is one step for everything else that waits."""
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)


def leaks(task: Task, words: LeakWords) -> tuple[Leak, ...]:
    """Every trace in what would be shown of *task*, in the order in which it is read."""
    brief = task.brief
    about = [(LeakPart.PROMPT, "", brief.prompt), *((LeakPart.CONTEXT, one.path, one.content) for one in brief.context)]
    if brief.tests is not None:
        about.append((LeakPart.TESTS, "", brief.tests))
    subject = {found for _, _, text in about for found in _names_in(text, words)}
    return (
        *(
            Leak(kind, part, None, path, line)
            for part, path, text in about
            for kind, line in _traces(text, words, set())
        ),
        *(leak for candidate in task.candidates for leak in _in_candidate(candidate, words, subject)),
        *_origins(task.candidates),
        *_fences_on_one_side(task.candidates),
    )


def names_a_model(text: str, words: LeakWords) -> bool:
    """Whether *text*, such as the name of a file, holds what may be the name of a model or of who makes it."""
    spaced = re.sub(r"[_.]+", " ", text)
    return any(match.lastgroup == LeakKind.NAME for match in _pattern(words).finditer(spaced.casefold()))


def _in_candidate(candidate: Candidate, words: LeakWords, subject: set[str]) -> Iterator[Leak]:
    for file in candidate.files:
        for kind, line in (
            *((kind, 0) for kind, _ in _traces(file.path, words, subject)),
            *_traces(file.content, words, subject),
        ):
            yield Leak(kind, LeakPart.CANDIDATE, candidate.candidate_id, file.path, line)


def _traces(text: str, words: LeakWords, subject: set[str]) -> Iterator[tuple[LeakKind, int]]:
    """Kind and line of every trace in *text*, once a line and kind."""
    seen: set[tuple[LeakKind, int]] = set()
    for first_line, piece in _pieces(text):
        for match in _pattern(words).finditer(piece):
            kind = LeakKind(match.lastgroup or "")
            if kind is LeakKind.NAME and match[0] in subject:
                continue
            trace = (kind, piece.count("\n", 0, match.start()) + first_line)
            if trace not in seen:
                seen.add(trace)
                yield trace


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """*text* in lower case, cut at ends of lines, each piece with the number of its first line."""
    start, line = 0, 1
    while start < len(text):
        end = text.find("\n", start + PIECE) + 1 or len(text)
        piece = text[start:end].casefold()
        yield line, piece
        start, line = end, line + piece.count("\n")


def _names_in(text: str, words: LeakWords) -> Iterator[str]:
    for _, piece in _pieces(text):
        for match in _pattern(words).finditer(piece):
            if match.lastgroup == LeakKind.NAME:
                yield match[0]


def _origins(candidates: tuple[Candidate, ...]) -> Iterator[Leak]:
    """Where a candidate holds the very name that the task file seals, its own or another's."""
    origins = {one.model.casefold() for one in candidates if one.model and len(one.model) >= SHORTEST_ORIGIN}
    for candidate in candidates:
        for file in candidate.files:
            lowered = file.content.casefold()
            for origin in sorted(origins):
                if (start := lowered.find(origin)) >= 0:
                    line = lowered.count("\n", 0, start) + 1
                    yield Leak(LeakKind.ORIGIN, LeakPart.CANDIDATE, candidate.candidate_id, file.path, line)


def _fences_on_one_side(candidates: tuple[Candidate, ...]) -> Iterator[Leak]:
    fenced = [
        Leak(
            LeakKind.FENCE,
            LeakPart.CANDIDATE,
            candidate.candidate_id,
            file.path,
            file.content.count("\n", 0, match.start()) + 1,
        )
        for candidate in candidates
        for file in candidate.files
        if (match := _FENCE.search(file.content)) is not None
    ]
    if len({leak.candidate_id for leak in fenced}) < len(candidates):
        yield from fenced


@cache
def _pattern(words: LeakWords) -> re.Pattern[str]:
    """One pattern for everything: each kind is a group. It looks at the first letter first, which is most of its speed."""
    firsts = sorted({word[0] for words_of in _in_turn(words) for word in words_of})
    names, numbered, signatures, chat = (_any_of(words_of) for words_of in _in_turn(words))
    return re.compile(
        rf"(?=[{re.escape(''.join(firsts))}])(?<![a-z0-9])(?:"
        rf"(?P<{LeakKind.NAME}>{names}(?![a-z])|{numbered}[- ]?v?[0-9](?:\.[0-9])?(?![a-z0-9]{{3}}))"
        rf"|(?P<{LeakKind.SIGNATURE}>{signatures})|(?P<{LeakKind.CHAT}>{chat}))"
    )


def _in_turn(words: LeakWords) -> tuple[tuple[str, ...], ...]:
    return words.names, words.names_with_number, words.signatures, words.chat


def _any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of *words* and shares what they begin with."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[:1], []).append(word[1:])
    ends_here = by_first.pop("", None) is not None
    if not by_first:
        return ""
    parts = [re.escape(first) + _any_of(rest) for first, rest in sorted(by_first.items())]
    joined = parts[0] if len(parts) == 1 and not ends_here else f"(?:{'|'.join(parts)})"
    return joined + ("?" if ends_here else "")
