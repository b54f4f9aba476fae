"""Receipts that come back: which of them settles a package, and what a collector says in them."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.package import Fingerprint, PackageId, Receipt
from app.errors import UserError
from app.packages import receipts
from app.packages.signing import spoken
from app.packages.transport import OfflineError, Transport, receipt_name
from app.store.outbox import OutboxEntry


@dataclass(frozen=True, slots=True)
class Met:
    """A receipt that was found for a package, as it was signed by *key*."""

    package_id: PackageId
    data: bytes
    key: Fingerprint


def fetched(entry: OutboxEntry, transport: Transport, expected: Fingerprint | None, remarks: list[str]) -> Met | None:
    """The receipt for *entry*, if there is one that names all of it and is signed by the key that is *expected*."""
    try:
        data = transport.get(receipt_name(entry.store_id, entry.package_id))
        if data is None:
            return None
        receipt, key = receipts.read(data)
    except OfflineError:
        raise
    except UserError as error:
        remarks.append(f"A receipt was passed over: {error}")
        return None
    if expected is not None and not key.startswith(expected):
        remarks.append(
            f"A receipt was passed over: it is signed by {spoken(key)}, not by the collector {spoken(expected)}."
        )
        return None
    remarks.extend(_in_words(receipt))
    if not receipts.settles(receipt, entry.package_id, entry.store_id, entry.events, entry.head):
        remarks.append("A receipt was passed over: it does not name this package with all its events.")
        return None
    return Met(entry.package_id, data, key)


def _in_words(receipt: Receipt) -> Iterator[str]:
    """What a collector says is wrong with a log."""
    for fork in receipt.forks:
        yield f"This workspace's log goes on in two copies: the collector has {len(fork.event_ids)} events {fork.seq}."
    for refusal in receipt.refused:
        yield f"The collector refused {refusal.object}: {refusal.reason}"
