"""``python -m app``: the command line without the two window commands."""

from app.cli import main

main()
