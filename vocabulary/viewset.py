"""The list and the screens of terms."""

from __future__ import annotations

from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.db.models import Q, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from hub.languages import TABLE
from vocabulary import merge_views, naming, skos_views
from vocabulary.models import Concept, Label, LabelKind, Scheme, Status
from vocabulary.panels import AroundPanel
from vocabulary.places import fold

SPACE = "wagtailsnippets_vocabulary_concept"


class TermFilters(WagtailFilterSet):  # type: ignore[misc]
    """By list, by state, and by the language in which a name is still to be found."""

    scheme = django_filters.ChoiceFilter(label=_("List"), choices=Scheme.choices)
    status = django_filters.ChoiceFilter(label=_("State"), choices=Status.choices)
    lacking = django_filters.ChoiceFilter(
        label=_("Without a name in"), choices=[(each.code, each.endonym) for each in TABLE], method="without_name"
    )

    class Meta:
        """What may be filtered by."""

        model = Concept
        fields = ["scheme", "status", "lacking"]

    def without_name(self, rows: QuerySet[Concept], _name: str, language: str) -> QuerySet[Concept]:
        """Terms in whose place readers of a language see another language's name."""
        named = Label.objects.filter(language=language, kind=LabelKind.PREFERRED).values("concept")
        return rows.exclude(pk__in=named).filter(replaced_by=None)


class TermList(IndexView):  # type: ignore[misc]
    """Terms by their names, found by any of their words in any script."""

    def get_base_queryset(self) -> QuerySet[Concept]:
        """With the term above, whose name stands beside."""
        found: QuerySet[Concept] = super().get_base_queryset().select_related("broader")
        return found

    def search_queryset(self, queryset: QuerySet[Concept]) -> QuerySet[Concept]:
        """By code or by any word, without case and accents."""
        if not self.is_searching:
            return queryset
        words = Label.objects.filter(key__contains=fold(self.search_query)).values("concept")
        asked = self.search_query.strip().lower()
        codes = Q(code__contains=asked) | Q(pk__in=Concept.objects.filter(aliases__code__contains=asked))
        return queryset.filter(codes | Q(pk__in=words))

    def _get_custom_column(self, field_name: str, column_class: Any = Column, **kwargs: Any) -> Any:
        if field_name == "name":
            return column_class("name", **{**kwargs, "label": _("Name"), "accessor": naming.name})
        return super()._get_custom_column(field_name, column_class, **kwargs)

    def get_list_more_buttons(self, instance: Concept) -> list[Button]:
        """Merging too."""
        return [*super().get_list_more_buttons(instance), *_merging(instance, self.user_has_permission("change"))]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """The ways out and in."""
        buttons = [
            Button(_("Export as JSON-LD"), reverse(f"{SPACE}:export", args=["jsonld"]), icon_name="download"),
            Button(_("Export as Turtle"), reverse(f"{SPACE}:export", args=["turtle"]), icon_name="download"),
        ]
        if self.user_has_permission("change") and self.user_has_permission("add"):
            buttons.append(Button(_("Import terms"), reverse(f"{SPACE}:import"), icon_name="upload"))
        return [*super().header_more_buttons, *buttons]


class TermEdit(EditView):  # type: ignore[misc]
    """The screen of one term."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Merging too."""
        return [*super().header_more_buttons, *_merging(self.object, self.user_has_permission("change"))]


def _merging(term: Concept, allowed: bool) -> list[Button]:
    if not allowed or term.replaced_by_id:
        return []
    return [Button(_("Merge into another term"), reverse(f"{SPACE}:merge", args=[term.pk]), icon_name="resubmit")]


class ConceptViewSet(SnippetViewSet):  # type: ignore[misc]
    """Terms with their words in each language; a term is archived or merged, never deleted."""

    model = Concept
    icon = "tag"
    menu_label = _("Vocabulary")
    menu_name = "vocabulary"
    menu_order = 400
    add_to_admin_menu = True
    index_view_class = TermList
    edit_view_class = TermEdit
    list_display = [
        "name",
        "code",
        "scheme",
        Column("above", label=_("Broader term"), accessor=naming.name_of_broader),
        "status",
    ]
    filterset_class = TermFilters
    search_fields = ["code"]  # Wagtail shows the box where there are some; TermList says what is searched
    ordering = ["scheme", "order"]
    copy_view_enabled = False
    panels = [
        AroundPanel(),
        FieldRowPanel([FieldPanel("scheme"), FieldPanel("code")]),
        InlinePanel("labels", heading=_("Words"), label=_("word"), min_num=1),
        FieldPanel("broader"),
        InlinePanel("related", heading=_("Related terms"), label=_("term"), panels=[FieldPanel("other")]),
        InlinePanel("notes", heading=_("What it means, when to use it"), label=_("note")),
        FieldRowPanel([FieldPanel("status"), FieldPanel("order")]),
        InlinePanel(
            "aliases", heading=_("Other codes for the same term"), label=_("code"), panels=[FieldPanel("code")]
        ),
        InlinePanel(
            "elsewhere",
            heading=_("The same term in other vocabularies"),
            label=_("address"),
            panels=[FieldPanel("address")],
        ),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Merging, and SKOS in and out."""
        return [
            *super().get_urlpatterns(),
            path("merge/<int:pk>/", merge_views.show, name="merge"),
            path("export/<str:form>/", skos_views.send, name="export"),
            path("import/", skos_views.take, name="import"),
        ]
