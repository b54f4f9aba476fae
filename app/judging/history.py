"""Undo and redo over whole drafts: values are kept, not commands."""

from app.domain.draft import Draft

DEPTH = 200


class History:
    """The drafts of one task, in the order in which they came. At most `DEPTH` are kept.

    Edits that come one after another with the same *key* (typing in one field) are one step.
    """

    def __init__(self, draft: Draft) -> None:
        self._past: list[Draft] = []
        self._future: list[Draft] = []
        self._key: str | None = None
        self.present = draft

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    def push(self, draft: Draft, *, key: str | None = None) -> None:
        """Make *draft* the present one; what had been undone is gone."""
        if key is None or key != self._key:
            self._past.append(self.present)
            del self._past[:-DEPTH]
        self._key = key
        self._future.clear()
        self.present = draft

    def amend(self, draft: Draft) -> None:
        """Make *draft* the present one without a step of its own: nothing that a person would look for was changed."""
        self.present = draft

    def undo(self) -> Draft | None:
        """Step back; None at the beginning."""
        if not self._past:
            return None
        self._future.append(self.present)
        self.present = self._past.pop()
        self._key = None
        return self.present

    def redo(self) -> Draft | None:
        """Step forward again; None where nothing was undone."""
        if not self._future:
            return None
        self._past.append(self.present)
        self.present = self._future.pop()
        self._key = None
        return self.present
