"""Files that are too large to be worked on unasked."""

import pytest

from app.code.limits import MOST_BYTES, MOST_LINES, too_large
from app.code.lines import split


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("\n" * (MOST_LINES + 1), "Large file (20,001 lines): highlighting and alignment are off."),
        ("x" * (MOST_BYTES + 1), "Large file (2.1 MB): highlighting and alignment are off."),
        ("é" * (MOST_BYTES // 2) + "\n", "Large file (2.1 MB): highlighting and alignment are off."),
        ("x" * 150 + "\n", None),
        (("x" * 149 + "\n") * 21_000, "Large file (21,000 lines, 3.1 MB): highlighting and alignment are off."),
        ("\n" * MOST_LINES, None),
        ("x" * MOST_BYTES, None),
        ("", None),
    ],
    ids=["lines", "bytes", "bytes of UTF-8", "small", "both", "most lines", "most bytes", "empty"],
)
def test_beyond_the_caps_a_file_says_what_it_is_too_much_of(text: str, sentence: str | None) -> None:
    large = too_large(split(text))
    assert (large.sentence if large else None) == sentence
