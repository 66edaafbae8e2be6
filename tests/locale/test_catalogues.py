"""The catalogues hold every text of the interface, whole, in Spanish, French and Arabic."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

from hub import catalogues

ROOT = Path(settings.BASE_DIR)
GAP = re.compile(r"%\([a-z_]+\)[sd]|(?<!%)%[sd]|\{[a-z_0-9]*\}|</?[a-z][^>]*>")
# A sign written by its name, such as &amp;, ends in a semicolon that is no punctuation.
ENTITY = re.compile(r"&\w+;")
# These forms stand for one number each (none, one, two), so their words may say it.
ONE_NUMBER = {"es": set(), "fr": set(), "ar": {0, 1, 2}}
ARABIC_LETTER = re.compile(r"[\u0600-\u06ff]")


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(catalogues.file_of(ROOT, language)))


def translations(language: str) -> list[tuple[str, str]]:
    return [(entry.msgid, text) for entry in catalogue(language) for text in forms(entry).values() if text]


def forms(entry: polib.POEntry) -> dict[int, str]:
    return dict(entry.msgstr_plural) if entry.msgid_plural else {0: entry.msgstr}


def gaps(text: str) -> list[str]:
    return sorted(GAP.findall(text))


@pytest.fixture(scope="module", params=catalogues.TRANSLATED)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


def test_every_text_of_the_code_is_in_the_catalogue_and_no_other(language: str) -> None:
    in_code = {(m.context, m.text, m.plural) for m in catalogues.collect(ROOT).values()}
    in_file = {(e.msgctxt, e.msgid, e.msgid_plural) for e in catalogue(language)}
    assert in_code - in_file == set(), "run `make messages` and translate these"
    assert in_file - in_code == set(), "run `make messages`: no file shows these any more"


def test_nothing_is_untranslated_fuzzy_or_obsolete(language: str) -> None:
    entries = catalogue(language)
    empty = [e.msgid for e in entries if not all(text.strip() for text in forms(e).values())]
    assert empty == []
    assert [e.msgid for e in entries if e.fuzzy] == []
    assert entries.obsolete_entries() == []


def test_every_plural_form_is_there(language: str) -> None:
    entries = catalogue(language)
    assert entries.metadata["Plural-Forms"] == catalogues.PLURALS[language]
    expected = set(range(catalogues.PLURAL_FORMS[language]))
    assert [e.msgid for e in entries if e.msgid_plural and set(forms(e)) != expected] == []


def test_gaps_and_markup_are_the_same_in_each_form(language: str) -> None:
    wrong = []
    for entry in catalogue(language):
        whole, single = gaps(entry.msgid_plural or entry.msgid), gaps(entry.msgid)
        for number, text in forms(entry).items():
            if not text or gaps(text) == whole or (number == 0 and gaps(text) == single):
                continue
            said = entry.msgid_plural and number in ONE_NUMBER[language]
            if not (said and len(set(whole) - set(gaps(text))) == 1 and set(gaps(text)) < set(whole)):
                wrong.append((entry.msgid, number, text))
    assert wrong == []


def test_spaces_at_the_ends_are_kept(language: str) -> None:
    def ends(text: str) -> tuple[bool, bool]:
        return text[:1].isspace(), text[-1:].isspace()

    wrong = [e.msgid for e in catalogue(language) for text in forms(e).values() if ends(text) != ends(e.msgid)]
    assert wrong == []


def test_no_exclamation_mark_comforts_anyone(language: str) -> None:
    loud = [e.msgid for e in catalogue(language) for text in forms(e).values() if re.search("[!¡]", text)]
    assert loud == []


def test_arabic_is_written_in_arabic_letters() -> None:
    # Names, codes and units without an Arabic form are the only texts in other letters.
    same = {"Protection Hub", "BCP 47", "JSON", "Wagtail"}
    other = [
        e.msgid
        for e in catalogue("ar")
        for text in forms(e).values()
        if text
        and re.search("[a-z]{3}", GAP.sub("", e.msgid))
        and not ARABIC_LETTER.search(text)
        and e.msgid not in same
    ]
    assert other == []


def test_french_keeps_its_spaces_before_high_punctuation() -> None:
    breakable = re.compile(r" [:;?!»]|« |[^\s\u00a0\u202f;?!][;?!»](?!\w)|[^\s\u00a0\u202f]»")
    wrong = [text for e in catalogue("fr") for text in forms(e).values() if breakable.search(ENTITY.sub("", text))]
    assert wrong == []


def test_spanish_opens_its_questions() -> None:
    wrong = [text for e in catalogue("es") for text in forms(e).values() if text.count("?") != text.count("¿")]
    assert wrong == []
