"""A real, empty site from a few answers: name, languages, first desk, first administrator."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Site

from accounts.models import User
from accounts.roles import OPERATOR, ensure_roles
from home import standing
from home.models import HubSettings
from home.trees import ensure_tree
from hub import languages
from trainers.models import Desk, DeskLanguage, DeskPlace
from vocabulary import places

Ask = Callable[[str, str], str]


class NotAnAnswer(ValueError):
    """An answer that cannot be used; the text says why and what would do."""


@dataclass(frozen=True)
class Answers:
    """What a new site needs to know."""

    name: str
    languages: tuple[str, ...]
    desk_name: str
    desk_email: str
    desk_places: tuple[str, ...]
    admin: str
    password: str


# Key, question, default: asked in this order; a file uses the same keys.
QUESTIONS = (
    ("name", "Name of the site", "Protection Hub"),
    ("languages", "Languages to publish in (codes, separated by blanks)", "en es fr ar"),
    ("desk_name", "Name of the first protection desk, the central unit", "Central unit"),
    ("desk_email", "E-mail of that desk (shown to no reader)", ""),
    ("desk_places", "Countries or regions it serves (ISO 3166-1 or UN M49 codes; 001 is the world)", "001"),
    ("admin", "User name of the first administrator", "operator"),
    ("password", "Password of the administrator (15 characters or more)", ""),
)


def from_file(text: str) -> Answers:
    """Answers from a TOML file with the keys of QUESTIONS; lists may be lists or words.

    Raises NotAnAnswer for a missing or unknown key, an unknown language or place, a weak password.
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotAnAnswer(f"The file is not TOML: {error}") from error
    known = {key for key, _question, _default in QUESTIONS}
    if unknown := sorted(set(given) - known):
        raise NotAnAnswer(f"Unknown keys: {', '.join(unknown)}. Known are: {', '.join(sorted(known))}.")
    return checked({key: given.get(key, default) for key, _question, default in QUESTIONS})


def from_person(ask: Ask) -> Answers:
    """Answers from somebody who is asked one thing at a time, again until it will do."""
    said: dict[str, Any] = {}
    for key, question, default in QUESTIONS:
        while True:
            said[key] = ask(f"{question}{f' [{default}]' if default else ''}: ", key).strip() or default
            try:
                CHECKS[key](said[key])
            except NotAnAnswer as why:
                ask(f"  {why} (Enter) ", "")
                continue
            break
    return checked(said)


def _text(value: Any) -> str:
    text = str(value).strip()
    if not text:
        raise NotAnAnswer("Write something here.")
    return text


def _words(value: Any) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else tuple(str(value).replace(",", " ").split())


def _languages(value: Any) -> tuple[str, ...]:
    found = [languages.find(tag) for tag in _words(value)]
    if not found or None in found:
        raise NotAnAnswer(f"Choose from: {' '.join(language.code for language in languages.TABLE)}.")
    codes = [language.code for language in found if language]
    return tuple(dict.fromkeys([settings.LANGUAGE_CODE, *codes]))


def _places(value: Any) -> tuple[str, ...]:
    codes = tuple(code.upper() for code in _words(value))
    if not codes or not all(places.is_country(code) or places.is_region(code) for code in codes):
        raise NotAnAnswer("Use codes such as GT, 013 or 001.")
    return codes


def _email(value: Any) -> str:
    text = _text(value)
    if "@" not in text:
        raise NotAnAnswer("An e-mail address has an @.")
    return text


def _password(value: Any) -> str:
    try:
        validate_password(str(value))
    except ValidationError as weak:
        raise NotAnAnswer(" ".join(weak.messages)) from weak
    return str(value)


CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "name": _text,
    "languages": _languages,
    "desk_name": _text,
    "desk_email": _email,
    "desk_places": _places,
    "admin": _text,
    "password": _password,
}


def checked(said: Mapping[str, Any]) -> Answers:
    """The answers, or NotAnAnswer naming the key that cannot be used."""
    values = {}
    for key, check in CHECKS.items():
        try:
            values[key] = check(said[key])
        except NotAnAnswer as why:
            raise NotAnAnswer(f"{key}: {why}") from why
    return Answers(**values)


def is_new() -> bool:
    """Whether nobody has an account here yet."""
    return not User.objects.exists()


@transaction.atomic
def make(answers: Answers) -> None:
    """Make the site. It holds no sample: its own languages, standing texts, one desk, one administrator."""
    for code in answers.languages:
        ensure_tree(code)
    standing.publish([code for code in answers.languages if languages.BY_CODE[code].catalogue])
    HubSettings.objects.update_or_create(site=_address(), defaults={"name": answers.name})
    ensure_roles()
    _desk(answers)
    operator = User(username=answers.admin, is_superuser=True, is_staff=True)
    operator.set_password(answers.password)
    operator.save()
    operator.groups.set(Group.objects.filter(name=OPERATOR.name))


def _address() -> Site:
    """The site under its own address: previews are drawn as a visit there, by https where the site has it."""
    own = urlsplit(settings.HUB_URL)
    site = Site.objects.get(is_default_site=True)
    site.hostname = own.hostname or site.hostname
    site.port = own.port or (443 if own.scheme == "https" else 80)
    site.save()
    return site


def _desk(answers: Answers) -> None:
    desk = Desk(public_id="central-unit", name=answers.desk_name, central=True, email=answers.desk_email)
    desk.places = [DeskPlace(code=code) for code in answers.desk_places]
    desk.languages = [DeskLanguage(code=languages.BY_CODE[code].tag) for code in answers.languages]
    desk.save()
    desk.save_revision().publish()
