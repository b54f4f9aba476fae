"""The one kind of error that is meant for a person; every other exception is a bug."""


class UserError(Exception):
    """A sentence for the person at the desk: what went wrong, where, and how to mend it.

    The text is shown as it stands, so it names the culprit and the way out and nothing else.
    """


class WorkspaceError(UserError):
    """The workspace cannot be used: busy, from a newer version, damaged, read-only or no workspace."""


class BrokenError(WorkspaceError):
    """One thing in the workspace is not as it was written. It is told when it is met; the rest stays in use."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is not as it was written: the file is damaged. Restore a backup.")


class BusyError(WorkspaceError):
    """Another window or program writes this workspace; switch to it, or wait."""


class ReadOnlyError(WorkspaceError):
    """The workspace can be read here and not written: a read-only file, folder or medium."""


class UnreadableError(WorkspaceError):
    """The workspace may not even be read."""


class NewerError(WorkspaceError):
    """The workspace is from a newer version of the program; nothing of it was changed."""


class ForeignError(WorkspaceError):
    """The file is no workspace: a folder, another program's database, or no database at all."""


class DiskFullError(WorkspaceError):
    """The disk is full. What was to be written was not, what was saved before is untouched; the same may be tried again."""


class PackageError(UserError):
    """A package or receipt is not what it says it is; the sentence names the first thing that is wrong."""
