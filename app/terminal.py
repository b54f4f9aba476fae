"""What every verb of the terminal shares: one voice, one way to end, one way to open the workspace.

`diptych` is the group that the verbs hang themselves on in `app.cli`. This module alone is quick to import: the window,
which needs no verb, starts from here.
"""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from app import __version__
from app.code.hidden_characters import revealed
from app.errors import DiskFullError, UserError, WorkspaceError
from app.settings import places

if TYPE_CHECKING:
    from app.evaluation import Evaluation

FOUND_WRONG = 1
BAD_INPUT = 2
NO_WORKSPACE = 3
STOPPED = 130
LONGEST_ERROR = 2_000
"""Characters of a sentence on standard error: it may quote what was written to be quoted."""
_RAW = "diptych.raw"

P = ParamSpec("P")
T = TypeVar("T")


class Verbs(click.Group):
    """A group whose verbs end in one sentence and a status when something is wrong, never in a traceback."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            # Nothing is done yet but to read the words, and to print what --help and --version ask for.
            with _words_revealed(), _room_for_output():
                return super().make_context(*args, **kwargs)
        except UserError as error:
            say_error(str(error))
            raise click.exceptions.Exit(BAD_INPUT) from error

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        if cmd.add_help_option:
            # click's own ends in a traceback where its output has no room.
            cmd.add_help_option = False
            _help_option(cmd)
        super().add_command(cmd, name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with _words_revealed():
                return super().invoke(ctx)
        except WorkspaceError as error:
            say_error(str(error))
            ctx.exit(NO_WORKSPACE)
        except UserError as error:
            say_error(str(error))
            ctx.exit(BAD_INPUT)
        except KeyboardInterrupt:
            ctx.exit(say_stopped())


@contextmanager
def _words_revealed() -> Iterator[None]:
    """What is wrong with the words of the command line is said with those words in it, as they were typed."""
    try:
        yield
    except click.ClickException as error:
        # click calls it final, and prints what stands there.
        error.message = revealed(error.message, keep_lines=True)  # type: ignore[misc]
        raise


def _show_help(ctx: click.Context, _: click.Parameter, is_asked_for: bool) -> None:
    if is_asked_for and not ctx.resilient_parsing:
        _put(ctx.get_help())
        ctx.exit()


_help_option = click.option(
    "--help", is_flag=True, is_eager=True, expose_value=False, callback=_show_help, help="Show this message and exit."
)


def _remember_raw(ctx: click.Context, _: click.Parameter, is_raw: bool) -> None:
    ctx.meta[_RAW] = is_raw


raw_option = click.option(
    "--raw",
    is_flag=True,
    expose_value=False,
    callback=_remember_raw,
    help="Print texts to the letter where the output goes to a file or another program; never on a terminal.",
)


@click.group(cls=Verbs)
@click.version_option(__version__, prog_name="diptych")
@click.option(
    "--workspace",
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="The workspace; by default the one in your data folder.",
)
@raw_option
@click.pass_context
def diptych(ctx: click.Context, workspace: Path | None) -> None:
    """Compare implementations of the same task, and explain which is better."""
    if workspace is not None:
        text_path(str(workspace))
    ctx.obj = workspace or places().workspace


def say(text: str) -> None:
    """Print one line for a person; characters that a terminal would act on are shown by their codes unless --raw."""
    ctx = click.get_current_context(silent=True)
    is_raw = ctx is not None and ctx.meta.get(_RAW) and not sys.stdout.isatty()
    # A name of a file may hold bytes that are no text: they go out as they came.
    _put(text.encode("utf-8", "surrogateescape") if is_raw else revealed(text))


def say_error(text: str) -> None:
    """The same on standard error, where nothing but a person reads: never to the letter."""
    said = text if len(text) <= LONGEST_ERROR else text[: LONGEST_ERROR - 1] + "…"
    click.echo(revealed(said), err=True)


def say_stopped() -> int:
    """The status to exit with when the person pressed Ctrl+C, and the sentence that goes with it."""
    say_error("Stopped; nothing was left half-written.")
    return STOPPED


def report_json(document: object) -> None:
    """Print exactly one JSON document."""
    _put(json.dumps(document, ensure_ascii=True, indent=2))


def _put(line: str | bytes) -> None:
    with _room_for_output():
        click.echo(line)


@contextmanager
def _room_for_output() -> Iterator[None]:
    """Raises UserError where what is printed goes to a file on a full disk."""
    try:
        yield
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise  # a pipe that nobody reads any more, which click knows about
        raise UserError("The output could not be written: there is no room where it goes.") from error


def text(word: str) -> str:
    """A word of the command line that is to be kept or looked for as text. Raises UserError."""
    try:
        word.encode()
    except UnicodeEncodeError:
        raise UserError(f"“{word}” holds bytes that are no UTF-8; give another name.") from None
    return word


def text_path(word: str) -> Path:
    """The path to a file that SQLite opens, which takes its name as text. Raises UserError."""
    if not word:
        # As a path it would be the folder that one is in, which nobody named.
        raise UserError("The name of a file is empty; give one.")
    return Path(text(word))


json_option = click.option("--json", "as_json", is_flag=True, help="Report as one JSON document.")
task_set_option = click.option("--task-set", metavar="NAME", type=text, help="Only this task set.")


def reading(verb: Callable[[Evaluation], T], workspace: Path) -> T:
    from app.evaluation import Evaluation

    evaluation = Evaluation.open_for_reading(workspace)
    try:
        return verb(evaluation)
    finally:
        evaluation.close()


def writing(verb: Callable[[Evaluation], T], workspace: Path) -> T:
    from app.caretaking import back_up_if_due
    from app.evaluation import Evaluation

    evaluation = Evaluation.open(workspace)
    try:
        with _warned_of(evaluation.warnings):
            _make_key_at_first_run()
            done = verb(evaluation)
        try:
            back_up_if_due(workspace)
        except WorkspaceError as error:
            # What was done is done, and is reported: only its second copy is missing.
            say_error(str(error))
        return done
    finally:
        evaluation.close()


@contextmanager
def _warned_of(warnings: Iterable[str]) -> Iterator[None]:
    """Say *warnings* behind what is done, unless that fails for want of room: that is to be mended first, and says so."""
    is_full = False
    try:
        yield
    except DiskFullError:
        is_full = True
        raise
    finally:
        for warning in () if is_full else warnings:
            say_error(warning)


def trying(verb: Callable[[Evaluation], T], workspace: Path) -> T:
    """Do what keeps nothing on a copy of the workspace: also beside a window that has it, or where there is none."""
    from app.evaluation import Evaluation

    with TemporaryDirectory(prefix="diptych-trying-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / workspace.name
        if workspace.exists():
            reading(lambda evaluation: evaluation.back_up(copy), workspace)
        evaluation = Evaluation.open(copy)
        try:
            return verb(evaluation)
        finally:
            evaluation.close()


def _make_key_at_first_run() -> None:
    """Make the key of this installation if there is none; where that cannot be, what needs it fails, and nothing else."""
    from app.packages.signing import signing_key

    key_file = places().signing_key
    if not key_file.exists():
        try:
            signing_key(key_file)
        except UserError as error:
            say_error(str(error))


def with_status(verb: Callable[P, int]) -> Callable[P, None]:
    """Make what *verb* returns the exit status."""

    @wraps(verb)
    def ending(*args: P.args, **kwargs: P.kwargs) -> None:
        click.get_current_context().exit(verb(*args, **kwargs))

    return ending
