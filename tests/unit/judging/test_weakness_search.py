"""Finding a weakness while it is typed, in the bundled list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats.bundled import subtlety_levels, weaknesses
from app.judging.weakness_search import search

ENTRIES = weaknesses().entries


def first(query: str) -> str:
    return search(query, ENTRIES)[0].cwe


@pytest.mark.parametrize(
    ("query", "cwe"),
    [
        ("79", "CWE-79"),
        ("cwe-362", "CWE-362"),
        ("CWE 20", "CWE-20"),
        ("xss", "CWE-79"),
        ("sql inj", "CWE-89"),
        ("race cond", "CWE-362"),
        ("timing attack", "CWE-208"),
        ("hard-coded cred", "CWE-798"),
        ("divide", "CWE-369"),
        ("quadratic", "CWE-407"),
        ("use after free", "CWE-416"),
        ("n+1", "CWE-1050"),
    ],
)
def test_what_people_type_finds_what_they_mean(query: str, cwe: str) -> None:
    assert first(query) == cwe


def test_a_number_that_begins_so_follows_the_exact_one() -> None:
    found = [entry.number for entry in search("79", ENTRIES)]
    assert found == [79, 798]


def test_nothing_typed_gives_the_top_of_the_list_and_nonsense_nothing() -> None:
    assert [entry.top_25_rank for entry in search("", ENTRIES, most=3)] == [1, 2, 3]
    assert search("zzz", ENTRIES) == ()


@given(st.text(max_size=12))
def test_whatever_is_typed_gives_at_most_a_list_full_without_repeats(query: str) -> None:
    found = search(query, ENTRIES)
    assert len(found) <= 12
    assert len(set(found)) == len(found)


def test_every_entry_is_found_by_its_own_id_and_name() -> None:
    for entry in ENTRIES:
        assert first(entry.cwe) == entry.cwe
        assert entry in search(entry.name, ENTRIES)


def test_the_list_holds_the_top_25_the_review_set_a_version_and_the_notice() -> None:
    listed = weaknesses()
    assert sorted(entry.top_25_rank for entry in ENTRIES if entry.top_25_rank is not None) == list(range(1, 26))
    assert len({entry.number for entry in ENTRIES}) == len(ENTRIES) > 100
    assert {"CWE-798", "CWE-208", "CWE-362"} <= {entry.cwe for entry in ENTRIES}
    assert listed.version == "4.14"
    assert "The MITRE Corporation" in listed.notice
    assert "non-exclusive, royalty-free license" in listed.terms
    found = listed.find("CWE-89")
    assert found is not None
    assert "SQL Injection" in found.name
    assert listed.find("CWE-1") is None


def test_subtlety_has_eight_levels_in_order_each_with_its_words() -> None:
    assert [level.level for level in subtlety_levels()] == [f"S{number}" for number in range(8)]
    assert all(level.found_by and level.examples for level in subtlety_levels())
