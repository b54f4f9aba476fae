"""Checklists by language, ticked and unticked."""

import json
from importlib.resources import files

import pytest

from app.domain.draft import Draft
from app.formats.bundled import CHECKLISTS, checklist_for
from app.judging.ticking import item_in_words, ticked, ticks

PYTHON = checklist_for("python")
FIRST = PYTHON.items[0].item_id


def test_a_language_has_the_general_items_and_its_own() -> None:
    general = checklist_for(None)
    assert len(general.items) == 10
    assert checklist_for("brainfuck") == general
    assert PYTHON.items[:10] == general.items
    assert PYTHON.items[10].text == "Mutable default"
    assert checklist_for("TypeScript") == checklist_for("javascript")
    assert checklist_for("c++").title == "C and C++"


def test_every_item_has_an_id_of_its_own_under_the_name_of_its_list() -> None:
    ids: list[str] = []
    for name in ("general", *CHECKLISTS):
        record = json.loads(files("data").joinpath("checklists", f"{name}.json").read_text(encoding="utf-8"))
        assert record["name"] == name
        assert all(item["id"].startswith(f"{name}.") and item["text"] for item in record["items"])
        ids += [item["id"] for item in record["items"]]
    assert len(set(ids)) == len(ids)


def test_with_the_first_tick_every_item_has_its_state() -> None:
    draft = ticked(Draft(), PYTHON, FIRST, flag=True)
    assert draft.checklist is not None
    assert len(draft.checklist) == len(PYTHON.items)
    assert ticks(draft, PYTHON) == (1, len(PYTHON.items))
    assert ticks(ticked(draft, PYTHON, FIRST, flag=False), PYTHON) == (0, len(PYTHON.items))
    assert ticks(Draft(), PYTHON) == (0, len(PYTHON.items))


def test_what_is_not_on_the_list_is_not_ticked() -> None:
    with pytest.raises(ValueError, match="not on the checklist"):
        ticked(Draft(), PYTHON, "go.ignored-err", flag=True)


def test_an_item_is_named_also_where_its_list_is_not_at_hand() -> None:
    assert item_in_words("python.mutable-default") == "mutable default"
    assert item_in_words("unheard-of") == "unheard-of"
