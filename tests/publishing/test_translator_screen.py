"""The translator's screen: what it shows, what it keeps, and what it refuses, with forms as a browser sends them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import String, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from accounts.models import User
from accounts.roles import TRANSLATOR
from accounts.translating import set_languages
from publishing.translation.addresses import address_of
from publishing.translation.library import rows
from publishing.translation.screen.keeping import lost_numbers, runs, shown, to_keep, typed
from publishing.translation.screen.reading import sentences
from publishing.translation.screen.terms import Glossary, Term
from publishing.translation.screen.values import Sentence, stamp
from tests.factories.accounts import member
from tests.factories.resources import body, published, shelf, translation
from tests.factories.vocabulary import a_term

pytestmark = pytest.mark.any_database


def html(answer: Any) -> str:
    return re.sub(r"(<textarea[^>]*>) ", r"\1", re.sub(r"\s+", " ", answer.content.decode()))


class TestWhatMustNotBeLost:
    @pytest.mark.parametrize(
        ("original", "translated", "lost"),
        [
            ("Wait 24 hours.", "انتظروا ٢٤ ساعة.", []),
            ("Wait 24 hours.", "Attendez deux jours.", [24]),
            ("1,000 people in 2019", "En 2019, 1 000 personnes", []),
            ("1,000 people", "1000 Menschen", []),
            ("1,000 people", "100 personnes", [1000]),
            ("2 of 2", "2", [2]),
            ('<a id="a1">Call</a> {name2}', '{name2} <a id="a1">Appelez</a>', []),
            ("5 &lt; 6", "5 &lt; 6", []),
        ],
    )
    def test_numbers_in_any_digits(self, original: str, translated: str, lost: list[int]) -> None:
        assert lost_numbers(original, translated) == lost

    def test_links_marks_placeholders_and_numbers_are_named(self) -> None:
        found = to_keep('Call <a id="a1">112</a>, <b>now</b>, {name}', {"a1": "https://example.org"})
        assert [(each.name, each.address) for each in found] == [
            ("112", "https://example.org"),
            ("<b>", ""),
            ("{name}", ""),
            ("112", ""),
        ]
        assert found[0].opens == '<a id="a1">'

    @pytest.mark.parametrize("stored", ["a &amp; b", "a &lt; b", "&amp;lt; b", "<b>x</b> &amp; y", ""])
    def test_words_are_stored_again_as_they_were(self, stored: str) -> None:
        assert typed(shown(stored)) == stored

    def test_words_are_typed_as_people_type(self) -> None:
        assert shown("Q &amp; A") == "Q & A"
        assert typed("Q & A\r\nmore\x0c") == "Q &amp; A\nmore"
        assert [(each.text, each.is_sign) for each in runs("a &lt; <b>c</b>")] == [
            ("a < ", False),
            ("<b>", True),
            ("c", False),
            ("</b>", True),
        ]


def test_terms_are_found_by_their_stems_the_longest_first() -> None:
    phone, phones, factor = (Term(name, "", "Topics") for name in ("Phones", "Safe phones", "Two-factor login (2FA)"))
    known = Glossary([(["phone"], phone), (["safe phones"], phones), (["Two-factor login", "2FA"], factor)], "english")
    assert known.within("Have <b>safe</b> phones, and a phone with 2FA.") == [phones, phone, factor]
    assert known.within("The safety of all.") == []
    chinese = Glossary([(["手机"], phone)], "chinese")
    assert chinese.within("警察拿走你的手机。") == [phone]


LINKED = '<p>Call <a href="https://example.org/a">the line</a> within 24 hours.</p>'


def the_body(text: str = "Lock your phone with eight digits.") -> list[dict[str, Any]]:
    return [*body(text=text), {"type": "text", "value": LINKED, "id": "00000000-0000-4000-b000-000000000000"}]


@pytest.fixture(scope="module")
def world(for_the_module: Any) -> None:
    """A guide that is translated into French sentence by sentence; no sentence is translated yet."""
    with for_the_module():
        french = Locale.objects.get(pk=shelf("fr").locale_id)
        original = published(slug="phones", title="Phones", summary="Call {name}.", body=the_body())
        translate_object(original, [french])
        for name, language in (("francine", "fr"), ("amal", "ar")):
            set_languages(member(TRANSLATOR, username=name), [language])


@pytest.fixture
def managed(world: None, db: None) -> Translation:
    return Translation.objects.select_related("source", "target_locale").get()


@pytest.fixture
def target(managed: Translation) -> Page:
    page: Page = managed.get_target_instance()
    return page


@pytest.fixture
def translator(world: None, db: None) -> User:
    """Of French."""
    return User.objects.get(username="francine")


@pytest.fixture
def desk(translator: User, client: Client) -> Client:
    client.force_login(translator)
    return client


def of(managed: Translation, beginning: str) -> Sentence:
    return next(each for each in sentences(managed) if each.original.startswith(beginning))


def form(sentence: Sentence, words: str, *, seen: str | None = None, **more: str) -> dict[str, str]:
    """The fields of one sentence as a browser sends them."""
    key, stood = sentence.key, sentence.words if seen is None else seen
    sent = {"key": key, f"seen:{key}": stamp(stood), f"words:{key}": words}
    return sent | {name if name in {"save", "put"} else f"{name}:{key}": value for name, value in more.items()}


def screen(page: Page, /, **query: str) -> str:
    return reverse("publishing_sentences", args=[page.pk], query=query or None)


@pytest.mark.django_db
class TestSaving:
    def test_words_are_kept_and_the_next_sentence_is_shown(
        self, managed: Translation, target: Page, desk: Client, translator: User
    ) -> None:
        first, second = sentences(managed)[:2]
        answer = desk.post(screen(target), form(first, "Téléphones", save=first.key))
        assert answer.status_code == 302
        assert answer["Location"] == f"{screen(target)}#s-{second.key}"
        kept = StringTranslation.objects.get()
        assert (kept.data, kept.last_translated_by, kept.translation_type) == ("Téléphones", translator, "manual")
        third = sentences(managed)[2]
        todo = desk.post(screen(target, show="todo"), form(second, "telephones", save=second.key))
        assert todo["Location"] == f"{screen(target, show='todo')}#s-{third.key}", (
            "the saved one is in the list no more"
        )
        page = html(desk.get(screen(target)))
        assert f"2 of {len(sentences(managed))} sentences" in page
        assert re.search(r'<textarea[^>]*lang="fr" dir="ltr"[^>]*>Téléphones</textarea>', page)

    @pytest.mark.parametrize(
        ("beginning", "words", "why"),
        [
            ("Call {", "Appelez.", "{name}"),
            ("Call <a", "Appelez la ligne dans les 24 heures.", "A link is missing"),
            ("Call <a", 'Appelez <a id="a1">la ligne</a> demain.', "A number is missing: 24."),
            ("Phones", "x" * 300, "there is room for 255"),
            ("Lock", "Un <p>code</p>.", "cannot hold"),
            ("Lock", "x" * 20_001, "there is room for 20000"),
        ],
    )
    def test_what_is_lost_is_said_at_the_sentence_and_the_words_stay(
        self, managed: Translation, target: Page, desk: Client, beginning: str, words: str, why: str
    ) -> None:
        page = html(desk.post(screen(target), form(of(managed, beginning), words)))
        assert not StringTranslation.objects.exists()
        assert why in page
        assert "1 sentence was not saved" in page
        escaped = words.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
        assert re.search(rf'<textarea[^>]*aria-invalid="true" autofocus>{re.escape(escaped)}</textarea>', page)

    def test_a_number_said_in_another_way_is_the_writers_to_decide(
        self, managed: Translation, target: Page, desk: Client
    ) -> None:
        sentence, words = of(managed, "Call <a"), 'Appelez <a id="a1">la ligne</a> en un jour.'
        assert f'name="numbers:{sentence.key}"' in html(desk.post(screen(target), form(sentence, words)))
        desk.post(screen(target), form(sentence, words, numbers="on"))
        assert StringTranslation.objects.get().data == words

    def test_an_empty_box_removes_nothing(self, managed: Translation, target: Page, desk: Client) -> None:
        desk.post(screen(target), form(of(managed, "Phones"), "Téléphones"))
        page = html(desk.post(screen(target), form(of(managed, "Phones"), " ")))
        assert "An empty box removes nothing" in page
        assert StringTranslation.objects.get().data == "Téléphones"

    def test_doubtful_words_fit_when_somebody_says_so(self, managed: Translation, target: Page, desk: Client) -> None:
        desk.post(screen(target), form(of(managed, "Phones"), "Téléphones"))
        StringTranslation.objects.update(translation_type="machine")
        sentence = of(managed, "Phones")
        assert "These words fit" in html(desk.get(screen(target, show="check")))
        desk.post(screen(target), form(sentence, "Téléphones"))
        assert StringTranslation.objects.get().translation_type == "machine"
        desk.post(screen(target), form(sentence, "Téléphones", fits="on"))
        assert StringTranslation.objects.get().translation_type == "manual"

    def test_a_script_sends_one_sentence_and_gets_its_row(
        self, managed: Translation, target: Page, desk: Client
    ) -> None:
        sentence = of(managed, "Phones")
        answer = desk.post(screen(target), form(sentence, "Téléphones"), headers={"X-One-Sentence": "1"})
        assert answer.status_code == 200
        assert "<html" not in html(answer)
        assert html(answer).count("<textarea") == 1
        assert "1 of " in html(answer)
        assert StringTranslation.objects.get().data == "Téléphones"
        bad = html(desk.post(screen(target), form(of(managed, "Call {"), "Non."), headers={"X-One-Sentence": "1"}))
        assert "Non.</textarea>" in bad
        assert 'aria-invalid="true"' in bad


@pytest.mark.django_db
class TestTwoAtOneSentence:
    def test_somebody_else_came_first(self, managed: Translation, target: Page, desk: Client) -> None:
        sentence = of(managed, "Phones")
        StringTranslation.objects.create(
            translation_of_id=sentence.place[0],
            context_id=sentence.place[1],
            locale=managed.target_locale,
            data="Portables",
            translation_type="manual",
            last_translated_by=User.objects.get(username="amal"),
        )
        page = html(desk.post(screen(target), form(sentence, "Téléphones", seen="")))
        assert "amal" in page
        assert "Portables</blockquote>" in page
        assert "Téléphones</textarea>" in page
        assert StringTranslation.objects.get().data == "Portables"
        seen = re.search(rf'name="seen:{sentence.key}" value="(\w+)"', page)
        assert seen
        desk.post(screen(target), form(sentence, "Téléphones") | {f"seen:{sentence.key}": seen[1]})
        assert StringTranslation.objects.get().data == "Téléphones"

    def test_two_windows_of_one_person_are_told_apart(self, managed: Translation, target: Page, desk: Client) -> None:
        sentence = of(managed, "Phones")
        desk.post(screen(target), form(sentence, "Téléphones"))
        page = html(desk.post(screen(target), form(sentence, "Portables", seen="")))
        assert "perhaps in another window" in page
        assert StringTranslation.objects.get().data == "Téléphones"

    def test_a_box_that_nobody_touched_is_no_conflict(self, managed: Translation, target: Page, desk: Client) -> None:
        sentence = of(managed, "Phones")
        desk.post(screen(target), form(sentence, "Téléphones"))
        assert desk.post(screen(target), form(sentence, "", seen="")).status_code == 302
        assert StringTranslation.objects.get().data == "Téléphones"


@pytest.mark.django_db
class TestHelp:
    def test_terms_and_words_used_elsewhere_stand_beside_a_sentence(
        self, managed: Translation, target: Page, desk: Client
    ) -> None:
        a_term("locks", en="Lock", fr="Verrou")
        term = published("glossary", slug="digit", title="Digit", summary="A sign for a number.")
        translation(term, "fr", slug="chiffre", title="Chiffre", summary="Un signe pour un nombre.")
        elsewhere = published(slug="more", title="More", body=body(text="Lock your phone with eight digits."))
        translate_object(elsewhere, [managed.target_locale])
        other = Translation.objects.get(source__object_id=elsewhere.translation_key)
        there = of(other, "Lock")
        words = StringTranslation.objects.create(
            translation_of_id=there.place[0],
            context_id=there.place[1],
            locale=managed.target_locale,
            data="Verrouillez-le par huit chiffres.",
            translation_type="manual",
        )
        page = html(desk.get(screen(target)))
        assert re.search(r'Lock</bdi>.*?<b lang="fr" dir="ltr">Verrou</b>', page)
        assert re.search(r'Digit</bdi>.*?Chiffre</b><p class="soft" lang="fr" dir="ltr">Un signe pour un nombre.', page)
        assert f'<q lang="fr" dir="ltr">{words.data}</q>' in page
        sentence = of(managed, "Lock")
        filled = html(desk.post(screen(target), form(sentence, "Mes", put=f"{sentence.key}:{stamp(words.data)}")))
        assert re.search(rf"<textarea[^>]*autofocus>{re.escape(words.data)}</textarea>", filled)
        assert StringTranslation.objects.count() == 1, "a filled box is not saved yet"

    def test_a_box_begins_with_the_original_and_the_others_keep_what_was_typed(
        self, managed: Translation, target: Page, desk: Client
    ) -> None:
        first, linked = of(managed, "Phones"), of(managed, "Call <a")
        both: dict[str, Any] = form(first, "À moitié") | form(linked, "", put=f"{linked.key}:original")
        page = html(desk.post(screen(target), both | {"key": [first.key, linked.key]}))
        assert "À moitié</textarea>" in page
        assert "Call &lt;a id=&quot;a1&quot;&gt;the line&lt;/a&gt; within 24 hours.</textarea>" in page

    def test_what_changed_is_shown_with_the_words_before(
        self, managed: Translation, target: Page, desk: Client
    ) -> None:
        desk.post(screen(target), form(of(managed, "Lock"), "Verrouillez avec huit chiffres."))
        original = managed.source.get_source_instance()
        original.body = the_body("Lock your phone with twelve digits.")
        original.save_revision().publish()
        managed.source.update_from_db()
        page = html(desk.get(screen(target, show="changed")))
        assert page.count("<textarea") == 1
        assert re.search(r"eight</del><ins><span[^>]*>added: </span>twelve</ins>", page)
        assert "Verrouillez avec huit chiffres.</q>" in page

    def test_a_sentence_that_is_gone_leaves_its_words_on_the_screen(
        self, managed: Translation, target: Page, desk: Client
    ) -> None:
        gone = of(managed, "Lock")
        original = managed.source.get_source_instance()
        original.body = body(text="Nothing of that.")
        original.save_revision().publish()
        managed.source.update_from_db()
        page = html(desk.post(screen(target), form(gone, "Verrouillez.")))
        assert "This sentence is not in the text any more" in page
        assert "Verrouillez.</textarea>" in page
        odd = {"key": ["9" * 5000, "x-y", ""], "words:x-y": "Ici."}
        assert "Ici.</textarea>" in html(desk.post(screen(target), odd))

    def test_a_translation_that_was_stopped_gives_the_words_back(
        self, managed: Translation, target: Page, desk: Client
    ) -> None:
        Translation.objects.update(enabled=False)
        page = html(desk.post(screen(target), form(of(managed, "Phones"), "Téléphones")))
        assert "not translated sentence by sentence any more" in page
        assert "Téléphones</textarea>" in page
        assert not StringTranslation.objects.exists()
        assert desk.get(screen(target)).status_code == 302

    def test_the_preview_is_as_wide_as_a_phone_and_may_be_framed(
        self, managed: Translation, target: Page, desk: Client
    ) -> None:
        page = html(desk.get(reverse("publishing_phone", args=[target.pk])))
        frame = re.search(r'<iframe[^>]*src="([^"]+)"[^>]*width="360"', page)
        assert frame
        assert desk.get(frame[1])["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
class TestWho:
    def test_only_the_translators_of_the_language(self, managed: Translation, target: Page, client: Client) -> None:
        client.force_login(User.objects.get(username="amal"))
        for name in ("publishing_sentences", "publishing_phone"):
            assert client.get(reverse(name, args=[target.pk])).status_code == 302
            assert client.post(reverse(name, args=[target.pk])).status_code in (302, 405)
        assert not StringTranslation.objects.exists()

    def test_reports_lead_here_and_so_does_the_other_editor(
        self, managed: Translation, target: Page, desk: Client
    ) -> None:
        (row,) = rows([managed.target_locale_id])
        assert address_of(row, managed.target_locale) == screen(target)
        assert screen(target) in html(desk.get(reverse("wagtailadmin_pages:edit", args=[target.pk])))

    def test_a_locked_page_takes_nothing_and_gives_it_back(
        self, managed: Translation, target: Page, desk: Client
    ) -> None:
        Page.objects.filter(pk=target.pk).update(locked=True)
        page = html(desk.post(screen(target), form(of(managed, "Phones"), "Téléphones")))
        assert "This page is locked" in page
        assert "Téléphones</textarea>" in page
        assert not StringTranslation.objects.exists()


WORDS = ("phone", "lock", "group", "call", "safe", "plan", "door", "light", "night", "road", "bridge", "river", "paper")


def a_long_text(words: int) -> list[dict[str, Any]]:
    """Paragraphs of forty words, each of its own."""
    said = [WORDS[(number * number + number // 7) % len(WORDS)] for number in range(words)]
    parts = [" ".join(said[at : at + 40]) for at in range(0, words, 40)]
    return [
        {"type": "text", "value": f"<p>Part {number}: {part}.</p>", "id": f"00000000-0000-4000-8000-{number:012d}"}
        for number, part in enumerate(parts)
    ]


@pytest.mark.django_db
@pytest.mark.slow
def test_a_manual_of_five_thousand_words_costs_what_a_short_text_costs(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    french = Locale.objects.get(language_code="fr")
    a_term("doors", en="Door", fr="Porte")
    long = published("manual", slug="long", summary="All of it.", body=a_long_text(5000))
    translate_object(long, [french])
    managed = Translation.objects.get(source__object_id=long.translation_key)
    page = managed.get_target_instance()
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of_id=each.place[0],
            context_id=each.place[1],
            locale=french,
            data=f"Mot {number}.",
            translation_type="manual",
        )
        for number, each in enumerate(sentences(managed))
        if number % 2
    )
    desk.get(screen(page))
    for query in ({}, {"page": "2"}, {"show": "todo"}):
        with django_assert_max_num_queries(30):
            answer = desk.get(screen(page, **query))
        assert html(answer).count("<textarea") == 50
        assert len(answer.content) < 150_000
    assert String.objects.count() > 125


@pytest.mark.django_db
class TestTheOtherEditor:
    """wagtail-localize's own, which sends one sentence at a time."""

    def put(self, client: Client, managed: Translation, beginning: str, **sent: str) -> Any:
        segment = managed.source.stringsegment_set.filter(string__data__startswith=beginning).earliest("order")
        address = reverse("wagtail_localize:edit_string_translation", args=[managed.pk, segment.pk])
        answer = client.put(address, encode_multipart(BOUNDARY, sent), content_type=MULTIPART_CONTENT)
        return answer.json()

    def test_two_windows_of_one_person_are_told_apart(self, managed: Translation, desk: Client) -> None:
        self.put(desk, managed, "Phones", value="Téléphones", seen="")
        said = self.put(desk, managed, "Phones", value="Portables", seen="")
        assert "Portables" in said["error"]
        assert StringTranslation.objects.get().data == said["data"] == "Téléphones"
        self.put(desk, managed, "Phones", value="Portables", seen="Téléphones")
        assert StringTranslation.objects.get().data == "Portables"

    def test_what_is_lost_is_said_there_and_never_published(self, managed: Translation, desk: Client) -> None:
        said = self.put(desk, managed, "Call {", value="Appelez.", seen="")
        assert (said["data"], "{name}" in said["error"]) == ("Appelez.", True)
        assert StringTranslation.objects.get().has_error
        said = self.put(desk, managed, "Call {", value="Appelez {name}.", seen="Appelez.")
        assert said["error"] is None
        assert not StringTranslation.objects.get().has_error
