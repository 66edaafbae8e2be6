"""Words as readers type them meet words as texts write them, in each language."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import analyse, forms
from search.analysis.rules import RULES

ANALYSERS = sorted(RULES)

# What is typed, what is written: they must share a form.
MEETING = [
    ("english", "passwords", "Password"),
    ("english", "email", "e-mail"),
    ("english", "antivirus", "Anti-Virus"),
    ("english", "defenders", "defender’s"),
    ("english", "jose", "José"),
    ("spanish", "contrasena", "contraseña"),
    ("spanish", "educacion", "educación"),
    ("spanish", "protestas", "protesta"),
    ("french", "urgence", "d’urgence"),
    ("french", "ecran", "l'écran"),
    ("french", "securite", "sécurité"),
    ("french", "oeuvre", "œuvres"),
    ("arabic", "احتجاج", "والاحتجاجات"),
    ("arabic", "حقوق", "حُقُوقُ"),
    ("arabic", "اجهزه", "أجهزة"),
    ("arabic", "مكتب", "للمكتب"),
    ("arabic", "الهاتف", "الهـــاتف"),
    ("persian", "پیامها", "پیام‌ها"),
    ("persian", "پیام ها", "پیام‌ها"),
    ("persian", "كيفي", "کیفی"),
    ("persian", "کتاب", "کتابهای"),
    ("russian", "пароль", "паролями"),
    ("russian", "елка", "Ёлка"),
    ("russian", "безопасность", "безо\u0301пасности"),
    ("portuguese", "protecao", "proteção"),
    ("german", "rechte", "Rechten"),
    ("italian", "attacco", "dell’attacco"),
    ("catalan", "proteccio", "protecció"),
    ("turkish", "istanbul", "İstanbul’da"),
    ("indonesian", "pesan", "PESAN"),
    ("hindi", "सुरक्षा", "सुरक्षाएं"),
    ("chinese", "釣魚", "如何辨識釣魚郵件"),
    ("chinese", "密碼", "強密碼"),
    ("chinese", "网络钓鱼邮件", "網絡釣魚郵件"),
    ("ukrainian", "пароль", "паролями"),
    ("ukrainian", "безпека", "безпеки"),
    ("sorani", "کتێب", "کتێبەکان"),
    ("pashto", "کتاب", "کتابونه"),
    ("persian", "دستگاه", "دستگاه‌هایشان"),
    ("chinese", "毒", "病毒"),
    ("script", "မြန်မာ", "မြန်မာဘာသာ"),
    ("script", "ภาษา", "ภาษาไทย"),
    ("english", "3g", "３Ｇ"),
    ("arabic", "2025", "٢٠٢٥"),
    ("persian", "2025", "۲۰۲۵"),
    ("arabic", "الله", "\ufdf2"),
    ("english", "password", "pass\u200bword"),
    ("english", "password", "\u202epass\u00adword\u202c"),
]
APART = [
    ("russian", "май", "маи"),
    ("spanish", "pesca", "pescado frito"),
    ("chinese", "密碼", "碼密"),
    ("english", "org", "organisation"),
]


def _forms(text: str, analyser: str) -> set[tuple[str, str]]:
    found = set()
    for token in analyse(text, analyser):
        found |= {("exact", token.exact), ("stem", token.stem)}
    return found - {("exact", ""), ("stem", "")}


@pytest.mark.parametrize(("analyser", "typed", "written"), MEETING)
def test_what_is_typed_meets_what_is_written(analyser: str, typed: str, written: str) -> None:
    wanted = [token for token in analyse(typed, analyser) if token.exact and not token.stop]
    have = _forms(written, analyser)
    assert all({("exact", token.exact), ("stem", token.stem)} & have for token in wanted), (wanted, have)


@pytest.mark.parametrize(("analyser", "typed", "written"), APART)
def test_different_words_stay_apart(analyser: str, typed: str, written: str) -> None:
    exact = {token.exact for token in analyse(typed, analyser) if token.exact}
    assert not exact & {token.exact for token in analyse(written, analyser)}


def test_offsets_lead_back_to_the_words_as_they_were_written() -> None:
    text = "Le « sac d’urgence », s’il vous plaît : e-mail, پیام‌ها 如何 WhatsApp安全"
    for analyser in ANALYSERS:
        for token in analyse(text, analyser):
            assert 0 <= token.start < token.end <= len(text)
    written = [text[token.start : token.end] for token in analyse(text, "french")]
    assert "urgence" in written
    assert "e-mail" in written


def test_stop_words_are_flagged_and_kept() -> None:
    flags = {token.exact: token.stop for token in analyse("how to recognise a fake email", "english")}
    assert flags == {"how": True, "to": True, "recognise": False, "a": True, "fake": False, "email": False}
    chinese = {token.exact for token in analyse("如何辨識釣魚郵件", "chinese") if token.exact and not token.stop}
    assert chinese == {"辨识", "识钓", "钓鱼", "鱼邮", "邮件"}


@pytest.mark.parametrize("analyser", ANALYSERS)
def test_stop_words_are_written_in_their_folded_form(analyser: str) -> None:
    for word in RULES[analyser].stops:
        folded = next(iter(analyse(word, analyser)), None)
        assert folded is None or folded.stop, word


@given(text=st.text(max_size=200), analyser=st.sampled_from(ANALYSERS))
@settings(max_examples=600, deadline=None)
def test_any_text_has_tokens_that_an_index_can_hold(text: str, analyser: str) -> None:
    tokens = list(analyse(text, analyser))
    exact, stems = forms(text, analyser)
    assert (exact, stems) == ([token.exact for token in tokens], [token.stem for token in tokens])
    for token in tokens:
        assert 0 <= token.start < token.end <= len(text)
        for form in (token.exact, token.stem):
            assert not any(each.isspace() or each in '"\x00' for each in form)


@given(word=st.text(st.characters(categories=["Ll", "Lu", "Lo", "Mn", "Nd"]), min_size=1, max_size=20))
@settings(max_examples=400, deadline=None)
def test_case_makes_no_difference_to_what_is_found(word: str) -> None:
    lower = {token.exact for token in analyse(word.lower(), "english")}
    assert {token.exact for token in analyse(word.lower().lower(), "english")} == lower
