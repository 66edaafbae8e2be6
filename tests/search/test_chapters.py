"""Which chapter of a manual is shown, and what a question or a title asks."""

from __future__ import annotations

import pytest

from search.asks import asks
from search.chapters import arranged
from search.engines.protocol import PageEntry
from search.ranking import Place, Ranked
from search.terms import question

TITLES = ("Copies", "Why keep copies?", "Your plan", "Making copies", "Tips for copies", "Further reading")
PLACES = ("copies", "copies/why", "copies/plan", "copies/making", "copies/tips", "copies/reading")


def entry(page: int) -> PageEntry:
    order = f"{page:04d}"
    return PageEntry(
        page, "copies", PLACES[page], "en", "manual", "beginner", (), (), TITLES[page], "", "", 0, order, ()
    )


ENTRIES = {page: entry(page) for page in range(len(TITLES))}


def first(text: str, *places: Place) -> str:
    """The chapter that is shown first, of these in the order of their scores."""
    ranked = Ranked("copies", "en", "manual", (), (), places[0].score, 1.0, places)
    asked = {"en": question(text, "en", "english")}
    return TITLES[arranged([ranked], text, asked, ENTRIES)[0].places[0].page]


def test_who_asks_for_the_whole_gets_the_chapter_that_shows_how() -> None:
    places = (Place(1, 20.0, 1.0, (1,)), Place(4, 19.0, 1.0, (5, 6)), Place(3, 18.0, 1.0, (2, 3, 4)))
    assert first("copies", *places, Place(0, 5.0, 1.0)) == "Making copies"


def test_who_asks_why_gets_the_reasons() -> None:
    places = (Place(1, 20.0, 1.0, (1,)), Place(3, 19.0, 1.0, (2,)), Place(0, 5.0, 1.0))
    assert first("why keep copies", *places) == "Why keep copies?"


def test_a_late_chapter_gives_way_only_to_what_is_nearly_as_good() -> None:
    near, far = Place(5, 20.0, 1.0, (1,)), Place(5, 90.0, 1.0, (1,))
    plan, whole = Place(2, 19.0, 1.0, (2,)), Place(0, 1.0, 1.0)
    assert first("copies", near, plan, whole) == "Your plan"
    assert first("copies", far, plan, whole) == "Further reading"


def test_words_that_the_whole_has_not_are_left_to_the_score() -> None:
    places = (Place(5, 20.0, 1.0, (1,)), Place(2, 19.0, 1.0, (2, 3, 4)))
    assert first("earthquake", *places) == "Further reading"


def test_the_score_and_the_order_of_resources_stay() -> None:
    one = Ranked("copies", "en", "manual", (), (), 20.0, 1.0, (Place(1, 20.0, 1.0), Place(3, 19.0, 1.0)))
    other = one._replace(resource="other", score=10.0, places=(Place(2, 1.0, 1.0),))
    found = arranged([one, other], "copies", {"en": question("copies", "en", "english")}, ENTRIES)
    assert [(each.resource, each.score) for each in found] == [("copies", 20.0), ("other", 10.0)]
    assert {place.page for place in found[0].places} == {1, 3}


@pytest.mark.parametrize(
    ("analyser", "what", "how", "neither"),
    [
        ("english", "What is a VPN?", "How to spot phishing", "Showing somewhat"),
        ("english", "Why back up?", "What to do when police comes", "Whatever"),
        ("spanish", "¿Qué es un VPN?", "Cómo detectar el phishing", "Copia de seguridad"),
        ("french", "Qu’est-ce que le phishing ?", "Que faire en cas d’arrestation", "Sauvegarde"),
        ("portuguese", "O que é phishing?", "Como fazer", "Cópia"),
        ("german", "Was ist Phishing?", "Wie man Passwörter macht", "Wiederherstellung"),
        ("italian", "Cos’è il phishing", "Come fare", "Comete"),
        ("russian", "Что такое фишинг", "Как распознать фишинг", "Какао"),
        ("ukrainian", "Що таке фішинг", "Як розпізнати", "Яків"),
        ("arabic", "ما هو التصيد؟", "كيف تتعرف على التصيد", "النسخ"),
        ("persian", "فیشینگ چیست؟", "چگونه پشتیبان بگیریم", "پشتیبان"),
        ("chinese", "什麼是網絡釣魚？", "如何備份", "備份"),
        ("turkish", "VPN nedir?", "Nasıl yapılır", "Yedekleme"),
        ("script", "ምንድን ነው", "", "ምስል"),
    ],
)
def test_titles_that_explain_and_titles_that_show_how(analyser: str, what: str, how: str, neither: str) -> None:
    known = analyser != "script"
    assert asks(what, analyser) == ("what" if known else "")
    assert asks(how, analyser) == ("how" if known else "")
    assert asks(neither, analyser) == ""
