"""What is too large to be highlighted and aligned unless a person asks for it."""

from dataclasses import dataclass

from app.code.lines import Source

MOST_LINES = 20_000
MOST_BYTES = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TooLarge:
    """A file beyond the caps: its lines, and its bytes in UTF-8."""

    lines: int
    size: int

    @property
    def measure(self) -> str:
        """What it is too much of: “24,310 lines”, “3.1 MB”, or both."""
        parts = []
        if self.lines > MOST_LINES:
            parts.append(f"{self.lines:,} lines")
        if self.size > MOST_BYTES:
            # Rounded up, so that what is beyond the cap never reads as the cap.
            parts.append(f"{-(-self.size * 10 // 1024**2) / 10:.1f} MB")
        return ", ".join(parts)

    @property
    def sentence(self) -> str:
        return f"Large file ({self.measure}): highlighting and alignment are off."


def too_large(source: Source) -> TooLarge | None:
    """How far *source* is beyond the caps; None if it is not."""
    text = "".join(source.lines)
    size = len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
    size += sum(map(len, source.ends))
    if len(source.lines) <= MOST_LINES and size <= MOST_BYTES:
        return None
    return TooLarge(len(source.lines), size)
