"""Candidates that are identical, or differ in nothing that a reader would see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.code.lines import split
from app.code.sameness import Unseen, differ_only_in, sameness

CODE = "def f(x):\n    if x:\n        return 1\n    return 2\n"
TABS = CODE.replace("    ", "\t")


def said(*texts: str) -> str:
    return sameness([{"": split(text)} for text in texts])


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (CODE, "A and B are identical."),
        (CODE.replace("\n", "\r\n"), "A and B are identical but for line ends."),
        (TABS, "A and B are identical but for the indentation."),
        (CODE.replace("    ", "  "), "A and B are identical but for the indentation."),
        (CODE.replace(":\n", ": \n"), "A and B are identical but for blanks at the ends of lines."),
        (CODE.removesuffix("\n"), "A and B are identical but for the final newline."),
        (
            TABS.replace("\n", "\r\n").removesuffix("\r\n"),
            "A and B are identical but for line ends, the indentation and the final newline.",
        ),
        (CODE.replace("return 1", "return 3"), ""),
        (CODE + "\n", ""),
    ],
)
def test_two_candidates_in_a_sentence(other: str, sentence: str) -> None:
    assert said(CODE, other) == sentence
    assert said(other, CODE) == sentence


def test_a_line_that_has_moved_a_level_is_a_change() -> None:
    assert said(CODE, CODE.replace("    return 2", "        return 2")) == ""
    assert said("a\nb\n", "  a\n  b\n") == ""
    assert said("if x:\n  a\n    b\n", "if x:\n    a\n  b\n") == ""


def test_tabs_among_blanks_of_the_same_depth_are_the_same_depth() -> None:
    mixed, plain = "if x:\n\ta\n        b\n", "if x:\n  a\n  b\n"
    assert said(mixed, plain) == said(plain, mixed) == said(TABS, CODE)


def test_blank_lines_differ_in_their_blanks_only() -> None:
    assert said("a\n\nb\n", "a\n    \nb\n") == "A and B are identical but for blanks at the ends of lines."


def test_three_candidates_are_named_where_not_all_are_alike() -> None:
    assert said(CODE, CODE, CODE) == "All candidates are identical."
    assert said(CODE, TABS, CODE) == "All candidates are identical but for the indentation."
    assert said(CODE, "pass\n", CODE.removesuffix("\n")) == "A and C are identical but for the final newline."
    assert said(CODE) == ""


def test_candidates_of_several_files_need_the_same_paths() -> None:
    left = {"a.py": split("x\n"), "b.py": split("y\n")}
    assert differ_only_in(left, {"a.py": split("x\n"), "b.py": split("y")}) == (Unseen.FINAL_NEWLINE,)
    assert differ_only_in(left, {"a.py": split("x\n")}) is None
    assert differ_only_in(left, {"a.py": split("x\n"), "c.py": split("y\n")}) is None


@given(st.text(alphabet="ab \t\n", max_size=30))
def test_a_text_is_identical_with_itself_and_its_line_ends_are_all_that_differs(text: str) -> None:
    one, other = {"": split(text)}, {"": split(text.replace("\n", "\r\n"))}
    assert differ_only_in(one, one) == ()
    assert differ_only_in(one, other) == ((Unseen.LINE_ENDS,) if "\n" in text else ())
