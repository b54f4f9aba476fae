"""What the tests of alignment share: sources out of few different lines, and generators run to their end."""

from typing import TypeVar

from hypothesis import strategies as st

from app.code.lines import split

T = TypeVar("T")
WORDS = ["def f(a):", "    return a", "", "x = 1", "x  = 1", "class A:", "}", "for i in items:", "    call(i, 2)", "y"]
SOURCES = st.lists(st.sampled_from(WORDS), max_size=14).map(lambda lines: split("".join(f"{one}\n" for one in lines)))
