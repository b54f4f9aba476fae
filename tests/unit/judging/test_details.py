"""What is known of a task is told in plain words, and nothing of where its candidates come from."""

from dataclasses import replace

import pytest

from app.domain.days import in_full
from app.domain.names import CandidateId, Instant, Slot, TaskId, TaskKey
from app.domain.policy import Policy
from app.domain.sitting import Sitting
from app.domain.task import Arrival, Candidate, File, Kind, Result, Task, hash_of_files
from app.judging.blinding import exhibits
from app.judging.details import LONGEST_VALUE, TaskDetails, details_of
from tests.builders import CODE, a_rubric, a_task, line_of

CAME_IN = Instant("2026-01-01T09:00:00.000Z")
TOKEN = "zq7modelname"


def a_sitting(task: Task | None = None, policy: Policy | None = None) -> Sitting:
    task = task or a_task(codes=CODE)
    order = [one.candidate_id for one in task.candidates]
    return Sitting(task.brief, policy or Policy(), exhibits(task, order), position=3, total=1200)


def told(sitting: Sitting) -> TaskDetails:
    return details_of(sitting, Arrival(CAME_IN, "ab" * 32))


def said(sitting: Sitting) -> dict[str, str]:
    return {one.name: one.value for chapter in told(sitting).chapters for one in chapter.entries}


def test_a_task_is_told_in_plain_words() -> None:
    assert said(a_sitting()) == {
        "Task set": "demo",
        "Task": "mean-001",
        "Title": "Mean of a list",
        "Kind": "Comparison of 3 candidates",
        "Language": "Python",
        "Place in the queue": "3 of 1,200",
        "Candidate A": "1 file, 2 lines",
        "Candidate B": "1 file, 4 lines",
        "Candidate C": "1 file, 5 lines",
        "Rubric": "code-comparison, version 1, 3 criteria",
        "Scores": "needed for every criterion",
        "Rationale": "at least 30 words",
        "Deciding criterion": "has to be named",
        "Findings": "may be left out",
        "Imported": in_full(CAME_IN),
    }


def test_other_kinds_and_a_language_that_is_not_said() -> None:
    sitting = a_sitting(a_task(language=None))
    hunt = replace(sitting, brief=replace(sitting.brief, kind=Kind.BUG_HUNT, slots=(Slot.A,)))
    assert (said(hunt)["Kind"], said(hunt)["Language"]) == ("Bug hunt, 1 candidate", "not said")


@pytest.mark.parametrize(
    ("policy", "name", "words"),
    [
        (Policy(minimum_words=1), "Rationale", "at least 1 word"),
        (Policy(minimum_words=0), "Rationale", "as long or short as you like"),
        (Policy(required_criteria=("edge_cases", "correctness")), "Scores", "needed for Correctness, Edge cases"),
        (Policy(required_criteria=()), "Scores", "may be left out"),
        (Policy(require_deciding_criterion=False), "Deciding criterion", "may be left open"),
        (Policy(finding_from_gap=1), "Findings", "at least one from “slightly better” on"),
        (Policy(finding_from_gap=3), "Findings", "at least one from “much better” on"),
        (Policy(ask_acceptability=True), "Acceptability", "whether each candidate could be merged has to be said"),
        (Policy(neutral_first_look=True), "First look", "without tints"),
        (Policy(shuffle_tasks=True), "Order of the tasks", "shuffled, for each evaluator in another way"),
    ],
)
def test_the_rules_are_told_as_they_bear_on_the_task(policy: Policy, name: str, words: str) -> None:
    assert said(a_sitting(policy=policy))[name] == words


def test_a_first_impression_is_spoken_of_where_one_is_asked_for() -> None:
    policy = Policy(first_impression=True)
    bare = a_sitting(policy=policy)
    tested = replace(bare, brief=replace(bare.brief, tests="assert mean([]) == 0.0"))
    assert "First impression" not in said(bare)
    assert said(tested)["First impression"] == "is locked in before tests, results and context are shown"


def test_whether_a_task_comes_again_is_not_told() -> None:
    sitting = a_sitting(policy=Policy(repeat_percent=10))
    again = replace(sitting, brief=replace(sitting.brief, key=replace(sitting.brief.key, occasion=2)))
    assert told(again).text == told(sitting).text == told(a_sitting()).text


def of_models() -> Task:
    """A task with a model's name wherever its file can hold one that is not on the screen anyway."""
    candidates = tuple(
        Candidate(CandidateId(f"{TOKEN}-{n}"), files, hash_of_files(files), f"{TOKEN} {n}", (Result(TOKEN, "passed"),))
        for n in (1, 2)
        for files in [(File(f"{TOKEN}/a.py", "x = 1\n"), File(f"{TOKEN}/b.py", f"# {TOKEN}\ny = {n}\n"))]
    )
    brief = a_task().brief
    source = {"dataset": TOKEN, "url": f"https://example.org/{TOKEN}", "license": "MIT"}
    line = line_of(brief, candidates, source=source, gold={"rationale": TOKEN}, notes=TOKEN)
    return Task(brief, candidates, "cd" * 32, line)


def test_a_name_of_a_model_in_the_task_file_is_nowhere() -> None:
    details = told(a_sitting(of_models()))
    assert said(a_sitting(of_models()))["Candidate A"] == "2 files, 3 lines"
    assert TOKEN not in repr(details)
    assert TOKEN not in details.text


def test_what_would_not_be_seen_is_told_by_its_code_and_endless_values_are_cut() -> None:
    task = a_task("id\u202e-1", title="one\ntwo\u200b", language="x" * 5000, rubric=a_rubric("c" * 900, "b"))
    task = replace(task, brief=replace(task.brief, key=TaskKey("set\u2066", TaskId("id\u202e-1"))))
    values = said(a_sitting(task, Policy(required_criteria=("c" * 900,))))
    assert (values["Task set"], values["Task"], values["Title"]) == (
        "set<U+2066>",
        "id<U+202E>-1",
        "one<U+000A>two<U+200B>",
    )
    assert values["Language"] == "X" + "x" * (LONGEST_VALUE - 2) + "…"
    assert max(map(len, values.values())) <= LONGEST_VALUE + len("needed for ")


def test_as_text_it_stands_chapter_by_chapter_with_the_hash_to_the_letter() -> None:
    text = told(a_sitting()).text
    assert text.startswith("Task\nTask set: demo\nTask: mean-001\n")
    assert "\n\nCandidates\nCandidate A: 1 file, 2 lines\n" in text
    assert text.endswith(f"\n\nAs it came in\nImported: {in_full(CAME_IN)}\nSHA-256: {'ab' * 32}\n")
