"""What the task strip says of a task in one line."""

import pytest

from ui.shell.task_strip import LONGEST_FIRST_LINE, first_line


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        ("Write a class.", "Write a class."),
        ("# Bounded cache\n\nIt must hold.", "Bounded cache"),
        ("\n---\n\n> Keep it **bounded**, *always*.", "Keep it bounded, always."),
        ("**Task.** Read `*.json` files", "Task. Read *.json files"),
        ("* Return 2**n, or a * b * c", "Return 2**n, or a * b * c"),
        ("See [the format](https://example.org/a).", "See the format."),
        ("keep my_own_name as it is", "keep my_own_name as it is"),
        ("***\n", ""),
        ("", ""),
    ],
)
def test_the_first_line_that_says_something_stands_without_its_marks(prompt: str, said: str) -> None:
    assert first_line(prompt) == said


def test_a_line_without_end_is_not_read_to_its_end() -> None:
    assert len(first_line("*a " * 1_000_000)) <= LONGEST_FIRST_LINE
