"""Alignment: every line once and in order, equal lines level, and no candidate treated unlike another."""

from collections.abc import Sequence
from itertools import pairwise, permutations
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.code.alignment import Alignment, Mark, align, token_marks, unaligned
from app.code.lines import Source, split
from app.code.marking import blank_marks
from app.code.matching import LARGEST_GAP, Budget, LeftOut, longest_common, matched
from app.code.numbering import folded
from app.code.pairing import same_definitions
from app.steps import finished
from tests.unit.code.aligning import SOURCES, WORDS


def aligned(*texts: str) -> Alignment:
    return finished(align([split(text) for text in texts]))


def drawn(*texts: str) -> list[str]:
    """Rows as a person would write them down: each pane's line with = same, ~ changed, + only, . filler."""
    signs = {Mark.SAME: "=", Mark.CHANGED: "~", Mark.ONLY: "+", None: "."}
    return [
        " ".join(f"{signs[mark]}{line or ''}" for line, mark in zip(row.lines, row.marks, strict=True))
        for row in aligned(*texts).rows
    ]


@given(st.lists(SOURCES, min_size=1, max_size=3))
@example(
    [
        Source(("def f(a):", "def f(a):", "    return a"), ("\n",) * 3),
        Source(("    return a", "def f(a):"), ("\n",) * 2),
        Source(("def f(a):",) * 3, ("\n",) * 3),
    ]
)
def test_every_line_of_every_source_appears_once_and_in_order(sources: list[Source]) -> None:
    alignment = finished(align(sources))
    for column, source in enumerate(sources):
        lines = [row.lines[column] for row in alignment.rows if row.lines[column] is not None]
        assert lines == list(range(1, len(source.lines) + 1))
    assert all(any(line is not None for line in row.lines) for row in alignment.rows)
    assert 0 <= alignment.shared_percent <= 100


@given(st.lists(SOURCES, min_size=2, max_size=3))
def test_rows_that_count_as_equal_are_equal(sources: list[Source]) -> None:
    for row in finished(align(sources)).rows:
        words = [source.lines[line - 1] for source, line in zip(sources, row.lines, strict=True) if line is not None]
        if all(mark in (Mark.SAME, None) for mark in row.marks) and len(words) > 1 and "".join(words).strip():
            assert len(set(words)) == 1


@given(st.lists(SOURCES, min_size=2, max_size=3))
def test_permuting_the_candidates_permutes_the_columns_and_changes_nothing_else(
    sources: list[Source],
) -> None:
    alignment = finished(align(sources))
    for order in permutations(range(len(sources))):
        other = finished(align([sources[index] for index in order]))
        if len({source.lines for source in sources}) == len(sources):
            assert [row.lines for row in other.rows] == [
                tuple(row.lines[index] for index in order) for row in alignment.rows
            ]
        assert other.shared_percent == alignment.shared_percent
        assert other.differences == alignment.differences


@given(st.lists(SOURCES, min_size=2, max_size=3))
def test_without_regard_to_blanks_rows_that_count_as_equal_are_equal_but_for_blanks(sources: list[Source]) -> None:
    alignment = finished(align(sources, ignore_blanks=True))
    for row in alignment.rows:
        lines = [source.lines[line - 1] for source, line in zip(sources, row.lines, strict=True) if line is not None]
        if len(lines) > 1 and "".join(lines).strip() and not row.is_tinted:
            assert len({folded(line) for line in lines}) == 1
            assert (Mark.BLANKS in row.marks) == (len(set(lines)) > 1)
    assert [row.lines for row in alignment.rows] == [row.lines for row in finished(align(sources)).rows]


@given(st.lists(SOURCES, min_size=2, max_size=3), st.integers(0, 200))
def test_however_little_may_be_spent_every_line_appears_once_and_in_order(sources: list[Source], work: int) -> None:
    alignment = finished(align(sources, budget=Budget(work)))
    for column, source in enumerate(sources):
        lines = [row.lines[column] for row in alignment.rows if row.lines[column] is not None]
        assert lines == list(range(1, len(source.lines) + 1))


def test_what_was_left_out_is_said() -> None:
    apart = [split("".join(f"{name}_{number} = 1\n" for number in range(5))) for name in ("left", "right")]
    assert finished(align(apart)).left_out is None
    assert finished(align(apart, budget=Budget(60))).left_out is LeftOut.PAIRING
    assert finished(align(apart, budget=Budget(0))).left_out is LeftOut.MATCHING
    assert LeftOut.MATCHING.endswith("lines that are the same may stand alone.")


