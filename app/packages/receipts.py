"""Receipts: what a collector says, signed, of a package that it has."""

import msgspec

from app.domain.canonical import canonical
from app.domain.package import Fingerprint, PackageId, Receipt
from app.errors import PackageError
from app.formats.strict_json import StrictJSONError, decode
from app.packages.signing import SigningKey, opened, sign

PAYLOAD_TYPE = "application/vnd.diptych.receipt.v1+json"


def written(receipt: Receipt, key: SigningKey) -> bytes:
    """*receipt* as it lies in the folder: a signed envelope."""
    return sign(canonical(receipt), PAYLOAD_TYPE, key)


def read(data: bytes) -> tuple[Receipt, Fingerprint]:
    """The receipt in *data* and the key that signed it. Raises PackageError."""
    signed = opened(data, PAYLOAD_TYPE)
    try:
        plain = decode(signed.payload)
        return msgspec.convert(plain, Receipt), signed.key
    except StrictJSONError as error:
        raise PackageError(f"the receipt cannot be read: {error.message}") from None
    except msgspec.ValidationError as error:
        raise PackageError(f"the receipt cannot be read: {str(error).replace('`', '')}.") from None


def settles(receipt: Receipt, package_id: PackageId, store_id: str, events: int, head: str) -> bool:
    """Whether *receipt* says that all of a package arrived: its id, its log, its number of events and its head."""
    said = (receipt.package_id, receipt.store_id, receipt.events, receipt.head)
    return said == (package_id, store_id, events, head) and receipt.accepted + receipt.duplicate == events
