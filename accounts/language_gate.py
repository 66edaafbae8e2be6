"""wagtail-localize's screens ask for one right and for no language: what they leave open is closed here.

Before a view runs, its target languages are looked up; a language that is not the translator's is refused, whatever
view answers at that address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.views.submit_translations import SubmitTranslationView

from accounts.translating import HubPagePolicy, languages_of, may_publish_everywhere

NAMESPACE: Final = "wagtail_localize"
# Without a language of their own: a list of words for scripts.
OPEN: Final = frozenset({"javascript_catalog"})


class TranslatorsLanguagesMiddleware:
    """Refuses a translation into a language that is not the translator's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]) -> None:
        """Raise PermissionDenied for who is signed in and asks for somebody else's language."""
        match = request.resolver_match
        if match is None or NAMESPACE not in match.namespaces or match.url_name in OPEN:
            return
        if not request.user.is_authenticated:
            # Wagtail leads to the sign-in.
            return
        if not allowed(request, match.url_name or "", kwargs):
            raise PermissionDenied


def allowed(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> bool:
    """Whether somebody who is signed in may ask this of wagtail-localize."""
    user = request.user
    if name.startswith("snippets_api"):
        # Answers with the name of every row, hidden or not, to whoever may see the admin.
        return sees_rows(user, kwargs["app_label"], kwargs["model_name"])
    if not user.has_perm("wagtail_localize.submit_translation"):
        return False
    if may_publish_everywhere(user):
        return True
    if name == "convert_to_alias" or "publish_translations" in request.POST:
        return False
    if name == "submit_page_translation" and not sees_page(user, kwargs["page_id"]):
        return False
    return targets(request, kwargs) <= languages_of(user)


def sees_rows(user: Any, app: str, model: str) -> bool:
    """Whether somebody may see the rows of a model."""
    return any(user.has_perm(f"{app}.{act}_{model}") for act in ("view", "change"))


def sees_page(user: Any, page: int) -> bool:
    """Whether a page is one that somebody finds in the tree."""
    return HubPagePolicy().explorable_instances(user).filter(pk=page).exists()


def targets(request: HttpRequest, kwargs: dict[str, Any]) -> frozenset[str]:
    """The codes of the languages that a request would write in."""
    if "translation_id" in kwargs:
        return _codes(Translation.objects.filter(pk=kwargs["translation_id"]).values_list("target_locale", flat=True))
    if "translation_source_id" in kwargs:
        # Bringing translations up to date writes in every language that has one.
        into = Translation.objects.filter(source_id=kwargs["translation_source_id"], enabled=True)
        return _codes(into.values_list("target_locale", flat=True)) if request.method == "POST" else frozenset()
    asked = [each for each in request.POST.getlist("locales") if each.isdecimal()]
    return _codes(asked)


def _codes(locales: Iterable[Any]) -> frozenset[str]:
    return frozenset(Locale.objects.filter(pk__in=list(locales)).values_list("language_code", flat=True))


def own_languages_only(view: SubmitTranslationView) -> Any:
    """The form of a submission, with the languages that somebody may choose."""
    form = WHOLE_FORM(view)
    languages = form.fields["locales"]
    languages.queryset = languages.queryset.filter(language_code__in=languages_of(view.request.user))
    return form


WHOLE_FORM: Final = SubmitTranslationView.get_form


def install() -> None:
    """Offer no language that would be refused."""
    SubmitTranslationView.get_form = own_languages_only
