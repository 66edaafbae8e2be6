"""What the search adds to Wagtail's admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from resources.models import PAGE_MODELS
from search import panel  # noqa: F401 - registers its own hooks
from search.models import EditorialChoice
from search.vain import hooks as vain  # noqa: F401 - registers its own hooks
from search.vain.screens import ChoosingView
from search.why import hooks as why  # noqa: F401 - registers its own hooks


class ChoiceViewSet(SnippetViewSet):
    """Texts that come first, or are not shown, for a question."""

    model = EditorialChoice
    icon = "pick"
    menu_label = _("Chosen results")
    menu_name = "chosen-results"
    menu_order = 450
    add_to_admin_menu = True
    list_display = ["question", "language", "page", "verdict", "until"]
    list_filter = ["language", "verdict"]
    search_fields = ["question"]
    ordering = ["until"]
    copy_view_enabled = False
    add_view_class = ChoosingView
    panels = [
        MultiFieldPanel(
            [FieldPanel("question"), FieldPanel("language")],
            heading=_("Where this is asked"),
        ),
        MultiFieldPanel(
            [
                PageChooserPanel("page", [model._meta.label for model in PAGE_MODELS]),
                FieldRowPanel([FieldPanel("verdict"), FieldPanel("order")]),
            ],
            heading=_("This text"),
        ),
        MultiFieldPanel([FieldPanel("until"), FieldPanel("why")], heading=_("How long, and why")),
    ]


register_snippet(ChoiceViewSet)
