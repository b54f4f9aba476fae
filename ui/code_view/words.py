"""Going from word to word within a line. Pure."""

import re
from collections.abc import Sequence

WORD = re.compile(r"\w+")

Columns = tuple[int, int]
"""The columns of a word, from 0, the last one excluded."""


def beside(words: Sequence[Columns], here: Columns | None, steps: int) -> Columns | None:
    """The word behind *here*, or the one before it where *steps* go back; round again at the ends."""
    if not words:
        return None
    if here is None:
        return words[0] if steps > 0 else words[-1]
    if steps > 0:
        return next((word for word in words if word[0] >= here[1]), words[0])
    return next((word for word in reversed(words) if word[1] <= here[0]), words[-1])
