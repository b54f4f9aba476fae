"""How often the checks on a judgment are right, over a folder of samples.

The folder holds ``stats/rationale_verdict_pairs.jsonl`` (short rationales with their verdicts, as written and with the
names swapped) and ``real-tasks.jsonl``. Check R4 is held against the former: texts that name a winner in words, false alarms,
contradictions found. R22 is held against both: letters planted for names, and letters found in prose that has none. The
prompts of the tasks, which no evaluator wrote, are read for R16 and R17.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.draft import Draft, Outcome, Verdict
from app.domain.names import SLOTS, Slot, TaskId, TaskKey
from app.domain.policy import Policy
from app.domain.rubric import Rubric
from app.domain.sitting import Attention, Exhibit
from app.domain.task import Brief, File, Kind
from app.judging.bare_letters import bare_letters
from app.judging.checks.asking import CHECKS, fired
from app.judging.checks.claims import claims
from app.judging.checks.contradiction import decided
from app.judging.checks.subject import Subject
from bench.results import Figure, LeftOut, Result, milliseconds

PAIRS = "stats/rationale_verdict_pairs.jsonl"
TWO = SLOTS[:2]
VERDICTS = {
    "1": Verdict(Outcome.PREFERENCE, ((Slot.A,), (Slot.B,)), (2,)),
    "2": Verdict(Outcome.PREFERENCE, ((Slot.B,), (Slot.A,)), (2,)),
}


def measure(samples: Path | None) -> Iterator[Result]:
    if samples is None or not (samples / PAIRS).is_file():
        yield LeftOut(f"the checks are held against samples: --samples FOLDER, with {PAIRS}.")
        return
    pairs = list(_rows(samples / PAIRS))
    tasks = list(_rows(samples / "real-tasks.jsonl"))
    yield from _contradictions([row for row in pairs if row["kind"] == "original"], "as written")
    yield from _contradictions([row for row in pairs if row["kind"] != "original"], "names swapped")
    yield from _letters([str(row["text"]) for row in pairs])
    yield from _prose([str(task["prompt"]) for task in tasks])
    yield from _speed([_named(row, "{{c:A}}", "{{c:B}}") for row in pairs])


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text(encoding="utf-8").split("\n"):
        if line:
            yield json.loads(line)


def _contradictions(rows: list[dict[str, Any]], what: str) -> Iterator[Figure]:
    held = [
        decided(claims(_named(row, "{{c:A}}", "{{c:B}}"), TWO), VERDICTS[row["verdict_winner"]], TWO) for row in rows
    ]
    said = [any(agrees for _, agrees in one) for one in held if one]
    yield _stated(f"R4, {what}: decides", _share(len(said), len(rows)))
    yield _stated(f"R4, {what}: flags, of these", _share(said.count(False), len(said)))


def _letters(texts: list[str]) -> Iterator[Figure]:
    planted = found = 0
    for text in texts:
        lettered = text.replace("Response 1", "A").replace("Response 2", "B")
        planted += text.count("Response 1") + text.count("Response 2")
        found += len(bare_letters(lettered, TWO))
    yield _stated("R22, names replaced by letters: finds", _share(found, planted))
    without = [text.replace("Response 1", "{{c:A}}").replace("Response 2", "{{c:B}}") for text in texts]
    wrong = sum(bool(bare_letters(text, TWO)) for text in without)
    yield _stated("R22, names replaced by references: flags", _share(wrong, len(without)))


def _prose(prompts: list[str]) -> Iterator[Figure]:
    for slots, count in ((TWO, "two"), (SLOTS, "three")):
        wrong = [text for text in prompts if bare_letters(text, slots)]
        yield _stated(f"R22, prompts of tasks, {count} candidates: flags", _share(len(wrong), len(prompts)))
    for check in ("R4", "R16", "R17"):
        said = [text for text in prompts if next(CHECKS[check].look(_subject(text)), None) is not None]
        yield _stated(f"{check}, prompts of tasks: flags", _share(len(said), len(prompts)))


def _speed(texts: list[str]) -> Iterator[Figure]:
    earlier = tuple(f"{text} {index}" for index in range(3) for text in texts)[:1000]
    subject = replace(_subject(" ".join(texts[:8])), earlier=earlier)
    what = f"all {len(CHECKS)} checks on {len(subject.draft.rationale)} characters, {len(earlier)} earlier rationales"
    for time_of in ("the first time", "from then on"):
        began = time.perf_counter()
        fired(subject)
        yield _stated(f"{what}, {time_of}", milliseconds(time.perf_counter() - began))


def _stated(what: str, figure: str) -> Figure:
    return Figure(what, figure, "stated")


def _subject(text: str) -> Subject:
    brief = Brief(
        key=TaskKey("bench", TaskId("checks")),
        kind=Kind.COMPARISON,
        title="",
        language=None,
        prompt="",
        constraints=(),
        examples=(),
        context=(),
        tests=None,
        rubric=Rubric("bench", 1, "", ()),
        slots=TWO,
    )
    exhibits = tuple(Exhibit(slot, None, (File("", ""),)) for slot in TWO)
    return Subject(Draft(verdict=VERDICTS["1"], rationale=text), brief, Policy(), exhibits, Attention())


def _named(row: dict[str, Any], first: str, second: str) -> str:
    return str(row["text"]).replace("Response 1", first).replace("Response 2", second)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})" if whole else f"{part} of none"
