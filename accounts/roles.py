"""Who works here and what each may do. A seam: rights grow with the rooms they open, in this table.

The groups of this table carry exactly its rights: each `migrate` and `setup_roles` sets them so again. Who is to do
more gets a second group, which an operator makes and nothing here touches.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.apps import AppConfig, apps
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.dispatch import Signal
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

ALL: Final = ("add", "change", "delete", "view")


@dataclass(frozen=True)
class Role:
    """A group of staff: rights as “app.codename”, rights on every page, rights on every image and document."""

    name: str
    rights: tuple[str, ...]
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def whole(*models: str) -> tuple[str, ...]:
    """The rights to add, change, remove and see the rows of models, given as “app.model”."""
    return tuple(f"{app}.{act}_{model}" for app, model in (name.split(".") for name in models) for act in ALL)


SEES_LIBRARY: Final = ("wagtailadmin.access_admin", "accounts.see_library")
TRANSLATING: Final = ("wagtail_localize.submit_translation", *whole("wagtail_localize.translation"))
FILES: Final = ("add_image", "choose_image", "add_document", "choose_document")
# Writes: to add pages without the right to change them is, in Wagtail, to change one's own.
AUTHOR: Final = Role("Authors", rights=SEES_LIBRARY, pages=("add_page",), files=FILES)
# Changes pages in their own languages only: these rights are rows of each translator (accounts.translating).
TRANSLATOR: Final = Role("Translators", rights=(*SEES_LIBRARY, *TRANSLATING), files=("choose_image", "choose_document"))
# Opens what is sent to be reviewed, as a step of the review, and nothing else.
REVIEWER: Final = Role("Reviewers", rights=SEES_LIBRARY, files=("choose_image", "choose_document"))
# Called Editors since the first version: the people who publish.
PUBLISHER: Final = Role(
    "Editors",
    rights=(
        *SEES_LIBRARY,
        *TRANSLATING,
        *whole("taggit.tag", "vocabulary.concept", "search.editorialchoice"),
        "vocabulary.change_fallback",
    ),
    pages=("add_page", "change_page", "publish_page", "bulk_delete_page"),
    files=(*FILES, "change_image", "change_document"),
)
EDITOR: Final = PUBLISHER
DESK: Final = Role(
    "Desk coordinators",
    rights=(
        "wagtailadmin.access_admin",
        *whole("trainers.trainer", "trainers.organisation"),
        "trainers.publish_trainer",
        "trainers.publish_organisation",
    ),
    files=("choose_image",),
)
# Only operators may add or change accounts: in Wagtail whoever may do that may give themselves any right.
OPERATOR: Final = Role(
    "Operators",
    rights=(
        "wagtailadmin.access_admin",
        *whole("accounts.user", "auth.group", "trainers.desk", "trainers.deskmember"),
        "trainers.publish_desk",
        "vocabulary.change_fallback",
        "home.change_hubsettings",
        "publishing.delete_binentry",
        "wagtailcore.delete_locale",
        "accounts.view_auditevent",
        "accounts.view_health",
    ),
)
ROLES: Final = (AUTHOR, TRANSLATOR, REVIEWER, PUBLISHER, DESK, OPERATOR)
# Sent when the groups are as the table says: what other rooms hang on them is then made.
roles_ready = Signal()


def ensure_roles() -> None:
    """Make the groups and give them the rights of the table; rights of apps that are not installed are left out."""
    if Page.get_first_root_node() is None:
        # A database without a tree, as between two tests.
        return
    for role in ROLES:
        group, _made = Group.objects.get_or_create(name=role.name)
        group.permissions.set(_permissions(role.rights))
        _grant_pages(group, role.pages)
        _grant_files(group, role.files)
    # Wagtail's own group with no counterpart here.
    Group.objects.filter(name="Moderators", user=None).delete()
    roles_ready.send(sender=Role)


def ensure_after_migrating(sender: AppConfig, **_signal: Any) -> None:
    """A site that was brought up to date has the roles of its version: once, after the last app's rights are there."""
    if sender == [each for each in apps.get_app_configs() if each.models_module][-1]:
        ensure_roles()


def role_of(name: str) -> Role:
    """The role of a group; raises KeyError for a group that is none of the table's."""
    return {role.name: role for role in ROLES}[name]


def _permissions(rights: tuple[str, ...]) -> list[Permission]:
    wanted = Q(pk=None)
    for right in rights:
        app, codename = right.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(wanted))


def _grant_pages(group: Group, codenames: tuple[str, ...]) -> None:
    root = Page.get_first_root_node()
    GroupPagePermission.objects.filter(group=group, page=root).exclude(permission__codename__in=codenames).delete()
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _grant_files(group: Group, codenames: tuple[str, ...]) -> None:
    root = Collection.get_first_root_node()
    # The rights that Wagtail looks at are those of its own models' names, wherever the model lives.
    for permission in Permission.objects.filter(codename__in=codenames, content_type__app_label__startswith="wagtail"):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
