"""One table of everything the code knows about a language.

Codes are Django's (as in addresses, `zh-hant`), tags are BCP 47 (`zh-Hant`, as in answers, files
and `lang` attributes). Names come from CLDR through Babel.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from babel import Locale as CldrLocale
from babel import UnknownLocaleError

from hub import chains

LATIN_DIGITS = "0123456789"
ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"


@dataclass(frozen=True)
class Language:
    """A language the site can publish in, and how it is written, named and searched."""

    code: str
    tag: str
    endonym: str
    falls_back_to: tuple[str, ...] = ("en",)
    rtl: bool = False
    cldr: str = ""
    digits: str = LATIN_DIGITS
    catalogue: bool = False
    analyser: str = "script"

    @property
    def dir(self) -> str:
        """The value of the HTML `dir` attribute."""
        return "rtl" if self.rtl else "ltr"

    @property
    def locale(self) -> str:
        """The CLDR identifier that Babel reads."""
        return self.cldr or self.tag.replace("-", "_")


TABLE: tuple[Language, ...] = (
    Language("en", "en", "English", (), catalogue=True, analyser="english"),
    Language("es", "es", "Español", catalogue=True, analyser="spanish"),
    Language("fr", "fr", "Français", catalogue=True, analyser="french"),
    Language("ar", "ar", "العربية", rtl=True, digits=ARABIC_DIGITS, catalogue=True, analyser="arabic"),
    Language("fa", "fa", "فارسی", rtl=True, digits=PERSIAN_DIGITS, analyser="persian"),
    Language("ru", "ru", "Русский", analyser="russian"),
    Language("zh-hant", "zh-Hant", "繁體中文", ("zh-hans", "en"), analyser="chinese"),
    Language("zh-hans", "zh-Hans", "简体中文", ("zh-hant", "en"), analyser="chinese"),
    Language("pt-br", "pt-BR", "Português (Brasil)", ("es", "en"), analyser="portuguese"),
    Language("de", "de", "Deutsch", analyser="german"),
    Language("it", "it", "Italiano", ("es", "en"), analyser="italian"),
    Language("ca", "ca", "Català", ("es", "en"), analyser="catalan"),
    Language("id", "id", "Bahasa Indonesia", analyser="indonesian"),
    Language("my", "my", "မြန်မာဘာသာ"),
    Language("tr", "tr", "Türkçe", analyser="turkish"),
    Language("uk", "uk", "Українська", ("ru", "en"), analyser="ukrainian"),
    Language("ps", "ps", "پښتو", ("fa", "en"), rtl=True, digits=PERSIAN_DIGITS, analyser="pashto"),
    Language("ckb", "ckb", "کوردیی ناوەندی", ("ar", "en"), rtl=True, digits=ARABIC_DIGITS, analyser="sorani"),
    Language("th", "th", "ไทย"),
    Language("km", "km", "ខ្មែរ"),
    Language("hi", "hi", "हिन्दी", analyser="hindi"),
    Language("sw", "sw", "Kiswahili", analyser="swahili"),
)
# Languages that people train in and CLDR has no name for, in each interface language.
UNNAMED_BY_CLDR: dict[str, dict[str, str]] = {
    tag: dict(zip(("en", "es", "fr", "ar"), names, strict=True))
    for tag, names in {
        "kxm": ("Northern Khmer", "jemer del norte", "khmer du Nord", "الخميرية الشمالية"),
        "mdh": ("Maguindanao", "maguindanao", "maguindanao", "الماغينداناو"),
        "ksw": ("S’gaw Karen", "karen s’gaw", "karen s’gaw", "الكارين سغاو"),
        "thl": ("Dangaura Tharu", "tharu dangaura", "tharu dangaura", "الثارو الدنغورية"),
        "kek": ("Q’eqchi’", "q’eqchi’", "q’eqchi’", "الكيكشي"),
        "cak": ("Kaqchikel", "kaqchikel", "kaqchikel", "الكاكتشيكيل"),
        "tzj": ("Tz’utujil", "tz’utujil", "tz’utujil", "التزوتوخيل"),
        "cab": ("Garifuna", "garífuna", "garifuna", "الغاريفونا"),
        "miq": ("Miskito", "misquito", "miskito", "الميسكيتو"),
        "nah": ("Nahuatl", "náhuatl", "nahuatl", "الناهواتل"),
        "pbb": ("Nasa Yuwe", "nasa yuwe", "nasa yuwe", "الناسا يووي"),
        "ijc": ("Izon", "izon", "izon", "الإيزون"),
        "toi": ("Tonga (Zambia)", "tonga (Zambia)", "tonga (Zambie)", "التونغا (زامبيا)"),
        "jam": ("Jamaican Creole", "criollo jamaicano", "créole jamaïcain", "الكريولية الجامايكية"),
        "luo": ("Luo", "luo", "luo", "اللو"),
    }.items()
}
BY_CODE: dict[str, Language] = {language.code: language for language in TABLE}
DEFAULT = TABLE[0]
# What the code puts next to a language, until an editor says otherwise.
BY_TABLE: dict[str, tuple[str, ...]] = {
    language.code: tuple(code for code in language.falls_back_to if code != DEFAULT.code) for language in TABLE
}


def find(tag: str) -> Language | None:
    """The language of a tag in any case, with `-` or `_`; None when the table has no such row."""
    return BY_CODE.get(tag.strip().replace("_", "-").lower())


def chain(code: str) -> tuple[Language, ...]:
    """The language itself and those its readers read next, ending in the default language.

    What editors have set goes before the table; this is the one place that anybody asks.
    """
    found = BY_CODE.get(code.lower(), DEFAULT)
    codes = chains.resolve(found.code, {**BY_TABLE, **chains.handed()}, DEFAULT.code)
    return tuple(BY_CODE[each] for each in codes if each in BY_CODE)


@lru_cache(maxsize=256)
def interface(code: str) -> Language:
    """The language in which the interface is drawn for readers of `code`: the first with a catalogue, by the table.

    Catalogues are lent when the site starts (hub.interface), so what editors set for texts does not change it.
    """
    found = BY_CODE.get(code.lower(), DEFAULT)
    return next(BY_CODE[each] for each in chains.resolve(found.code, BY_TABLE, DEFAULT.code) if BY_CODE[each].catalogue)


@lru_cache(maxsize=4096)
def display_name(tag: str, in_code: str) -> str:
    """The name of any BCP 47 tag in the language `in_code`, by CLDR; else its endonym, else the tag."""
    row, reader = find(tag), interface(in_code)
    spelt = {"prs": "fa_AF"}.get(tag.lower(), (row.tag if row else tag).replace("-", "_"))
    known = CldrLocale.parse(reader.locale)
    name = known.languages.get(spelt) or UNNAMED_BY_CLDR.get(tag, {}).get(reader.code)
    if not name:
        try:
            name = CldrLocale.parse(spelt).get_display_name(known)
        except (UnknownLocaleError, ValueError):
            name = ""
    return name or (row.endonym if row else "") or tag


def lang_attribute(tag: str) -> str:
    """The tag as BCP 47 writes it."""
    row = find(tag)
    return row.tag if row else tag


def direction(tag: str) -> str:
    """`rtl` or `ltr` for any tag, those outside the table included."""
    row = find(tag)
    if row:
        return row.dir
    return "rtl" if tag.split("-")[0].lower() in {"prs", "ur", "sd", "ug", "yi", "he", "ks", "dv"} else "ltr"
