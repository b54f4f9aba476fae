"""The key of an installation, and envelopes around exactly what was signed."""

import json
import os
import stat
import sys
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import PackageError, UserError
from app.packages.signing import SigningKey, _encoded, from_spoken, opened, sign, signing_key, spoken
from tests.builders_of_logs import KEY, OTHER_KEY

KIND = "application/vnd.diptych.test+json"


def test_the_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "signing-key"
    made = signing_key(path)
    assert signing_key(path) == made
    assert list(path.parent.iterdir()) == [path]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "signing-key"
    signing_key(path)
    path.chmod(0o644)
    with pytest.raises(UserError, match="chmod 600"):
        signing_key(path)


@pytest.mark.parametrize("content", ["", "zz" * 32, "ab" * 31, "é"])
def test_a_damaged_key_is_told_and_never_replaced(tmp_path: Path, content: str) -> None:
    path = tmp_path / "signing-key"
    path.write_text(content, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(UserError, match="is damaged; move it away"):
        signing_key(path)
    assert path.read_text(encoding="utf-8") == content


def test_a_key_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="cannot be read or made"):
        signing_key(tmp_path / "file" / "signing-key")


def test_two_processes_that_begin_together_have_one_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "signing-key"
    link = os.link

    def the_other_was_quicker(part: Path, into: Path) -> None:
        into.write_text(KEY.seed.hex(), encoding="ascii")
        into.chmod(0o600)
        link(part, into)

    monkeypatch.setattr(os, "link", the_other_was_quicker)
    assert signing_key(path) == KEY
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_system_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(part: Path, into: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    assert signing_key(tmp_path / "signing-key") == signing_key(tmp_path / "signing-key")


def test_the_private_half_is_not_shown_by_accident() -> None:
    assert KEY.seed.hex() not in repr(KEY)
    assert repr(KEY.seed) not in repr(KEY)


def test_what_is_encoded_for_signing_is_what_dsse_says() -> None:
    # The test vector of the DSSE protocol.
    encoded = _encoded(b"hello world", "http://example.com/HelloWorld")
    assert encoded == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"


def test_signatures_are_those_of_rfc_8032() -> None:
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    key = SigningKey.from_seed(seed)
    assert key.public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert key.sign(b"").hex().startswith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb88215")


@given(st.binary(max_size=300))
def test_an_envelope_opens_to_what_was_put_in(payload: bytes) -> None:
    signed = opened(sign(payload, KIND, KEY), KIND)
    assert (signed.payload, signed.key) == (payload, KEY.fingerprint)
    assert sign(payload, KIND, KEY) == sign(payload, KIND, KEY)


def test_an_envelope_that_was_changed_is_refused() -> None:
    envelope = json.loads(sign(b"payload", KIND, KEY))
    (signature,) = envelope["signatures"]
    by_another = json.loads(sign(b"payload", KIND, OTHER_KEY))["signatures"][0]
    changes: list[tuple[dict[str, object], str]] = [
        ({"payload": b64encode(b"Payload").decode()}, "signature is wrong"),
        ({"signatures": [{**signature, "keyid": by_another["keyid"]}]}, "signature is wrong"),
        ({"signatures": [{**signature, "sig": by_another["sig"]}]}, "signature is wrong"),
        ({"payloadType": "text/plain"}, "signed as something else"),
        ({"signatures": []}, "cannot be read"),
        ({"signatures": [signature, by_another]}, "cannot be read"),
        ({"signatures": [{**signature, "keyid": "nobody"}]}, "cannot be read"),
        ({"signatures": [{**signature, "sig": "A"}]}, "cannot be read"),
        ({"signatures": [{**signature, "sig": "*" * 88}]}, "cannot be read"),
        ({"payload": "*"}, "cannot be read"),
        ({"payload": 7}, "cannot be read"),
    ]
    for change, says in changes:
        with pytest.raises(PackageError, match=says):
            opened(json.dumps({**envelope, **change}).encode(), KIND)
    with pytest.raises(PackageError, match="cannot be read"):
        opened(b"{", KIND)


def test_a_fingerprint_is_read_aloud_in_eight_groups_and_understood_again() -> None:
    said = spoken(KEY.fingerprint)
    assert [len(group) for group in said.split("-")] == [4] * 8
    assert KEY.fingerprint.startswith(from_spoken(said.upper().replace("-", " ")))
    assert from_spoken(KEY.fingerprint) == KEY.fingerprint
    for wrong in ("", "abcd", said[:-1], said.replace(said[0], "x"), said * 3):
        with pytest.raises(UserError, match="eight groups"):
            from_spoken(wrong)


@pytest.mark.parametrize("part", ["payload", "sig"])
def test_an_envelope_of_other_letters_than_base64_has_is_refused(part: str) -> None:
    said = json.loads(sign(b"{}", KIND, KEY))
    (said if part == "payload" else said["signatures"][0])[part] = "\u00e9\u00e9\u00e9\u00e9"
    with pytest.raises(PackageError, match="its signature cannot be read"):
        opened(json.dumps(said, ensure_ascii=False).encode(), KIND)
