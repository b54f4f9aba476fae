"""Texts that name canary files and a web server in every way that Qt might follow, and tasks that are full of them."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000"
    "000049454e44ae426082"
)
LONG_AGO = (10**18, 2 * 10**18)
"""Read and changed, in ns: the first read renews an access time that is older than the change, however a disk is mounted."""


@dataclass
class Canaries:
    """Makes texts; each names files of its own, so that a file that is opened tells where its text stood."""

    folder: Path
    port: int
    places: list[str] = field(default_factory=list)

    def words(self, place: str) -> str:
        """One line, short enough for a name."""
        self._hatch(place)
        return f"<img src='{self.folder}/canary-{place}.png'><a href='http://127.0.0.1:{self.port}/canary-{place}'>{place}</a>"

    def text(self, place: str) -> str:
        """HTML, Markdown, style sheets and addresses, as a file and as a page."""
        self._hatch(place)
        file, page = f"file://{self.folder}/canary-{place}", f"http://127.0.0.1:{self.port}/canary-{place}"
        return (
            f"<p>{place}</p><img src='{file}.png'><img src='{self.folder}/canary-{place}.png'><img src='{page}.png'>"
            f"<link rel='stylesheet' href='{file}.css'><style>body {{ background-image: url({file}.png) }}</style>"
            f"<table background='{file}.png'><tr><td>x</td></tr></table><a href='{page}'>{place}</a>\n"
            f"![{place}]({file}.png) ![{place}]({page}.png) [{place}]({page}) <{page}>\n"
            f"\n[ref]: {file}.png\n![ref]\n@import url({file}.css); QLabel {{ border-image: url({file}.png) }}\n"
        )

    def read_by_their_times(self) -> list[str]:
        """The places whose files were read, as far as their times tell."""
        return sorted(
            place for place in self.places if any(file.stat().st_atime_ns != LONG_AGO[0] for file in self._files(place))
        )

    def named_in(self, text: str) -> set[str]:
        return {place for place in self.places if f"canary-{place}." in text or f"canary-{place}'" in text}

    def _files(self, place: str) -> tuple[Path, Path]:
        return self.folder / f"canary-{place}.png", self.folder / f"canary-{place}.css"

    def _hatch(self, place: str) -> None:
        if place in self.places:
            return
        self.places.append(place)
        for file in self._files(place):
            file.write_bytes(PNG if file.suffix == ".png" else b"p { color: red }")
            os.utime(file, ns=LONG_AGO)


def task_set(canaries: Canaries, folder: Path, *, name: str = "set-name", policy: str = "") -> Path:
    """A task set in which everything that may hold any text names canaries; its description.

    *name* is the place of its own name, *policy* what else it asks for.
    """
    folder.mkdir()
    criteria = {
        criterion: {
            "description": canaries.text(f"{criterion}-description"),
            "label": canaries.words(f"{criterion}-label"),
            "short": canaries.words(f"{criterion}-short"),
            "anchors": {str(score): canaries.text(f"{criterion}-anchor-{score}") for score in range(6)},
        }
        for criterion in ("correctness", "readability", "safety")
    }
    rubric = {"name": canaries.words("rubric-name"), "rubric": criteria}
    (folder / "rubric.json").write_text(json.dumps(rubric), encoding="utf-8")
    (folder / "guidelines.md").write_text(canaries.text("guidelines"), encoding="utf-8")
    lines = [json.dumps(one) + "\n" for one in _tasks(canaries)]
    (folder / "tasks.jsonl").write_text("".join(lines), encoding="utf-8")
    (folder / "set.toml").write_text(
        f'schema = "diptych/task-set/1"\nname = """{canaries.words(name)}"""\ntasks = ["tasks.jsonl"]\n'
        'rubric = "rubric.json"\nguidelines = "guidelines.md"\n[policy]\nminimum_words = 1\nask_acceptability = true\n'
        f"{policy}",
        encoding="utf-8",
    )
    return folder / "set.toml"


# Any: a task as JSON.
def _tasks(canaries: Canaries) -> list[dict[str, Any]]:
    def task(name: str, candidates: list[dict[str, Any]]) -> dict[str, Any]:
        text, words = canaries.text, canaries.words
        return {
            "task_id": words(f"{name}-id"),
            "title": words(f"{name}-title"),
            "prompt": text(f"{name}-prompt"),
            "language": "html",
            "constraints": [words(f"{name}-constraint"), text(f"{name}-long-constraint")],
            "examples": [{"input": text(f"{name}-input"), "expected": text(f"{name}-expected")}],
            "context": [
                {
                    "path": words(f"{name}-context-path"),
                    "content": text(f"{name}-context"),
                    "note": text(f"{name}-context-note"),
                }
            ],
            "tests": text(f"{name}-tests"),
            "results": {"c1": [{"name": words(f"{name}-result"), "outcome": f"<img src='canary-{name}.png'>"}]},
            "candidates": candidates,
        }

    def code(place: str) -> str:
        return "\n".join(canaries.text(place) for _ in range(2))

    def files(place: str) -> list[dict[str, str]]:
        return [{"path": canaries.words(f"{place}-path-{n}"), "content": code(f"{place}-file-{n}")} for n in (1, 2)]

    return [
        task("two", [{"code": code("two-code-a")}, {"code": code("two-code-b") + "\nlast"}]),
        task("three", [{"code": code(f"three-code-{one}")} for one in "abc"]),
        task("several", [{"files": files("several-a")}, {"files": files("several-b")}]),
    ]


def malformed(canaries: Canaries, folder: Path) -> Path:
    """A task file with a fault in each line, named by its own hostile text."""
    file = folder / "<img src='canary-file-name.png'>.jsonl"
    good = _tasks(canaries)[0]
    lines = [
        {**good, "task_id": canaries.words("fault-id"), "kind": canaries.words("fault-kind")},
        {**good, canaries.words("fault-key"): 1, "candidates": [{canaries.words("fault-field"): 1}]},
        {**good, "rubric": canaries.words("fault-rubric")},
        {**good, "results": {canaries.words("fault-result"): [{"name": "x", "outcome": "y"}]}},
    ]
    text = "".join(json.dumps(one) + "\n" for one in lines)
    twice = json.dumps(canaries.words("fault-twice"))
    file.write_text(text + "{" + f"{twice}: 1, {twice}: 2" + "}\n", encoding="utf-8")
    return file
