"""The colour tokens of a scheme, read from the theme files; mixing them into tints."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Scheme = Literal["light", "dark", "high_contrast_light", "high_contrast_dark"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as ``#RRGGBB`` (or ``#AARRGGBB``), by role; tints as the share of a candidate's fill in the surface."""

    scheme: Scheme
    roles: Mapping[str, str]
    fills: Mapping[str, str]
    letters: Mapping[str, str]
    on_fills: Mapping[str, str]
    tints: Mapping[str, float]
    syntax: Mapping[str, str]

    @property
    def is_dark(self) -> bool:
        return self.scheme in ("dark", "high_contrast_dark")

    @property
    def is_high_contrast(self) -> bool:
        """Whether bars, underlines and edges say what tints say elsewhere."""
        return self.scheme in ("high_contrast_light", "high_contrast_dark")


@cache
def tokens(scheme: Scheme) -> Tokens:
    """The tokens of *scheme*."""
    text = files("resources").joinpath("themes", f"{scheme}.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    candidates = said["candidates"]
    return Tokens(
        scheme=scheme,
        roles=said["roles"],
        fills={slot: colours["fill"] for slot, colours in candidates.items()},
        letters={slot: colours["text"] for slot, colours in candidates.items()},
        on_fills={slot: colours["on"] for slot, colours in candidates.items()},
        tints=said["tints"],
        syntax=said["syntax"],
    )


def mixed(surface: str, fill: str, share: float) -> str:
    """*surface* with *share* of *fill* in it."""
    pairs = zip(channels(surface), channels(fill), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of ``#RRGGBB``, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
