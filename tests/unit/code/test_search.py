"""Finding: in all candidates, plain or by expression, and never for ever."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.code.lines import split
from app.code.search import (
    LONGEST_SEARCHED,
    MOST_HITS,
    Hit,
    Query,
    Searched,
    next_hit,
    previous_hit,
    query,
    search,
    word_at,
)
from app.errors import UserError

A = ["total = 0", "for item in items:", "    Total += item"]
B = ["subtotal = total"]


def asked(text: str, *, is_regex: bool = False, whole_word: bool = False, match_case: bool = False) -> Query:
    found = query(text, is_regex=is_regex, whole_word=whole_word, match_case=match_case)
    assert found is not None
    return found


def found(wanted: Query, *sources: list[str]) -> tuple[list[Hit], Searched]:
    hits: list[Hit] = []
    steps = search(wanted, sources)
    while True:
        try:
            hits += next(steps)
        except StopIteration as end:
            return hits, end.value


def test_hits_come_from_all_candidates_in_order() -> None:
    hits, _ = found(asked("total"), A, B)
    assert hits == [Hit(0, 1, 0, 5), Hit(0, 3, 4, 9), Hit(1, 1, 3, 8), Hit(1, 1, 11, 16)]
    assert hits == sorted(hits)


def test_case_and_whole_words_are_matched_where_asked_for() -> None:
    assert [hit.line for hit in found(asked("total", match_case=True), A)[0]] == [1]
    assert found(asked("total", whole_word=True), B)[0] == [Hit(0, 1, 11, 16)]
    assert found(asked("a.b"), ["aXb a.b"])[0] == [Hit(0, 1, 4, 7)]


def test_an_expression_finds_what_it_says() -> None:
    assert found(asked(r"it\w+", is_regex=True), A)[0] == [Hit(0, 2, 4, 8), Hit(0, 2, 12, 17), Hit(0, 3, 13, 17)]
    assert found(asked("x*", is_regex=True), ["axxb"])[0] == [Hit(0, 1, 1, 3)]
    assert found(asked("a|b", is_regex=True, whole_word=True), ["ab a b"])[0] == [Hit(0, 1, 3, 4), Hit(0, 1, 5, 6)]


def test_nothing_is_asked_for_by_no_text() -> None:
    assert query("") is None
    assert query("", is_regex=True) is None


@pytest.mark.parametrize("text", ["(", "[a", "*a", "(?P<n>", "\\", "a{3,1}", "(?P<n>a)(?P<n>b)", "(?<=a+)b"])
def test_an_expression_that_is_none_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(UserError, match="This is no regular expression"):
        query(text, is_regex=True)


@pytest.mark.parametrize(
    "text",
    [
        "(a+)+b",
        "(a*)*",
        "(?:a|aa)+$",
        "((a|b)c)*",
        "(x+x+)+y",
        "(a?){30}",
        "([a-z]+){2,}",
        "((?#why)a+)+",
        "(?P<n>a+)*",
        "(?i:a+)+",
        "(a{1,9}){9}",
    ],
)
def test_an_expression_that_may_run_for_ever_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(UserError, match="may run for ever"):
        query(text, is_regex=True)


@pytest.mark.parametrize("text", ["a*b*c*d*e*", "a?" * 9 + "a"])
def test_an_expression_of_too_many_repetitions_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(UserError, match="At most 4 repetitions can be searched for"):
        query(text, is_regex=True)


@pytest.mark.parametrize(
    ("text", "repetitions"),
    [
        ("abc", 0),
        (r"\w+\(", 1),
        (r"[*+]\*\+", 0),
        ("[]*]x[^]*]", 0),
        (r"[\]*]", 0),
        ("a{2}b{,3}c{1,}", 3),
        ("a{x}", 0),
        ("(ab)+(?:cd)?", 2),
        ("(?=a*)b", 1),
        (r"(?P<n>a)(?P=n)+", 2),
        (r"(a+)\1b", 2),
        ("(?#a+)b", 0),
        ("(?i)a+", 1),
        ("a+?b*+", 2),
        ("(a|b)c", 0),
    ],
)
def test_the_more_repetitions_the_less_of_a_line_is_looked_at(text: str, repetitions: int) -> None:
    assert asked(text, is_regex=True).longest == LONGEST_SEARCHED[repetitions]


def test_lines_that_are_searched_in_part_are_counted() -> None:
    long_line = "x" * 3_000 + "needle"
    hits, searched = found(asked(".needle+", is_regex=True), [long_line, "a needle"])
    assert ([hit.line for hit in hits], searched) == ([2], Searched(1, is_cut_short=False))
    assert len(found(asked("needle"), [long_line])[0]) == 1


def test_a_megabyte_of_hits_ends_after_the_most_that_are_kept() -> None:
    steps = search(asked("a"), [["a" * 1_000_000]])
    slices = list(steps)
    assert sum(map(len, slices)) == MOST_HITS
    assert max(map(len, slices)) <= 500
    assert found(asked("a"), ["a" * 1_000_000])[1].is_cut_short


def test_long_sources_come_in_many_slices() -> None:
    assert len(list(search(asked("q"), [["some line of code"] * 10_000]))) > 10


def test_going_from_hit_to_hit_goes_round() -> None:
    hits, _ = found(asked("total"), A, B)
    assert next_hit(hits, 0, 1, 0) == 0
    assert next_hit(hits, 0, 1, 1) == 1
    assert next_hit(hits, 1, 1, 12) == 0
    assert previous_hit(hits, 0, 1, 0) == 3
    assert previous_hit(hits, 1, 1, 3) == 1
    assert next_hit([], 0, 1, 0) is previous_hit([], 0, 1, 0) is None


def test_the_word_under_a_column() -> None:
    assert word_at("a.total += 1", 4) == (2, 7)
    assert word_at("a.total += 1", 7) == (2, 7)
    assert word_at("a.total += 1", 9) is None


@given(st.text(alphabet="ab()[]{}|*+?\\^$.1,:#P<>=!i", max_size=12), st.text(alphabet="ab1", max_size=30))
def test_every_text_is_an_expression_or_is_refused_and_its_hits_are_its_matches(text: str, line: str) -> None:
    try:
        wanted = query(text, is_regex=True)
    except UserError:
        return
    if wanted is not None:
        hits, _ = found(wanted, [line])
        limit = LONGEST_SEARCHED[-1]
        assert all(
            wanted.pattern.fullmatch(line, hit.column, hit.end) or "$" in text for hit in hits if len(line) < limit
        )


@given(st.text(alphabet="ab.*", min_size=1, max_size=3), st.lists(st.text(alphabet="ab.*\n", max_size=12), max_size=3))
def test_plain_text_is_found_wherever_it_stands(text: str, texts: list[str]) -> None:
    sources = [list(split(one).lines) for one in texts]
    hits, _ = found(asked(text, match_case=True), *sources)
    expected = [
        Hit(number, line, match.start(), match.end())
        for number, lines in enumerate(sources)
        for line, content in enumerate(lines, 1)
        for match in re.finditer(re.escape(text), content)
    ]
    assert hits == expected
