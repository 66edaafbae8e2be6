"""A language's PO file that takes longer than a request: in parts, each whole, and also when nobody watches."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polib
import pytest
from django.conf import settings as site
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation
from wagtail_localize.operations import translate_object

from accounts.roles import TRANSLATOR
from accounts.translating import set_languages
from publishing.catalogue import taking
from publishing.catalogue.reading import Part
from publishing.catalogue.writing import parts
from publishing.models import LanguageUpload
from publishing.translation.po import Refused
from tests.factories.accounts import member
from tests.factories.resources import published, shelf
from tests.factories.vocabulary import a_term
from vocabulary.models import Label

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]

ADDRESS = "/admin/languages/fr/po/"


@pytest.fixture
def translator() -> Any:
    """Who translates into French; a guide is being translated, and two terms have no French yet."""
    locale = Locale.objects.get(pk=shelf("fr").locale_id)
    translate_object(published(slug="phones", summary="Call {name}."), [locale])
    a_term("boats", en="Boats")
    a_term("nets", en="Nets")
    person = member(TRANSLATOR)
    set_languages(person, ["fr"])
    return person


def a_file(**words: str) -> bytes:
    """The file with these sentences (by their English words) translated."""
    po = polib.pofile("".join(parts("fr", drafts=True)))
    for entry in po:
        entry.msgstr = {"Call {name}.": "Appelez {name}.", "Boats": "Bateaux", "Nets": "Filets", **words}.get(
            entry.msgid, ""
        )
    return str(po).encode()


def in_hand(user: Any, **words: str) -> LanguageUpload:
    return taking.begin(a_file(**words), "fr", user)


def french() -> set[str]:
    return set(Label.objects.filter(concept__code__in=["boats", "nets"], language="fr").values_list("text", flat=True))


def test_what_a_request_has_no_time_for_the_timer_does(translator: Any, client: Client) -> None:
    upload = taking.go_on(in_hand(translator), seconds=0)
    assert (upload.gone_through, upload.sentences, upload.ended_on) == (1, 3, None)
    client.force_login(translator)
    page = client.get(ADDRESS).content.decode()
    assert "1 of 3 sentences" in page
    assert "You may close this page" in page
    assert taking.tick(timezone.now())["PO files taken in"] == 1
    assert StringTranslation.objects.filter(data="Appelez {name}.").exists()
    assert french() == {"Bateaux", "Filets"}
    upload.refresh_from_db()
    assert (upload.taken, bytes(upload.data)) == (3, b"")
    page = client.get(ADDRESS).content.decode()
    assert "What came of the file" in page
    assert "publishing.catalogue.taking.tick" in site.HUB_TICK


def test_a_click_goes_on(translator: Any, client: Client) -> None:
    taking.go_on(in_hand(translator), seconds=0)
    client.force_login(translator)
    answer = client.post(ADDRESS, {"on": "yes"}, follow=True)
    assert "3 sentences taken from the file." in answer.content.decode()
    assert french() == {"Bateaux", "Filets"}
    assert client.post(ADDRESS, {"on": "yes"}).status_code == 302


def test_a_part_that_fails_is_named_and_stays_as_it_was(
    translator: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Part.read

    def read(part: Part, *, act: bool) -> Any:
        done = whole(part, act=act)
        if part.name.endswith("nets"):
            raise RuntimeError("the disk is full")
        return done

    monkeypatch.setattr(Part, "read", read)
    upload = taking.go_on(in_hand(translator))
    assert upload.ended_on
    assert (upload.taken, upload.not_taken) == (2, 1)
    assert "could not be kept here" in upload.named[0][2]
    client.force_login(translator)
    assert "could not be kept here" in client.get(ADDRESS).content.decode()


def test_two_at_work_on_one_file_take_each_part_once(translator: Any) -> None:
    upload = in_hand(translator)
    also = LanguageUpload.objects.get(pk=upload.pk)
    taking.go_on(upload, seconds=0)
    done = taking.go_on(also)
    assert (done.taken, done.gone_through) == (3, 3)


def test_one_file_of_a_language_at_a_time(translator: Any) -> None:
    upload = in_hand(translator)
    with pytest.raises(Refused, match="Another file of this language"):
        in_hand(translator)
    taking.go_on(upload)
    assert in_hand(translator).sentences == 3


def test_who_may_not_translate_any_more_takes_nothing_in(translator: Any, client: Client) -> None:
    upload = in_hand(translator)
    set_languages(translator, ["es"])
    taking.tick(timezone.now())
    upload.refresh_from_db()
    assert (upload.was_stopped, upload.gone_through, french()) == (True, 0, set())
    set_languages(translator, ["fr"])
    client.force_login(translator)
    assert "It was stopped on the way" in client.get(ADDRESS).content.decode()


def test_refusals_are_kept_in_the_words_of_who_sent_the_file_and_go_after_a_month(translator: Any) -> None:
    upload = in_hand(translator, **{"Call {name}.": "Appelez."})
    profile = UserProfile.get_for_user(translator)
    profile.preferred_language = "ar"
    profile.save()
    taking.tick(timezone.now())
    upload.refresh_from_db()
    assert upload.not_taken == 1
    assert "\u2068«{name}»\u2069" in upload.named[0][2]  # set apart as in a text that runs from right to left
    taking.tick(timezone.now() + dt.timedelta(days=31))
    assert not LanguageUpload.objects.exists()
