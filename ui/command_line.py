"""The verbs of the terminal, and the two that open a window, as one command line.

Running any verb but ``open`` and ``demo`` loads no Qt; those two load no other verb.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from app.terminal import Verbs, diptych
from ui import window_or_reason


class _Program(Verbs):
    """The verbs of the terminal, ``open`` and ``demo``; a file in the place of a verb is opened.

    The verbs of the terminal are imported when one of them is asked for: a window does not wait for them.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*self.commands, *_terminal().commands})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return self.commands.get(cmd_name) or _terminal().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if Path(args[0]).exists() and self.get_command(ctx, args[0]) is None:
            args = ["open", *args]
        return super().resolve_command(ctx, args)


def program() -> click.Group:
    """The whole command line. Without a verb it opens the window."""
    whole = _Program(
        name="diptych",
        help=diptych.help,
        params=diptych.params,
        callback=_window_by_default,
        invoke_without_command=True,
    )
    for verb in (open_window, demo):
        whole.add_command(verb)
    return whole


def _terminal() -> click.Group:
    from app.cli import diptych

    return diptych


@click.pass_context
def _window_by_default(ctx: click.Context, workspace: Path | None) -> None:
    assert diptych.callback is not None
    ctx.invoke(diptych.callback, workspace=workspace)
    if ctx.invoked_subcommand is None:
        ctx.invoke(open_window)


@click.command("open")
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.pass_context
def open_window(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Open the window; task files that are given are imported first. This is what happens without a command."""
    ctx.exit(window_or_reason.open_window(ctx.obj, files))


@click.command()
@click.pass_context
def demo(ctx: click.Context) -> None:
    """Open the window on a throw-away workspace with the bundled task set."""
    # Windows lets no one delete a file that something still holds; what is left there goes with the temporary folder.
    with TemporaryDirectory(prefix="diptych-demo-", ignore_cleanup_errors=True) as folder:
        status = window_or_reason.open_window(Path(folder) / "demo.diptych", demo=True)
    ctx.exit(status)
