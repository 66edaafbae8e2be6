"""The one gate that every way of writing a translation passes: words that exist are never overwritten.

wagtail-localize writes a page in `TranslationSource.create_or_update_translation` alone. Submitting one page
or a tree, “sync translated pages”, “publish in …” and its Python interface all come through there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale, Page
from wagtail_localize import models as localize

from publishing.translation.adopting import adopt, has_own_words, keep, was_ever_seen
from publishing.translation.lining import CannotLineUp, Misfit

REASONS: dict[Misfit, Promise] = {
    Misfit.BLOCKS: gettext_lazy("its blocks are not those of the original"),
    Misfit.SENTENCES: gettext_lazy("its paragraphs are not divided as in the original"),
    Misfit.LINKS: gettext_lazy("it has links that the original has not"),
    Misfit.FIELDS: gettext_lazy("it fills in something that is empty in the original"),
    Misfit.PRIVACY: gettext_lazy("not everybody may read it"),
    Misfit.CIRCLE: gettext_lazy("the original was itself translated from it"),
}


@dataclass(frozen=True)
class Outcome:
    """What became of a page that existed: taken over, or left to itself and why."""

    page: Any
    why: Misfit | None = None

    @property
    def sentence(self) -> str:
        """For the person who submitted it."""
        names = {
            "page": f"\u2068{self.page.get_admin_display_title()}\u2069",
            "language": f"\u2068{self.page.locale.get_display_name()}\u2069",
        }
        if self.why is None:
            return (
                _(
                    "“%(page)s” (%(language)s) was there already. Nothing on it has changed; "
                    "you find its words in the sentences to translate."
                )
                % names
            )
        names["why"] = str(REASONS[self.why])
        return _("“%(page)s” (%(language)s) stays as it is and is edited on its own: %(why)s.") % names


_submitting: ContextVar[bool] = ContextVar("submitting", default=False)
_outcomes: ContextVar[list[Outcome] | None] = ContextVar("outcomes", default=None)
Write = Callable[..., tuple[Any, bool]]


@contextmanager
def told() -> Iterator[list[Outcome]]:
    """Collect what becomes of pages that exist while something is submitted."""
    found: list[Outcome] = []
    token = _outcomes.set(found)
    try:
        yield found
    finally:
        _outcomes.reset(token)


def take_over(source: localize.TranslationSource, target: Any, user: Any = None) -> Outcome:
    """Line up the words of a page with its original's, or leave it to itself."""
    try:
        adopt(source, target, user)
        outcome = Outcome(target)
    except CannotLineUp as misfit:
        keep(source, target, misfit.why, user)
        outcome = Outcome(target, misfit.why)
    if (found := _outcomes.get()) is not None:
        found.append(outcome)
    return outcome


def existing(source: localize.TranslationSource, locale: Locale) -> Any | None:
    """The page of an original in a language, if it has words of its own (an alias has none)."""
    try:
        target = source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        return None
    return target if isinstance(target, Page) and not target.alias_of_id else None


def guarded(write: Write) -> Write:
    """Write a translation only where that loses nothing."""

    @wraps(write)
    def create_or_update(
        self: localize.TranslationSource, locale: Locale, user: Any = None, **options: Any
    ) -> tuple[Any, bool]:
        target = existing(self, locale)
        if target is None:
            return write(self, locale, user=user, **options)
        if has_own_words(self, target):
            first = not was_ever_seen(self, target)
            outcome = take_over(self, target, user)
            if outcome.why is not None:
                raise ValidationError({"__all__": outcome.sentence})
            if first:
                return target, False
        if _submitting.get():
            return target, False
        return write(self, locale, user=user, **options)

    return create_or_update


def marked_as_submitting(create: Callable[..., None]) -> Callable[..., None]:
    """Submitting makes what is missing and leaves what exists."""

    @wraps(create)
    def create_translations(*args: Any, **options: Any) -> None:
        token = _submitting.set(True)
        try:
            create(*args, **options)
        finally:
            _submitting.reset(token)

    return create_translations
