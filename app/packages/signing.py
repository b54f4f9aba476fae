"""Signatures: an ed25519 key of this installation, and DSSE envelopes around the exact bytes that it signs.

A signature proves “made by this installation and unchanged”. It does not say who sat there, and never makes a reader
less strict. DSSE v1: https://github.com/secure-systems-lab/dsse/blob/master/protocol.md
"""

import os
import stat
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec

from app.domain.canonical import canonical, digest
from app.domain.package import Fingerprint
from app.durability import sync
from app.errors import PackageError, UserError
from app.formats.strict_json import END, StrictJSONError, decode

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The private half, 32 random bytes, and its public half."""

    seed: bytes = field(repr=False)
    public: bytes

    @classmethod
    def from_seed(cls, seed: bytes) -> "SigningKey":
        return cls(seed, _ed25519(seed).public_key().public_bytes_raw())

    @property
    def fingerprint(self) -> Fingerprint:
        return fingerprint(self.public)

    def sign(self, message: bytes) -> bytes:
        """64 bytes; the same for the same message."""
        return _ed25519(self.seed).sign(message)


@dataclass(frozen=True, slots=True)
class Signed:
    """What an envelope holds, and the public key under which its signature is right."""

    payload: bytes
    public: bytes

    @property
    def key(self) -> Fingerprint:
        return fingerprint(self.public)


def fingerprint(public: bytes) -> Fingerprint:
    return Fingerprint(digest(public))


def spoken(key: Fingerprint) -> str:
    """The first half of *key* in groups of four digits, to be read aloud and compared."""
    return "-".join(key[start : start + 4] for start in range(0, 32, 4))


def from_spoken(text: str) -> Fingerprint:
    """The digits that stand in a fingerprint that a person typed, 32 or all 64. Raises UserError."""
    digits = text.strip().lower().replace("-", "").replace(" ", "")
    if len(digits) not in (32, 64) or not set(digits) <= set("0123456789abcdef"):
        raise UserError("A fingerprint has eight groups of four digits 0-9 and a-f, as `diptych evaluator` prints it.")
    return Fingerprint(digits)


def signing_key(path: Path) -> SigningKey:
    """The key kept in *path*, readable by its owner alone; made there if there is none. Raises UserError."""
    try:
        if not path.exists():
            _make(path)
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(path, flags)
        with os.fdopen(descriptor, "rb") as file:
            mode = os.fstat(descriptor).st_mode
            text = file.read(200) if stat.S_ISREG(mode) else b""
    except OSError as error:
        raise UserError(f"The signing key {path.name} cannot be read or made ({error.strerror}).") from error
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise UserError(f"The signing key {path.name} can be read by others; take that right away (chmod 600).")
    try:
        seed = bytes.fromhex(text.decode("ascii").strip())
    except ValueError:
        seed = b""
    if len(seed) != 32:
        raise UserError(f"The signing key {path.name} is damaged; move it away, and a new one is made.")
    return SigningKey.from_seed(seed)


def sign(payload: bytes, payload_type: str, key: SigningKey) -> bytes:
    """The DSSE envelope around *payload*."""
    signature = {"keyid": key.public.hex(), "sig": b64encode(key.sign(_encoded(payload, payload_type))).decode()}
    return canonical({"payload": b64encode(payload).decode(), "payloadType": payload_type, "signatures": [signature]})


def opened(envelope: bytes, payload_type: str) -> Signed:
    """What *envelope* holds, once its signature has proved right. Raises PackageError.

    The key id says which key to try and decides nothing: whether that key is trusted is the caller's question.
    """
    try:
        record = msgspec.convert(decode(envelope), _Envelope)
        payload = b64decode(record.payload, validate=True)
        signature = b64decode(record.signatures[0].sig, validate=True)
    except StrictJSONError as error:
        raise PackageError(f"its signature cannot be read: {error.message}") from None
    except (msgspec.ValidationError, ValueError) as error:  # base64 that is none, or no ASCII either
        raise PackageError(f"its signature cannot be read ({error}).") from None
    if record.payloadType != payload_type:
        raise PackageError("it was signed as something else.")
    public = bytes.fromhex(record.signatures[0].keyid)
    if not _is_right(public, signature, _encoded(payload, payload_type)):
        raise PackageError("its signature is wrong: it was changed, or was signed by another key than it says.")
    return Signed(payload, public)


class _Signature(msgspec.Struct, frozen=True):
    keyid: Annotated[str, msgspec.Meta(pattern=rf"^[0-9a-f]{{64}}{END}")]
    sig: Annotated[str, msgspec.Meta(min_length=88, max_length=88)]


class _Envelope(msgspec.Struct, frozen=True):
    payload: str
    payloadType: str  # noqa: N815 - DSSE's own spelling
    signatures: Annotated[tuple[_Signature, ...], msgspec.Meta(min_length=1, max_length=1)]


def _encoded(payload: bytes, payload_type: str) -> bytes:
    """DSSE's “pre-authentication encoding”: type and payload, each with its length, so that neither can pose as the other."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(32).hex().encode() + b"\n")
            file.flush()
            sync(file.fileno())
        try:
            # A link, unlike a rename, never takes the place of a key that another process has just made.
            os.link(part, path)
        except FileExistsError:
            return
        except OSError:  # a file system without links
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


# cryptography is loaded where something is signed or checked, not when the program starts.
def _ed25519(seed: bytes) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed)


def _is_right(public: bytes, signature: bytes, message: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True
