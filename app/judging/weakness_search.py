"""Finding a weakness while it is typed: by number, by name, or by what people call it."""

import re
from collections.abc import Iterable

from app.domain.taxonomy import Weakness

MOST = 12


def search(query: str, entries: Iterable[Weakness], *, most: int = MOST) -> tuple[Weakness, ...]:
    """The *entries* that *query* may mean, the likeliest first. An empty query gives the first of them all.

    Digits, also behind “CWE-”, are a number that begins so; anything else is words, each of which must begin a word of
    the name or of what the weakness is called besides.
    """
    typed = " ".join(query.casefold().split())
    found = [(rank, entry) for entry in entries if (rank := _rank(typed, entry)) is not None]
    # Equal ranks stay in the order of the list: the Top 25 first.
    return tuple(entry for _, entry in sorted(found, key=lambda one: one[0])[:most])


def _rank(typed: str, entry: Weakness) -> int | None:
    """0 for the entry that is meant for sure, more for what is less likely, None for what is not meant."""
    if not typed:
        return 0
    if number := re.fullmatch(r"(?:cwe)?[ -]?(\d+)", typed):
        return _rank_of_number(number[1], entry)
    if typed in entry.words:
        return 0
    parts, name = _words(typed), _words(entry.name)
    if not parts:
        return None
    # MITRE puts what people say behind the formal name: ('Race Condition').
    called = [_words(word) for word in (*entry.words, *re.findall(r"\('([^']+)'\)", entry.name))]
    if any(_all_begin(parts, words) for words in called):
        return 1
    if " ".join(name).startswith(" ".join(parts)):
        return 2
    if _all_begin(parts, name):
        return 3
    return 4 if _all_begin(parts, [*name, *(word for words in called for word in words)]) else None


def _rank_of_number(digits: str, entry: Weakness) -> int | None:
    if str(entry.number) == digits:
        return 0
    return 1 if str(entry.number).startswith(digits) else None


def _all_begin(parts: list[str], words: list[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in parts)


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s()'’,/-]+", text.casefold()) if word]
