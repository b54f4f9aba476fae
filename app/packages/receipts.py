"""What a collector says, signed, of a package: receipts of those that it has, notices of those that it refused."""

from typing import TypeVar

import msgspec

from app.domain.canonical import canonical
from app.domain.package import Fingerprint, PackageId, Receipt, RefusalNotice
from app.errors import PackageError
from app.formats.strict_json import StrictJSONError, decode
from app.packages.signing import SigningKey, opened, sign

PAYLOAD_TYPE = "application/vnd.diptych.receipt.v1+json"
NOTICE_TYPE = "application/vnd.diptych.refusal.v1+json"

Said = TypeVar("Said", Receipt, RefusalNotice)


def written(receipt: Receipt, key: SigningKey) -> bytes:
    """*receipt* as it lies in the folder: a signed envelope."""
    return sign(canonical(receipt), PAYLOAD_TYPE, key)


def read(data: bytes) -> tuple[Receipt, Fingerprint]:
    """The receipt in *data* and the key that signed it. Raises PackageError."""
    return _read(data, PAYLOAD_TYPE, Receipt)


def written_notice(notice: RefusalNotice, key: SigningKey) -> bytes:
    return sign(canonical(notice), NOTICE_TYPE, key)


def read_notice(data: bytes) -> tuple[RefusalNotice, Fingerprint]:
    """The notice in *data* and the key that signed it. Raises PackageError."""
    return _read(data, NOTICE_TYPE, RefusalNotice)


def _read(data: bytes, payload_type: str, record: type[Said]) -> tuple[Said, Fingerprint]:
    signed = opened(data, payload_type)
    try:
        plain = decode(signed.payload)
        return msgspec.convert(plain, record), signed.key
    except StrictJSONError as error:
        raise PackageError(f"the receipt cannot be read: {error.message}") from None
    except msgspec.ValidationError as error:
        raise PackageError(f"the receipt cannot be read: {str(error).replace('`', '')}.") from None


def settles(receipt: Receipt, package_id: PackageId, store_id: str, events: int, head: str) -> bool:
    """Whether *receipt* says that all of a package arrived: its id, its log, its number of events and its head."""
    said = (receipt.package_id, receipt.store_id, receipt.events, receipt.head)
    return said == (package_id, store_id, events, head) and receipt.accepted + receipt.duplicate == events
