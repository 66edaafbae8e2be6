"""Which language comes next to which: as the code has it, and as editors set it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from accounts.roles import TRANSLATOR
from hub import languages
from hub.chains import closes_loop, resolve
from tests.factories.accounts import editor, member, operator
from tests.factories.vocabulary import a_term
from vocabulary import chains, store
from vocabulary.models import Fallback, Label


class TestResolution:
    @pytest.mark.parametrize(
        ("code", "nexts", "found"),
        [
            ("qu", {"qu": ("es",), "es": ()}, ("qu", "es", "en")),
            ("ps", {"ps": ("fa",), "fa": ("ar",)}, ("ps", "fa", "ar", "en")),
            ("ps", {"ps": ("fa", "ru"), "fa": ("ar",)}, ("ps", "fa", "ar", "ru", "en")),
            ("a", {"a": ("b",), "b": ("a",)}, ("a", "b", "en")),
            ("a", {"a": ("a", "en", "b")}, ("a", "b", "en")),
            ("en", {"en": ("fr",)}, ("en", "fr")),
            ("tlh", {}, ("tlh", "en")),
        ],
    )
    def test_each_language_comes_once_and_the_last_one_last(self, code: str, nexts: Any, found: Any) -> None:
        assert resolve(code, nexts, "en") == found

    def test_a_loop_is_one_between_languages_not_between_scripts(self) -> None:
        assert closes_loop("qu", "es", {"es": ("fr",), "fr": ("qu",)})
        assert not closes_loop("qu", "es", {"es": ("fr",), "qu": ("fr",)})
        assert not closes_loop("zh-hant", "zh-hans", languages.BY_TABLE)
        assert closes_loop("zh-hant", "zh-hant", {})

    def test_without_an_editor_the_table_holds(self) -> None:
        assert [each.code for each in languages.chain("ps")] == ["ps", "fa", "en"]
        assert [each.code for each in languages.chain("nothing")] == ["en"]


@pytest.fixture
def site(tmp_path: Path, settings: Any) -> None:
    """A site of its own folder, in English, Spanish, French and Arabic."""
    settings.HUB_DATA_DIR = tmp_path
    for code in ("en", "es", "fr", "ar"):
        Locale.objects.get_or_create(language_code=code)


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
class TestScreen:
    address = "/admin/languages/next/"

    def test_readers_have_what_an_editor_sets_and_it_costs_them_no_query(
        self, client: Client, django_capture_on_commit_callbacks: Any, django_assert_num_queries: Any
    ) -> None:
        client.force_login(editor())
        page = client.get(reverse("vocabulary_chains")).content.decode()
        assert 'name="ar-1"' in page
        assert 'name="en-1"' not in page
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(self.address, {"ar-1": "fr", "ar-2": "", "ar-3": "es"}).status_code == 302
        with django_assert_num_queries(0):
            assert [each.code for each in languages.chain("ar")] == ["ar", "fr", "es", "en"]
        assert languages.interface("ar").code == "ar"
        concept = a_term("boats", en="Boats", fr="Bateaux", es="Barcos")
        assert store.labels("ar")["topic", "boats"] == "Bateaux"
        Label.objects.filter(concept=concept, language="fr").delete()
        with django_assert_num_queries(1):
            assert store.labels("ar")["topic", "boats"] == "Barcos"

    def test_only_what_differs_from_the_table_is_kept(
        self, client: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        Locale.objects.get_or_create(language_code="ckb")
        client.force_login(operator())
        with django_capture_on_commit_callbacks(execute=True):
            client.post(self.address, {"ckb-1": "ar"})
        assert not Fallback.objects.exists()
        with django_capture_on_commit_callbacks(execute=True):
            client.post(self.address, {})
        assert chains.current() == {"ckb": ()}
        assert [each.code for each in languages.chain("ckb")] == ["ckb", "en"]
        chains.handed.path.write_text("{broken", encoding="utf-8")
        assert [each.code for each in languages.chain("ckb")] == ["ckb", "ar", "en"]
        assert chains.hand_out()
        assert not chains.hand_out()
        assert chains.current() == {"ckb": ()}

    @pytest.mark.parametrize(
        ("sent", "says"),
        [
            ({"es-1": "fr", "fr-1": "es"}, "Français already falls back to Español."),
            ({"es-1": "ar", "ar-1": "fr", "fr-1": "es"}, "Español already falls back to Français."),
            ({"es-1": "es"}, "A language cannot come next to itself."),
            ({"es-1": "fr", "es-2": "fr"}, "This language is in the row already."),
            ({"es-1": "tlh"}, "“tlh” is no language of this site."),
            ({"es-1": "de"}, "Deutsch is switched off on this site."),
        ],
    )
    def test_what_cannot_be_is_said_at_its_place_and_nothing_is_saved(
        self, client: Client, sent: dict[str, str], says: str
    ) -> None:
        client.force_login(editor())
        page = client.post(self.address, {**sent, "ar-3": "fr"}).content.decode()
        assert says in page
        assert 'aria-invalid="true" aria-describedby="why-es-' in page
        assert not Fallback.objects.exists()
        assert '<option value="fr" lang="fr" selected>' in page, "what was chosen elsewhere is still chosen"

    def test_translators_do_not_set_it(self, client: Client) -> None:
        client.force_login(member(TRANSLATOR))
        assert client.get(self.address).status_code in (302, 403)
