"""The ``diptych`` command. Where it plainly asks for the window, nothing is loaded to read words that nobody wrote.

Importing this module loads no Qt.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app.settings import places
from ui.window_or_reason import open_window


def main(argv: Sequence[str] | None = None) -> None:
    """Run the words of *argv*, by default the process's own, and exit with their status."""
    words = sys.argv[1:] if argv is None else argv
    workspace = plainly_asked_for(words)
    if workspace is not None:
        sys.exit(_opened(workspace))
    from ui.command_line import program

    program().main(args=words, prog_name="diptych")


def _opened(workspace: Path) -> int:
    try:
        return open_window(workspace)
    except KeyboardInterrupt:
        from app.terminal import say_stopped

        return say_stopped()


def plainly_asked_for(words: Sequence[str]) -> Path | None:
    """The workspace whose window the *words* ask for and nothing else; None where they have to be read with care."""
    # A shell that asks what could be typed next says so in the environment.
    if "_DIPTYCH_COMPLETE" in os.environ:
        return None
    match words:
        case []:
            return places().workspace
        case ["--workspace", name] if name and not name.startswith("-"):
            return Path(name)
        case _:
            return None


if __name__ == "__main__":
    main()
