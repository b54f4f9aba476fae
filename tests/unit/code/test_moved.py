"""Blocks that stand elsewhere in the other candidate."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from app.code.alignment import align
from app.code.lines import split
from app.code.moved import FEWEST_LETTERS, FEWEST_LINES, Moved, moved_blocks
from app.code.numbering import folded
from app.steps import finished

PARSE = ["def parse(text):", "    tokens = text.split()", "", "    return build(tokens)"]
RENDER = ["def render(tree):", "    parts = walk(tree)", '    return "".join(parts)']
CHECK = ["def check(tree, limit):", "    if depth(tree) > limit:", "        raise TooDeep(limit)"]
COUNT = ["counter = Counter(words)", "for word, count in counter.items():", "    print(word, count, sep=', ')"]
PIECES = st.lists(st.sampled_from([PARSE, RENDER, CHECK, COUNT, [""], ["}"], ["x = 1"]]), max_size=6)
TEXTS = PIECES.map(lambda pieces: "".join(f"{line}\n" for piece in pieces for line in piece))


def moved(*texts: str) -> tuple[Moved, ...]:
    sources = [split(text) for text in texts]
    return finished(moved_blocks(sources, finished(align(sources))))


def text(*pieces: list[str]) -> str:
    return "".join(f"{line}\n" for piece in pieces for line in piece)


def test_a_function_that_stands_below_the_others_on_one_side_is_found_with_its_twin() -> None:
    assert moved(text(PARSE, RENDER, CHECK), text(RENDER, CHECK, PARSE)) == (Moved(0, 1, 1, 7, 4),)


def test_a_block_that_is_indented_anew_is_the_same_block() -> None:
    inner = [f"    {line}" for line in RENDER]
    (block,) = moved(text(RENDER, PARSE, CHECK), text(PARSE, CHECK, ["class View:"], inner))
    assert (block.first, block.twin, block.lines) == (1, 9, 3)


def test_blank_lines_around_a_block_are_not_part_of_it() -> None:
    left = text(RENDER, [""], PARSE, [""], CHECK, [""], COUNT)
    right = text(PARSE, ["one = 1"], CHECK, ["two = 2"], COUNT, [""], RENDER, [""], ["three = 3"])
    assert Moved(0, 1, 1, right.split("\n").index(RENDER[0]) + 1, 3) in moved(left, right)


def test_a_block_may_begin_with_a_line_that_stands_everywhere() -> None:
    common = [line for number in range(9) for line in ("@cached", f"other_{number} = 1")]
    (block,) = moved(
        text(["@cached"], RENDER, PARSE, CHECK, COUNT), text(PARSE, CHECK, COUNT, common, ["", "@cached"], RENDER)
    )
    assert block.lines == 4
    (block,) = moved(text(["", "@cached"], RENDER, PARSE), text(PARSE, common, ["", "@cached"], RENDER))
    assert block.lines == 4


def test_a_block_is_found_in_a_long_file() -> None:
    long = [f"line_{number} = {number}" for number in range(4_500)]
    (block,) = moved(text(RENDER, long), text(long, RENDER))
    assert (block.first, block.twin, block.lines) == (1, 4_501, 3)


def test_each_line_of_a_block_knows_its_twin_from_either_side() -> None:
    block = Moved(0, 1, 1, 7, 4)
    assert block.twin_of(0, 3) == (1, 9)
    assert block.twin_of(1, 9) == (0, 3)
    assert block.twin_of(0, 5) is None
    assert block.twin_of(1, 6) is None
    assert block.twin_of(2, 3) is None


def test_two_lines_and_lines_that_say_little_are_no_block() -> None:
    assert moved(text(RENDER[:2], PARSE, CHECK), text(PARSE, CHECK, RENDER[:2])) == ()
    little = ["a = 1", "b = 2", "c = 3"]
    assert moved(text(little, PARSE, CHECK), text(PARSE, CHECK, little)) == ()


def test_a_block_that_stands_twice_is_nobodys_twin() -> None:
    once, twice = text(RENDER, PARSE, CHECK), text(PARSE, CHECK, ["one = 1"], RENDER, ["two = 2"], RENDER)
    assert moved(once, twice) == ()


def test_blocks_that_stand_level_have_not_moved() -> None:
    assert moved(text(PARSE, RENDER), text(PARSE, RENDER)) == ()
    assert moved(text(PARSE)) == ()


def test_every_two_of_three_candidates_are_compared() -> None:
    blocks = moved(text(PARSE, RENDER, CHECK), text(RENDER, CHECK, PARSE), text(PARSE, RENDER, CHECK))
    assert {(block.column, block.other) for block in blocks} == {(0, 1), (1, 2)}


@given(st.lists(TEXTS, min_size=2, max_size=3))
def test_blocks_are_the_same_lines_say_enough_and_do_not_overlap(texts: list[str]) -> None:
    sources = [split(one) for one in texts]
    seen: set[tuple[int, int, int, int]] = set()
    for block in moved(*texts):
        left = [folded(line) for line in sources[block.column].lines[block.first - 1 :][: block.lines]]
        right = [folded(line) for line in sources[block.other].lines[block.twin - 1 :][: block.lines]]
        assert left == right
        assert len(left) == block.lines >= FEWEST_LINES
        assert left[0]
        assert left[-1]
        assert sum(character.isalnum() for character in "".join(left)) >= FEWEST_LETTERS
        pair = (block.column, block.other)
        lines = {(*pair, 0, block.first + k) for k in range(block.lines)}
        lines |= {(*pair, 1, block.twin + k) for k in range(block.lines)}
        assert seen.isdisjoint(lines)
        seen |= lines


@given(st.lists(TEXTS, min_size=2, max_size=3, unique=True))
def test_permuting_the_candidates_changes_nothing_about_the_blocks(texts: list[str]) -> None:
    blocks = {
        frozenset({(block.column, block.first + k), (block.other, block.twin + k)})
        for block in moved(*texts)
        for k in range(block.lines)
    }
    for order in permutations(range(len(texts))):
        turned = {
            frozenset({(order[block.column], block.first + k), (order[block.other], block.twin + k)})
            for block in moved(*(texts[index] for index in order))
            for k in range(block.lines)
        }
        assert turned == blocks
