"""`manage.py setup` makes a real, empty site, and refuses what would not hold."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Site

from accounts.models import User
from home import setup
from home.models import StandardPage
from resources import counts
from trainers.models import Desk, Trainer

FILE = """
name = "Red de Protección"
languages = ["es", "ar"]
desk_name = "Mesa central"
desk_email = "mesa@example.org"
desk_places = ["013", "GT"]
admin = "marta"
password = "correct horse battery staple"
"""


@pytest.fixture
def answers(tmp_path):
    file = tmp_path / "setup.toml"
    file.write_text(FILE, "utf-8")
    return file


@pytest.mark.django_db
def test_a_site_is_made_without_any_sample(answers, client: Client, monkeypatch):
    monkeypatch.setattr("home.management.commands.setup.run_checks", lambda **_: [])
    call_command("setup", file=answers)
    assert User.objects.get().username == "marta"
    assert Desk.objects.get().central
    assert not Trainer.objects.exists()
    assert counts.by_language() == {}
    assert StandardPage.objects.filter(locale__language_code="ar").exists()
    assert "Red de Protección" in client.get("/es/").content.decode()
    with pytest.raises(CommandError, match="already"):
        call_command("setup", file=answers)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "port"), [("https://hub.example", 443), ("http://hub.example:8000", 8000), ("http://hub.example", 80)]
)
def test_the_site_knows_its_own_address(settings, answers, monkeypatch, address: str, port: int):
    monkeypatch.setattr("home.management.commands.setup.run_checks", lambda **_: [])
    settings.HUB_URL = address
    # The address is every language's: trees and texts of two more would only take time.
    answers.write_text(FILE.replace('["es", "ar"]', '["en"]'), "utf-8")
    call_command("setup", file=answers)
    site = Site.objects.get(is_default_site=True)
    assert (site.hostname, site.port) == ("hub.example", port)


def test_unsafe_settings_are_refused(settings, answers):
    settings.HUB_PRODUCTION = True
    settings.SECRET_KEY = "change-me"
    with pytest.raises(CommandError, match=r"hub\.E"):
        call_command("setup", file=answers)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (('"es", "ar"', '"es", "xx"'), "languages"),
        (("correct horse battery staple", "short"), "password"),
        (('"013", "GT"', '"Guatemala"'), "desk_places"),
        (("mesa@example.org", "mesa"), "desk_email"),
        (('name = "Red de Protección"', 'name = ""'), "name"),
        (('admin = "marta"', 'adnim = "marta"'), "adnim"),
        (("languages = [", "languages = [["), "TOML"),
    ],
)
def test_a_bad_answer_is_named(change, reason):
    with pytest.raises(setup.NotAnAnswer, match=reason):
        setup.from_file(FILE.replace(*change))


@pytest.mark.django_db
def test_a_person_is_asked_again_until_the_answer_will_do():
    said = iter(["", "es xx", "", "es", "", "desk@example.org", "", "", "short", "", "correct horse battery staple"])
    answers = setup.from_person(lambda _question, _key: next(said))
    assert answers.languages == ("en", "es")
    assert answers.admin == "operator"
