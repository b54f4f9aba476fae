"""What was measured as Markdown, and its place on docs/performance.md: a block for each measurement, between marks."""

import os
import platform
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.results import Figure, LeftOut, Result, Table

PAGE = Path(__file__).parents[1] / "docs" / "performance.md"


def markdown(results: Sequence[Result]) -> str:
    """Figures as one table with what is demanded, then the other tables, then what was left out."""
    figures = [one for one in results if isinstance(one, Figure)]
    parts = [_figures(figures)] if figures else []
    parts += [_table(one) for one in results if isinstance(one, Table)]
    parts += [f"Left out: {one.sentence}" for one in results if isinstance(one, LeftOut)]
    return "\n\n".join(parts)


def write(name: str, results: Sequence[Result]) -> None:
    """Put what *name* measured into its block of the page, if it has one."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    page = PAGE.read_text(encoding="utf-8")
    if begin not in page:
        return
    before, rest = page.split(begin)
    _, after = rest.split(end)
    text = f"Taken on {machine()}.\n\n{markdown(results)}\n"
    PAGE.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def machine() -> str:
    """What the figures were taken on."""
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        system = f"{platform.system()} {platform.release()}"
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}"


def _figures(figures: Sequence[Figure]) -> str:
    def lines() -> Iterator[str]:
        yield "| | measured | demanded |"
        yield "|---|---|---|"
        for one in figures:
            short = "" if one.is_met else "**falls short:** "
            yield f"| {one.what} | {short}{one.measured} | {one.demanded} |"

    return "\n".join(lines())


def _table(table: Table) -> str:
    rows = [table.head, ("---",) * len(table.head), *table.rows]
    drawn = (
        "\n".join("| " + " | ".join(row) + " |" for row in rows).replace("| --- ", "|---").replace("|--- |", "|---|")
    )
    return f"{table.caption}\n\n{drawn}"
