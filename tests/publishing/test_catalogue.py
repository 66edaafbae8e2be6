"""A whole language as one PO file: out, and back in."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path
from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Locale, PageViewRestriction
from wagtail_localize.models import StringTranslation
from wagtail_localize.operations import translate_object

from accounts.roles import TRANSLATOR
from accounts.translating import set_languages
from publishing.catalogue.places import context_of, split
from publishing.catalogue.reading import check_language, language_of, opened, read
from publishing.catalogue.writing import OF_LANGUAGE, parts
from publishing.translation.po import Refused
from tests.factories.accounts import editor, member
from tests.factories.resources import published, shelf
from tests.factories.vocabulary import a_term
from vocabulary.models import Label

pytestmark = pytest.mark.any_database

ADDRESS = "/admin/languages/fr/po/"


def html(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def library(settings: Any, tmp_path: Path) -> None:
    """Two guides being translated into French, one half done, one that only some may read, and two terms."""
    settings.HUB_DATA_DIR = tmp_path
    locale = Locale.objects.get(pk=shelf("fr").locale_id)
    open_one = published(slug="phones", summary="Call {name}.")
    hidden = published(slug="secret-plans", summary="Nobody knows.")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    for page in (open_one, hidden):
        translate_object(page, [locale])
    boats = a_term("boats", en="Boats")
    Label.objects.create(concept=boats, language="fr", text="Bateaux")
    a_term("nets", en="Nets")


def exported() -> polib.POFile:
    return polib.pofile("".join(parts("fr", drafts=True)))


def said(po: polib.POFile, **words: str) -> polib.POFile:
    """The file with these sentences (by the last part of their context) translated."""
    for entry in po:
        for name, text in words.items():
            if re.split(r"[#:]", entry.msgctxt)[-1] == name:
                entry.msgstr = text
    return po


def test_a_context_has_a_name_and_a_path() -> None:
    assert split(context_of("page:phones/one", "body.1#a")) == ("page:phones/one", "body.1#a")
    assert split(context_of("text:topic:boats")) == ("text:topic:boats", "")


@pytest.mark.django_db
@pytest.mark.usefixtures("library")
class TestBothWays:
    def test_what_comes_back_unchanged_changes_nothing(self) -> None:
        po = exported()
        outcome = read(po, "fr", None, drafts=True, act=True)
        assert (outcome.changes, outcome.refused) == ([], [])
        assert outcome.same + outcome.empty == len(po)
        assert outcome.same >= 1
        assert "Call {name}." in {entry.msgid for entry in po}
        assert {entry.msgctxt: entry.msgstr for entry in po}["text:topic:boats"] == "Bateaux"
        assert len({(entry.msgctxt, entry.msgid) for entry in po}) == len(po)
        assert po.metadata["Language"] == "fr"

    def test_what_only_some_may_read_is_neither_written_nor_taken(self) -> None:
        po = exported()
        assert "Nobody knows." not in str(po)
        hidden = next(entry for entry in po if entry.msgctxt.endswith("#summary"))
        po.append(polib.POEntry(msgctxt="page:secret-plans#summary", msgid="Nobody knows.", msgstr="Personne."))
        hidden.msgstr = ""
        outcome = read(po, "fr", None, drafts=True, act=True)
        assert [each.why for each in outcome.refused] == ["There is no text of this name to translate."]
        assert not StringTranslation.objects.filter(data="Personne.").exists()

    def test_what_fits_is_taken_and_the_rest_is_named(self) -> None:
        po = said(exported(), summary="Appelez {name}.", nets="Filets", title="Téléphones")
        next(entry for entry in po if entry.msgstr == "Téléphones").flags.append("fuzzy")
        po.append(polib.POEntry(msgctxt="text:topic:oars", msgid="Oars", msgstr="Rames"))
        po.append(polib.POEntry(msgctxt=po[0].msgctxt, msgid="Of an older text.", msgstr="Ancien."))
        looked = read(po, "fr", None, drafts=True)
        assert not StringTranslation.objects.filter(data="Appelez {name}.").exists()
        taken = read(po, "fr", None, drafts=True, act=True)
        assert taken == looked
        assert {each.after for each in taken.changes} == {"Appelez {name}.", "Filets"}
        assert [each.why for each in taken.refused] == [
            "It is marked as unsure (fuzzy).",
            "This sentence is not in the text as it is now.",
            "There is no text of this name to translate.",
        ]
        assert StringTranslation.objects.filter(data="Appelez {name}.").exists()
        assert Label.objects.filter(language="fr", text="Filets").exists()
        assert read(exported(), "fr", None, drafts=True).changes == []

    def test_lost_placeholders_and_newer_words_are_refused(self) -> None:
        po = said(exported(), summary="Appelez.", nets="<b>Filets</b>")
        outcome = read(po, "fr", None, drafts=True, act=True)
        assert ["“{name}” is missing." in each.why or "plain text" in each.why for each in outcome.refused] == [
            True,
            True,
        ]
        newer = said(exported(), summary="Appelez {name} !")
        read(said(exported(), summary="Appelez {name}."), "fr", None, drafts=True, act=True)
        outcome = read(newer, "fr", None, drafts=True, act=True)
        assert "Translated here since the file was made" in outcome.refused[0].why


@pytest.mark.django_db
@pytest.mark.usefixtures("library")
class TestScreen:
    def test_a_file_is_looked_at_and_then_taken(self, client: Client, django_assert_max_num_queries: Any) -> None:
        translator = member(TRANSLATOR)
        set_languages(translator, ["fr"])
        client.force_login(translator)
        answer: Any = client.get(ADDRESS + "file/")
        data = b"".join(answer.streaming_content).decode()
        assert 'attachment; filename="fr.po"' in answer["Content-Disposition"]
        po = said(polib.pofile(data), nets="Filets")
        answer = client.post(ADDRESS, {"file": SimpleUploadedFile("fr.po", str(po).encode())})
        assert answer.status_code == 302
        with django_assert_max_num_queries(30):
            page = html(client.get(answer["Location"]))
        assert "<ins>Filets</ins>" in page
        assert not Label.objects.filter(text="Filets").exists()
        token = re.search(r"file=([\w-]+)", answer["Location"])
        assert token is not None
        page = html(client.post(ADDRESS, {"token": token[1]}, follow=True))
        assert "1 sentence taken from the file." in page
        assert Label.objects.filter(text="Filets").exists()
        assert "The file is not here any more" in html(client.post(ADDRESS, {"token": token[1]}))
        assert client.get("/admin/languages/ar/po/file/").status_code in (302, 403)

    @pytest.mark.parametrize(
        ("data", "says"),
        [
            (b"", "Choose a PO file first."),
            (b"\xff\xfe no text", "This is not a PO file"),
            (b'msgid "a"\nmsgstr "b"\n', "does not say which language"),
            (b'msgid ""\nmsgstr "X-WagtailLocalize-TranslationID: 1\\n"\n', "is of one text"),
            (
                b'msgid ""\nmsgstr "X-Protection-Hub-Language: es\\nX-Protection-Hub-Catalogue: 1\\n"\n',
                "is for Español",
            ),
            (
                b'msgid ""\nmsgstr "X-Protection-Hub-Language: fr\\nX-Protection-Hub-Catalogue: 0\\n"\n',
                "another version",
            ),
        ],
    )
    def test_what_is_no_file_of_this_language_is_refused_at_the_field(
        self, client: Client, data: bytes, says: str
    ) -> None:
        client.force_login(editor())
        page = html(client.post(ADDRESS, {"file": SimpleUploadedFile("x.po", data)} if data else {}))
        assert says in page
        assert 'aria-describedby="po-why"' in page


@pytest.mark.django_db
@pytest.mark.usefixtures("library")
def test_both_commands(tmp_path: Path) -> None:
    file, out = tmp_path / "fr.po", StringIO()
    call_command("export_po", "fr", str(file))
    po = opened(file)
    assert language_of(po) == "fr"
    with pytest.raises(Refused):
        check_language(po, "ar")
    said(po, nets="Filets").save(str(file))
    call_command("import_po", str(file), "--dry-run", stdout=out)
    assert "1 changed" in out.getvalue()
    assert not Label.objects.filter(text="Filets").exists()
    call_command("import_po", str(file), stdout=out)
    assert Label.objects.filter(text="Filets").exists()
    del po.metadata[OF_LANGUAGE]
    po.save(str(file))
    with pytest.raises(CommandError, match="does not say which language"):
        call_command("import_po", str(file))
    with pytest.raises(CommandError, match="not a language"):
        call_command("export_po", "tlh", str(file))
