"""Where the first screen meets Wagtail's admin; `publishing.wagtail_hooks` imports this."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.ui.components import Component

from publishing.first_screen import others, pages, steps
from publishing.first_screen.parts import Part
from publishing.remarks import waiting


class WaitingPanel(Component):  # type: ignore[misc]
    """What waits for this person; parts without anything do not show."""

    name = "waiting"
    template_name = "publishing/first_screen/panel.html"
    order = 100

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """What the template draws."""
        return {"parts": waiting_for(self.request.user), "steps": steps.left_for(self.request.user)}

    @property
    def media(self) -> forms.Media:
        """The styles of our screens in the admin."""
        return forms.Media(css={"all": [static("css/desk.css"), static("css/first.css")]})


def waiting_for(user: Any) -> list[Part]:
    """The parts that have something, people's cases first."""
    today = timezone.localdate()
    found = [
        others.cases(user, today),
        *pages.for_person(user, today),
        waiting.for_person(user),
        others.translations(user),
        others.directory(user),
        *others.site(user),
    ]
    return [each for each in found if each is not None]


@hooks.register("construct_homepage_panels", order=1000)
def instead_of_wagtails(request: HttpRequest, panels: list[Any]) -> None:
    """One panel for everybody, each sees their own in it."""
    panels[:] = [WaitingPanel(request)]


@hooks.register("construct_homepage_summary_items", order=1000)
def no_counts(_request: HttpRequest, items: list[Any]) -> None:
    """How many pages and pictures there are waits for nobody."""
    items.clear()


@require_POST
def note_step(request: HttpRequest) -> HttpResponse:
    """A step is done, or all are put away."""
    if request.POST.get("away"):
        steps.put_away(request.user)
    else:
        steps.tick(request.user, request.POST.get("step", ""))
    return redirect("wagtailadmin_home")


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Where steps are ticked."""
    return [path("first-steps/", note_step, name="publishing_first_steps")]
