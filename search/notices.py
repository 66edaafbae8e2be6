"""What the reader is told about an answer: that it is in other languages, that a reserve stands in. A table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hub.templatetags.hub import language_name
from search.answers import Answer


@dataclass(frozen=True)
class Notice:
    """A notice (see components/note)."""

    title: str
    text: str = ""
    kind: str = ""
    links: tuple[dict[str, str], ...] = ()


def _degraded(answer: Answer, _reader: str) -> Notice | None:
    if not answer.degraded:
        return None
    return Notice(
        _("The search does not answer at the moment."),
        _("You can browse: these are the texts by title. Your words were not used."),
        "stop",
    )


def _reserve(answer: Answer, _reader: str) -> Notice | None:
    if not answer.reserve:
        return None
    return Notice(
        _("The search is working on its reserve at the moment."),
        _("You see the same texts. If something new is missing, try again in a few minutes."),
    )


def _elsewhere(answer: Answer, reader: str) -> Notice | None:
    if answer.kinds or answer.of_somebody or not (answer.findings.elsewhere and answer.request.text):
        return None
    words = {"language": language_name(reader)}
    return Notice(
        _("Nothing in your language (%(language)s) answers this. These texts are in other languages.") % words
    )


RULES: tuple[Callable[[Answer, str], Notice | None], ...] = (_degraded, _reserve, _elsewhere)


def of(answer: Answer, reader: str) -> list[Notice]:
    """The notices of an answer, the most important first."""
    return [notice for notice in (rule(answer, reader) for rule in RULES) if notice]
