"""What comes back: receipts, which of them settles a package, and what a collector says in them and of what it refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from app.domain.package import Fingerprint, PackageId, Receipt, Refusal, RefusalNotice
from app.errors import UserError
from app.packages import receipts
from app.packages.signing import spoken
from app.packages.transport import OfflineError, Transport, receipt_name, refusal_name
from app.store.outbox import OutboxEntry

MOST_REMARKS = 50
LONGEST_REASON = 500
"""What is told of one receipt at most: it may have been written to be long."""


@dataclass(frozen=True, slots=True)
class Met:
    """A receipt that was found for a package, as it was signed by *key*."""

    package_id: PackageId
    data: bytes
    key: Fingerprint


def fetched(entry: OutboxEntry, transport: Transport, expected: Fingerprint | None, remarks: list[str]) -> Met | None:
    """The receipt for *entry*, if there is one that names all of it and is signed by the key that is *expected*.

    Where there is none, a notice that it was refused adds to *remarks*, and settles nothing.
    """
    try:
        data = transport.get(receipt_name(entry.store_id, entry.package_id))
        if data is None:
            remarks.extend(_refused(entry, transport, expected))
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
    remarks.extend(islice(_in_words(receipt), MOST_REMARKS))
    if not receipts.settles(receipt, entry.package_id, entry.store_id, entry.events, entry.head):
        remarks.append("A receipt was passed over: it does not name this package with all its events.")
        return None
    return Met(entry.package_id, data, key)


def _refused(entry: OutboxEntry, transport: Transport, expected: Fingerprint | None) -> Iterator[str]:
    data = transport.get(refusal_name(entry.store_id, entry.package_id))
    if data is None:
        return
    notice, key = receipts.read_notice(data)
    # Whoever else can write to the folder may say what they like there.
    if expected is None or key.startswith(expected):
        yield _refusal_in_words(notice)


def _in_words(receipt: Receipt) -> Iterator[str]:
    """What a collector says is wrong with a log."""
    for fork in receipt.forks:
        yield f"This workspace's log goes on in two copies: the collector has {len(fork.event_ids)} events {fork.seq}."
    for refusal in receipt.refused:
        yield _refusal_in_words(refusal)


def _refusal_in_words(refusal: Refusal | RefusalNotice) -> str:
    return f"The collector refused {refusal.object[:LONGEST_REASON]}: {refusal.reason[:LONGEST_REASON]}"
