"""The desk's screens for the directory, panels in the order of work."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, PublishingPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from trainers.forms.code_lists import DeskForm, OrganisationForm, TrainerForm
from trainers.models import Desk, DeskMember, Organisation, Trainer

SOON = dt.timedelta(days=60)
SUMMARIES = InlinePanel(
    "summaries", heading=_("Summary, in one to three languages"), panels=[FieldPanel("language"), FieldPanel("text")]
)
VOUCHING = (
    ("now", _("Vouched for now")),
    ("soon", _("Ends within 60 days")),
    ("ended", _("Ended")),
    ("never", _("Never")),
)


class TrainerFilters(WagtailFilterSet):
    """By desk, by vouching, by organisation."""

    vouching = django_filters.ChoiceFilter(label=_("Vouching"), choices=VOUCHING, method="by_vouching")
    desk = django_filters.ModelChoiceFilter(label=_("Desk"), field_name="vouching__desk", queryset=Desk.objects.all())

    class Meta:
        """What may be filtered by."""

        model = Trainer
        fields = ["vouching", "desk", "organisation", "live"]

    def by_vouching(self, rows: QuerySet[Trainer], _name: str, value: str) -> QuerySet[Trainer]:
        """Counted from today."""
        today = timezone.localdate()
        conditions: dict[str, dict[str, Any]] = {
            "now": {"vouching__until__gte": today},
            "soon": {"vouching__until__range": (today, today + SOON)},
            "ended": {"vouching__until__lt": today},
            "never": {"vouching": None},
        }
        return rows.filter(**conditions[value])


class TrainerViewSet(SnippetViewSet):
    """Trainers: what may be public. The rest is on the desk's sheet of each trainer."""

    model = Trainer
    icon = "user"
    menu_label = _("Trainers")
    add_to_admin_menu = False
    list_display = [
        "display_name",
        Column("organisation", label=_("Organisation"), accessor="organisation"),
        Column("until", label=_("Vouched for until"), accessor="vouching.until", sort_key="vouching__until"),
        Column("desk", label=_("By"), accessor="vouching.desk"),
        "last_review",
        "live",
    ]
    filterset_class = TrainerFilters
    search_fields = ["display_name", "public_id"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("display_name"),
                    FieldPanel("is_alias"),
                    FieldPanel("public_id"),
                    FieldPanel("organisation"),
                ],
                heading=_("Who"),
            ),
            SUMMARIES,
            InlinePanel(
                "topics", heading=_("Topics"), panels=[FieldRowPanel([FieldPanel("concept"), FieldPanel("level")])]
            ),
            InlinePanel(
                "languages",
                heading=_("Languages"),
                min_num=1,
                panels=[FieldRowPanel([FieldPanel("code"), FieldPanel("level"), FieldPanel("can_train")])],
            ),
            InlinePanel(
                "at_risk_groups",
                heading=_("At-risk groups"),
                panels=[FieldRowPanel([FieldPanel("concept"), FieldPanel("experience")])],
            ),
            MultiFieldPanel(
                [
                    FieldPanel("formats"),
                    FieldPanel("max_group_size"),
                    FieldPanel("base_country"),
                    FieldPanel("worked"),
                ],
                heading=_("How and where"),
            ),
            FieldPanel("last_review"),
            PublishingPanel(),
        ],
        base_form_class=TrainerForm,
    )

    def get_queryset(self, request: Any) -> QuerySet[Trainer]:
        """One query for the columns of the list."""
        return Trainer.objects.select_related("organisation", "vouching__desk")


class OrganisationViewSet(SnippetViewSet):
    """Organisations; their contact is on the desk's sheet."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    add_to_admin_menu = False
    list_display = ["name", "kind", "status", "last_review", "live"]
    list_filter = ["kind", "status", "live"]
    search_fields = ["name", "public_id"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("public_id"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("status")]),
            SUMMARIES,
            FieldPanel("services"),
            FieldPanel("at_risk_groups"),
            MultiFieldPanel(
                [FieldPanel("base_country"), FieldPanel("works_in"), FieldPanel("spoken")], heading=_("Where")
            ),
            FieldPanel("accepts_urgent"),
            FieldPanel("website"),
            FieldPanel("last_review"),
            PublishingPanel(),
        ],
        base_form_class=OrganisationForm,
    )


class DeskViewSet(SnippetViewSet):
    """Protection desks."""

    model = Desk
    icon = "home"
    menu_label = _("Desks")
    add_to_admin_menu = False
    list_display = ["name", "central", "timezone", "live"]
    search_fields = ["name", "public_id"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("public_id"),
            FieldPanel("central"),
            MultiFieldPanel([FieldPanel("served"), FieldPanel("spoken")], heading=_("Whom it serves")),
            FieldPanel("timezone"),
            InlinePanel(
                "hours",
                heading=_("Opening hours"),
                panels=[FieldRowPanel([FieldPanel("day"), FieldPanel("opens"), FieldPanel("closes")])],
            ),
            InlinePanel("fallbacks", heading=_("If it cannot answer, in this order"), panels=[FieldPanel("fallback")]),
            FieldPanel("email"),
            PublishingPanel(),
        ],
        base_form_class=DeskForm,
    )


class DirectoryGroup(SnippetViewSetGroup):
    """The directory in the admin's menu."""

    items = (TrainerViewSet, OrganisationViewSet, DeskViewSet)
    menu_label = _("Directory")
    menu_icon = "group"
    menu_order = 300
    submenu_hook = "directory_menu_items"


class DeskMemberViewSet(ModelViewSet):
    """Who works at which desk: for operators; nobody gives themselves a desk otherwise."""

    model = DeskMember
    name = "desk_members"
    icon = "group"
    menu_label = _("Desk members")
    add_to_settings_menu = True
    add_to_reference_index = False
    list_display = ["user", "desk"]
    list_filter = ["desk"]
    search_fields = ["user__username", "desk__name"]
    form_fields = ["desk", "user"]
    copy_view_enabled = False
