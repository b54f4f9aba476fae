"""Words that every screen and verb puts the same way."""

OFFLINE = "Everything stays on this computer. The app makes no network calls."


def counted(number: int, thing: str, things: str = "") -> str:
    """“1 line”, “2,000 lines”; *things* where an “s” does not make the plural."""
    return f"1 {thing}" if number == 1 else f"{number:,} {things or thing + 's'}"
