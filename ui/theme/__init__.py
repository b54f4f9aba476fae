"""How Diptych looks: colours by role, fonts, icons, marks, one style sheet."""

from ui.theme.theme import Theme

__all__ = ["Theme"]
