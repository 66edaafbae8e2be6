"""Trainers and organisations among the results: found as people ask for them, seen only while they are listed."""

from __future__ import annotations

import datetime as dt
import html as markup
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search import comparing, indexing
from search.engines.protocol import SearchEngine
from search.kinds.library import others, texts
from search.models import PendingUpdate
from tests.factories import resources as library
from tests.factories import trainers as directory
from trainers.models import Organisation, OrganisationContact, Trainer, TrainerTiers, Vouching

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]
NOW = dt.datetime(2026, 12, 1, 10, tzinfo=dt.UTC)
SPOKEN = [{"code": "fr", "level": "fluent", "can_train": True}]


@pytest.fixture(autouse=True)
def at_the_directorys_day() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def entries(for_the_module: Any) -> None:
    with for_the_module(), time_machine.travel(NOW, tick=False):
        directory.bring_in(
            directory.trainer_record(
                id="kadidia",
                display_name="Kadidia Traoré-Keïta",
                base_country="ML",
                worked_in=["ML"],
                languages=SPOKEN,
                at_risk_groups=[],
                summary={"fr": "J’accompagne de petites équipes."},
            ),
            directory.trainer_record(id="oksana", display_name="Оксана Левченко", topics=[]),
            directory.trainer_record(id="balqis", display_name="بلقيس", topics=[]),
            directory.trainer_record(id="hai-ning", display_name="林海寧", topics=[]),
            organisations=[directory.organisation_record(name="Open Harbour")],
        )
        library.published(slug="a-guide", title="Phishing", body=library.body(text="Open the door of the harbour."))
        library.published("glossary", slug="glossary-phishing", title="Phishing", body=library.body(text="A lure."))


@pytest.fixture
def site(entries: None, index: SearchEngine, db: None) -> SearchEngine:
    indexing.drain()
    return index


def ask(client: Client, **query: Any) -> Any:
    return client.get("/api/v1/search", {"language": "en", **query}).json()


def found(client: Client, words: str, reader: str = "en", kind: str = "trainer") -> list[str]:
    answer = client.get("/api/v1/search", {"q": words, "kind": kind}, headers={"accept-language": reader}).json()
    return [each["id"] for each in answer["results"]]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Kadidia Traoré-Keïta", "kadidia"),
        ("keita KADIDIA", "kadidia"),
        ("Оксана", "oksana"),
        ("Levchenko Oksana", "oksana"),
        ("بلقيس", "balqis"),
        ("Balqis", "balqis"),
        ("林海寧", "hai-ning"),
        ("Lin Haining", "hai-ning"),
    ],
)
def test_a_person_is_found_by_name_in_their_own_script_and_in_latin_letters(
    client: Client, site: SearchEngine, words: str, who: str
) -> None:
    assert found(client, words) == [who]


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        ("en", "phishing trainers in Mali"),
        ("en", "French Mali"),
        ("fr", "petite équipe"),
        ("fr", "formatrice Mali"),
        ("ar", "مالي"),
        ("es", "francés Malí"),
        ("en", "Westafrika Französisch"),
    ],
)
def test_places_languages_and_topics_are_asked_for_by_their_names(
    client: Client, site: SearchEngine, reader: str, words: str
) -> None:
    library.published(slug="ein-text", language="de", title="Ein Text")
    indexing.drain()
    assert found(client, words, reader) == ["kadidia"]


def test_an_organisation_is_found_by_what_it_offers_and_the_filters_of_a_tab_count(
    client: Client, site: SearchEngine
) -> None:
    assert found(client, "Kenya journalists", kind="organisation") == ["open-harbour"]
    answer = ask(client, kind="trainer", language="fr")
    assert [each["id"] for each in answer["results"]] == ["kadidia"]
    assert {row["value"]: row["count"] for row in answer["facets"]["language"]} == {"en": 3, "fr": 1}
    narrowed = ask(client, kind="trainer", language="fr", region="KE")
    assert narrowed["count"] == 0
    assert ask(client, q="phishing", kind="advice")["count"] == 1


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def tabs(html: str) -> list[tuple[str, int]]:
    drawn = re.findall(r'<li><a class="tap" href="([^"]+)"[^>]*>[^<]* <span class="count">(\d+)</span>', html)
    return [(markup.unescape(url), int(many)) for url, many in drawn]


@pytest.mark.parametrize("asked", ["?q=phishing", "?q=phishing&kind=trainer", "?q=phishing&region=ML", "?kind=news"])
def test_each_tab_is_an_address_and_counts_what_one_gets_there(client: Client, site: SearchEngine, asked: str) -> None:
    offered = tabs(page(client, f"/en/search/{asked}"))
    assert len(offered) >= 2
    (everything, total), *kinds = offered
    assert total == sum(many for _url, many in kinds)
    assert page(client, everything).count('aria-current="page">All') == 1
    for url, many in kinds:
        counted = client.get(f"/api/v1/search?{url.partition('?')[2]}").json()["count"]
        assert (counted, page(client, url).count('aria-current="page"')) == (many, 1), url


def test_who_is_named_stands_before_the_texts_and_others_after(client: Client, site: SearchEngine) -> None:
    html = page(client, "/en/search/?q=open harbour")
    assert 0 < html.index("/organisations/open-harbour/") < html.index("/en/resources/a-guide/")
    html = page(client, "/en/search/?q=phishing")
    assert 0 < html.index("/en/resources/a-guide/") < html.index("/trainers/kadidia/")
    html = page(client, "/en/search/?q=phishing Mali")
    assert 0 < html.index("/trainers/kadidia/") < html.index("/en/resources/a-guide/")
    named = ask(client, q="open harbour")["groups"]
    assert [(each["kind"], each["count"], each["named"]) for each in named] == [("organisation", 1, True)]


