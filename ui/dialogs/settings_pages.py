"""What can be chosen in the settings, page by page: a table, and nothing of how it looks."""

from dataclasses import dataclass

from app.settings import Settings
from app.wording import OFFLINE

CODE_SIZES = (10, 11, 12, 13, 14, 16, 18, 20, 22, 24)
LICENCES = (
    ("Qt for Python", "LGPL 3.0, GPL 2.0 or GPL 3.0"),
    ("Inter, JetBrains Mono", "SIL Open Font License 1.1"),
    ("Lucide", "ISC; icons from Feather: MIT"),
    ("Pygments", "BSD 2-Clause"),
    ("click, msgspec, uuid-utils", "BSD 3-Clause"),
    ("cryptography", "Apache 2.0 or BSD 3-Clause"),
    ("sqlite-utils", "Apache 2.0"),
    ("confusable-homoglyphs, filelock, markdown-it-py, platformdirs, RapidFuzz, tomlkit", "MIT"),
)
"""What the program is made with."""


@dataclass(frozen=True, slots=True)
class Choosable:
    """A setting: the name of its field, what it is called, what there is to know, and the answers with their values.

    One with a *statement* instead is so or not so.
    """

    field: str
    title: str = ""
    hint: str = ""
    answers: tuple[tuple[object, str], ...] = ()
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Settings that belong together, then *deeds*: commands that a person looks for here, with what they are for."""

    title: str
    settings: tuple[Choosable, ...] = ()
    deeds: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    lead: str = ""


def _numbers(numbers: tuple[int, ...], unit: str = "") -> tuple[tuple[object, str], ...]:
    return tuple((number, f"{number}{unit}") for number in numbers)


APPEARANCE = Page(
    "Appearance",
    (
        Choosable(
            "scheme",
            "Colours",
            "Ctrl+Shift+L changes between light and dark. High contrast says with bars and lines what tints say.",
            (
                ("system", "As the system"),
                ("light", "Light"),
                ("dark", "Dark"),
                ("high_contrast_light", "High contrast, light"),
                ("high_contrast_dark", "High contrast, dark"),
            ),
        ),
        Choosable(
            "scale",
            "Size of everything",
            "Holds when Diptych is opened again.",
            _numbers((100, 125, 150, 175, 200), " %"),
        ),
    ),
)
CODE = Page(
    "Code",
    (
        Choosable("code_size", "Size of code", "In pixels. Ctrl+= and Ctrl+- change it too.", _numbers(CODE_SIZES)),
        Choosable(
            "neutral_first_look",
            hint="Code stands level, and nothing is marked until you ask for tints. Which views you used is recorded.",
            statement="Tasks open without tints",
        ),
        Choosable(
            "wrap",
            "Long lines",
            "The button above the code changes it for the moment.",
            (
                ("by_room", "Wrap where three share a narrow window"),
                ("always", "Always wrap"),
                ("never", "Never wrap"),
            ),
        ),
        Choosable(
            "invisibles",
            hint="The button above the code changes it for the moment. Hidden characters are always drawn.",
            statement="Show blanks, tabs and line ends",
        ),
    ),
)
JUDGING = Page(
    "Judging",
    (
        Choosable(
            "panel_visible",
            hint="Ctrl+J opens and closes it.",
            statement="The judgment panel is open",
        ),
        Choosable(
            "time_visible",
            hint="The time is counted all the same; its button stays.",
            statement="Show how long the task took so far",
        ),
    ),
    deeds=(("help.recorded", "Everything that is kept about you, and why."),),
)
KEYS = Page(
    "Keys and messages",
    (
        Choosable(
            "single_keys",
            hint="Off, letters and digits without Ctrl or Alt do nothing in the code; the palette (Ctrl+K) has everything.",
            statement="Single keys mean something in the code",
        ),
        Choosable(
            "message_seconds",
            "Messages stay",
            "A message stays longer while the pointer is over it.",
            ((8, "For 8 seconds"), (20, "For 20 seconds"), (0, "Until they are closed")),
        ),
        Choosable(
            "announcements",
            "What a screen reader is told",
            "Important is what changes the verdict or a finding, and what goes wrong.",
            (("all", "Everything"), ("important", "What is important"), ("off", "Nothing")),
        ),
    ),
    deeds=(("help.shortcuts", "Every key, by what it does."),),
)
WORKSPACE = Page(
    "Workspace",
    deeds=(
        ("file.back_up", "A copy of everything in one file, whole and checked."),
        ("file.restore", "Puts a backup in the place of the workspace; what is there now is kept beside it."),
        ("file.examine", "Looks the file, the log and its journal through."),
        ("help.evaluator", "The name under which judgments leave, and the key that signs them."),
    ),
    lead="Every judgment is in one file on this computer.",
)
ABOUT = Page("About", facts=LICENCES, lead=OFFLINE)
PAGES = (APPEARANCE, CODE, JUDGING, KEYS, WORKSPACE, ABOUT)


def by_default(page: Page) -> dict[str, object]:
    """What the settings of *page* are before anybody chooses."""
    plain = Settings()
    return {one.field: getattr(plain, one.field) for one in page.settings}
