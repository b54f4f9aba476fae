"""The programs that Diptych is measured beside: how each is told to show two files, and what brings it."""

import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Peer:
    """A program that shows two files side by side; *package* is Debian's."""

    name: str
    program: str
    package: str

    @property
    def is_there(self) -> bool:
        return shutil.which(self.program) is not None

    @property
    def python(self) -> str | None:
        """The Python that a peer written in Python runs on; None for one that is not, or is not there."""
        place = shutil.which(self.program)
        if place is None:
            return None
        with Path(place).open("rb") as script:
            first = script.readline(200)
        named = first.removeprefix(b"#!").strip().decode("utf-8", "replace")
        return named if first.startswith(b"#!") and "python" in named and Path(named).exists() else None

    def command(self, left: Path, right: Path) -> list[str]:
        return [self.program, str(left), str(right)]


MELD = Peer("Meld, highlighting on", "meld", "meld")
DIFFUSE = Peer("Diffuse", "diffuse", "diffuse")
KDIFF3 = Peer("KDiff3", "kdiff3", "kdiff3")
KOMPARE = Peer("Kompare", "kompare", "kompare")
PEERS = (MELD, DIFFUSE, KDIFF3, KOMPARE)


def settle_in(home: Path) -> dict[str, str]:
    """An empty home for them, with Meld's colours switched on; what of the environment leads there."""
    keyfile = home / ".config" / "glib-2.0" / "settings" / "keyfile"
    keyfile.parent.mkdir(parents=True)
    keyfile.write_text("[org/gnome/meld]\nhighlight-syntax=true\n", encoding="utf-8")
    return {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_RUNTIME_DIR": str(home),
        "GSETTINGS_BACKEND": "keyfile",
    }
