"""What is told of a task before it is taken in."""

from dataclasses import replace

from app.domain.intake import Concern, ForeseenTask, ImportChoices, Preview, free_name, to_import
from app.domain.names import TaskId
from app.domain.policy import Policy
from app.domain.task import File, Task
from app.formats.bundled import leak_words
from app.judging.intake import observations
from app.judging.leaks import leaks, names_a_model
from tests.builders import CODE, a_rubric, a_task


def said(task: Task) -> dict[Concern, str]:
    return {one.concern: one.sentence for one in observations(task, leaks(task, leak_words()))}


def test_nothing_is_told_of_an_honest_task() -> None:
    assert said(a_task(codes=CODE)) == {}


def test_candidates_that_are_the_same_are_told_and_what_little_they_differ_in() -> None:
    assert said(a_task(codes=("x = 1\n", "x = 1\n"))) == {Concern.IDENTICAL: "two candidates are identical"}
    assert said(a_task(codes=("x = 1\n", "y\n", "x = 1"))) == {
        Concern.IDENTICAL: "two candidates are identical but for the final newline"
    }


def test_a_candidate_without_a_visible_character_is_told() -> None:
    assert said(a_task(codes=("x = 1\n", " \n\t\n"))) == {Concern.EMPTY: "a candidate is empty"}


def test_a_candidate_of_several_files_is_empty_only_if_all_of_them_are() -> None:
    task = a_task(codes=("x = 1\n", ""))
    first, second = task.candidates
    with_code = replace(second, files=(File("a.py", ""), File("b.py", "y = 2\n")))
    assert said(replace(task, candidates=(first, with_code))) == {}


def test_hidden_characters_are_counted_and_emoji_are_none() -> None:
    assert said(a_task(codes=("x = '\u200b\u202e'\n", "y\n"))) == {
        Concern.HIDDEN: "2 hidden characters in one candidate"
    }
    assert said(a_task(codes=("# \U0001f468\u200d\U0001f469\n", "y\n"))) == {}


def test_a_file_beyond_the_caps_is_told_with_its_size() -> None:
    assert said(a_task(codes=("x\n" * 20_001, "y\n"))) == {Concern.LARGE: "a file of a candidate has 20,001 lines"}


def test_a_leak_is_told_by_kind_and_line_without_its_words() -> None:
    told = said(a_task(codes=("x\n# by ChatGPT\n", "y\n")))
    assert told == {Concern.LEAK: "the name of a model or vendor in a candidate, line 2"}


def test_leaks_are_found_in_long_files_at_their_lines() -> None:
    # A name as models sign with: what the scan is there to find.
    code = "x = 1  # a line like others\n" * 5_000 + "# Claude\n"
    (leak,) = leaks(a_task(codes=(code, "y\n")), leak_words())
    assert leak.line == 5_001


def test_names_of_files_that_may_be_those_of_models_are_known() -> None:
    words = leak_words()
    suspects = ("gpt-4o_vs_claude.jsonl", "Llama3.jsonl", "openai-tasks.toml", "qwen2.5.jsonl")
    assert [name for name in suspects if not names_a_model(name, words)] == []
    assert [
        name for name in ("cache-07.jsonl", "tasks.jsonl", "gemini-constellation") if names_a_model(name, words)
    ] == []


def a_preview(*tasks: tuple[str, bool, bool, bool]) -> Preview:
    foreseen = tuple(ForeseenTask(TaskId(name), known, same, leaking) for name, known, same, leaking in tasks)
    return Preview("demo", False, Policy(), (a_rubric(),), foreseen, (), (), (), 0, ())


def test_what_would_be_imported_depends_on_the_name_and_on_what_is_left_out() -> None:
    preview = a_preview(("new", False, False, False), ("same", True, True, True), ("leaks", False, False, True))
    choices = ImportChoices("demo", Policy(), a_rubric())

    assert to_import(preview, choices) == 2
    assert to_import(preview, replace(choices, excludes_leaks=True)) == 1
    assert to_import(preview, replace(choices, name="copy")) == 3
    assert to_import(preview, replace(choices, name="copy", excludes_leaks=True)) == 1


def test_a_free_name_is_the_name_itself_or_the_first_number_that_is_left() -> None:
    assert free_name("a", frozenset({"b"})) == "a"
    assert free_name("a", frozenset({"a", "a (2)"})) == "a (3)"
