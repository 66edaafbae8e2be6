"""The screens of languages: they say what is in one, and let none go that holds anything."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.models import Locale
from wagtail_localize.locales import views as localize
from wagtail_localize.locales.forms import LocaleForm

from hub.pages import HOME_DEPTH
from publishing.languages.content import content_of, contents


class LanguagesView(localize.IndexView):  # type: ignore[misc]
    """All languages of the site, each with what is in it."""

    template_name = "publishing/languages/list.html"
    page_title = gettext_lazy("Languages")

    def get_context_data(self) -> dict[str, Any]:
        """The languages with their content, by name."""
        context: dict[str, Any] = super(localize.IndexView, self).get_context_data()
        locales = list(Locale.all_objects.all())
        held = contents(locales)
        rows = [{"locale": each, "name": str(each), "held": held[each.pk]} for each in locales]
        context["languages"] = sorted(rows, key=lambda row: str(row["name"]).casefold())
        return context


class RemoveLanguageView(localize.DeleteView):  # type: ignore[misc]
    """Says what is in a language; removes it where that is nothing."""

    template_name = "publishing/languages/remove.html"
    page_title = gettext_lazy("Remove a language")

    def get_context_data(self, object: Locale | None = None, **more: Any) -> dict[str, Any]:
        """What is in it, and so whether it may go."""
        context: dict[str, Any] = super(localize.DeleteView, self).get_context_data(**more)
        context["held"] = held = content_of(self.object)
        context["can_delete"] = held.can_go
        context["name"] = str(self.object)
        return context

    def can_delete(self, locale: Locale) -> bool:
        """Nothing that somebody wrote goes with a language."""
        return content_of(locale).can_go

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, unless somebody has written in it."""
        if not self.can_delete(self.object):
            messages.error(self.request, _("Nothing was removed: see below what is in this language."))
            refused: HttpResponse = self.render_to_response(self.get_context_data())
            return refused
        gone: HttpResponse = super().form_valid(form)
        return gone


class LanguageForm(LocaleForm):  # type: ignore[misc]
    """Which language it is: not to be changed once something is written in it."""

    def clean_language_code(self) -> str:
        """Refuse to call what is written in one language another."""
        code = str(self.cleaned_data["language_code"])
        kept = self.instance
        if kept.pk and kept.language_code_is_valid() and code != Locale.all_objects.get(pk=kept.pk).language_code:
            self._refuse_another_name(kept)
        return code

    def _refuse_another_name(self, kept: Locale) -> None:
        if not content_of(kept).can_go:
            self.add_error(
                "language_code",
                _("Something is written in this language: it would be called another. Nothing was changed."),
            )


def _form_class(viewset: Any, for_update: bool = False) -> type[LanguageForm]:
    return LanguageForm


class UnpublishPage(UnpublishView):  # type: ignore[misc]
    """Before the first page of a language leaves the site, what leaves with it."""

    template_name = "publishing/languages/unpublish.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """What is in the language, where this is its first page."""
        context: dict[str, Any] = super().get_context_data(**given)
        if self.object.depth == HOME_DEPTH:
            context["leaving"] = content_of(self.object.locale)
            context["language"] = str(self.object.locale)
        return context


def install() -> None:
    """Put our screens in the place of wagtail-localize's, at the same addresses."""
    localize.LocaleViewSet.index_view_class = LanguagesView
    localize.LocaleViewSet.delete_view_class = RemoveLanguageView
    localize.LocaleViewSet.get_form_class = _form_class