def test_hostile_input_is_taken_in_many_small_steps() -> None:
    """A step is what happens between two yields; its work is bounded, so there are many where there is much to do."""
    random = Random(3)
    two_kinds = [split("".join(random.choice(("a();\n", "b();\n")) for _ in range(6_000))) for _ in range(2)]
    twice = [split("".join(f"line {n % 2_000}\n" for n in random.sample(range(4_000), 4_000))) for _ in range(2)]
    megabyte = [split("ab " * 350_000), split("ba " * 350_000)]
    blank = [split("\n" * 20_000), split("\n" * 15_000 + "x\n" + "\n" * 9_000)]
    for sources, least in ((two_kinds, 50), (twice, 100), (blank, 40), (megabyte, 4)):
        steps = align(sources)
        assert sum(1 for _ in steps) >= least


def test_two_versions_of_a_function_stand_level() -> None:
    left = "import a\n\ndef get(self, key):\n    item = self.data.get(key)\n    return item\n"
    right = "\ndef get(self, key, default=None):\n    item = self.data.get(key)\n    log(item)\n    return item\n"
    assert drawn(left, right) == ["+1 .", "=2 =1", "~3 ~2", "=4 =3", ". +4", "=5 =5"]


def test_of_three_only_the_odd_one_out_is_marked() -> None:
    assert drawn("a = 1\nb = 2\n", "a = 1\nb = 3\n", "a = 1\nb = 2\n") == ["=1 =1 =1", "=2 ~2 =2"]
    assert drawn("total = 1\n", "total = 2\n", "total = 3\n") == ["~1 ~1 ~1"]


def test_two_of_three_that_agree_leave_the_third_a_gap() -> None:
    assert drawn("a1\nshared line\nb1\n", "a1\nshared line\nb1\n", "a1\nb1\n") == ["=1 =1 =1", "=2 =2 .", "=3 =3 =2"]


def test_the_others_find_each_other_where_the_lead_has_nothing() -> None:
    lead = "first = 1\nlast = 2\nmore = 3\nend = 4\n"
    one = "first = 1\nonly here together\nlast = 2\n"
    two = "first = 1\nonly here together\nlast = 2\n"
    rows = drawn(lead, one, two)
    assert ". =2 =2" in rows


def test_white_space_alone_does_not_part_lines_and_still_shows() -> None:
    assert drawn("if x:\n\treturn  1\n", "if x:\n    return 1\n") == ["=1 =1", "~2 ~2"]


def test_white_space_alone_is_no_difference_where_it_is_not_asked_for_and_is_marked_all_the_same() -> None:
    left, right = split("if x:\n\treturn  1\nend\n"), split("if x:\n    return 1\nend\n")
    rows = finished(align([left, right], ignore_blanks=True))
    assert rows.rows[1].marks == (Mark.BLANKS, Mark.BLANKS)
    assert rows.differences == ()
    assert rows.shared_percent == 100
    third = finished(align([left, right, right], ignore_blanks=True)).rows[1]
    assert third.marks == (Mark.BLANKS, Mark.SAME, Mark.SAME)


@pytest.mark.parametrize(
    ("texts", "marked"),
    [
        (("\treturn  1", "    return 1"), ("[\t]return[  ]1", "[    ]return[ ]1")),
        (("f(a, b)", "f(a,b)"), ("f(a,[ ]b)", "f(a,[]b)")),
        (("f(a, b)", "f(a,b)", "f(a,b)"), ("f(a,[ ]b)", "f(a,b)", "f(a,b)")),
        (("f(a, b)", "f(a,b)", "f(a, b)"), ("f(a, b)", "f(a,[]b)", "f(a, b)")),
        (("  if x:", "if  x:", "if  x:"), ("[  ]if[ ]x:", "if  x:", "if  x:")),
        (("  if  x:", "if x:", "  if  x:"), ("  if  x:", "[]if[ ]x:", "  if  x:")),
        (("a = 1 ", None, "a = 1"), ("a = 1[ ]", None, "a = 1[]")),
        (("a = 1", "a = 2"), ("a = 1", "a = 2")),
        (("a  = 1", "a = 1", "b = 1"), ("a[  ]= 1", "a[ ]= 1", "b = 1")),
        (("same", "same"), ("same", "same")),
    ],
)
def test_the_blanks_that_differ_are_marked_and_so_is_the_place_of_one_that_is_missing(
    texts: Sequence[str | None], marked: Sequence[str | None]
) -> None:
    assert [
        None if text is None else in_brackets(text, ranges)
        for text, ranges in zip(texts, blank_marks(texts), strict=True)
    ] == list(marked)


