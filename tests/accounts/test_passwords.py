"""What a password may be, and how it is hashed."""

from __future__ import annotations

from unittest import mock

import pytest
from argon2 import extract_parameters
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.hashers import StaffArgon2
from hub.settings import security


@pytest.fixture
def real_hasher(settings) -> None:
    """The hasher of every profile but the test's."""
    settings.PASSWORD_HASHERS = security.PASSWORD_HASHERS


def test_hashes_are_argon2id_with_64_mib_and_three_passes(real_hasher) -> None:
    found = extract_parameters(make_password("four plain words and a comma").removeprefix("argon2"))
    assert (found.type.name, found.memory_cost, found.time_cost, found.parallelism) == ("ID", 64 * 1024, 3, 1)


def test_a_password_opens_its_own_hash_only(real_hasher) -> None:
    encoded = make_password("four plain words and a comma")
    assert check_password("four plain words and a comma", encoded)
    assert not check_password("four plain words and a colon", encoded)


@pytest.mark.parametrize(
    "password",
    ["four plain words", "كلمات أربع بسيطة جدا", "x" * 14 + "é", "s" + "entence " * 15, "0192837465 0192837465"],
)
def test_length_is_the_only_rule_about_characters(password: str) -> None:
    validate_password(password)


@pytest.mark.parametrize("password", ["", "Ab3$efgh", "fourteen chars", "x" * 129])
def test_too_short_and_too_long_are_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "1234567891234567",
        "Password12345678",
        "qwertyqwertyqwerty",
        "aaaaaaaaaaaaaaaa",
        "!!!iloveyou!!!!!!",
        "manchesterunited",
    ],
)
def test_common_passwords_are_refused_and_so_are_their_longer_forms(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


def test_what_is_too_long_is_never_hashed() -> None:
    hasher = StaffArgon2()
    with mock.patch("django.contrib.auth.hashers.Argon2PasswordHasher.verify") as verify:
        assert not hasher.verify("x" * 129, "argon2$…")
    verify.assert_not_called()
    with pytest.raises(ValueError, match="too long"):
        hasher.encode("x" * 129, "saltsaltsalt")
