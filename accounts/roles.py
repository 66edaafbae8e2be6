"""Who works here and what each may do. A seam: rights grow with the rooms they open, in this table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
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


TRANSLATING: Final = ("wagtail_localize.submit_translation", *whole("wagtail_localize.translation"))
EDITOR: Final = Role(
    "Editors",
    rights=("wagtailadmin.access_admin", *TRANSLATING, *whole("taggit.tag", "vocabulary.concept")),
    pages=("add_page", "change_page", "publish_page", "bulk_delete_page"),
    files=("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"),
)
TRANSLATOR: Final = Role(
    "Translators",
    rights=("wagtailadmin.access_admin", *TRANSLATING),
    pages=("add_page", "change_page"),
    files=("choose_image", "choose_document"),
)
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
        "accounts.view_auditevent",
        "accounts.view_health",
    ),
)
ROLES: Final = (EDITOR, TRANSLATOR, DESK, OPERATOR)


def ensure_roles() -> None:
    """Make the groups and give them the rights of the table; rights of apps that are not installed are left out."""
    for role in ROLES:
        group, _made = Group.objects.get_or_create(name=role.name)
        group.permissions.set(_permissions(role.rights))
        _grant_pages(group, role.pages)
        _grant_files(group, role.files)
    # Wagtail's own group with no counterpart here.
    Group.objects.filter(name="Moderators", user=None).delete()


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
