"""Whether the packages that a workspace keeps are still what they were."""

from collections.abc import Iterator

from app.packages.package import is_whole
from app.store.workspace import Workspace


def damaged_packages(workspace: Workspace) -> Iterator[str]:
    """Which packages, built here or received, were changed since, a sentence each."""
    outbox = workspace.outbox
    for entry in outbox.entries():
        if not is_whole(outbox.data(entry.package_id), entry.package_id):
            yield (
                f"The package of the events {entry.first_seq} to {entry.last_seq} in the outbox is damaged; "
                "the next sync or export builds it anew."
            )
    received = workspace.received
    for package_id in received.packages():
        if not is_whole(received.data(package_id), package_id):
            yield f"The package {package_id[:16]} is not as it was received; collect it again where it lies."
