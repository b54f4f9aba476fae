"""The one place where text becomes a label, a message, a tooltip or a rendered prompt.

Text from outside is hostile: Qt's own widgets guess that it is markup and then read files that it names (measured: QLabel,
QMessageBox and QToolTip do so by default). Everything here shows it as plain text; a test forbids the raw widgets elsewhere.
"""

from ui.plain_text.buttons import (
    ButtonKind,
    ElidedButton,
    button,
    elided_button,
    hide_tooltip,
    icon_button,
    name_icon_button,
    name_keys_again,
    relabel,
    set_tooltip,
)
from ui.plain_text.fields import TextField
from ui.plain_text.labels import (
    ElidedLabel,
    Role,
    WrappedLabel,
    elided_label,
    label,
    steady,
    wrapped_label,
)
from ui.plain_text.markdown import MOST_MARKDOWN, MOST_SHOWN, MarkdownView, prepare_markdown
from ui.plain_text.messages import choose_destination, choose_files, choose_folder, confirm, inform, show_folder

__all__ = [
    "MOST_MARKDOWN",
    "MOST_SHOWN",
    "ButtonKind",
    "ElidedButton",
    "ElidedLabel",
    "MarkdownView",
    "Role",
    "TextField",
    "WrappedLabel",
    "button",
    "choose_destination",
    "choose_files",
    "choose_folder",
    "confirm",
    "elided_button",
    "elided_label",
    "hide_tooltip",
    "icon_button",
    "inform",
    "label",
    "name_icon_button",
    "name_keys_again",
    "prepare_markdown",
    "relabel",
    "set_tooltip",
    "show_folder",
    "steady",
    "wrapped_label",
]
