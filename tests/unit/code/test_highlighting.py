"""Token roles, line by line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.code.display import LONGEST_LINE
from app.code.highlighting import LINES_A_BATCH, TOKENS_A_SLICE, Role, Spans, highlight, language_name, lexer_name
from app.code.lines import split


def roles(text: str, language: str | None, path: str = "") -> tuple[list[Spans], bool]:
    lines: list[Spans] = []
    steps = highlight(split(text), language=language, path=path)
    while True:
        try:
            first, batch = next(steps)
        except StopIteration as end:
            return lines, end.value
        assert first == len(lines) + 1
        lines.extend(batch)


def words(text: str, language: str) -> list[list[tuple[str, Role]]]:
    found, _ = roles(text, language)
    lines = split(text).lines
    return [[(line[a:b], role) for a, b, role in spans] for line, spans in zip(lines, found, strict=True)]


def test_words_have_their_roles() -> None:
    (line,) = words('def add(a): return a + 1 if a is not None else "x"  # why', "python")
    assert ("def", Role.KEYWORD) in line
    assert ("add", Role.FUNCTION) in line
    assert ("1", Role.NUMBER) in line
    assert ("None", Role.NUMBER) in line
    assert ("is", Role.KEYWORD) in line
    assert ("# why", Role.COMMENT) in line
    assert any(role is Role.STRING for _, role in line)


def test_a_docstring_is_a_comment_on_each_of_its_lines() -> None:
    lines = words('def f():\n    """One.\n\n    Two.\n    """\n    return 1\n', "python")
    assert [role for _, role in lines[1]] == [Role.COMMENT]
    assert [role for _, role in lines[3]] == [Role.COMMENT]
    assert lines[2] == []
    assert ("return", Role.KEYWORD) in lines[5]


def test_what_is_for_the_preprocessor_is_code_and_no_comment() -> None:
    include, define = words("#include <stdio.h>\n#define MOST 3\n", "c")[:2]
    assert Role.COMMENT not in {role for _, role in (*include, *define)}
    assert ("// why", Role.COMMENT) in words("int a; // why\n", "c")[0]


@pytest.mark.parametrize("language", ["c", "javascript", "go", "rust", "java", "typescript", "swift", "kotlin"])
def test_a_comment_in_the_last_line_is_one_with_and_without_a_line_feed_behind_it(language: str) -> None:
    for text in ("// why", "a;\n// why", "a;\n// why\n"):
        assert {role for _, role in words(text, language)[-1]} == {Role.COMMENT}


def test_leading_blank_lines_shift_nothing() -> None:
    assert words("\n\n\nx = 1\n", "python")[3][-1] == ("1", Role.NUMBER)


def test_long_sources_come_in_batches_from_the_top() -> None:
    count = LINES_A_BATCH * 2 + 5
    lines, went_through = roles("x = 1\n" * count, "python")
    assert (len(lines), went_through) == (count, True)


def test_an_unknown_language_gives_nothing() -> None:
    assert roles("x", "klingon") == ([], False)
    assert roles("x", None) == ([], False)
    assert roles("", "python") == ([], False)


def test_the_ending_of_a_path_serves_where_no_language_is_declared() -> None:
    assert lexer_name(None, "src/a.RS") == "rust"
    assert lexer_name("c++", "a.py") == "cpp"
    assert lexer_name(None, "") is None
    assert roles("fn main() {}", None, "a.rs")[1]


def test_languages_are_written_as_people_do() -> None:
    assert [language_name(one) for one in ("python", "typescript", "cpp", "SQL")] == [
        "Python",
        "TypeScript",
        "C++",
        "SQL",
    ]


@given(st.text(alphabet="ab'\"\\#\n\t (){}é日\u202e\r", max_size=60))
def test_spans_lie_inside_their_line_and_do_not_overlap(text: str) -> None:
    lines = split(text).lines
    found, _ = roles(text, "python")
    assert len(found) in (0, len(lines))
    for line, spans in zip(lines, found, strict=False):
        end = 0
        for first, last, _ in spans:
            assert end <= first < last <= len(line)
            end = last


def test_a_line_of_very_many_tokens_is_read_in_slices_and_only_as_far_as_it_is_drawn() -> None:
    steps = list(highlight(split("(" * 50_000 + "\nx = 1\n"), language="python"))
    assert [batch for _, batch in steps[:-1]] == [()] * (LONGEST_LINE // TOKENS_A_SLICE)
    long, short = steps[-1][1][:2]
    assert long[-1][1] == LONGEST_LINE
    assert (0, 1) not in [(first, end) for first, end, _ in short]
    assert short[-1][2] is Role.NUMBER
