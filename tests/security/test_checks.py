"""What `manage.py check` refuses."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps

from accounts.models import AuditEvent, ResetRequest, User
from hub import checks
from hub.retention import Retention
from hub.sealing import SealedTextField

ROOT = Path(__file__).resolve().parents[2]
STRICT = {
    "HUB_PRODUCTION": True,
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "DEBUG": False,
    "HUB_REQUIRE_SECOND_FACTOR": True,
    "SECURE_SSL_REDIRECT": True,
    "HUB_URL": "https://hub.example",
    "ALLOWED_HOSTS": ["hub.example"],
    "SESSION_COOKIE_NAME": "__Host-session",
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_NAME": "__Host-csrf",
    "CSRF_COOKIE_SECURE": True,
    "HUB_CASE_COOKIE": "__Host-case",
    "HUB_PROFILE_COOKIE": "__Host-profile",
}


@pytest.fixture
def production(settings) -> object:
    """Settings as strict as the live site's."""
    for name, value in STRICT.items():
        setattr(settings, name, value)
    return settings


def test_the_house_passes_its_own_checks() -> None:
    assert [found for found in run_checks() if str(found.id).startswith("hub.")] == []


def test_every_model_names_its_retention() -> None:
    models_of_the_house = list(checks.own_models())
    assert {User, AuditEvent, ResetRequest} <= set(models_of_the_house)
    assert all(isinstance(model.retention, Retention) for model in models_of_the_house)


def test_a_model_without_a_class_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(User, "retention", None)
    assert [found.id for found in checks.models_name_their_retention(None)] == ["hub.E001"]


def test_a_private_table_in_an_index_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(checks, "get_indexed_models", lambda: [ResetRequest])
    assert "indexed" in checks.private_tables_stay_private(None)[0].msg


@isolate_apps("accounts")
def test_private_means_sealed_or_so_named() -> None:
    class Contact(models.Model):
        phone = SealedTextField(purpose="p")

        class Meta:
            app_label = "accounts"

    class Consent(models.Model):
        retention = Retention.CONSENT

        class Meta:
            app_label = "accounts"

    assert checks.is_private(Contact)
    assert checks.is_private(Consent)
    assert Contact.wagtail_reference_index_ignore
    assert not checks.is_private(User)


def test_old_versions_are_refused(monkeypatch) -> None:
    monkeypatch.setattr(checks.wagtail, "VERSION", (7, 4, 2, "final", 0))
    monkeypatch.setattr(checks.django, "VERSION", (5, 2, 18, "final", 0))
    assert len(checks.versions_are_patched(None)) == 2


def test_strict_settings_pass(production) -> None:
    assert checks.production_is_strict(None) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "change-me"),
        ("SECRET_KEY", "x" * 80),
        ("DEBUG", True),
        ("HUB_REQUIRE_SECOND_FACTOR", False),
        ("SECURE_SSL_REDIRECT", False),
        ("HUB_URL", "http://hub.example"),
        ("ALLOWED_HOSTS", ["*"]),
        ("SESSION_COOKIE_NAME", "session"),
        ("CSRF_COOKIE_SECURE", False),
    ],
)
def test_what_the_demo_may_do_production_may_not(production, name: str, value: object) -> None:
    setattr(production, name, value)
    assert [found.id for found in checks.production_is_strict(None)] == ["hub.E005"]


@pytest.mark.parametrize("cost", [(64 * 1024 - 1, 3, 1), (64 * 1024, 2, 4), (64, 1, 1)])
def test_a_live_site_whose_passphrases_are_cheap_to_guess_is_refused(production, cost: tuple[int, int, int]) -> None:
    production.HUB_CASE_KDF = cost
    assert [found.id for found in checks.guesses_are_costly(None)] == ["hub.E006"]


@pytest.mark.parametrize("cost", [(64 * 1024, 3, 1), (256 * 1024, 4, 2)])
def test_costly_guesses_pass(production, cost: tuple[int, int, int]) -> None:
    production.HUB_CASE_KDF = cost
    assert checks.guesses_are_costly(None) == []


def test_the_tests_themselves_may_guess_cheaply(settings) -> None:
    settings.HUB_PRODUCTION = False
    assert checks.guesses_are_costly(None) == []


def test_a_data_folder_that_cannot_be_written_is_refused(settings, tmp_path: Path, monkeypatch) -> None:
    settings.HUB_DATA_DIR = tmp_path / "a" / "b"
    assert checks.data_folder_can_be_written(None) == []
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert [found.id for found in checks.data_folder_can_be_written(None)] == ["hub.E004"]


@pytest.mark.parametrize("given", [[], ["javascript:alert(1)"], ["a@b.example", "nobody"]])
def test_the_live_site_is_told_to_name_whom_to_tell(production, given: list[str]) -> None:
    production.HUB_SECURITY_CONTACT = given
    assert [found.id for found in checks.weaknesses_can_be_told(None)] == ["hub.I001"]
    production.HUB_SECURITY_CONTACT = ["a@b.example", "https://b.example/tell"]
    assert checks.weaknesses_can_be_told(None) == []


def environment(tmp_path: Path, **values: str) -> dict[str, str]:
    """A sample environment of a live site."""
    secret = tmp_path / "secret_key"
    secret.write_text(STRICT["SECRET_KEY"])
    secret.chmod(0o600)
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "VIRTUAL_ENV"}}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "hub.settings.production",
        "HUB_DATA_DIR": str(tmp_path / "data"),
        "SECRET_KEY_FILE": str(secret),
        "HUB_URL": "https://hub.example",
        **values,
    }


def manage(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run manage.py in a process of its own."""
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_the_live_sites_settings_have_no_warning(tmp_path: Path) -> None:
    env = environment(tmp_path, HUB_SECURITY_CONTACT="security@hub.example")
    done = manage("check", "--deploy", "--fail-level", "WARNING", env=env)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr


@pytest.mark.slow
def test_the_live_site_does_not_start_without_a_secret(tmp_path: Path) -> None:
    env = environment(tmp_path)
    del env["SECRET_KEY_FILE"]
    done = manage("check", env=env)
    assert done.returncode != 0
    assert "SECRET_KEY" in done.stderr


@pytest.mark.slow
def test_a_default_secret_is_refused(tmp_path: Path) -> None:
    env = environment(tmp_path, SECRET_KEY="change-me")
    del env["SECRET_KEY_FILE"]
    assert "hub.E005" in manage("check", env=env).stderr
