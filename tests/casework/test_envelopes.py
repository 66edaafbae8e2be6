"""A case's key and what it seals: opened at its own place by its own recipients, and refused anywhere else."""

from __future__ import annotations

import copy
import json
import pickle
import stat
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from casework import envelopes, padding, passphrases
from casework.envelopes import Key, Place
from hub import keys
from hub.sealing import CannotBeOpened
from hub.settings import security

CASE, OTHER = "6b5a39d2-6a37-4a4a-9d4e-0b6f7a1f0001", "6b5a39d2-6a37-4a4a-9d4e-0b6f7a1f0002"
PLACE = Place(CASE, "casework.message", "1", "body")
PHRASE = "correct horse battery staple window garden river"
SECRET = b"0123456789abcdef"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Path:
    """Keys of their own for each test."""
    settings.HUB_DATA_DIR = tmp_path
    return tmp_path


def wrappings() -> Iterator[tuple[str, Callable[[Key], str], Callable[[str], Key]]]:
    """Each way to keep a key: its name, how it is wrapped and how it is opened again."""
    yield (
        "desk",
        lambda key: envelopes.wrap_for_desk(key, "desk-a", CASE),
        lambda text: envelopes.unwrap_at_desk(text, "desk-a", CASE),
    )
    yield (
        "passphrase",
        lambda key: envelopes.wrap_with_passphrase(key, PHRASE, CASE),
        lambda text: envelopes.unwrap_with_passphrase(text, PHRASE, CASE),
    )
    yield (
        "secret",
        lambda key: envelopes.wrap_with_secret(key, SECRET, CASE),
        lambda text: envelopes.unwrap_with_secret(text, SECRET, CASE),
    )
    yield (
        "value",
        lambda key: envelopes.seal(key, "text", PLACE),
        lambda text: None,
    )


KEEPERS = [pytest.param(wrap, unwrap, id=name) for name, wrap, unwrap in wrappings() if name != "value"]


# --- The key itself -----------------------------------------------------------------------------------------


def test_a_key_shows_itself_nowhere() -> None:
    key = Key.new()
    secret = key._secret
    for shown in (repr(key), str(key), f"{key}"):
        assert secret.hex() not in shown
        assert repr(secret) not in shown
    for leave in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            leave(key)
    with pytest.raises(TypeError):
        json.dumps(key)


def test_keys_are_equal_by_value_and_never_alike_by_chance() -> None:
    key = Key.new()
    assert key == Key(key._secret)
    assert key != Key.new()
    assert key != key._secret
    with pytest.raises(CannotBeOpened):
        Key(b"short")


# --- Sealed texts -------------------------------------------------------------------------------------------


@hypothesis_settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=2000))
def test_what_is_sealed_comes_back(text: str) -> None:
    key = Key.new()
    sealed = envelopes.seal(key, text, PLACE)
    assert sealed.isascii()
    assert envelopes.unseal(key, sealed, PLACE) == text


@pytest.mark.parametrize("text", ["", "\x80", "\x00", "a\x80\x00\x00", "é" * 127, "a" * 255, "a" * 256, "a" * 100_000])
def test_what_fills_a_text_up_is_not_taken_for_it(text: str) -> None:
    key = Key.new()
    assert envelopes.unseal(key, envelopes.seal(key, text, PLACE), PLACE) == text


def test_a_length_says_little() -> None:
    key = Key.new()
    lengths = {len(envelopes.seal(key, "a" * length, PLACE)) for length in range(padding.STEP)}
    assert len(lengths) == 1


def test_every_pair_of_swapped_texts_is_refused() -> None:
    places = [
        Place(case, model, row, field)
        for case in (CASE, OTHER)
        for model in ("casework.message", "casework.contact")
        for row in ("1", "2", "12")
        for field in ("body", "note", "2body")
    ]
    key = Key.new()
    sealed = {place: envelopes.seal(key, f"text of {place}", place) for place in places}
    for here, there in permutations(places, 2):
        with pytest.raises(CannotBeOpened):
            envelopes.unseal(key, sealed[here], there)
    assert all(envelopes.unseal(key, sealed[place], place) == f"text of {place}" for place in places)


def test_parts_of_a_place_do_not_run_into_one_another() -> None:
    key = Key.new()
    sealed = envelopes.seal(key, "text", Place("a", "bc", "d", "e"))
    for near in (Place("ab", "c", "d", "e"), Place("a", "b", "cd", "e"), Place('a","bc', "d", "e", "")):
        with pytest.raises(CannotBeOpened):
            envelopes.unseal(key, sealed, near)


def test_the_key_of_another_case_opens_nothing() -> None:
    sealed = envelopes.seal(Key.new(), "text", PLACE)
    with pytest.raises(CannotBeOpened):
        envelopes.unseal(Key.new(), sealed, PLACE)


