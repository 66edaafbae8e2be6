"""Passphrases: enough random bits, lists nobody mixes up, and the same in any way of typing them."""

from __future__ import annotations

import math
import random
import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from casework import passphrases

pytestmark = pytest.mark.slow
LANGUAGES = ("en", "es", "fr", "ar")
LISTS = sorted(passphrases.languages())
ENOUGH_BITS = 90
ACCENTS = ["\u0301", "\u0300", "\u0308", "\u0327"]
BETWEEN = ["", " ", "  ", "-", "\u2011", "\u2013", "_", "\t", "\n", "\u00a0", "\u200b", "\u200f", ", ", "."]
SCRIPTS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９", "०१२३४५६७८९"]


def mangled(phrase: tuple[str, ...], dice: random.Random) -> str:
    """A passphrase as somebody may type it: other case, accents, digits, blanks."""
    digits = str.maketrans(SCRIPTS[0], dice.choice(SCRIPTS))
    words = []
    for word in phrase:
        signs = [dice.choice([sign, sign.upper(), sign.title()]) for sign in word.translate(digits)]
        if dice.random() < 0.3 and word.isalpha():
            signs.insert(dice.randrange(1, len(signs) + 1), dice.choice(ACCENTS))
        text = "".join(signs)
        words.append(dice.choice([text, unicodedata.normalize("NFC", text), text.replace("-", "")]))
    return dice.choice(["", " "]) + "".join(word + dice.choice(BETWEEN) for word in words)


@pytest.mark.parametrize("language", LANGUAGES)
@hypothesis_settings(max_examples=1500, deadline=None)
@given(st.integers(0, 2**64))
def test_a_made_passphrase_is_known_in_any_way_of_typing_it(language: str, seed: int) -> None:
    phrase = passphrases.make(language)
    typed = mangled(phrase, random.Random(seed))
    assert passphrases.normalised(typed) == passphrases.normalised(" ".join(phrase)), typed


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Château ŒUVRE", "chateau oeuvre"),
        ("niño", "NINO"),
        ("yo yo drop-down", "yoyo dropdown"),
        ("١٢٣٤ ۵۶۷۸", "12345678"),
        ("１２３４　５６７８", "1234-5678"),
        ("ﬁn", "fin"),
        ("Straße", "strasse"),
    ],
)
def test_examples_of_typing(typed: str, same: str) -> None:
    assert passphrases.normalised(typed) == passphrases.normalised(same)


@hypothesis_settings(max_examples=1000, deadline=None)
@given(st.text())
def test_what_is_compared_stays_as_it_is(text: str) -> None:
    once = passphrases.normalised(text)
    assert passphrases.normalised(once) == once[: passphrases.LONGEST_TYPED]
    assert all(sign.isalnum() for sign in once)


def test_a_huge_text_costs_little() -> None:
    assert len(passphrases.normalised("x" * 10**7)) == passphrases.LONGEST_TYPED


def test_different_passphrases_stay_different() -> None:
    for language in LANGUAGES:
        made = {passphrases.normalised("".join(passphrases.make(language))) for _ in range(5000)}
        assert len(made) == 5000


# --- Where there is a list: seven words; elsewhere digits ---------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es", "fr", "fr-CA", "EN", "es-419"])
def test_seven_words_where_there_is_a_list(language: str) -> None:
    phrase = passphrases.make(language)
    assert passphrases.has_words(language)
    assert len(phrase) == 7
    assert set(phrase) <= set(passphrases.word_list(language))


@pytest.mark.parametrize("language", ["ar", "fa", "zh-Hant", "", "x", "../en", "en/../fr", "LICENCES"])
def test_seven_groups_of_digits_elsewhere(language: str) -> None:
    phrase = passphrases.make(language)
    assert not passphrases.has_words(language)
    assert len(phrase) == 7
    assert all(re.fullmatch("[0-9]{4}", group) for group in phrase)