def test_a_word_of_the_glossary_is_explained_above_the_results(client: Client, site: SearchEngine) -> None:
    html = page(client, "/en/search/?q=PHISHING")
    assert 0 < html.index("What it means") < html.index("A lure.") < html.index("/en/resources/a-guide/")
    assert ask(client, q="phishing")["definition"]["id"] == "glossary-phishing"
    for other in ("phishing mail", "phishing&kind=news", "phishing&kind=trainer"):
        assert "What it means" not in page(client, f"/en/search/?q={other}")


def _unpublished(row: Trainer) -> None:
    Trainer.objects.filter(pk=row.pk).update(live=False)


def _expired(row: Trainer) -> None:
    Trainer.objects.filter(pk=row.pk).update(expire_at=NOW - dt.timedelta(seconds=1))


def _no_longer_vouched_for(row: Trainer) -> None:
    Vouching.objects.filter(trainer=row).update(until=NOW.date() - dt.timedelta(days=1))


def _for_the_desk(row: Trainer) -> None:
    TrainerTiers.objects.filter(trainer=row).update(display_name="vetted")


HIDDEN: dict[str, Callable[[Trainer], None]] = {
    "unpublished": _unpublished,
    "expired by the clock": _expired,
    "vouching has ended": _no_longer_vouched_for,
    "their name for the desk": _for_the_desk,
}
OUTLETS = (
    *("/en/search/?q=kadidia", "/en/search/?q=phishing", "/fr/search/?q=phishing&kind=trainer", "/en/search/"),
    *("/en/search/?q=petites équipes Mali", "/en/search/suggest/?q=kad", "/en/search/?kind=trainer&region=ML"),
    *("/api/v1/search?q=phishing", "/api/v1/search?kind=trainer", "/api/v1/search?q=mali french"),
)


def outlets(client: Client) -> dict[str, bytes]:
    return {path: client.get(path).content for path in OUTLETS}


def test_whoever_is_not_listed_changes_no_byte_of_any_result(client: Client, site: SearchEngine) -> None:
    before = outlets(client)
    alike = {"base_country": "ML", "worked_in": ["ML"], "languages": SPOKEN, "summary": {"fr": "De petites équipes."}}
    rows = [
        directory.a_trainer(id=f"another-{at}", display_name=f"Kadidia {why}", **alike) for at, why in enumerate(HIDDEN)
    ]
    indexing.drain()
    seen = outlets(client)
    assert [path for path in OUTLETS if seen[path] == before[path]] == []
    for row, hide in zip(rows, HIDDEN.values(), strict=True):
        hide(row)
    assert len(others(site)) == len(rows) + 5
    assert outlets(client) == before
    indexing.rebuild()
    assert len(others(site)) == 5
    assert outlets(client) == before


def test_vouching_ends_with_its_day_though_nobody_tells_the_index(client: Client, site: SearchEngine) -> None:
    Vouching.objects.filter(trainer__public_id="kadidia").update(until=NOW.date())
    assert found(client, "Kadidia") == ["kadidia"]
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        assert found(client, "Kadidia") == []


def test_each_change_of_an_entry_is_told_to_the_index(client: Client, site: SearchEngine) -> None:
    who = Trainer.objects.get(public_id="kadidia")
    own = {page for page, entry in others(site).items() if entry.place == "kadidia"}
    for change in (who, who.tiers, who.vouching):
        change.save()
        assert set(PendingUpdate.objects.values_list("page", flat=True)) == own
        PendingUpdate.objects.all().delete()
    home = Organisation.objects.get()
    OrganisationContact.objects.get(organisation=home).save()
    assert PendingUpdate.objects.count() == 1
    who.tiers.summary = "desk"
    who.tiers.save()
    indexing.drain()
    assert found(client, "petites équipes", "fr") == []
    assert not comparing.compare(site, NOW).pages


def test_entries_change_nothing_of_what_is_known_of_the_texts(site: SearchEngine) -> None:
    view = texts(site)
    assert "x-directory" not in view.languages()
    assert {entry.kind for entry in view.entries().values()} == {"guide", "glossary"}
    assert "kadidia" not in site.words("en")
    assert others(site).keys().isdisjoint(view.entries())


def test_without_an_index_people_are_found_by_name_alone(client: Client, site: Any) -> None:
    site.file.remove()
    assert found(client, "kadidia") == ["kadidia"]
    assert found(client, "mali") == []
    _unpublished(Trainer.objects.get(public_id="kadidia"))
    assert found(client, "kadidia") == []
    assert page(client, "/en/search/?q=harbour&kind=organisation").count("/organisations/open-harbour/") == 1


@pytest.mark.parametrize("address", ["/en/search/?q=phishing", "/en/search/?q=phishing&kind=trainer"])
def test_the_queries_do_not_grow_with_the_entries(client: Client, site: SearchEngine, address: str) -> None:
    queries = []
    for many in (2, 8):
        directory.bring_in(*(directory.trainer_record() for _ in range(many)))
        indexing.drain()
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        queries.append(len(captured))
    assert queries[0] == queries[1] <= 55
