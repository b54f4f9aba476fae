"""Letters that stand for a candidate outside a reference: “A is better than B”, “B's loop”.

Letters are where candidates stood on one screen; once stored they mean nothing. What is found here can be turned into
references. The article “A”, the language C, `code`, and letters that name something else (“thread A”, “plan B”,
“grade A”) are left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.names import Slot
from app.domain.references import Reference, located, spelled
from app.judging.spelled_references import with_spelled_references

BLANK = "\ufffc"
"""Takes the place of a reference in a text that is read for letters."""

REACH = 60
"""How many characters before and behind a letter are read to tell what it stands for."""


@dataclass(frozen=True, slots=True)
class BareLetter:
    """One letter, and where it (with a word such as “candidate” before it) starts and ends in the stored text."""

    slot: Slot
    start: int
    end: int


def bare_letters(text: str, slots: Sequence[Slot], *, language: str | None = None) -> tuple[BareLetter, ...]:
    """The letters of *text*, as it is stored, that stand for one of *slots*, in order.

    Where the candidates are written in a *language* of the C family, the letter C must be a candidate beyond doubt.
    """
    reading = prose(text)
    found: list[BareLetter] = []
    start = 0
    for blank_line in re.finditer(r"\n[^\S\n]*\n|\Z", reading):
        found.extend(_in_paragraph(reading, start, blank_line.start(), slots, language))
        start = blank_line.end()
    return tuple(found)


def with_references(text: str, letters: Sequence[BareLetter]) -> str:
    """*text* with every one of its *letters* as a reference: what one key does."""
    for letter in reversed(letters):
        text = text[: letter.start] + spelled(Reference(letter.slot)) + text[letter.end :]
    return text


def citing_what_is_spelled(text: str, slots: Sequence[Slot]) -> str:
    """*text*, as it is stored, with `A:33` and its like as references; code and quotations stay as they are."""
    return with_spelled_references(text, slots, reading=prose(text))


def prose(text: str) -> str:
    """*text* to the letter, but with references, code and quoted characters blanked out: what is read for candidates."""
    for start, end, _ in located(text):
        text = text[:start] + BLANK * (end - start) + text[end:]
    return _CODE.sub(lambda match: BLANK * len(match[0]), text)


def _in_paragraph(text: str, start: int, end: int, slots: Sequence[Slot], language: str | None) -> Iterator[BareLetter]:
    taken: set[str] = set()
    previous: tuple[int, bool] | None = None
    for match in _LETTER.finditer(text, start, end):
        letter = match["letter"]
        if letter not in slots:
            continue
        before = text[max(start, match.start() - REACH) : match.start()]
        after = text[match.end() : min(end, match.end() + REACH)]
        if previous is not None and _JOINING.fullmatch(text[previous[0] : match.start()]):
            is_candidate = previous[1] and not _is_compound(after)
        else:
            is_candidate = _stands_for_a_candidate(letter, match["word"], before, after, language)
        if _ACTOR.search(before) and match["word"] is None:
            taken.add(letter)
        is_candidate = is_candidate and (letter not in taken or match["word"] is not None)
        previous = (match.end(), is_candidate)
        if is_candidate:
            yield BareLetter(Slot(letter), match.start(), match.end())


def _stands_for_a_candidate(letter: str, word: str | None, before: str, after: str, language: str | None) -> bool:
    if word is not None:
        return True
    if _OWNED.search(before) or _is_compound(after) or _ROUTE.search(f"{before[-5:]}{letter}{after[:5]}"):
        return False
    if letter == "C" and _is_language(before, after, language):
        return False
    if letter == "A" and _OPENING.search(before):
        return _follows_a_name(after)
    return True


def _is_compound(after: str) -> bool:
    return _COMPOUND.match(after) is not None


def _is_language(before: str, after: str, language: str | None) -> bool:
    if language is not None and language.lower() in _C_FAMILY:
        return not (_VERB.match(after) or re.search(r"\b(?:than|over|to)\s$", before))
    return bool(_LANGUAGE_BEFORE.search(before) or _LANGUAGE_AFTER.match(after))


def _follows_a_name(after: str) -> bool:
    """Whether what follows an “A” that may be an article can only follow a name."""
    return bool(_POSSESSIVE.match(after) or _VERB.match(after) or _LISTING.match(after))


_CODE = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]*`"
    r"|(?<!\w)['\"“‘](?:[^'\"“”‘’\n]{1,3})['\"”’](?!\w)",
    re.DOTALL,
)
_LETTER = re.compile(
    r"(?:(?<![\w.'’\"“/\\\-–+*#@&=<>\[{$%^|~\ufffc])|(?<=\b[ABC]/))(?<!\w\()"
    r"(?:(?P<word>(?:[Cc]andidate|[Ii]mplementation|[Ss]olution|[Rr]esponse|[Aa]nswer|[Oo]ption|[Ss]ubmission) ))?"
    r"(?P<letter>[ABC])"
    r"(?![\w\[({+*#@=\\$%^|~\"”\ufffc]|['’](?!s\b)|[-–](?=\w)|\.\w|/(?![ABC]\b)|\.[A-Z]\.)"
)
_JOINING = re.compile(r"\s*(?:,|,?\s*(?:and|or|nor|to|vs\.?|versus|&|/|>|<|=|==))\s*(?:than\s+)?")
"""Between two letters of one list: both are candidates, or neither is."""
_ACTORS = (
    r"threads?|users?|clients?|process(?:es)?|nodes?|requests?|transactions?|teams?|services?|servers?|accounts?|tenants?|"
    r"workers?|callers?|writers?|readers?|goroutines?|coroutines?|sessions?|hosts?|jobs?|calendars?"
)
_ACTOR = re.compile(rf"\b(?:{_ACTORS})\s$", re.IGNORECASE)
"""Who acts goes on acting: “Thread A waits … A then writes”."""
_OWNED = re.compile(
    rf"\b(?:{_ACTORS}|plans?|types?|class(?:es)?|steps?|points?|(?<!in )cases?|tables?|vitamin|hepatitis|parts?|sections?|"
    r"appendix|figure|exhibit|groups?|grades?|keys?|locks?|rows?|columns?|modules?|variables?|matri(?:x|ces)|vectors?|"
    r"sets?|events?|tasks?|tags?|callbacks?|branch(?:es)?|commits?|entr(?:y|ies)|edges?|letters?|strings?|bucket|frame|"
    r"big|operands?|numbers?|sums?(?: of)?|ports?|schedule|rank|level|tier|phase|stage|scenario|example|input|state|mode|"
    r"series|interval)\s$|\w ?[=+*]\s$",
    re.IGNORECASE,
)
"""What stands before a letter that names something else than a candidate."""
_COMPOUND = re.compile(
    r"/[ABC] (?:test|split|experiment)|\s(?:trees?|star|minor|major|flat|sharp|level|grade|records?)\b|\s[+*]\s"
)
_ROUTE = re.compile(r"\bfrom [ABC] to [ABC]\b")
_C_FAMILY = ("c", "cpp", "c++", "objective-c", "objc", "cuda", "opencl")
_LANGUAGE_BEFORE = re.compile(
    r"\b(?:written in|in plain|plain|pure|ANSI|standard|idiomatic|modern|ported to|compiled|"
    r"(?:code|string|strings|library|function|idiom|program|extension)s? in)\s$",
    re.IGNORECASE,
)
_LANGUAGE_AFTER = re.compile(
    r"\s(?:code|library|libraries|API|ABI|style|string|strings|function|functions|extension|extensions|program|programs|"
    r"compiler|bindings?|runtime|locale|standard|language|programmer|programmers|programming|struct|array|arrays|"
    r"pointer|pointers|macro|macros|header|headers|source|or C\+\+|and C\+\+|idiom|idioms|preprocessor)\b"
)
_OPENING = re.compile(r"(?:^|[.!?:;…—–\"“”(\[\ufffc>]|\n)[\s*_#•\-–\"“(]*$|\n\s*(?:\d+[.)]|[*\-•])\s*$")
"""What stands before the first word of a sentence, a list entry or a quotation: there, “A” may be an article."""
_POSSESSIVE = re.compile(r"['’]s\b")
_LISTING = re.compile(r"\s*(?:[,:]|[)]|[<>=]|\s(?:and|or|nor|vs\.?|versus|&)\s)|\s*$")
_AUXILIARY = (
    r"(?:is|isn['’]t|was|wasn['’]t|has|hasn['’]t|had|does|doesn['’]t|did|didn['’]t|can|can['’]t|cannot|could|couldn['’]t|"
    r"will|won['’]t|would|wouldn['’]t|should|shouldn['’]t|must|may|might|needs|also|and|but|because|which|that|who|over|"
    r"instead|too|loses|wins|beats|gets|goes|lets|sets|puts|never|always|still|even|at|in|on|by|with|for|alone|"
    r"itself|lacks|misses|passes|processes|addresses|accesses|guesses|suppresses|compresses|discusses|expresses|crosses)"
)
_THIRD_PERSON = (
    r"(?!\w*(?:ss|us|is|ous|ics)\b)(?!(?:series|lens|times|always|perhaps|less|plus|as|this|its)\b)[a-z]{2,}s"
)
_VERB = re.compile(rf"\s(?:{_AUXILIARY}|{_THIRD_PERSON}|[a-z]+ly\s(?:{_AUXILIARY}|{_THIRD_PERSON}))\b(?!-)")
