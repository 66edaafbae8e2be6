"""Languages that have no rules of their own are read by script: what stands in a text is found in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.asking import Aids
from search.engines.embedded import EmbeddedEngine
from search.finding import find
from search.request import SearchRequest
from search.speller import Speller

from .engines import document, write

TEXTS = {
    "am": ("የይለፍ ቃል ጠንካራ መሆን አለበት", "ይለፍ ቃል", "የይለፍ ቃል"),
    "ta": ("வலுவான கடவுச்சொல் தேவை", "கடவுச்சொல்"),
    "ka": ("ძლიერი პაროლი აირჩიეთ", "პაროლი"),
    "hy": ("Ընտրեք ուժեղ գաղտնաբառ", "գաղտնաբառ", "ԳԱՂՏՆԱԲԱՌ"),
    "he": ("בחרו סיסמה חזקה", "סיסמה", "סִיסְמָה"),
    "bn": ("একটি শক্ত পাসওয়ার্ড বেছে নিন", "পাসওয়ার্ড"),
    "el": ("Επιλέξτε ισχυρό κωδικό πρόσβασης", "κωδικο", "ΚΩΔΙΚΌ"),
    "ko": ("강력한 비밀번호를 선택하세요", "비밀번호", "비밀번호를"),
    "ja": ("強いパスワードを選んでください", "パスワード", "強い"),
    "th": ("เลือกรหัสผ่านที่รัดกุม", "รหัสผ่าน", "รัดกุม"),
    "km": ("ជ្រើសរើសពាក្យសម្ងាត់ខ្លាំង", "ពាក្យសម្ងាត់", "ខ្លាំង"),
    "lo": ("ເລືອກລະຫັດຜ່ານທີ່ເຂັ້ມແຂງ", "ລະຫັດຜ່ານ"),
    "my": ("ခိုင်မာသော စကားဝှက်ကို ရွေးပါ", "စကားဝှက်", "စကား၀ွက္"),
    "vi": ("Chọn mật khẩu mạnh", "mat khau", "MẬT KHẨU"),
    "pl": ("Wybierz silne hasło", "haslo", "HASŁO"),
    "ur": ("مضبوط پاس ورڈ منتخب کریں", "پاس ورڈ"),
    "mn": ("Хүчтэй нууц үг сонго", "нууц үг"),
    "ne": ("बलियो पासवर्ड छान्नुहोस्", "पासवर्ड"),
}
ASKED = [(language, asked) for language, (_text, *questions) in TEXTS.items() for asked in questions]
PAGES = {language: page for page, language in enumerate(TEXTS, 1)}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedEngine:
    made = EmbeddedEngine(Path(tmp_path_factory.mktemp("any")) / "search.sqlite3")
    made.install()
    texts = [(PAGES[code], text[0], code) for code, text in TEXTS.items()]
    write(made, *(document(page, text, title="—", language=code, analyser="script") for page, text, code in texts))
    return made


@pytest.mark.parametrize(("language", "asked"), ASKED)
def test_what_stands_in_a_text_is_found_in_it(language: str, asked: str, engine: EmbeddedEngine) -> None:
    aids = Aids(speller=lambda index, code: Speller(index.words(code)))
    found = find(engine, SearchRequest(asked), language, frozenset(PAGES.values()), aids=aids)
    assert [each.places[0].page for each in (*found.results, *found.others)][:1] == [PAGES[language]]
