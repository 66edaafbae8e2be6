"""Submitting a page for translation: languages in which it exists are offered too, and kept as they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitTranslationForm

from accounts.translating import languages_of
from publishing.translation.guard import Outcome, told

View = Callable[..., HttpResponse]
NAMED = 5  # pages that a message names; of a long book the rest is counted
# Each name in its own direction, whatever stands around it.
ISOLATE, END = "\u2068", "\u2069"


class SubmitForm(SubmitTranslationForm):  # type: ignore[misc]
    """Every language that does not follow this page yet; those that exist say so."""

    def __init__(self, instance: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(instance, *args, **kwargs)
        if not isinstance(instance, Page):
            return
        field = self.fields["locales"]
        field.queryset = Locale.objects.exclude(pk__in=self._taken(instance))
        there = dict(instance.get_translations().filter(alias_of=None).values_list("locale_id", "title"))

        def label(locale: Locale) -> str:
            name = f"{ISOLATE}{locale.get_display_name()}{END}"
            if locale.pk not in there:
                return name
            return _("%(language)s: “%(title)s” exists and stays as it is") % {
                "language": name,
                "title": f"{ISOLATE}{there[locale.pk]}{END}",
            }

        field.label_from_instance = label

    @staticmethod
    def _taken(instance: Any) -> set[int]:
        """Its own language, that of the text it was made from, and those that follow it already."""
        taken = {instance.locale_id}
        made_from = getattr(instance, "translated_from", None)
        if made_from is not None:
            taken |= set(Page.objects.filter(pk=made_from.object_id).values_list("locale_id", flat=True))
        rows = Translation.objects.filter(source__object_id=instance.translation_key, enabled=True)
        for source, target in rows.values_list("source__locale_id", "target_locale_id"):
            taken |= {target} if source == instance.locale_id else {source} if target == instance.locale_id else set()
        return taken


class SubmitPage(SubmitPageTranslationView):  # type: ignore[misc]
    """Says what became of the pages that existed."""

    def get_form(self) -> SubmitForm:
        """The languages of the person who submits."""
        form = super().get_form()
        field = form.fields["locales"]
        field.queryset = field.queryset.filter(language_code__in=languages_of(self.request.user))
        return form  # type: ignore[no-any-return]

    def form_valid(self, form: SubmitForm) -> HttpResponse:
        """Submit, then tell."""
        with told() as outcomes:
            answer: HttpResponse = super().form_valid(form)
        tell(self.request, outcomes)
        return answer


def tell(request: HttpRequest, outcomes: list[Outcome]) -> None:
    """What became of the pages that existed; of a tree, those that were taken over are counted."""
    taken = [each for each in outcomes if each.why is None]
    if len(taken) > 1:
        words = ngettext(
            "%(count)s page was there already. Nothing on it has changed; its words are in the sentences to translate.",
            "%(count)s pages were there already. Nothing on them has changed; "
            "their words are in the sentences to translate.",
            len(taken),
        )
        messages.info(request, words % {"count": len(taken)})
    elif taken:
        messages.info(request, taken[0].sentence)
    kept = [each.sentence for each in outcomes if each.why is not None]
    if len(kept) > NAMED:
        words = ngettext("And %(count)s page more.", "And %(count)s pages more.", len(kept) - NAMED)
        kept[NAMED:] = [words % {"count": len(kept) - NAMED}]
    for sentence in kept:
        messages.warning(request, sentence)


def unless_it_has_words(convert: View) -> View:
    """A page becomes a mirror of its original only if that takes no words from it."""

    @wraps(convert)
    def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
        page = get_object_or_404(Page, pk=page_id)
        if page.live or page.first_published_at:
            messages.error(
                request,
                _(
                    "“%(page)s” has been published with words of its own. "
                    "Unpublish and delete it instead, if nobody needs it."
                )
                % {"page": page.get_admin_display_title()},
            )
            return redirect("wagtailadmin_pages:edit", page.pk)
        return convert(request, page_id)

    return convert_to_alias