def test_digits_hold_enough_bits() -> None:
    assert passphrases.GROUPS * passphrases.DIGITS * math.log2(10) >= ENOUGH_BITS


# --- The lists ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LISTS)
def test_a_list_is_long_and_has_no_two_words_that_are_typed_alike(language: str) -> None:
    words = passphrases.word_list(language)
    assert len(words) >= 7776
    assert len(set(words)) == len(words)
    assert len({passphrases.normalised(word) for word in words}) == len(words)
    assert list(words) == sorted(words)


@pytest.mark.parametrize("language", LISTS)
def test_words_are_short_and_plain(language: str) -> None:
    for word in passphrases.word_list(language):
        assert re.fullmatch(r"[a-z]+(-[a-z]+)?", word), word
        assert 3 <= len(word) <= 10, word


@pytest.mark.parametrize("language", LISTS)
def test_seven_words_hold_enough_bits_even_when_typed_without_blanks(language: str) -> None:
    words = [passphrases.normalised(word) for word in passphrases.word_list(language)]
    assert collision_bits(words, passphrases.WORDS) >= ENOUGH_BITS


@pytest.mark.parametrize("language", LISTS)
def test_the_licence_of_a_list_stands_beside_it(language: str) -> None:
    note = (passphrases.LISTS / "LICENCES.md").read_text("utf-8")
    (row,) = (line for line in note.splitlines() if line.startswith(f"| `{language}.txt` |"))
    count, licence = row.split("|")[2].strip(), row.split("|")[4]
    assert int(count.replace(",", "")) == len(passphrases.word_list(language))
    assert re.search(r"CC BY [34]\.0|CC0 1\.0", licence)


def test_no_list_holds_a_word_that_hurts() -> None:
    coarse = {
        "es": "joder mierda puta putas puto culo cojones pendejos tetas negro negra moros judas rehenes fusilar",
        "fr": "merde putain salope juif arabe mongol tzigane pucelage tuer mort torture otage cadavre viol nazi",
        "en": "shit fuck bitch whore nigger faggot rape rapist slave nazi torture hostage corpse suicide murder",
    }
    for language, words in coarse.items():
        assert not set(words.split()) & set(passphrases.word_list(language))


def collision_bits(words: list[str], count: int) -> float:
    """How hard two passphrases are to confuse once joined: counts all pairs of `count` words that read the same."""
    ordered, known = sorted(words), set(words)

    def longer(rest: str) -> list[str]:
        start = bisect_left(ordered, rest)
        end = bisect_left(ordered, rest + "\uffff")
        return [word[len(rest) :] for word in ordered[start:end]]

    # What one reading is ahead of the other, and how many words each has: from how many pairs it is reached.
    ahead: list[dict[tuple[str, int, int], int]] = [defaultdict(int) for _ in range(2 * count + 1)]
    ahead[0]["", 0, 0] = 1
    for step in range(2 * count):
        for (rest, first, second), ways in ahead[step].items():
            if not rest and first < count:
                for word in ordered:
                    ahead[step + 1][word, first + 1, second] += ways
            elif rest and second < count:
                for size in range(1, len(rest)):
                    if rest[:size] in known:
                        ahead[step + 1][rest[size:], first, second + 1] += ways
                for more in longer(rest):
                    key = (more, second + 1, first) if more else ("", first, second + 1)
                    ahead[step + 1][key] += ways
    return 2 * count * math.log2(len(words)) - math.log2(ahead[-1]["", count, count])


def test_the_count_of_confusions_is_right() -> None:
    for words in (["ab", "cd"], ["a", "ab", "aa", "b"], ["x", "xx"], ["an", "ana", "na", "n", "a"]):
        texts = Counter("".join(phrase) for phrase in product(words, repeat=3))
        confused = sum(ways**2 for ways in texts.values())
        assert collision_bits(words, 3) == pytest.approx(6 * math.log2(len(words)) - math.log2(confused))