def in_brackets(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    for first, last in reversed(ranges):
        text = f"{text[:first]}[{text[first:last]}]{text[last:]}"
    return text


def test_blank_lines_are_never_tinted_and_tear_nothing_apart() -> None:
    left = "a\n\nclass Cache(Base):\n    pass\n"
    right = "class Cache:\n    pass\n\n\nz\n"
    rows = drawn(left, right)
    assert "~3 ~1" in rows
    assert "=2 ." in rows


def test_identical_sources_share_everything() -> None:
    alignment = aligned("a\nb\n", "a\nb\n")
    assert (alignment.shared_percent, alignment.differences) == (100, ())
    assert aligned("", "").shared_percent == 100
    assert aligned("a\n").rows[0].marks == (Mark.SAME,)
    assert finished(align([])).rows == ()


def test_differences_are_the_runs_of_tinted_rows() -> None:
    assert aligned("a\nx1\ny2\nb\nq9\n", "a\nb\n").differences == ((1, 2), (4, 4))


def test_without_alignment_line_n_stands_beside_line_n() -> None:
    rows = unaligned([split("a\nb\n"), split("c\n")]).rows
    assert [row.lines for row in rows] == [(1, 1), (2, None)]
    assert unaligned([]).rows == ()


def test_work_that_is_dropped_is_dropped() -> None:
    steps = align([split("a\n" * 3000), split("b\na\n" * 1500)])
    next(steps)
    steps.close()
    with pytest.raises(StopIteration) as end:
        next(steps)
    assert end.value.value is None


def test_a_repetitive_file_is_matched_almost_wholly_and_in_many_slices() -> None:
    rhythm = [f"line {number % 3}" for number in range(2100)]
    edited = [line for number, line in enumerate(rhythm) if number % 50]
    numbers = {line: number for number, line in enumerate(dict.fromkeys(rhythm))}
    steps = matched([numbers[line] for line in rhythm], [numbers[line] for line in edited])
    slices = 0
    while True:
        try:
            next(steps)
            slices += 1
        except StopIteration as end:
            pairs = end.value
            break
    assert len(pairs) >= 0.99 * len(edited)
    assert slices > 5


def test_nothing_is_matched_between_the_ends_where_nothing_may_be_spent() -> None:
    budget = Budget(0)
    assert finished(matched([1, 2, 3, 4, 9], [1, 5, 3, 6, 9], budget=budget)) == [(0, 0), (4, 4)]
    assert budget.left_out is LeftOut.MATCHING


def test_a_gap_that_is_too_large_is_split_at_its_rarest_line() -> None:
    side = int(LARGEST_GAP**0.5) + 200
    left = [0, 1] * (side // 2) + [7, 7] + [2, 3] * 50
    right = [1, 1, 0] * (side // 3) + [7, 7, 7] + [3, 2] * 50
    pairs = finished(matched(left, right))
    assert any(left[i] == 7 for i, _ in pairs)
    assert all(left[i] == right[j] for i, j in pairs)
    nothing = finished(matched([5, 5] * (side // 2), [6, 6] * (side // 2)))
    assert nothing == []


def level(left: list[str], right: list[str]) -> dict[str, str]:
    """Which lines stand beside which others."""
    rows = aligned("".join(f"{one}\n" for one in left), "".join(f"{one}\n" for one in right)).rows
    pairs = (row.lines for row in rows)
    return {left[a - 1]: right[b - 1] for a, b in pairs if a is not None and b is not None}


def test_a_stretch_too_long_to_compare_every_two_lines_is_parted_by_its_definitions() -> None:
    left = [f"left_{number} = {number * 7919}" for number in range(200)]
    right = [f"RIGHT[{number * 31}]: call({number})" for number in range(200)]
    left[100:103] = ["def load(path):", "    whole = read(path, 'utf-8')", "    return parse(whole)"]
    right[90:93] = ["def load(name, *, strict):", "    whole = read(name, 'utf-8')", "    yield from ()"]
    left[103:], right[93:] = left[103:150], right[93:140]
    beside = level(left, right)
    assert beside["def load(path):"] == "def load(name, *, strict):"
    assert beside["    whole = read(path, 'utf-8')"] == "    whole = read(name, 'utf-8')"


def test_in_a_very_long_stretch_without_a_definition_lines_that_differ_in_blanks_are_still_matched() -> None:
    left = [f"left_{number} = {number}" for number in range(900)]
    right = [f"RIGHT[{number}]" for number in range(900)]
    left[450], right[300] = "shared  =  call( 1 )", "shared = call(1)"
    assert level(left, right)["shared  =  call( 1 )"] == "shared = call(1)"


def test_blank_lines_in_a_long_stretch_leave_what_is_alike_together() -> None:
    left, right = [f"alpha_{n}({n})" for n in range(150)], [f"OMEGA {n * 7}" for n in range(150)]
    left[75:75], right[75:75] = ["", "value = compute(first, 1)", ""], ["", "value = compute(second, 1)", ""]
    assert level(left, right)["value = compute(first, 1)"] == "value = compute(second, 1)"


@given(st.lists(st.integers(0, 5), max_size=30), st.lists(st.integers(0, 5), max_size=30))
def test_the_longest_common_lines_are_as_many_as_by_plain_counting(left: list[int], right: list[int]) -> None:
    lengths = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            lengths[i + 1][j + 1] = lengths[i][j] + 1 if one == other else max(lengths[i][j + 1], lengths[i + 1][j])
    assert len(finished(longest_common(left, right))) == lengths[-1][-1]


@given(st.lists(st.integers(0, 5), max_size=40), st.lists(st.integers(0, 5), max_size=40))
def test_matched_lines_are_equal_and_rise_on_both_sides(left: list[int], right: list[int]) -> None:
    pairs = finished(matched(left, right))
    assert all(left[i] == right[j] for i, j in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.lists(st.sampled_from(WORDS), max_size=12))
def test_definitions_that_are_paired_rise_on_both_sides(left: list[str], right: list[str]) -> None:
    pairs = finished(same_definitions(left, right))
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))


def test_definitions_of_the_same_name_are_paired_however_unlike_they_are() -> None:
    left = ["def load(self, key: str) -> bytes | None:", "other"]
    right = ["other one = 1", "async def load(x, y, z, and_much_more=None, besides=(), all_of=1):"]
    assert finished(same_definitions(left, right)) == [(0, 1)]


Marks = tuple[tuple[tuple[int, int], ...], ...]


@pytest.mark.parametrize(
    ("texts", "marked"),
    [
        (("a = 1", "a = 2"), [["1"], ["2"]]),
        (("get(key: K)", "get(key)"), [[": K"], []]),
        (("same", "same"), [[], []]),
        (("a = 1", None), [[], []]),
        (("a = 1", "a = 1", "a = 2"), [[], [], ["2"]]),
        (("a = 1 + x", "a = 2 + x", "a = 3 + x"), [["1"], ["2"], ["3"]]),
        (("  x", "x"), [[], []]),
    ],
)
def test_the_tokens_that_differ_are_marked(texts: Sequence[str | None], marked: list[list[str]]) -> None:
    found = token_marks(texts)
    assert [
        [(text or "")[first:last] for first, last in ranges] for text, ranges in zip(texts, found, strict=True)
    ] == marked


def test_a_line_of_too_many_tokens_is_marked_in_its_middle() -> None:
    left, right = "begin " + "a " * 500 + "end", "begin " + "b " * 500 + "end"
    ((first, last),), _ = token_marks((left, right))
    assert left[first] == "a"
    assert left[last - 1] == "a"
    left, right = "begin " + "x" * 11_000 + " one end", "begin " + "x" * 11_000 + " two end"
    ((first, last),), _ = token_marks((left, right))
    assert left[first:last] == "one"


@given(st.lists(st.text(alphabet="ab (1)", max_size=12) | st.none(), min_size=2, max_size=3))
def test_marks_lie_inside_their_line_and_begin_and_end_with_ink(texts: list[str | None]) -> None:
    for text, ranges in zip(texts, token_marks(texts), strict=True):
        for first, last in ranges:
            assert text is not None
            assert 0 <= first < last <= len(text)
            assert text[first:last] == text[first:last].strip()
