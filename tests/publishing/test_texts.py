"""Texts of rows: their screen, what is kept of them, and their place in the report."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import TRANSLATOR
from accounts.translating import set_languages
from publishing.models import MadeFrom
from publishing.texts.reading import texts
from publishing.texts.values import Standing, Text, mark
from tests.factories.accounts import editor, member
from tests.factories.resources import shelf
from tests.factories.trainers import an_organisation
from tests.factories.vocabulary import a_term
from trainers.models import Organisation
from vocabulary.models import Label

pytestmark = pytest.mark.any_database


def html(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_text_says_how_it_stands() -> None:
    text = Text("topic:x", "x", "Boats", "en", "Bateaux", "")
    assert text.standing is Standing.THERE, "nobody knows what it was made from"
    assert Text("topic:x", "x", "Boats", "en", "", "").standing is Standing.MISSING
    assert Text("topic:x", "x", "Boats", "en", "Bateaux", mark("Boats")).standing is Standing.THERE
    assert Text("topic:x", "x", "Ships", "en", "Bateaux", mark("Boats")).standing is Standing.OLDER
    assert Text("topic:x", "x", "Boats", "en", "Bateaux", mark("Boats"), is_draft=True).standing is Standing.DRAFT


@pytest.fixture
def french() -> None:
    shelf("fr")
    shelf("es")


@pytest.fixture
def translator(french: None) -> User:
    """Who translates into French."""
    somebody = member(TRANSLATOR)
    set_languages(somebody, ["fr"])
    return somebody


def sent(**words: tuple[str, str]) -> dict[str, Any]:
    """The form with words for keys (“topic__x”): what is written, and what stood there when it was drawn."""
    form: dict[str, Any] = {"key": []}
    for name, (typed, stood) in words.items():
        key = name.replace("__", ":").replace("_", "-")
        form["key"].append(key)
        form |= {f"words:{key}": typed, f"seen:{key}": mark(stood), f"from:{key}": mark("Boats")}
    return form


@pytest.mark.django_db
class TestScreen:
    address = "/admin/languages/fr/texts/"

    def test_rows_are_saved_each_on_its_own_and_nothing_typed_is_lost(self, translator: User, client: Client) -> None:
        a_term("boats", en="Boats")
        a_term("nets", en="Nets", fr="Filets")
        a_term("oars", en="Oars", fr="Rames")
        client.force_login(translator)
        page = html(client.get(self.address, {"list": "topic", "state": "missing"}))
        assert '<p lang="en" dir="ltr">Boats</p>' in page
        assert "Filets" not in page
        assert 'data-w-unsaved-force-value="false"' in page
        answer = client.post(
            self.address,
            sent(topic__boats=("Bateaux", ""), topic__nets=("Filet", "Seine"), topic__oars=("<b>", "Rames")),
        )
        page = html(answer)
        assert "1 text saved" in page
        assert 'data-w-unsaved-force-value="true"' in page, "what was not saved is not left without a warning"
        assert "Somebody has written “Filets” meanwhile." in page
        assert ">Filet</textarea>" in page
        assert "Write plain text" in page
        assert ">&lt;b&gt;</textarea>" in page
        assert {each.text for each in Label.objects.filter(language="fr", concept__code__in=["boats", "nets"])} == {
            "Bateaux",
            "Filets",
        }
        again = re.search(r'name="seen:topic:nets" value="(\w+)"', page)
        assert again is not None
        assert again[1] == mark("Filets")
        answer = client.post(self.address, sent(topic__nets=("Filet", "Filets"), topic__oars=("", "Rames")))
        assert "Nothing was removed" in html(answer)
        assert Label.objects.filter(text="Filet").exists()

    def test_a_change_of_the_original_shows_until_somebody_says_it_still_fits(
        self, translator: User, client: Client
    ) -> None:
        concept = a_term("boats", en="Boats")
        client.force_login(translator)
        client.post(self.address, sent(topic__boats=("Bateaux", "")))
        concept.labels.filter(language="en").update(text="Ships")
        page = html(client.get(self.address, {"state": "older"}))
        assert "The original has changed since" in page
        form = sent(topic__boats=("Bateaux", "Bateaux")) | {
            "right:topic:boats": "on",
            "from:topic:boats": mark("Ships"),
        }
        client.post(self.address, form)
        assert "Ships" not in html(client.get(self.address, {"state": "older"}))
        assert MadeFrom.objects.get().mark == mark("Ships")

    def test_only_the_languages_that_are_somebodys(self, translator: User, client: Client) -> None:
        client.force_login(translator)
        assert client.get("/admin/languages/texts/")["Location"] == self.address
        assert client.get("/admin/languages/es/texts/").status_code in (302, 403)
        assert client.post("/admin/languages/es/texts/", sent(topic__phishing=("X", ""))).status_code in (302, 403)
        assert client.get("/admin/languages/xx/texts/").status_code in (302, 403)

    def test_it_costs_the_same_for_many(
        self, translator: User, client: Client, django_assert_max_num_queries: Any
    ) -> None:
        client.force_login(translator)
        with django_assert_max_num_queries(25):
            client.get(self.address)


@pytest.mark.django_db
class TestDirectory:
    def test_what_a_translator_writes_of_an_organisation_waits_to_be_published(
        self, translator: User, client: Client
    ) -> None:
        an_organisation()
        client.force_login(translator)
        address = "/admin/languages/fr/texts/"
        assert "A harbour that is open." in html(client.get(address, {"list": "organisation"}))
        form = sent(organisation__open_harbour=("Un port ouvert.", ""))
        form["from:organisation:open-harbour"] = mark("A harbour that is open.")
        answer = client.post(address, form, follow=True)
        assert "1 is a draft until it is published." in html(answer)
        entry = Organisation.objects.get()
        assert [each.language for each in entry.summaries.all()] == ["en"]
        assert entry.has_unpublished_changes
        (text,) = texts("fr", ["organisation"])
        assert (text.words, text.standing) == ("Un port ouvert.", Standing.DRAFT)
        entry.latest_revision.publish()
        (text,) = texts("fr", ["organisation"])
        assert text.standing is Standing.THERE
        assert {each.language for each in Organisation.objects.get().summaries.all()} == {"en", "fr"}

    def test_what_is_not_public_is_not_offered(self, french: None) -> None:
        tiers = {"name": "desk", "email": "public", "website": "public"}
        an_organisation(tiers=tiers)
        assert texts("fr", ["organisation", "trainer"]) == []


@pytest.mark.django_db
def test_the_report_counts_them_in_constant_queries(
    french: None, client: Client, django_assert_max_num_queries: Any
) -> None:
    client.force_login(editor())
    for code in ("ar", "fa", "ru", "de"):
        shelf(code)
    address = reverse("publishing_translations")
    with django_assert_max_num_queries(30):
        page = html(client.get(address, {"kind": "service"}))
    assert "/admin/languages/fr/texts/?list=service" in page
    assert re.search(r"Services</bdi></a></td> <td>Deutsch</td> <td>Missing", page)
