"""Terms are found in every form their language has, the longest first, and nothing else is."""

from __future__ import annotations

import time

import pytest

from resources.glossary.finding import Lexicon, Term
from resources.glossary.names import names_of
from search.written import units

ENGLISH = ("IP address", "Internet Protocol address (IP address)", "Address", "Malware", "Anti-virus", "iPhone", "VPN")


def lexicon(*titles: str, analyser: str = "english", as_written: bool = False) -> Lexicon:
    terms = [Term(number, title, as_written) for number, title in enumerate(titles, 1)]
    return Lexicon(terms, lambda text: units(text, analyser))


def found(text: str, *titles: str, analyser: str = "english", as_written: bool = False) -> list[tuple[str, str]]:
    """What was found, each with the title of its term."""
    hits = lexicon(*titles, analyser=analyser, as_written=as_written).find(text)
    return [(text[hit.start : hit.end], titles[hit.number - 1]) for hit in hits]


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Malware", ("Malware",)),
        ("Virtual Private Network (VPN)", ("Virtual Private Network", "VPN")),
        ("網路電話 （VoIP）", ("網路電話", "VoIP")),
        ("EDGE, GPRS, UMTS", ("EDGE", "GPRS", "UMTS")),
        ("Threats, and what to do", ("Threats, and what to do",)),
        ("# .apk file<", ("apk file",)),
        ("Basic Input/Output System (BIOS)", ("Basic Input/Output System", "BIOS")),
        ("(", ()),
        ("x", ()),
    ],
)
def test_a_title_gives_the_names_that_texts_use(title: str, names: tuple[str, ...]) -> None:
    assert names_of(title) == names


@pytest.mark.parametrize(
    ("analyser", "title", "text", "surface"),
    [
        ("english", "Passphrase", "Choose passphrases.", "passphrases"),
        ("english", "Two-factor authentication", "Use two factor authentication", "two factor authentication"),
        ("english", "Anti-virus", "an antivirus", "antivirus"),
        ("english", "Key logger", "keyloggers", "keyloggers"),
        ("spanish", "Contraseña", "las contraseñas", "contraseñas"),
        ("french", "Logiciel malveillant", "des logiciels malveillants", "logiciels malveillants"),
        ("french", "Attaque", "l’attaque", "attaque"),
        ("arabic", "برمجيات خبيثة", "والبرمجيات الخبيثة", "والبرمجيات الخبيثة"),
        ("persian", "بد افزار", "بدافزارها", "بدافزارها"),
        ("persian", "سازمان", "سازمان‌هایشان", "سازمان‌هایشان"),
        ("russian", "Вредоносное ПО", "от вредоносного ПО", "вредоносного ПО"),
        ("chinese", "惡意軟體", "如果惡意軟體在手機上", "惡意軟體"),
        ("chinese", "恶意软件", "如果惡意軟件", "惡意軟件"),
        ("script", "စကားဝှက်", "သင်၏စကားဝှက်ကို", "စကားဝှက်"),
        ("script", "รหัสผ่าน", "ตั้งรหัสผ่านใหม่", "รหัสผ่าน"),
        ("script", "ពាក្យសម្ងាត់", "ប្រើពាក្យសម្ងាត់ថ្មី", "ពាក្យសម្ងាត់"),
    ],
)
def test_each_language_s_forms_are_found(analyser: str, title: str, text: str, surface: str) -> None:
    assert found(text, title, analyser=analyser) == [(surface, title)]


def test_the_longest_name_wins_and_nothing_is_found_inside_it() -> None:
    assert found("Your IP addresses; an address.", *ENGLISH) == [("IP addresses", "IP address"), ("address", "Address")]
    assert found("an Internet Protocol address", *ENGLISH) == [
        ("Internet Protocol address", "Internet Protocol address (IP address)")
    ]


def test_of_two_terms_with_one_name_it_is_the_one_with_that_title() -> None:
    titles = ("Internet Protocol address (IP address)", "IP address")
    assert found("an IP address", *titles) == [("IP address", "IP address")]


def test_a_name_ends_where_a_sentence_does() -> None:
    assert found("Threat. Model cars.", "Threat model") == []
    assert found("a threat model", "Threat model") == [("threat model", "Threat model")]


@pytest.mark.parametrize(
    ("text", "surface"), [("two VPNs", "VPNs"), ("a VPN’s owner", "VPN’s"), ("the vpn", ""), ("VPNC", "")]
)
def test_an_abbreviation_counts_only_as_it_is_written(text: str, surface: str) -> None:
    assert [hit for hit, _title in found(text, *ENGLISH)] == ([surface] if surface else [])


def test_a_name_with_a_capital_inside_is_itself_alone() -> None:
    assert found("iphone iPhones", *ENGLISH) == [("iPhones", "iPhone")]


def test_editors_can_ask_for_a_name_as_it_is_written() -> None:
    assert found("the signal of Signal", "Signal", as_written=True) == [("Signal", "Signal")]
    assert len(found("the signal of Signal", "Signal")) == 2


@pytest.mark.parametrize(("title", "text", "analyser"), [("The", "the", "english"), ("2020", "in 2020", "english")])
def test_small_words_and_figures_are_no_terms(title: str, text: str, analyser: str) -> None:
    assert found(text, title, analyser=analyser) == []


def test_one_sign_alone_is_no_term() -> None:
    assert found("密鑰", "鑰", analyser="chinese") == []


@pytest.mark.slow
def test_ten_thousand_terms_are_looked_for_in_one_pass() -> None:
    """Time grows with the text, not with the glossary: looked for among many as among few, within noise."""
    text = " ".join(f"word{number} thing and other words of a sentence" for number in range(300))
    few = lexicon(*(f"word{number} thing" for number in range(10)))
    many = lexicon(*(f"word{number} thing" for number in range(10_000)))
    spent = []
    for terms in (few, many, few, many):
        began = time.process_time()
        terms.find(text)
        spent.append(time.process_time() - began)
    assert len(many.find(text)) == 300
    assert spent[3] < spent[2] * 20
