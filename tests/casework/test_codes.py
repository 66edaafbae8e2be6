"""Case codes: random, readable, forgiving to type, and stored as a keyed hash only."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from casework import codes

CODE = st.text(alphabet=codes.SIGNS, min_size=codes.LENGTH, max_size=codes.LENGTH)
# Digits of other scripts, full-width letters, and the letters people take for digits.
LOOKALIKES = {
    "0": "Oo０٠۰०",
    "1": "IiLlıİ１١۱",
    "2": "２٢۲",
    "7": "７٧۷",
    "A": "aＡａ",
    "K": "kＫK",
    "Z": "zＺ",
}
BETWEEN = [
    "",
    "",
    "",
    " ",
    "-",
    "  ",
    "\t",
    "\u00a0",
    "\u2011",
    "\u2013",
    "−",
    "_",
    "\u200f",
    "\u200e",
    "\u2066",
    "\ufeff",
]


def mangled(code: str, dice: random.Random) -> str:
    """A code as somebody may type it."""
    signs = (dice.choice([sign, sign.lower(), *LOOKALIKES.get(sign, "")]) for sign in code)
    return "".join(dice.choice(BETWEEN) + sign for sign in signs) + dice.choice(["", " ", "\n"])


def test_codes_are_sixty_random_bits_of_signs_nobody_misreads() -> None:
    made = {codes.make() for _ in range(20_000)}
    assert len(made) == 20_000
    assert {len(code) for code in made} == {12}
    assert set().union(*made) == set(codes.SIGNS)
    assert len(set(codes.SIGNS)) == 32
    assert not set("ILOU") & set(codes.SIGNS)


def test_a_code_is_shown_in_groups() -> None:
    assert codes.shown("7KQF29WDMX4T") == "7KQF 29WD MX4T"
    code = codes.make()
    assert codes.normalised(codes.shown(code)) == code


@hypothesis_settings(max_examples=5000, deadline=None)
@given(CODE, st.integers(0, 2**64))
def test_a_code_is_known_in_any_way_of_typing_it(code: str, seed: int) -> None:
    typed = mangled(code, random.Random(seed))
    assert codes.normalised(typed) == code
    assert codes.normalised(codes.normalised(typed)) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7kqf 29wd mx4t", "7KQF29WDMX4T"),
        ("7KQF-29WD-MX4T", "7KQF29WDMX4T"),
        ("oOiI lL00 1111", "001111001111"),
        ("٠١٢٣ ٤٥٦٧ ٨٩AB", "0123456789AB"),
        ("۰۱۲۳ ۴۵۶۷ ۸۹AB", "0123456789AB"),
        ("７ＫＱＦ２９ＷＤＭＸ４Ｔ", "7KQF29WDMX4T"),
        ("\u200f7KQF 29WD MX4T\u200f", "7KQF29WDMX4T"),
    ],
)
def test_examples_of_typing(typed: str, code: str) -> None:
    assert codes.normalised(typed) == code


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "7KQF29WDMX4",
        "7KQF29WDMX4TT",
        "UUUUUUUUUUUU",
        "7KQF29WDMX4!",
        "½" * 12,
        "x" * 10**6,
        "\x00" * 12,
    ],
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert codes.normalised(typed) == ""


@hypothesis_settings(max_examples=1000, deadline=None)
@given(st.text())
def test_any_text_is_a_code_or_none(text: str) -> None:
    code = codes.normalised(text)
    assert code == "" or (len(code) == codes.LENGTH and set(code) <= set(codes.SIGNS))


def test_the_stored_hash_needs_the_key_file(tmp_path: Path, settings) -> None:
    settings.HUB_DATA_DIR = tmp_path / "one"
    here = codes.hashed("7KQF29WDMX4T")
    assert here == codes.hashed("7KQF29WDMX4T")
    assert here != codes.hashed("7KQF29WDMX4V")
    settings.HUB_DATA_DIR = tmp_path / "two"
    assert codes.hashed("7KQF29WDMX4T") != here