def test_no_nonce_is_used_twice() -> None:
    key, count = Key.new(), 20_000
    bodies = (envelopes.seal(key, "same text", PLACE).split(".")[1] for _ in range(count))
    assert len({urlsafe_b64decode(body)[: envelopes.NONCE_BYTES] for body in bodies}) == count


@pytest.mark.slow
def test_no_nonce_is_used_twice_in_a_million() -> None:
    secret, count = Key.new()._secret, 1_000_000
    bodies = (envelopes._encrypted(secret, b"", b"") for _ in range(count))
    assert len({body[:16] for body in bodies}) == count  # 12 bytes are 16 signs of base64


def changed(text: str) -> Iterator[str]:
    """A sealed text with each of its signs changed in turn, cut, doubled and lengthened."""
    for position, sign in enumerate(text):
        for other in {chr(ord(sign) ^ 1), "A" if sign != "A" else "B", "٣"} - {sign}:
            yield text[:position] + other + text[position + 1 :]
    for position in range(len(text)):
        yield text[:position]
    yield from (text + text, text + ".", text + "=", text + "\n", " " + text, text + "A", "." + text, "", "\x00")


def test_any_changed_sign_of_a_text_is_refused() -> None:
    key = Key.new()
    for text in changed(envelopes.seal(key, "Something happened.", PLACE)):
        with pytest.raises(CannotBeOpened):
            envelopes.unseal(key, text, PLACE)


@pytest.mark.parametrize(("wrap", "unwrap"), KEEPERS)
def test_any_changed_sign_of_a_wrapping_is_refused(wrap: Callable, unwrap: Callable) -> None:
    for text in changed(wrap(Key.new())):
        with pytest.raises(CannotBeOpened):
            unwrap(text)


@hypothesis_settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_anything_else_is_refused(text: str) -> None:
    for _name, _wrap, unwrap in list(wrappings())[:3]:
        with pytest.raises(CannotBeOpened):
            unwrap(text)
    with pytest.raises(CannotBeOpened):
        envelopes.unseal(Key.new(), text, PLACE)


# --- Wrappings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("wrap", "unwrap"), KEEPERS)
def test_each_recipient_gets_the_key_back(wrap: Callable, unwrap: Callable) -> None:
    key = Key.new()
    assert unwrap(wrap(key)) == key
    assert wrap(key) != wrap(key)


def test_one_wrapping_is_never_taken_for_another() -> None:
    key = Key.new()
    made = {name: wrap(key) for name, wrap, _unwrap in wrappings()}
    for name, _wrap, unwrap in list(wrappings())[:3]:
        for other in made.keys() - {name}:
            with pytest.raises(CannotBeOpened):
                unwrap(made[other])


def test_a_wrapping_belongs_to_its_case() -> None:
    key = Key.new()
    for unwrap, wrapped in (
        (
            lambda text: envelopes.unwrap_at_desk(text, "desk-a", OTHER),
            envelopes.wrap_for_desk(key, "desk-a", CASE),
        ),
        (
            lambda text: envelopes.unwrap_with_passphrase(text, PHRASE, OTHER),
            envelopes.wrap_with_passphrase(key, PHRASE, CASE),
        ),
        (
            lambda text: envelopes.unwrap_with_secret(text, SECRET, OTHER),
            envelopes.wrap_with_secret(key, SECRET, CASE),
        ),
    ):
        with pytest.raises(CannotBeOpened):
            unwrap(wrapped)


# --- The desk's key file ------------------------------------------------------------------------------------


def test_a_desk_opens_with_its_own_key_file_only(folder: Path) -> None:
    wrapped = envelopes.wrap_for_desk(Key.new(), "desk-a", CASE)
    envelopes.wrap_for_desk(Key.new(), "desk-b", CASE)
    with pytest.raises(CannotBeOpened):
        envelopes.unwrap_at_desk(wrapped, "desk-b", CASE)
    files = sorted(path.name for path in (folder / "keys").iterdir())
    assert files == ["desk-desk-a.1.key", "desk-desk-b.1.key"]


def test_key_files_are_for_the_owner_alone(folder: Path) -> None:
    envelopes.wrap_for_desk(Key.new(), "desk-a", CASE)
    (file,) = (folder / "keys").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_old_cases_open_after_a_desk_has_a_new_key() -> None:
    key = Key.new()
    old = envelopes.wrap_for_desk(key, "desk-a", CASE)
    keys.add_version(envelopes.desk_key_name("desk-a"))
    new = envelopes.wrap_for_desk(key, "desk-a", CASE)
    assert (old.split(".")[1], new.split(".")[1]) == ("1", "2")
    assert envelopes.unwrap_at_desk(old, "desk-a", CASE) == envelopes.unwrap_at_desk(new, "desk-a", CASE) == key


