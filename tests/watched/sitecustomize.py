"""Watches for sockets in every Python process of the tests: Python imports a module of this name as it starts.

Where `DIPTYCH_TESTS_SOCKETS` names a file, whatever opens a socket that leads out of this machine writes a line into it.
A socket between processes of this machine (AF_UNIX) may be.
"""

import os
import sys

PLACE = "DIPTYCH_TESTS_SOCKETS"


def _note(event: str, words: tuple[object, ...]) -> None:
    if event.startswith("socket.") and (said := _outward(event, words)):
        with open(os.environ[PLACE], "a", encoding="utf-8") as file:  # noqa: PTH123  # nothing is imported for this
            file.write(f"process {os.getpid()}, {' '.join(map(str, sys.argv))[:200]!r}: {said}\n")


def _outward(event: str, words: tuple[object, ...]) -> str:
    """What leads out of this machine, in words; empty for what does not."""
    local = getattr(sys.modules.get("socket"), "AF_UNIX", None)
    match event:
        case "socket.__new__":
            return "" if words[1] == local else f"family {words[1]}, type {words[2]}"
        case "socket.getaddrinfo":
            return f"looked up {words[0]}"
        case "socket.connect" | "socket.sendto":
            return "" if getattr(words[0], "family", None) == local else f"{event} {words[-1]}"
    return ""


if PLACE in os.environ:
    # For the life of the process: an audit hook cannot be taken away again.
    sys.addaudithook(_note)
