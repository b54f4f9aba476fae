"""A table for a spreadsheet: one row a candidate, every cell quoted, none that any program acts on."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import canonical
from app.domain.judgment import Judgment
from app.formats.csv_table import COLUMNS, csv_header, csv_rows
from tests.builders_of_logs import a_judgment

JUDGMENT = a_judgment("task-1")


def with_text(text: str) -> Judgment:
    return replace(JUDGMENT, rationale=replace(JUDGMENT.rationale, rendered=text))


def table(judgment: Judgment) -> list[dict[str, str]]:
    data = csv_header() + csv_rows(canonical(judgment)).data
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_a_judgment_has_a_row_for_each_candidate() -> None:
    first, second = table(JUDGMENT)
    assert tuple(first) == COLUMNS
    assert (first["candidate_id"], first["tier"]) == ("c1", "2")
    assert (second["candidate_id"], second["tier"]) == ("c2", "1")
    assert first["ranking"] == "c2 > c1"
    assert first["scores"] == "correctness 2, edge_cases 2, readability 2"
    assert first["text_was_escaped"] == "false"


def test_every_cell_is_quoted_and_every_row_ends_as_rfc_4180_says() -> None:
    data = csv_header() + csv_rows(canonical(JUDGMENT)).data
    assert all(row.startswith(b'"') and row.endswith(b'"') for row in data.split(b"\r\n")[:-1])


@pytest.mark.parametrize("start", [*"=+-@\t\r\n＝＋－＠", "  =", " \t"])
def test_what_begins_like_a_formula_gets_an_apostrophe_and_the_row_says_so(start: str) -> None:
    (row, _) = table(with_text(f"{start}1+1"))
    assert row["rationale"] == f"'{start}1+1"
    assert row["text_was_escaped"] == "true"
    assert csv_rows(canonical(with_text(f"{start}1+1"))).escaped == 2


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_no_text_begins_a_formula_holds_a_control_or_tears_the_table(text: str) -> None:
    rows = table(with_text(text))
    assert len(rows) == 2
    for cell in (value for row in rows for value in row.values()):
        assert not cell.lstrip(" ").startswith(tuple("=+-@\t\r\n＝＋－＠"))
        assert not {"\x1b", "\x9b", "\u202e", "\u2066", "\x07"} & set(cell)
    if text.isalnum():
        assert rows[0]["rationale"] == text
