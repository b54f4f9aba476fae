"""``python -m bench NAME …``: run one measurement, or list them."""

import sys
from collections.abc import Callable, Sequence
from importlib import import_module

NAMES = ("alignment", "checks", "code_view")


def main(words: Sequence[str]) -> int:
    if not words or words[0] not in NAMES:
        print(f"Name a measurement: {', '.join(NAMES)}.")
        return 2 if words else 0
    measure: Callable[[Sequence[str]], int] = import_module(f"bench.{words[0]}").main
    return measure(words[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
