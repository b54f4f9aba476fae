"""A checklist as it is worked through: opened, ticked, unticked; kept in the draft and in the judgment."""

from dataclasses import replace

from app.domain.checklist import Checklist
from app.domain.draft import Draft


def ticked(draft: Draft, checklist: Checklist, item_id: str, *, flag: bool) -> Draft:
    """*draft* with one item of *checklist* ticked or not. With the first tick every item has its state, in the order of ids.

    Raises ValueError for an item that is not on the list.
    """
    if all(item.item_id != item_id for item in checklist.items):
        raise ValueError(f"“{item_id}” is not on the checklist")
    before = dict(draft.checklist or ())
    state = {item.item_id: before.get(item.item_id, False) for item in checklist.items} | {item_id: flag}
    return replace(draft, checklist=tuple(sorted(state.items())))


def ticks(draft: Draft, checklist: Checklist) -> tuple[int, int]:
    """How many items are ticked, of how many."""
    state = dict(draft.checklist or ())
    return sum(state.get(item.item_id, False) for item in checklist.items), len(checklist.items)


def item_in_words(item_id: str) -> str:
    """What an item is about, as far as its id tells: the list that it stood in may be another by now."""
    return item_id.partition(".")[2].replace("-", " ") or item_id
