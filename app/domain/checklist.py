"""A short list of what to look at in code of one language: optional, ticked or not, never a wizard."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing to look at. *item_id* is what is stored; it names its list and never changes its meaning."""

    item_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """The items for one language, those that hold for every language first."""

    title: str
    items: tuple[ChecklistItem, ...]
