"""Why a result ranks where it does: parts that add up to the score, and where a text is that somebody misses."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from search import indexing
from search.asking import analyser_of
from search.choices.models import EditorialChoice, Verdict
from search.concepts import Name, Thesaurus
from search.engines.embedded import EmbeddedEngine
from search.engines.protocol import SearchEngine
from search.passages import Document, Section
from search.ranking import rank
from search.terms import Typed, question
from search.why.explaining import Asked, Explained, Lift, Role, explain
from search.why.looking import Whereabouts, look
from search.why.shares import apart, in_hundredths
from search.why.standing import Part
from tests.factories import accounts
from tests.factories import resources as library
from tests.search.engines import document, write

pytestmark = pytest.mark.any_database
TODAY = "2026-06-01"
WORDS = [
    "passport",
    "border",
    "phone",
    "police",
    "strong",
    "lock",
    "camera",
    "meeting",
    "office",
    "threat",
    "train",
    "lawyer",
    "seized",
]


def documents(seed: int = 7, many: int = 40) -> list[Document]:
    """Texts of chance words, the same at each run: manuals with chapters, glossary entries, overdue ones."""
    chance = random.Random(seed)

    def some(most: int) -> str:
        return " ".join(chance.choices(WORDS, weights=range(1, len(WORDS) + 1), k=chance.randint(1, most)))

    facts = [
        (chance.choice(["manual", "glossary"]), chance.choice(["", "2026-01-01", "2027-01-01"])) for _ in range(many)
    ]
    return [
        Document(
            page=number,
            resource=f"r{number // 2}",
            place=f"r{number // 2}" + "/more" * (number % 2),
            language="en",
            analyser="english",
            kind=facts[number // 2][0],
            title=some(3),
            resource_title=some(3),
            summary=some(4),
            labels=(some(1),),
            review_by=facts[number // 2][1],
            order=f"{number:04d}",
            sections=tuple(Section(f"s{at}", some(2), some(30)) for at in range(chance.randint(1, 4))),
        )
        for number in range(1, many + 1)
    ]


def asked_of(engine: SearchEngine, text: str, names: tuple[Name, ...] = ()) -> Asked:
    typed, analyser = Typed(text), analyser_of("en")
    put = question(typed, "en", analyser)
    thesaurus, telling = Thesaurus(names, analyser_of), typed.telling(analyser)
    put = thesaurus.widen(put, typed, thesaurus.detect(telling, "en"), telling)
    return Asked(typed, analyser, apart(engine, put), TODAY)


def explained(engine: SearchEngine, asked: Asked, most: int = 3) -> list[Explained]:
    entries = engine.entries()
    ranked = rank(asked.found.matches, asked.question, entries, TODAY)
    return [explain(engine, each, asked, entries) for each in ranked[:most]]


def test_the_parts_of_a_score_add_up_to_it(engine: SearchEngine) -> None:
    engine.write(engine.ticket(), documents())
    names = (Name("c/1", "en", "passport"), Name("c/1", "en", "border lock"), Name("c/1", "en", "train"))
    chance, seen = random.Random(11), 0
    for _number in range(200 if engine.name == "embedded" else 5):
        asked = asked_of(engine, " ".join(chance.sample([*WORDS, "absent"], k=chance.randint(1, 5))), names)
        for each in explained(engine, asked):
            shown = sum(line.points for line in each.lines)
            assert shown / 100 == pytest.approx(each.ranked.score, abs=0.006), asked.typed.text
            assert shown == each.points
            seen += 1
    assert seen > 10


def test_single_signs_of_a_script_without_spaces_are_counted(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "search.sqlite3")
    engine.install()
    texts = ["手機被沒收怎麼辦", "手機和警察", "沒收的電腦", *(f"別的文章{at}" for at in "甲乙丙丁戊己庚")]
    engine.write(
        engine.ticket(),
        [
            Document(
                at, f"r{at}", f"r{at}", "zh-hant", "chinese", "guide", text, text, sections=(Section("", "", text),)
            )
            for at, text in enumerate(texts, 1)
        ],
    )
    typed = Typed("手機沒收")
    analyser = analyser_of("zh-hant")
    asked = Asked(typed, analyser, apart(engine, question(typed, "zh-hant", analyser)), TODAY)
    for each in explained(engine, asked):
        assert sum(line.points for line in each.lines) / 100 == pytest.approx(each.ranked.score, abs=0.006)
        assert each.lines[-1].role is Role.SIGNS


@pytest.mark.parametrize("parts", [[1.234, 2.345, 0.001], [0.005, 0.005, 0.005], [], [0.0], [3.999, 0.0009]])
def test_what_is_shown_of_parts_adds_up(parts: list[float]) -> None:
    assert sum(in_hundredths(parts)) == round(sum(parts) * 100)
    assert all(abs(shown / 100 - part) <= 0.01 for shown, part in zip(in_hundredths(parts), parts, strict=True))


def one_text(
    tmp_path: Path, text: str, *, heading: str = "Part", title: str = "A text", summary: str = "", review_by: str = ""
) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path / "search.sqlite3")
    engine.install()
    section = Section("part", heading, text)
    made = replace(document(1, text, title=title), summary=summary, review_by=review_by, sections=(section,))
    write(engine, made)
    return engine


def test_a_word_is_told_with_the_forms_and_places_that_have_it(tmp_path: Path) -> None:
    engine = one_text(tmp_path, "They seized both phones.", heading="Seized things", summary="About a lawyer.")
    (each,) = explained(engine, asked_of(engine, "phone seizing lawyer"))
    told = {line.word: {place.part: place.words for place in line.found} for line in each.lines}
    assert told == {
        "phone": {Part.TEXT: ("phones",)},
        "seizing": {Part.HEADING: ("Seized",), Part.TEXT: ("seized",)},
        "lawyer": {Part.ABOUT: ()},
    }


@pytest.mark.parametrize(
    ("text", "fields", "lift"),
    [
        ("The police came.", {}, (Lift.WORD, "passport")),
        ("The police took a passport.", {"review_by": "2026-01-01"}, (Lift.REVIEW, "")),
        ("The police took a passport.", {"heading": "Police"}, (Lift.HEADING, "passport")),
        ("The police, a passport.", {"heading": "Passport, police", "title": "Police"}, (Lift.TITLE, "passport")),
        ("The police, a passport.", {"heading": "Passport, police", "title": "Passport, police"}, (Lift.NOTHING, "")),
    ],
)
def test_what_would_lift_a_text(tmp_path: Path, text: str, fields: dict[str, str], lift: tuple[Lift, str]) -> None:
    engine = one_text(tmp_path, text, **fields)
    (each,) = explained(engine, asked_of(engine, "police passport"))
    assert each.lift == lift


@pytest.fixture
def shelf(index: SearchEngine, db: None) -> dict[str, int]:
    """Texts in each of the situations that somebody may ask about."""
    found = {
        "first": library.published(slug="first", title="Padlocks and doors"),
        "hidden": library.published(slug="hidden", title="Padlocks for sale"),
        "other": library.published(slug="other", title="Gardens"),
        "draft": library.published(slug="draft", title="Padlocks in a draft"),
        "french": library.published(slug="francais", title="Padlocks", language="fr"),
    }
    found["draft"].unpublish()
    indexing.drain()
    EditorialChoice.objects.create(
        question="padlock",
        language="en",
        page=found["hidden"],
        verdict=Verdict.HIDDEN,
        until=timezone.localdate() + dt.timedelta(days=9),
        why="An advert.",
    )
    return {name: page.pk for name, page in found.items()}


def test_where_a_missed_text_is(shelf: dict[str, int]) -> None:
    told = {
        name: look("padlock", "en", timezone.now(), Page.objects.get(pk=page)).wanted for name, page in shelf.items()
    }
    assert {name: wanted.whereabouts for name, wanted in told.items() if wanted} == {
        "first": Whereabouts.LISTED,
        "hidden": Whereabouts.HIDDEN,
        "other": Whereabouts.NO_WORD,
        "draft": Whereabouts.NOT_PUBLIC,
        "french": Whereabouts.OTHERS,
    }


def test_an_editor_reads_why_and_nothing_is_written(
    shelf: dict[str, int], client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(accounts.editor())
    address = reverse("search_why")
    client.get(address)
    with django_assert_max_num_queries(24) as captured:
        page = client.get(address, {"q": "padlock doors", "language": "en", "text": str(shelf["other"])})
    text = " ".join(page.content.decode().split())
    for said in ("Padlocks and doors", 'title <bdi lang="en">“Padlocks”</bdi>', "It has none of the words", "Score"):
        assert said in text or said.lower() in text.lower()
    acts = [query["sql"] for query in captured.captured_queries]
    assert not [sql for sql in acts if sql.startswith(("INSERT", "UPDATE", "DELETE")) and "session" not in sql]


def test_only_who_chooses_results_reads_it(client: Client, db: None) -> None:
    client.force_login(accounts.operator())
    assert client.get(reverse("search_why"), {"q": "a", "language": "en"}).status_code in {302, 403}


def test_a_text_is_found_by_its_title_and_only_where_it_may_be_seen(shelf: dict[str, int], client: Client) -> None:
    client.force_login(accounts.editor())
    asked = {"q": "padlock", "language": "en"}
    for wanted, said in itertools.chain(
        ((title, "draft, has expired or is private") for title in ("padlocks in a DRAFT", str(shelf["draft"]))),
        [("No such title", "No text that you may see"), ("9" * 40, "No text that you may see")],
    ):
        assert said in client.get(reverse("search_why"), {**asked, "text": wanted}).content.decode(), wanted
