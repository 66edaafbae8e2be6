"""System checks of the house: what `manage.py check` refuses, each with a sentence that says what to do."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import django
import wagtail
from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register
from django.db import models
from modelcluster.fields import ParentalKey
from modelsearch.index import get_indexed_models
from wagtail.models import ReferenceIndex, RevisionMixin

from hub.retention import Retention
from hub.security_txt import contacts

# Below these, holes are known that this site stands on.
LOWEST_DJANGO: Final = (5, 2, 19)
LOWEST_WAGTAIL: Final = (8, 0, 1)
SHORTEST_SECRET: Final = 50
# What a guess at a case's passphrase must cost at least: memory in KiB, passes.
CHEAPEST_GUESS: Final = (64 * 1024, 3)
PRIVATE: Final = frozenset(
    {
        *(Retention.PRIVATE_CONTACT, Retention.CONSENT, Retention.VOUCHING),
        *(Retention.CASE, Retention.CASE_CONTENT, Retention.CASE_KEY, Retention.OPENED_CASE),
    }
)


def own_models() -> Iterator[type[models.Model]]:
    """The models of this project, without the tables Django makes for many-to-many fields."""
    for config in apps.get_app_configs():
        if is_own(config):
            yield from config.get_models()


def is_own(config: AppConfig) -> bool:
    """Whether an app's code lies in this repository rather than among the installed packages."""
    return Path(config.path).parent == Path(settings.BASE_DIR)


def is_private(model: type[models.Model]) -> bool:
    """Whether a table holds what may reach no reader, index or revision."""
    sealed = any(getattr(field, "sealed", False) for field in model._meta.get_fields())
    return sealed or getattr(model, "retention", None) in PRIVATE


@register("hub")
def models_name_their_retention(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """Every model says what class of personal data it holds."""
    return [
        Error(
            f"{model._meta.label} names no retention class.",
            hint="Add `retention = Retention.NONE` when its rows are about nobody, else the class that fits.",
            obj=model,
            id="hub.E001",
        )
        for model in own_models()
        if not isinstance(getattr(model, "retention", None), Retention)
    ]


@register("hub")
def private_tables_stay_private(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """Private tables are in no index and no revision."""
    indexed = set(get_indexed_models())
    found: list[CheckMessage] = []
    for model in filter(is_private, own_models()):
        found += [
            Error(f"{model._meta.label} is private and {problem}.", obj=model, id="hub.E002")
            for problem in _leaks(model, indexed)
        ]
    return found


def _leaks(model: type[models.Model], indexed: set[type[models.Model]]) -> Iterator[str]:
    if model in indexed:
        yield "is indexed for search"
    if issubclass(model, RevisionMixin):
        yield "keeps revisions"
    if any(isinstance(field, ParentalKey) for field in model._meta.get_fields()):
        yield "is copied into its parent's revisions (a ParentalKey): use a plain foreign key"
    if ReferenceIndex.model_is_indexable(model):
        yield "is in Wagtail's reference index: set wagtail_reference_index_ignore = True"


@register(Tags.security)
def versions_are_patched(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """Django and Wagtail are not older than their last security releases that we know of."""
    seen = (("Django", django.VERSION[:3], LOWEST_DJANGO), ("Wagtail", wagtail.VERSION[:3], LOWEST_WAGTAIL))
    return [
        Error(f"{name} {_dotted(version)} has known holes; at least {_dotted(lowest)} is needed.", id="hub.E003")
        for name, version, lowest in seen
        if version < lowest
    ]


@register(Tags.security)
def data_folder_can_be_written(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """Keys, the database and the index are written below HUB_DATA_DIR."""
    folder = Path(settings.HUB_DATA_DIR)
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return []
    return [Error(f"HUB_DATA_DIR ({folder}) cannot be written to.", id="hub.E004")]


@register(Tags.security)
def production_is_strict(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """Whatever the demo may do and production may not."""
    if not settings.HUB_PRODUCTION:
        return []
    return [Error(problem, id="hub.E005") for problem in _laxities()]


@register(Tags.security)
def guesses_are_costly(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """Outside the tests, each guess at a case's passphrase costs memory and time."""
    memory, passes, _lanes = settings.HUB_CASE_KDF
    if not settings.HUB_PRODUCTION or (memory >= CHEAPEST_GUESS[0] and passes >= CHEAPEST_GUESS[1]):
        return []
    return [
        Error(
            "HUB_CASE_KDF makes guessing at passphrases cheap.",
            hint="It needs at least 65536 (KiB of memory) and 3 (passes over it).",
            id="hub.E006",
        )
    ]


@register(Tags.security, deploy=True)
def weaknesses_can_be_told(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """The live site says at /.well-known/security.txt whom to tell of a weakness."""
    given = settings.HUB_SECURITY_CONTACT
    if not settings.HUB_PRODUCTION or (given and contacts(given) and len(contacts(given)) == len(given)):
        return []
    return [
        Info(
            "Nobody is named whom to tell of a weakness: /.well-known/security.txt is missing or incomplete.",
            hint="Set HUB_SECURITY_CONTACT to a mail address or an https:// address.",
            id="hub.I001",
        )
    ]


def _laxities() -> Iterator[str]:
    if len(settings.SECRET_KEY) < SHORTEST_SECRET or len(set(settings.SECRET_KEY)) < 10:
        yield "SECRET_KEY is a default or too short: see docs/operate.md for how to make one."
    if settings.DEBUG:
        yield "DEBUG is on."
    if not settings.HUB_REQUIRE_SECOND_FACTOR:
        yield "HUB_REQUIRE_SECOND_FACTOR is off: every member of staff needs a second factor."
    if not settings.SECURE_SSL_REDIRECT:
        yield "Pages are served over plain http (SECURE_SSL_REDIRECT is off)."
    if not settings.HUB_URL.startswith("https://"):
        yield "HUB_URL must begin with https://."
    for name, secure in _cookies():
        if not (secure and name.startswith("__Host-")):
            yield f"The cookie {name} would travel over plain http: it must be Secure and named __Host-…"
    folder = Path(settings.HUB_DATA_DIR)
    if folder.exists() and folder.stat().st_mode & stat.S_IRWXO:
        yield f"Anybody on this machine may read {folder}: run chmod o-rwx on it."
    if "*" in settings.ALLOWED_HOSTS or not settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS must name the site's own hosts."


def _cookies() -> Iterator[tuple[str, bool]]:
    for kind in ("SESSION", "CSRF"):
        yield getattr(settings, f"{kind}_COOKIE_NAME"), getattr(settings, f"{kind}_COOKIE_SECURE")
    # These two are Secure because of their names: see casework.cookie and trainers.own.sitting.
    yield settings.HUB_CASE_COOKIE, True
    yield settings.HUB_PROFILE_COOKIE, True


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
