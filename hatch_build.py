"""Cut the fonts that the program draws with into the wheel.

Qt picks no weight from a variable font file, so the build cuts static weights from the font packages with fonttools. That
takes half a minute, so the cuts are kept in the user's cache, by version of the font. A build without the font packages
goes on without them; the program then uses the platform's fonts.
"""

import json
import os
import shutil
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FONTS = Path(__file__).resolve().parent / "resources" / "fonts"
INTER = "fontpkg_inter"
MONO = "fontpkg_jetbrains_mono"
LICENCES = {INTER: "Inter-OFL.txt", MONO: "JetBrainsMono-OFL.txt"}


class Cut(NamedTuple):
    """One static file: from which package and variable file, at which place of its axes, called what."""

    package: str
    variable: str
    axes: dict[str, float]
    file: str


CUTS = (
    Cut(INTER, "Inter[opsz,wght].ttf", {"opsz": 14, "wght": 400}, "Inter-Regular.ttf"),
    Cut(INTER, "Inter[opsz,wght].ttf", {"opsz": 14, "wght": 500}, "Inter-Medium.ttf"),
    Cut(INTER, "Inter[opsz,wght].ttf", {"opsz": 14, "wght": 600}, "Inter-SemiBold.ttf"),
    Cut(MONO, "JetBrainsMono[wght].ttf", {"wght": 400}, "JetBrainsMono-Regular.ttf"),
    Cut(MONO, "JetBrainsMono[wght].ttf", {"wght": 700}, "JetBrainsMono-Bold.ttf"),
    Cut(MONO, "JetBrainsMono-Italic[wght].ttf", {"wght": 400}, "JetBrainsMono-Italic.ttf"),
)


class FontHook(BuildHookInterface[BuilderConfig]):
    """Called by hatchling before each build, the editable one included."""

    # Any: hatchling's own signature.
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        cut_fonts()


def cut_fonts() -> None:
    """Put the static fonts and their licences into ``resources/fonts``, from the cache where they were cut before."""
    missing = [package for package in (INTER, MONO, "fontTools") if find_spec(package) is None]
    if missing:
        _say(f"{', '.join(missing)} not installed; going on without, the platform's fonts will be used")
        return
    FONTS.mkdir(parents=True, exist_ok=True)
    for package, licence in LICENCES.items():
        shutil.copyfile(_root(package) / "LICENSE", FONTS / licence)
    with TemporaryDirectory() as elsewhere:
        cache = _cache() or Path(elsewhere)
        for cut in CUTS:
            kept = cache / _kept_as(cut)
            if not kept.exists():
                _say(f"cutting {cut.file} (a few seconds; kept in {cache})")
                _cut(cut, kept)
            shutil.copyfile(kept, FONTS / cut.file)


def _cut(cut: Cut, kept: Path) -> None:
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(_root(cut.package) / "files" / cut.variable, recalcTimestamp=False)  # the same bytes each time
    static = instancer.instantiateVariableFont(font, cut.axes, updateFontNames=True)
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_name(f"{kept.name}.{os.getpid()}.part")
    static.save(part)
    part.replace(kept)


def _kept_as(cut: Cut) -> Path:
    """Where the cache keeps *cut*: its name says all that decides its content."""
    version = json.loads((_root(cut.package) / "metadata.json").read_text(encoding="utf-8"))["version"]
    place = "-".join(f"{axis}{value:g}" for axis, value in cut.axes.items())
    return Path(f"{cut.package}-{version}", f"{Path(cut.file).stem}-{place}.ttf")


def _root(package: str) -> Path:
    return Path(str(import_module(package).ROOT))


def _cache() -> Path | None:
    """The folder for cuts in the user's cache; None where there can be none."""
    if base := os.environ.get("XDG_CACHE_HOME"):
        folder = Path(base) / "diptych" / "fonts"
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA", Path.home())) / "diptych" / "cache" / "fonts"
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Caches" / "diptych" / "fonts"
    else:
        folder = Path.home() / ".cache" / "diptych" / "fonts"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def _say(what: str) -> None:
    print(f"fonts: {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    cut_fonts()
