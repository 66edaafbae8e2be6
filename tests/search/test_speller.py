"""What a misspelt word was meant to be, and what is never corrected."""

from __future__ import annotations

import pytest

from search.keyboards import readings
from search.sounds import key_of
from search.speller import Speller, cost, distance

OFTEN = "password encryption risk phishing signal contraseña пароль безопасность محافظت"
SELDOM = "passport whatsapp protest border burner grab bag 2fa http2 manifestacion پیام"
WORDS = {**dict.fromkeys(OFTEN.split(), 60), **dict.fromkeys(SELDOM.split(), 9)}


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(WORDS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pasword", "password"),  # a letter of a pair left out
        ("passwrod", "password"),  # two that changed places
        ("watsapp", "whatsapp"),
        ("fishing", "phishing"),  # written as it sounds
        ("encription", "encryption"),
        ("sugnal", "signal"),
        ("manifestasion", "manifestacion"),
        ("пороль", "пароль"),
        ("безопастность", "безопасность"),
        ("محافضت", "محافظت"),  # one sound, two letters
    ],
)
def test_the_nearest_word_comes_first(speller: Speller, typed: str, meant: str) -> None:
    assert speller.nearest(typed)[0].word == meant


@pytest.mark.parametrize("typed", ["ris", "2fo", "http3", "zzzzzz", "", "kitchen"])
def test_short_words_numbers_and_strangers_are_left_alone(speller: Speller, typed: str) -> None:
    assert speller.nearest(typed) == []


def test_a_word_of_two_is_taken_apart(speller: Speller) -> None:
    assert speller.split("grabbag") == ("grab", "bag")
    assert speller.split("grabbog") is None


def test_of_words_as_near_the_commoner_one_is_likelier() -> None:
    near = Speller({"boarder": 1, "border": 200}).nearest("bordar")
    assert near[0].word == "border"


def test_a_misprint_of_the_library_gives_way_to_the_word_that_it_was_meant_to_be() -> None:
    """“surveilance” is nearer by letters, but only one text has it."""
    assert Speller({"surveilance": 1, "surveillance": 98}).nearest("survelance")[0].word == "surveillance"
    assert Speller({"surveilance": 10, "surveillance": 98}).nearest("survelance")[0].word == "surveilance"


def test_words_of_another_script_are_compared_only_where_the_first_letter_is_of_it() -> None:
    speller = Speller({"phones": 5, "пароль": 5})
    assert [each.word for each in speller.nearest("ضhones")] == ["phones"]
    assert [each.word for each in speller.nearest("gароль")] == ["пароль"]


def test_distance_counts_letters_and_gives_up_above_its_limit() -> None:
    assert distance("abcd", "abcd", 2) == 0
    assert distance("abcd", "abd", 2) == 1
    assert distance("abcd", "acbd", 2) < 1
    assert distance("abcd", "wxyz", 2) > 2
    assert cost("phone", "fone", 2) < cost("phone", "gone", 2)


def test_what_sounds_alike_has_one_key() -> None:
    assert key_of("phishing") == key_of("fishing")
    assert key_of("пароль") == key_of("пороль")
    assert key_of("محافظت") == key_of("محافضت")
    assert key_of("hh") != ""


@pytest.mark.parametrize(
    ("typed", "analyser", "read"),
    [("aleksey", "russian", "алексей"), ("shifrovanie", "russian", "шифрование"), ("gfhjkm", "russian", "пароль")],
)
def test_a_word_in_latin_letters_is_read_as_it_sounds_and_as_its_keys_lie(typed: str, analyser: str, read: str) -> None:
    assert read in list(readings(typed, analyser))
    assert list(readings(typed, "english")) == []
