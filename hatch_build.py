"""Cut the fonts that the program draws with into the wheel.

Qt picks no weight from a variable font file, so the build cuts static weights from the font packages with fonttools. That
takes half a minute, so the cuts are kept in the user's cache by font version. A build without the font packages goes on
without them; the program then uses the platform's fonts.
"""

import json
import os
import shutil
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FONTS = Path(__file__).parent / "resources" / "fonts"


class Cut(NamedTuple):
    """One static file: from which package and variable file, at which place of its axes, called what."""

    package: str
    variable: str
    axes: dict[str, float]
    file: str


CUTS = (
    Cut("fontpkg_inter", "Inter[opsz,wght].ttf", {"opsz": 14, "wght": 400}, "Inter-Regular.ttf"),
    Cut("fontpkg_inter", "Inter[opsz,wght].ttf", {"opsz": 14, "wght": 500}, "Inter-Medium.ttf"),
    Cut("fontpkg_inter", "Inter[opsz,wght].ttf", {"opsz": 14, "wght": 600}, "Inter-SemiBold.ttf"),
    Cut("fontpkg_jetbrains_mono", "JetBrainsMono[wght].ttf", {"wght": 400}, "JetBrainsMono-Regular.ttf"),
    Cut("fontpkg_jetbrains_mono", "JetBrainsMono[wght].ttf", {"wght": 700}, "JetBrainsMono-Bold.ttf"),
    Cut("fontpkg_jetbrains_mono", "JetBrainsMono-Italic[wght].ttf", {"wght": 400}, "JetBrainsMono-Italic.ttf"),
)
LICENCES = {"fontpkg_inter": "Inter-OFL.txt", "fontpkg_jetbrains_mono": "JetBrainsMono-OFL.txt"}


class FontHook(BuildHookInterface):
    """Called by hatchling before each build, the editable one included."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        cut_fonts()


def cut_fonts() -> None:
    """Put the static fonts into ``resources/fonts``, from the cache where they were cut before."""
    packages = sorted({cut.package for cut in CUTS})
    missing = [package for package in (*packages, "fontTools") if find_spec(package) is None]
    if missing:
        _say(f"no fonts: {', '.join(missing)} is not installed; the platform's fonts will be used")
        return
    FONTS.mkdir(parents=True, exist_ok=True)
    for package in packages:
        shutil.copyfile(_root(package) / "LICENSE", FONTS / LICENCES[package])
    for cut in CUTS:
        cached = _cache(cut.package) / cut.file
        if not cached.exists():
            _say(f"cutting {cut.file} (once; kept in {_cache_root_in_words()})")
            _cut(cut, cached)
        shutil.copyfile(cached, FONTS / cut.file)


def _cut(cut: Cut, cached: Path) -> None:
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(_root(cut.package) / "files" / cut.variable)
    static = instancer.instantiateVariableFont(font, cut.axes, updateFontNames=True)
    cached.parent.mkdir(parents=True, exist_ok=True)
    part = cached.with_suffix(f".{os.getpid()}.part")
    static.save(part)
    part.replace(cached)


def _root(package: str) -> Path:
    return Path(str(import_module(package).ROOT))


def _cache(package: str) -> Path:
    metadata = json.loads((_root(package) / "metadata.json").read_text(encoding="utf-8"))
    version = "".join(c if c.isalnum() else "-" for c in str(metadata.get("version", "unknown")))
    return _cache_root() / "fonts" / f"{package}-{version}"


def _cache_root() -> Path:
    if base := os.environ.get("XDG_CACHE_HOME"):
        return Path(base) / "diptych"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "diptych" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "diptych"
    return Path.home() / ".cache" / "diptych"


def _cache_root_in_words() -> str:
    return "the cache folder"


def _say(message: str) -> None:
    print(f"fonts: {message}", file=sys.stderr, flush=True)
