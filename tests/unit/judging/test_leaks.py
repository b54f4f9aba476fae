"""Traces of where a candidate comes from."""

from dataclasses import replace

import pytest

from app.domain.leak import Leak, LeakKind, LeakPart
from app.domain.names import CandidateId
from app.domain.task import ContextFile, File, Task
from app.formats.bundled import leak_words
from app.judging.leaks import leaks
from tests.builders import CODE, a_task

WORDS = leak_words()


def found(task: Task) -> list[tuple[LeakKind, str | None, int]]:
    return [(leak.kind, leak.candidate_id, leak.line) for leak in leaks(task, WORDS)]


def a_pair(first: str, second: str = "x = 1\n") -> Task:
    return a_task(codes=(first, second))


def test_honest_code_leaks_nothing() -> None:
    assert leaks(a_task(codes=CODE), WORDS) == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("# Written by ChatGPT", LeakKind.NAME),
        ("# Claude wrote this", LeakKind.NAME),
        ("# gpt-4o-mini", LeakKind.NAME),
        ("# Gemini 1.5 says", LeakKind.NAME),
        ("# llama3", LeakKind.NAME),
        ("# As an AI language model, I cannot", LeakKind.SIGNATURE),
        ("Co-Authored-By: someone", LeakKind.SIGNATURE),
        ("<think>", LeakKind.SIGNATURE),
        ("I hope this helps!", LeakKind.CHAT),
        ("Sure, here is the code:", LeakKind.CHAT),
        ("```python", LeakKind.FENCE),
    ],
)
def test_a_trace_is_found_with_its_kind_and_line(line: str, kind: LeakKind) -> None:
    assert found(a_pair(f"x = 1\n{line}\ny = 2\n")) == [(kind, "c1", 2)]


@pytest.mark.parametrize(
    "line",
    [
        "gemini = (3, 5)",
        "llama = Animal()",
        "# claudette",
        "alpha = phi * 2",
        "grok(pattern)",
        "egpt-4",
        "palm = 3",
        "sure = 1",
    ],
)
def test_common_words_that_models_are_named_after_are_no_trace(line: str) -> None:
    assert found(a_pair(line)) == []


def test_a_name_that_the_task_is_about_is_no_trace_in_a_candidate() -> None:
    task = replace(a_pair("import openai\n"), brief=replace(a_task().brief, prompt="Call OpenAI."))
    assert [(leak.part, leak.tells_apart) for leak in leaks(task, WORDS)] == [(LeakPart.PROMPT, False)]
    context = (ContextFile("client.py", "import openai\n"),)
    task = replace(a_pair("import openai\n"), brief=replace(a_task().brief, context=context, tests="# ChatGPT"))
    assert [(leak.part, leak.path) for leak in leaks(task, WORDS)] == [
        (LeakPart.CONTEXT, "client.py"),
        (LeakPart.TESTS, ""),
    ]


def test_the_sealed_origin_itself_is_found_in_whichever_candidate_holds_it() -> None:
    first, second = a_pair("x = 1\n", "a\nb by Acme-7B\n").candidates
    task = replace(a_pair(""), candidates=(replace(first, model="acme-7b"), replace(second, model="m1")))
    assert found(task) == [(LeakKind.ORIGIN, "c2", 2)]


def test_a_path_can_leak_as_well() -> None:
    first, second = a_pair("").candidates
    named = replace(first, files=(File("chatgpt/main.py", "x\n"), File("b.py", "y\n")))
    assert leaks(replace(a_pair(""), candidates=(named, second)), WORDS) == (
        Leak(LeakKind.NAME, LeakPart.CANDIDATE, CandidateId("c1"), "chatgpt/main.py", 0),
    )


def test_fences_on_every_side_tell_nobody_apart() -> None:
    assert found(a_pair("```\nx\n```\n", "~~~\ny\n~~~\n")) == []


def test_a_trace_is_told_once_a_line() -> None:
    assert found(a_pair("# ChatGPT and ChatGPT\n# ChatGPT\n")) == [(LeakKind.NAME, "c1", 1), (LeakKind.NAME, "c1", 2)]


def test_no_leak_holds_the_words_that_leak() -> None:
    assert "chatgpt" not in repr(leaks(a_pair("# ChatGPT\n"), WORDS)).casefold()
