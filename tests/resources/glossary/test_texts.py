"""Words of the glossary in published texts: marked, explained beside them and in files, never staler than the term."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from resources.downloads import epub, gathering
from resources.glossary.ticking import tick
from resources.models import Download, Rendering
from resources.models.identity import TermUse
from tests.factories.resources import body, published

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


def term(title: str = "Passphrase", *, meaning: str = "A password of several words.", **fields: Any) -> Any:
    return published("glossary", slug=f"word-{title.lower()}", title=title, body=body(text=meaning), **fields)


def guide(text: str = "Choose long passphrases. A passphrase is long.", **fields: Any) -> Any:
    return published(**{"slug": "a-guide", "body": body(text=text), **fields})


def read(client: Client, page: Any) -> str:
    return client.get(page.url).content.decode()


def test_the_first_mention_leads_to_what_it_means_beside_the_text(client: Client) -> None:
    word = term()
    html = read(client, guide())
    assert html.count('class="term"') == 1
    assert 'long <a class="term" id="used-1" href="#word-1">passphrases</a>' in html
    note = html[html.index('<aside class="side" id="word-1"') :].partition("</aside>")[0]
    assert f'<a href="{word.url}">Passphrase</a>' in note
    assert "A password of several words." in note
    assert 'href="#used-1"' in note


def test_our_own_words_in_a_text_of_another_language_say_their_language(client: Client) -> None:
    term("Пароль", language="ru", meaning="Секретное слово.")
    html = read(client, guide("Это новые пароли.", language="ru"))
    assert ">пароли</a>" in html
    assert 'href="#used-1" lang="en" dir="ltr">Back to the text</a>' in html


def test_a_term_that_is_withdrawn_leaves_its_words_at_once_and_a_changed_one_is_new_at_once(client: Client) -> None:
    word, page = term(), guide()
    word.body = body(text="Six words, drawn by lot.")
    word.save_revision().publish()
    assert "Six words, drawn by lot." in read(client, page)
    word.unpublish()
    html = read(client, page)
    assert "Choose long passphrases." in html
    assert "#word-" not in html


def test_texts_follow_a_new_term_with_the_next_turn_of_the_timer_and_so_do_their_files(client: Client) -> None:
    page = guide()
    Download.objects.all().delete()
    key = gathering.present_key(page)
    word = term()
    assert 'class="term"' not in read(client, page)
    assert tick(timezone.now()) == {"texts marked with words of the glossary": 1}
    assert 'class="term"' in read(client, page)
    assert gathering.present_key(page) != key
    assert Download.objects.filter(page=page.pk, wanted__gt=0).exists()
    assert tick(timezone.now()) == {}
    assert f'<a href="{page.url}">' in read(client, word)


def test_editors_leave_out_a_text_or_a_term() -> None:
    term()
    silent = guide(slug="silent", mark_words=False)
    assert not TermUse.objects.filter(page=silent.pk).exists()
    word = term("Signal", marking="never")
    assert not TermUse.objects.filter(page=guide("Signal and signals").pk).exists()
    type(word).objects.filter(pk=word.pk).update(marking="written")
    tick(timezone.now())
    assert Rendering.objects.get(page__slug="a-guide").html.count("word:") == 2


def test_a_term_without_a_word_of_meaning_marks_nothing(client: Client) -> None:
    term(meaning="")
    assert "#word-" not in read(client, guide())


def test_a_file_lists_the_words_at_the_end_of_its_text() -> None:
    term()
    page = guide()
    with zipfile.ZipFile(BytesIO(epub.packed(gathering.book(page)))) as archive:
        text = archive.read("book/part-001.xhtml").decode()
    assert (
        'long <a class="term" epub:type="glossref noteref" role="doc-glossref" id="used-1" href="#word-1">passphrases'
        in text
    )
    assert text.index('<div id="word-1"><dt><a href="#used-1">Passphrase</a></dt>') > text.index("passphrases")
    assert "A password of several words." in text


def test_reading_needs_as_many_queries_for_one_word_as_for_nine(client: Client) -> None:
    words = [f"Term{letter}word" for letter in "abcdefghi"]
    for word in words:
        term(word)
    one, few, many = guide(words[0]), guide(words[1], slug="few"), guide(" ".join(words), slug="many")
    for page in (one, one):
        read(client, page)
    asked = []
    for page in (few, many):
        with CaptureQueriesContext(connection) as queries:
            html = read(client, page)
        asked.append(len(queries))
    assert html.count('class="term"') == len(words)
    assert asked[1] <= asked[0]
