"""Ways of contact are what they say: checked by form, by checksum, by what a key is."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib

import pytest
from pysequoia import CipherSuite

from tests.factories import openpgp as keys
from trainers.channels import checking, openpgp
from trainers.channels.checking import UnusableChannelError
from trainers.channels.openpgp import Problem, UnusableKeyError

TODAY = keys.MADE


def onion(body: bytes = b"\x07" * 32, version: bytes = b"\x03", spoil: bool = False) -> str:
    checksum = hashlib.sha3_256(b".onion checksum" + body + version).digest()[:2]
    if spoil:
        checksum = bytes([checksum[0] ^ 1, checksum[1]])
    return f"http://{base64.b32encode(body + checksum + version).decode().lower()}.onion/"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("signal", "ana.42"),
        ("signal", "+5215512345678"),
        ("signal", f"https://signal.me/#eu/{'a' * 64}"),
        ("onion", onion()),
        ("email", "ana@trainers.example"),
        ("web", "https://ana.example/"),
    ],
)
def test_what_can_be_used_is_kept_as_written(kind: str, value: str) -> None:
    assert checking.normal(kind, f" {value}\n", TODAY) == (value, {})


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("signal", "ana"),
        ("signal", "42.ana"),
        ("signal", "+0123"),
        ("signal", "https://signal.example/#p/+5215512345678"),
        ("onion", onion(spoil=True)),
        ("onion", onion(version=b"\x02")),
        ("onion", "http://expyuzz4wqqyqhjn.onion/"),
        ("email", "ana@"),
        ("email", "ana@trainers.example\u202e"),
        ("web", "http://ana.example/"),
        ("web", "javascript:alert(1)"),
        ("web", "https://ana.example/<b>"),
        ("pgp", "ana.42"),
    ],
)
def test_what_cannot_be_used_is_refused(kind: str, value: str) -> None:
    with pytest.raises(UnusableChannelError):
        checking.normal(kind, value, TODAY)


@pytest.mark.parametrize("suite", [CipherSuite.Cv25519, CipherSuite.P256, CipherSuite.RSA2k], ids=str)
def test_a_sound_key_says_its_fingerprint_and_end(suite: object) -> None:
    text = keys.a_key(90, suite)
    found = openpgp.read(text, TODAY)
    assert found.fingerprint == keys.fingerprint(text)
    assert found.expires is not None
    assert abs((found.expires - TODAY).days - 90) <= 1
    assert openpgp.read(keys.a_key(), TODAY).expires is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (lambda: str(keys.secret()), Problem.SECRET),
        (keys.revoked, Problem.REVOKED),
        (keys.with_old_hash, Problem.OLD_HASH),
        (keys.too_short, Problem.SHORT),
        (
            lambda: "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----",
            Problem.UNREADABLE,
        ),
        (lambda: "hello", Problem.UNREADABLE),
    ],
    ids=["private", "revoked", "SHA-1", "1024 bits", "rubbish", "no block"],
)
def test_a_key_that_must_not_be_used_is_refused_with_its_reason(text: object, problem: Problem) -> None:
    with pytest.raises(UnusableKeyError) as refused:
        openpgp.read(text(), TODAY)  # type: ignore[operator]
    assert refused.value.problem is problem


def test_a_key_is_refused_from_the_day_it_ends_and_warned_of_thirty_days_before() -> None:
    text = keys.a_key(60)
    key = openpgp.inspect(text)
    assert key.expires is not None
    assert openpgp.read(text, key.expires - dt.timedelta(days=1)) == key
    with pytest.raises(UnusableKeyError) as refused:
        openpgp.read(text, key.expires)
    assert refused.value.problem is Problem.EXPIRED
    assert key.ends_soon(key.expires - dt.timedelta(days=30))
    assert not key.ends_soon(key.expires - dt.timedelta(days=31))
