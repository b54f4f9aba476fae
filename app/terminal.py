"""What every verb of the terminal shares: one voice, one way to end, one way to open the workspace."""

import json
from collections.abc import Callable, Generator
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import click

from app.code.hidden_characters import revealed
from app.errors import UserError, WorkspaceError
from app.evaluation import Evaluation

FOUND_WRONG = 1
BAD_INPUT = 2
NO_WORKSPACE = 3

P = ParamSpec("P")
T = TypeVar("T")


class Verbs(click.Group):
    """A group whose verbs end in one sentence and a status when something is wrong, never in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except WorkspaceError as error:
            say_error(str(error))
            ctx.exit(NO_WORKSPACE)
        except UserError as error:
            say_error(str(error))
            ctx.exit(BAD_INPUT)
        except KeyboardInterrupt:
            say_error("Stopped; nothing was left half-written.")
            ctx.exit(130)


def say(text: str) -> None:
    """Print one line for a person; characters that a terminal would act on are shown by their codes."""
    click.echo(revealed(text))


def say_error(text: str) -> None:
    click.echo(revealed(text), err=True)


def report_json(document: object) -> None:
    """Print exactly one JSON document."""
    click.echo(json.dumps(document, ensure_ascii=True, indent=2))


json_option = click.option("--json", "as_json", is_flag=True, help="Report as one JSON document.")
task_set_option = click.option("--task-set", metavar="NAME", help="Only this task set.")


def reading(verb: Callable[[Evaluation], T], workspace: Path) -> T:
    evaluation = Evaluation.open_for_reading(workspace)
    try:
        return verb(evaluation)
    finally:
        evaluation.close()


def writing(verb: Callable[[Evaluation], T], workspace: Path) -> T:
    evaluation = Evaluation.open(workspace)
    try:
        return verb(evaluation)
    finally:
        evaluation.close()


def run(steps: Generator[Any, None, T]) -> T:
    """Run *steps* to the end for their result."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result


def with_status(verb: Callable[P, int]) -> Callable[P, None]:
    """Make what *verb* returns the exit status."""

    @wraps(verb)
    def ending(*args: P.args, **kwargs: P.kwargs) -> None:
        click.get_current_context().exit(verb(*args, **kwargs))

    return ending


def counted(number: int, thing: str) -> str:
    return f"1 {thing}" if number == 1 else f"{number} {thing}s"
