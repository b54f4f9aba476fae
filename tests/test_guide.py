"""The guide and its pictures belong together: what a page shows is a step that the program draws, in its order."""

import re
from pathlib import Path

import pytest

from docs.guide_pictures import GUIDES, Guide

GUIDE = Path(__file__).parents[1] / "docs" / "guide"
README = Path(__file__).parents[1] / "README.md"


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_a_page_shows_every_step_once_and_in_order(guide: Guide) -> None:
    page = (GUIDE / f"{guide.name}.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"!\[[^]]+\]\(pictures/([^)]+)\)", page)) == guide.pictures()


def test_every_page_is_found_from_the_readme() -> None:
    readme = README.read_text(encoding="utf-8")
    assert [page.name for page in sorted(GUIDE.glob("*.md")) if f"docs/guide/{page.name}" not in readme] == []
