"""Words as readers type them meet words as texts write them, in each language."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import analyse, forms
from search.analysis.rules import RULES
from search.analysis.zawgyi import is_zawgyi

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
    ("french", "défenseuse", "défenseur·e·s"),
    ("french", "défenseur(e)s", "défenseurs et défenseuses"),
    ("french", "formateurs", "formatrice"),
    ("spanish", "defensora", "defensor@s"),
    ("spanish", "defensorxs", "defensores/as"),
    ("spanish", "todos", "todxs"),
    ("spanish", "detuvieron", "detenida"),
    ("spanish", "detienen", "detener"),
    ("portuguese", "proteção", "proteções"),
    ("portuguese", "cartoes", "cartão"),
    ("german", "Journalist*innen", "Journalist"),
    ("german", "Anwalt", "Anwältinnen"),
    ("german", "Passwoerter", "Passwort"),
    ("italian", "difensorə", "difensore/a"),
    ("catalan", "collectiu", "col·lectius"),
    ("catalan", "intel·ligencia", "intel·ligència"),
    ("english", "files", "file(s)"),
    ("persian", "سازمان", "سازمان‌هایمان"),
    ("persian", "فعال", "فعالین"),
    ("persian", "زندانی", "زندانیان"),
    ("persian", "نویسنده", "نویسندگان"),
    ("persian", "میکنند", "می‌کنند"),
    ("persian", "تهدیدها", "تهدیدات"),
    ("swahili", "mtetezi", "watetezi"),
    ("swahili", "kulinda", "wanalinda"),
    ("swahili", "mtandao", "mitandaoni"),
    ("swahili", "nenosiri", "manenosiri"),
    ("swahili", "mwanaharakati", "wanaharakati"),
    ("hindi", "हिंदी", "हिन्दी"),
    ("hindi", "गाँव", "गांव"),
    ("hindi", "फोन", "फ़ोन"),
    ("turkish", "guvenligi", "güvenliği"),
    ("turkish", "sifre", "ŞİFRELER"),
    ("turkish", "ısı", "ISI"),
    ("ukrainian", "безпека", "безпеці"),
    # Burmese as Zawgyi writes it and as Unicode does.
    ("script", "ျမန္မာႏိုင္ငံ", "မြန်မာနိုင်ငံ"),
    ("script", "လုံခြုံရေး", "လံုၿခံဳေရး"),
    ("script", "ကုလသမဂ္ဂ", "ကုလသမဂၢ ျဖစ္ပါသည္။"),
    ("script", "စကားဝှက်", "စကား၀ွက္"),
    ("script", "အင်္ဂလိပ်", "အဂၤလိပ္"),
    ("script", "ေန႔တြင္", "နေ့တွင်"),
    # Languages that have no rules are read by script.
    ("script", "ይለፍ ቃል", "የይለፍ ቃል ይለፍ ቃል"),
    ("script", "கடவுச்சொல்", "கடவுச்சொல், பாதுகாப்பு"),
    ("script", "პაროლი", "ძლიერი პაროლი"),
    ("script", "գաղտնաբառ", "Գաղտնաբառ"),
    ("script", "סיסמה", "סִיסְמָה"),
    ("script", "পাসওয়ার্ড", "শক্ত পাসওয়ার্ড"),
    ("script", "κωδικος", "ΚΩΔΙΚΌΣ"),
    ("script", "비밀번호", "강한 비밀번호"),
    ("script", "パスワード", "強いパスワード"),
    ("script", "រហស្ស", "លេខសម្ងាត់ រហស្ស"),
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


@pytest.mark.parametrize(
    ("analyser", "one", "other"),
    [
        ("persian", "زندان", "زند"),
        ("persian", "دفتر", "دف"),
        ("persian", "گوشی", "گوش"),
        ("french", "défenseurs", "défense"),
        ("french", "dangereuse", "danseuse"),
        ("swahili", "mama", "ma"),
    ],
)
def test_a_light_stemmer_leaves_other_words_alone(analyser: str, one: str, other: str) -> None:
    assert not _forms(one, analyser) & _forms(other, analyser)


@pytest.mark.parametrize(
    ("analyser", "typed", "silent"),
    [("french", "passe", "pas"), ("french", "pase", "pas"), ("spanish", "somos", "son"), ("german", "weiler", "weil")],
)
def test_a_word_is_not_met_by_the_stem_of_one_that_says_nothing(analyser: str, typed: str, silent: str) -> None:
    assert not _forms(typed, analyser) & _forms(silent, analyser)


@pytest.mark.parametrize(
    "text", ["မြန်မာ", "ရေး", "လုံခြုံရေး", "ကမ္ဘာ့ကုလသမဂ္ဂ", "၂၀၂၆ ခုနှစ်", "ၵႂၢမ်းတႆး ၽႃႇသႃႇ", "ကညီကျိာ်", "password", ""]
)
def test_unicode_is_not_taken_for_zawgyi(text: str) -> None:
    assert not is_zawgyi(text)


def test_signs_of_zawgyi_are_marked_where_they_stand() -> None:
    text = "ေရႊေစ်း ျမန္မာ"
    assert [text[token.start : token.end] for token in analyse(text, "script") if token.exact] == [
        "ေရႊေစ်း",
        "ျမန္",
        "န္မာ",
    ]


def test_a_word_for_all_genders_is_one_stretch_of_the_text() -> None:
    text = "Les défenseur·e·s et militant(e)s : écrire à nous@exemple.org"
    written = [text[token.start : token.end] for token in analyse(text, "french")]
    assert written == ["Les", "défenseur·e·s", "et", "militant(e)s", "écrire", "à", "nous", "exemple", "org"]


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
