"""Settings and places: one frozen value, a sparse file that a person may edit, and where things live."""

import os
import tomllib
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

import platformdirs

from app.durability import is_same_file, sync
from app.errors import UserError

Announcements = Literal["all", "important", "off"]
MessageSeconds = Literal[8, 20, 0]
Scheme = Literal["system", "light", "dark", "high_contrast_light", "high_contrast_dark"]
Wrap = Literal["by_room", "always", "never"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose. *window* is the window's geometry as the toolkit spells it; sizes are in pixels.

    *scale* is how large everything is drawn, in per cent, from the next start on; *sync_folder* where packages go, empty
    before there was one. *single_keys* says whether keys without Ctrl or Alt mean anything in the code, *message_seconds* how
    long a message stays, 0 until it is closed. With *neutral_first_look* every task opens without tints, also where its task
    set does not ask for it; *wrap* and *invisibles* are how code is shown until a key changes it.
    """

    scheme: Scheme = "system"
    code_size: int = 13
    panel_visible: bool = True
    time_visible: bool = True
    task_height: int = 220
    window: str = ""
    announcements: Announcements = "all"
    scale: int = 100
    sync_folder: str = ""
    single_keys: bool = True
    message_seconds: MessageSeconds = 8
    neutral_first_look: bool = False
    wrap: Wrap = "by_room"
    invisibles: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """The folder of the workspace and the signing key, and the folder of the settings file."""

    data: Path
    config: Path

    @property
    def workspace(self) -> Path:
        return self.data / "workspace.diptych"

    @property
    def signing_key(self) -> Path:
        return self.data / "signing-key"

    @property
    def settings(self) -> Path:
        return self.config / "settings.toml"


def places() -> Places:
    """The platform's folders, or those inside ``DIPTYCH_HOME`` where that is set."""
    if home := os.environ.get("DIPTYCH_HOME"):
        return Places(Path(home), Path(home))
    return Places(
        platformdirs.user_data_path("diptych", appauthor=False),
        platformdirs.user_config_path("diptych", appauthor=False),
    )


def refuse_to_replace(dest: Path) -> None:
    """Raises UserError where *dest* is the signing key or the settings file."""
    kept = places()
    for own, what in ((kept.signing_key, "the signing key"), (kept.settings, "the settings file")):
        if is_same_file(own, dest):
            raise UserError(f"{dest.name} is {what} of Diptych, and would be replaced; give another name.")


def load(path: Path) -> tuple[Settings, tuple[str, ...]]:
    """The settings in *path*, and a sentence for each value that had to fall back to its default."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (f"{path.name} cannot be read ({error.strerror}); the defaults are in force.",)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = f"{path.name} cannot be read ({error}); the defaults are in force."
        return Settings(), (f"{why} What stands there is kept as {_aside(path).name}.",)
    settings = Settings()
    warnings = []
    for field in fields(Settings):
        if field.name not in said:
            continue
        if _fits(field.name, said[field.name]):
            settings = replace(settings, **{field.name: said[field.name]})
        else:
            warnings.append(
                f"{path.name}: “{field.name}” cannot be {said[field.name]!r:.60}; {field.default!r} is in force."
            )
    return settings, tuple(warnings)


def save(path: Path, settings: Settings) -> None:
    """Write what differs from the defaults. Comments and unknown keys of the file stay. Raises UserError.

    What cannot be understood is set aside and not written over: somebody wrote it, and may have one letter to mend.
    """
    # It keeps what else stands in the file, and is slow to import: only a window that closes needs it.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        document = tomlkit.document()
    except (UnicodeDecodeError, TOMLKitError):
        with suppress(OSError):  # where it cannot be, nothing can be written there either, and that is told
            path.replace(_aside(path))
        document = tomlkit.document()
    except OSError as error:
        raise UserError(f"{path.name} cannot be read ({error.strerror}); the settings were not saved.") from error
    for field in fields(Settings):
        value = getattr(settings, field.name)
        if value != field.default:
            document[field.name] = value
        elif field.name in document:
            del document[field.name]
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        descriptor = os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(tomlkit.dumps(document))
            file.flush()
            sync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            path.with_name(path.name + ".part").unlink()
        raise UserError(f"{path.name} cannot be written ({error.strerror}); the settings were not saved.") from error


def _aside(path: Path) -> Path:
    """Where a file of settings is kept that cannot be understood."""
    return path.with_name(path.name + ".unreadable")


# Any: a value from a file that a person may edit can be anything, which is what is asked here.
def _fits(name: str, value: Any) -> bool:
    match name:
        case "scheme":
            return value in get_args(Scheme)
        case "announcements":
            return value in get_args(Announcements)
        case "code_size":
            return type(value) is int and 10 <= value <= 24
        case "scale":
            return type(value) is int and 100 <= value <= 200
        case "task_height":
            return type(value) is int and 80 <= value <= 2000
        case "message_seconds":
            return type(value) is int and value in get_args(MessageSeconds)
        case "wrap":
            return value in get_args(Wrap)
        case "panel_visible" | "time_visible" | "single_keys" | "neutral_first_look" | "invisibles":
            return isinstance(value, bool)
        case _:
            return isinstance(value, str)
