"""Terms on their screens: related, archived, found in the list; and what searching knows after each change."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.roles import EDITOR
from search.aids import thesaurus
from tests.factories.accounts import member
from tests.factories.forms import complaints, filled
from tests.factories.resources import published
from tests.factories.vocabulary import a_term
from vocabulary import store
from vocabulary.merging.act import merge
from vocabulary.models import Concept, Label, Related, Status
from vocabulary.plain import address_fault, fault

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(member(EDITOR))
    return client


def address(name: str, *args: int) -> str:
    return reverse(f"wagtailsnippets_vocabulary_concept:{name}", args=args)


def test_terms_are_related_from_both_sides_until_one_lets_go() -> None:
    one, other = a_term("kites", en="Kites"), a_term("storms", en="Storms")
    tie = Related.objects.create(concept=one, other=other)
    assert Related.objects.filter(concept=other, other=one).exists()
    tie.delete()
    assert not Related.objects.filter(concept__in=[one, other]).exists()


def test_a_term_is_not_related_to_itself_or_its_own_line() -> None:
    top, below = a_term("sky", en="Sky"), a_term("kites", broader="sky", en="Kites")
    for one, other in ((top, top), (top, below), (below, top)):
        with pytest.raises(ValidationError):
            Related(concept=one, other=other).clean()
    beside = a_term("storms", en="Storms")
    Related(concept=below, other=beside).clean()
    Related.objects.create(concept=below, other=beside)
    top.broader = beside
    with pytest.raises(ValidationError, match="related to a term above"):
        top.clean()


def test_an_editor_relates_explains_and_ties_a_term(editor: Client) -> None:
    kites, storms = a_term("kites", en="Kites"), a_term("storms", broader="kites", en="Storms")
    page = editor.get(address("edit", kites.pk))
    assert address("edit", storms.pk) in page.content.decode()
    phishing = Concept.objects.get(scheme="topic", code="phishing")
    sent = filled(page.content) | {
        "related-TOTAL_FORMS": "1",
        "related-0-other": str(phishing.pk),
        "notes-TOTAL_FORMS": "1",
        "notes-0-language": "ar",
        "notes-0-kind": "definition",
        "notes-0-text": "طائرة ورقية",
        "elsewhere-TOTAL_FORMS": "1",
        "elsewhere-0-address": "https://example.org/kites",
    }
    wrong = editor.post(address("edit", kites.pk), sent | {"related-0-other": str(storms.pk)})
    assert "above or below this one" in wrong.content.decode()
    answer = editor.post(address("edit", kites.pk), sent)
    assert answer.status_code == 302, complaints(answer.content)
    assert Related.objects.filter(concept=phishing, other=kites).exists()
    assert [note.text for note in kites.notes.all()] == ["طائرة ورقية"]


def test_the_list_finds_any_word_in_any_script_and_shows_what_lacks_a_name(
    editor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    term = a_term("kites", en="Kites", ru="Воздушный змей", ar="طائِرة")
    a_term("storms", en="Storms")

    def found(**query: str) -> set[str]:
        with django_assert_max_num_queries(25):
            page = editor.get(address("list"), query)
        rows = BeautifulSoup(page.content, "html.parser").select("td.title, th.title")
        return {row.get_text(" ", strip=True).split(" More ")[0].split("\n")[0] for row in rows}

    for asked in ("ВОЗДУШНЫЙ", "طائرة", "kite"):
        assert any("Kites" in each for each in found(q=asked)), asked
        assert not any("Storms" in each for each in found(q=asked)), asked
    assert any("Storms" in each for each in found(scheme="topic", lacking="ru", q="st"))
    assert not any("Kites" in each for each in found(scheme="topic", lacking="ru", q="kite"))
    Concept.objects.filter(pk=term.pk).update(status=Status.ARCHIVED)
    assert any("Kites" in each for each in found(status="archived"))


def test_an_archived_term_stays_where_it_is_used_and_is_offered_nowhere_else(editor: Client) -> None:
    term = a_term("kites", en="Kites")
    page, other = published(slug="about-kites"), published(slug="about-storms")
    page.topics.set([term])
    page.save_revision().publish()
    Concept.objects.filter(pk=term.pk).update(status=Status.ARCHIVED)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    screen = editor.get(edit)
    assert "Kites (archived)" in screen.content.decode()
    answer = editor.post(edit, filled(screen.content) | {"action-publish": "1"})
    assert answer.status_code == 302, complaints(answer.content)
    assert list(type(page).objects.get(pk=page.pk).topics.all()) == [term]
    elsewhere = editor.get(reverse("wagtailadmin_pages:edit", args=[other.pk]))
    assert "Kites" not in elsewhere.content.decode()
    assert "kites" not in store.codes("topic")
    assert 'value="kites" checked' in editor.get("/en/search/?q=guide&topic=kites").content.decode()


def test_searching_knows_of_each_change_at_once() -> None:
    term, into = a_term("kites", en="Kites"), a_term("storms", en="Storms")
    assert list(thesaurus().names("topic/kites", "en")) == ["Kites"]
    term.status = Status.ARCHIVED
    term.save()
    assert list(thesaurus().names("topic/kites", "en")) == ["Kites"]
    merge(term, into, None)
    assert list(thesaurus().names("topic/storms", "en")) == ["Storms", "Kites"]
    assert list(thesaurus().names("topic/kites", "en")) == []


def test_a_merged_term_is_not_brought_back_by_hand(editor: Client) -> None:
    term, into = a_term("kites", en="Kites"), a_term("storms", en="Storms")
    merge(term, into, None)
    Label.objects.create(concept=term, language="en", text="Kites again")
    screen = editor.get(address("edit", term.pk))
    assert "was merged into another" in screen.content.decode()
    page = editor.post(address("edit", term.pk), filled(screen.content) | {"status": "active"})
    assert "stays archived" in page.content.decode()
    assert address("merge", term.pk) not in screen.content.decode()


@pytest.mark.parametrize("text", ["", " ", "a\u202eb", "a\x00b", "a\nb", "<i>x</i>", "&#60;", "\u2028"])
def test_what_hides_or_draws_is_no_word(text: str) -> None:
    assert fault(text)
    assert not fault("می‌پرد – R&D, <3, 無人機")


@pytest.mark.parametrize(
    "text", ["", "javascript:x", "//a.example", "http://", "https://a b", "http://[", "mailto:a@b"]
)
def test_what_leads_nowhere_is_no_address(text: str) -> None:
    assert address_fault(text)
    assert not address_fault("https://example.org/a#b?c=d")
