"""The one kind of error that is meant for a person; every other exception is a bug."""


class UserError(Exception):
    """A sentence for the person at the desk: what went wrong, where, and how to mend it.

    The text is shown as it stands, so it names the culprit and the way out and nothing else.
    """


class WorkspaceError(UserError):
    """The workspace cannot be used: busy, from a newer version, damaged, read-only or no workspace."""


class PackageError(UserError):
    """A package or receipt is not what it says it is; the sentence names the first thing that is wrong."""