def test_without_its_key_file_a_desk_opens_nothing_even_when_a_new_one_is_made(folder: Path) -> None:
    wrapped = envelopes.wrap_for_desk(Key.new(), "desk-a", CASE)
    (folder / "keys" / "desk-desk-a.1.key").unlink()
    keys._load.cache_clear()
    with pytest.raises(CannotBeOpened):
        envelopes.unwrap_at_desk(wrapped, "desk-a", CASE)
    envelopes.wrap_for_desk(Key.new(), "desk-a", CASE)
    with pytest.raises(CannotBeOpened):
        envelopes.unwrap_at_desk(wrapped, "desk-a", CASE)


@pytest.mark.parametrize("desk", ["a", "desk-of-the-americas", "1-2-3", "x" * 36, "y" * 37, "z" * 60, "Größe", "../up"])
def test_each_desk_has_a_key_name_of_its_own(desk: str) -> None:
    name = envelopes.desk_key_name(desk)
    assert keys.KEY_NAME.fullmatch(name)
    assert name != envelopes.desk_key_name(desk + "x")
    key = Key.new()
    assert envelopes.unwrap_at_desk(envelopes.wrap_for_desk(key, desk, CASE), desk, CASE) == key


# --- The passphrase -----------------------------------------------------------------------------------------


def test_a_wrong_passphrase_is_refused_and_another_way_of_typing_it_is_not() -> None:
    key = Key.new()
    wrapped = envelopes.wrap_with_passphrase(key, PHRASE, CASE)
    assert envelopes.unwrap_with_passphrase(wrapped, f"  {PHRASE.upper().replace(' ', '-')} ", CASE) == key
    for wrong in ("", PHRASE[:-1], PHRASE + "s", " ".join(reversed(PHRASE.split()))):
        with pytest.raises(CannotBeOpened):
            envelopes.unwrap_with_passphrase(wrapped, wrong, CASE)


def test_each_wrapping_has_a_salt_of_its_own() -> None:
    key = Key.new()
    salts = {envelopes.wrap_with_passphrase(key, PHRASE, CASE).split(".")[4] for _ in range(50)}
    assert len(salts) == 50
    assert {len(urlsafe_b64decode(salt)) for salt in salts} == {16}


def test_a_guess_costs_64_mib_and_three_passes_outside_the_tests(settings) -> None:
    settings.HUB_CASE_KDF = security.HUB_CASE_KDF
    key = Key.new()
    wrapped = envelopes.wrap_with_passphrase(key, PHRASE, CASE)
    form, memory, passes, _lanes, _salt, _body = wrapped.split(".")
    assert form == "p1"
    assert int(memory) >= 64 * 1024
    assert int(passes) >= 3
    assert envelopes.unwrap_with_passphrase(wrapped, PHRASE, CASE) == key


def test_a_cheaper_wrapping_still_opens_and_says_that_it_is_cheap(settings) -> None:
    key = Key.new()
    wrapped = envelopes.wrap_with_passphrase(key, PHRASE, CASE)
    assert not envelopes.is_too_cheap(wrapped)
    settings.HUB_CASE_KDF = (128, 2, 1)
    assert envelopes.is_too_cheap(wrapped)
    assert envelopes.unwrap_with_passphrase(wrapped, PHRASE, CASE) == key


def test_a_changed_row_cannot_make_the_machine_run_for_hours() -> None:
    form, *_cost, salt, body = envelopes.wrap_with_passphrase(Key.new(), PHRASE, CASE).split(".")
    for memory, passes, lanes in ((2**31, 1, 1), (64, 10**6, 1), (64, 1, 10**6), (0, 0, 0), (8, 1, 0)):
        with pytest.raises(CannotBeOpened):
            envelopes.unwrap_with_passphrase(f"{form}.{memory}.{passes}.{lanes}.{salt}.{body}", PHRASE, CASE)


def test_looking_for_nothing_derives_once_at_the_same_cost(monkeypatch) -> None:
    asked: list[tuple] = []
    monkeypatch.setattr(envelopes, "hash_secret_raw", lambda *given: asked.append(given) or bytes(32))
    envelopes.spend_as_much()
    with pytest.raises(CannotBeOpened):
        envelopes.unwrap_with_passphrase(
            envelopes.wrap_with_passphrase(Key.new(), PHRASE, CASE)[:-4] + "AAAA", PHRASE, CASE
        )
    assert len(asked) == 3
    assert len({given[2:] for given in asked}) == 1


def test_a_made_passphrase_opens_in_every_language() -> None:
    for language in ("en", "es", "fr", "ar"):
        key, phrase = Key.new(), passphrases.make(language)
        wrapped = envelopes.wrap_with_passphrase(key, " ".join(phrase), CASE)
        assert envelopes.unwrap_with_passphrase(wrapped, "".join(phrase), CASE) == key


def test_a_short_secret_keeps_no_key() -> None:
    with pytest.raises(CannotBeOpened):
        envelopes.wrap_with_secret(Key.new(), b"short", CASE)
