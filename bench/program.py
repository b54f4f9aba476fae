"""The program itself with the caps on large files lifted, as a person does with “Turn on”: ``python -m bench.program``."""

from app.code import limits
from ui import launcher

limits.MOST_LINES = limits.MOST_BYTES = 1 << 40

if __name__ == "__main__":
    launcher.main()
