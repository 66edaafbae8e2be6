"""Collecting and compiling the catalogues, on a small project of its own."""

from __future__ import annotations

import gettext
import os
import shutil
import subprocess
from io import StringIO
from pathlib import Path
from typing import Any

import polib
import pytest
from django.core.management import CommandError, call_command

from hub import catalogues

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext
_("A text")
_("A text")
ngettext("%(shown)s page", "%(shown)s pages", 2)
pgettext("a month", "May")
"not for people"
"""
TEMPLATE = """{% load i18n %}
  <p>{% translate "Leave" %}</p>
 {# Translators: of a book #}
{% blocktranslate trimmed count n=pages.count %}
   One page {{ n }}
{% plural %}
   {{ n }} pages
{% endblocktranslate %}
{% translate "A text" as text %}<a title="{% translate 'Menu' context 'main' %}">
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "tests").mkdir()
    (tmp_path / "home" / "views.py").write_text(CODE)
    (tmp_path / "tests" / "test_home.py").write_text('_("Never shown")')
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


def test_texts_of_code_and_templates_are_found_once(project: Path) -> None:
    found = catalogues.collect(project)
    assert {(m.context, m.text, m.plural) for m in found.values()} == {
        (None, "A text", ""),
        (None, "%(shown)s page", "%(shown)s pages"),
        ("a month", "May", ""),
        (None, "Leave", ""),
        (None, "One page %(n)s", "%(n)s pages"),
        ("main", "Menu", ""),
    }
    assert found[None, "A text"].places == {"home/views.py", "templates/page.html"}
    assert found[None, "%(shown)s page"].flags == ["python-format"]
    assert found[None, "Leave"].flags == []


def test_a_merge_keeps_translations_and_drops_what_no_file_shows(project: Path) -> None:
    old = polib.POFile()
    old.append(polib.POEntry(msgid="Leave", msgstr="مغادرة"))
    old.append(polib.POEntry(msgid="Gone", msgstr="ذهب"))
    new = catalogues.merged(old, catalogues.collect(project), "ar")
    assert new.find("Leave").msgstr == "مغادرة"
    assert new.find("Gone") is None
    assert set(new.find("%(shown)s page").msgstr_plural) == set(range(6))
    assert new.metadata["Plural-Forms"] == catalogues.PLURALS["ar"]


def test_commands_write_check_and_say_what_is_missing(project: Path, settings: Any) -> None:
    settings.BASE_DIR = project
    said = StringIO()
    with pytest.raises(CommandError, match="es, fr, ar are behind"):
        call_command("collect_messages", "--check", stdout=said)
    assert not (project / "locale").exists()
    call_command("collect_messages", stdout=said)
    assert "fr: 6 messages, 6 new, 0 dropped, 6 to translate" in said.getvalue()
    call_command("collect_messages", "--check", stdout=said)


def test_only_a_changed_catalogue_is_compiled(project: Path, settings: Any) -> None:
    settings.BASE_DIR = project
    call_command("collect_messages", stdout=StringIO())
    path = catalogues.file_of(project, "ar")
    catalogue = polib.pofile(str(path))
    catalogue.find("Leave").msgstr = "مغادرة"
    catalogue.save()
    assert len(catalogues.compile_stale(project)) == 3
    assert catalogues.compile_stale(project) == []
    later = path.stat().st_mtime + 10
    os.utime(path, (later, later))
    said = StringIO()
    call_command("compile_catalogues", stdout=said)
    assert said.getvalue() == "compiled locale/ar/LC_MESSAGES/django.mo\n"
    with path.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Leave") == "مغادرة"


def test_gnu_gettext_agrees(tmp_path: Path) -> None:
    tool = shutil.which("msgfmt")
    if tool is None:
        pytest.skip("SKIPPED LOUDLY: GNU gettext (msgfmt) is not installed; it would check formats once more")
    root = Path(catalogues.__file__).parents[1]
    for language in catalogues.TRANSLATED:
        source = catalogues.file_of(root, language)
        subprocess.run([tool, "--check-format", "-o", tmp_path / "x.mo", source], check=True)
