"""The sealed field: opens for a day, only whole, only here."""

from __future__ import annotations

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub import keys, travelling
from hub.travelling import Expired, Forged, Luggage, TooMuch
from tests.security.hostile import HOSTILE

NOW = 500_000
PURPOSE = "tests.travelling"
FULL = Luggage("token", {"country": ("Kenya",), "topics": ("phishing", "passwords"), "happened": ("حدث شيء",)})


@pytest.fixture(autouse=True)
def own_keys(tmp_path: Path, settings: Any) -> None:
    settings.HUB_DATA_DIR = tmp_path


def packed(luggage: Luggage, hour: int | None = None) -> str:
    return travelling.packed(luggage, PURPOSE, hour)


def opened(text: str, hour: int | None = None) -> Luggage:
    return travelling.opened(text, PURPOSE, hour)


def sealed(plain: bytes, version: int = 1, form: bytes = travelling.FORMAT) -> str:
    """A field sealed with our key around anything at all."""
    keys.newest(travelling.KEY)
    head = form + version.to_bytes(2, "big")
    body = travelling._cipher(1, PURPOSE).encrypt(b"n" * 12, plain, head)
    return urlsafe_b64encode(head + b"n" * 12 + body).decode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.dictionaries(st.text(max_size=20), st.lists(st.text(), max_size=4).map(tuple), max_size=8))
def test_answers_come_back(answers: dict[str, tuple[str, ...]]) -> None:
    luggage = Luggage(given=answers)
    assert opened(packed(luggage)) == luggage


def test_nothing_can_be_read_from_outside_and_no_two_fields_are_alike() -> None:
    first, second = packed(FULL), packed(FULL)
    assert first != second
    assert b"Kenya" not in urlsafe_b64decode(first)
    assert "Kenya" not in first


def test_the_size_of_a_field_comes_in_steps() -> None:
    sizes = {len(urlsafe_b64decode(packed(Luggage("t", {"a": ("x" * n,)})))) for n in range(0, 60, 7)}
    assert len(sizes) == 1


@pytest.mark.parametrize("later", [0, 1, 23])
def test_a_field_opens_for_a_day(later: int) -> None:
    assert opened(packed(FULL, NOW), NOW + later) == FULL


@pytest.mark.parametrize("later", [24, 25, 9_999, -1])
def test_an_old_field_and_one_of_tomorrow_have_expired(later: int) -> None:
    with pytest.raises(Expired):
        opened(packed(FULL, NOW), NOW + later)


def test_the_time_is_known_by_the_hour_only(time_machine: Any) -> None:
    time_machine.move_to("2026-12-01T10:59:59Z", tick=False)
    before = travelling.this_hour()
    time_machine.move_to("2026-12-01T11:00:01Z", tick=False)
    assert travelling.this_hour() == before + 1


def test_a_changed_letter_anywhere_is_refused() -> None:
    whole = packed(FULL)
    for place in range(0, len(whole), 7):
        other = "A" if whole[place] != "A" else "B"
        with pytest.raises(Forged):
            opened(whole[:place] + other + whole[place + 1 :])


@pytest.mark.parametrize("cut", [1, 10, 100])
def test_a_cut_or_longer_field_is_refused(cut: int) -> None:
    whole = packed(FULL)
    for text in (whole[:-cut], whole + "A" * cut, whole + "=" * cut, " " + whole):
        with pytest.raises(Forged):
            opened(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_else_is_sent_is_refused(text: str) -> None:
    with pytest.raises(Forged):
        opened(text)


@pytest.mark.parametrize("text", ["", "dDE=", "dDEAAQ==", "A" * 100_000, "A" * 400_000])
def test_nothing_and_100_kb_are_refused(text: str) -> None:
    with pytest.raises(Forged):
        opened(text)


def test_a_field_of_another_version_or_key_is_refused(tmp_path: Path, settings: Any) -> None:
    with pytest.raises(Forged):
        opened(sealed(zlib.compress(b"{}"), form=b"t0"))
    with pytest.raises(Forged):
        opened(sealed(zlib.compress(b"{}"), version=7))
    whole = packed(FULL)
    settings.HUB_DATA_DIR = tmp_path / "elsewhere"
    packed(FULL)
    with pytest.raises(Forged):
        opened(whole)


@pytest.mark.parametrize(
    "plain",
    [b"", b"{}", b"[]", b"null", b'{"made": "x"}', b'{"made": 1, "token": "t", "given": 3}', b"\xff", b"[" * 9_000],
)
def test_an_unknown_content_is_refused_even_when_sealed(plain: bytes) -> None:
    with pytest.raises(Forged):
        opened(sealed(zlib.compress(plain)))
    with pytest.raises(Forged):
        opened(sealed(plain))


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(Forged):
        opened(sealed(zlib.compress(b" " * 50_000_000)))


def test_fields_made_before_the_key_changed_still_open() -> None:
    before = packed(FULL)
    keys.add_version(travelling.KEY)
    after = packed(FULL)
    assert opened(before) == opened(after) == FULL
    assert urlsafe_b64decode(after)[2:4] == b"\x00\x02"


def test_more_than_a_field_may_carry_is_said() -> None:
    with pytest.raises(TooMuch):
        packed(Luggage("t", {"happened": ("\U0001f600" * 60_000,)}))


def test_the_longest_answers_fit() -> None:
    texts = {str(number): ("\U0010ffff" * 5_000,) for number in range(6)}
    assert opened(packed(Luggage("t", texts))).given == texts


def test_tokens_are_long_and_never_the_same() -> None:
    assert len({Luggage().token for _ in range(100)}) == 100
    assert len(Luggage().token) == 32


def test_a_field_opens_for_no_other_form() -> None:
    with pytest.raises(Forged):
        travelling.opened(packed(FULL), "tests.another")
