"""Which languages a member of staff may translate into, and the rights on pages that follow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts.models import TranslatesInto, User
from hub.pages import HOME_DEPTH

EVERYWHERE = "publish_page"


def languages_of(user: Any) -> frozenset[str]:
    """The codes of the languages somebody may translate into; whoever publishes everywhere may take any."""
    if not user.is_active or not user.has_perm("wagtail_localize.submit_translation"):
        return frozenset()
    if may_publish_everywhere(user):
        return frozenset(Locale.objects.values_list("language_code", flat=True))
    return own_languages(user)


def own_languages(user: Any) -> frozenset[str]:
    """The languages of somebody's rows."""
    kept = getattr(user, "_own_languages", None)
    if kept is None:
        kept = frozenset(TranslatesInto.objects.filter(user_id=user.pk).values_list("language", flat=True))
        user._own_languages = kept
    return kept


def may_translate_into(user: Any, code: str) -> bool:
    """Whether somebody may translate into the language of this code."""
    return code in languages_of(user)


def set_languages(user: User, codes: Iterable[str]) -> None:
    """Make these the languages of a translator."""
    wanted = set(codes)
    TranslatesInto.objects.filter(user=user).exclude(language__in=wanted).delete()
    TranslatesInto.objects.bulk_create(
        [TranslatesInto(user=user, language=code) for code in sorted(wanted)], ignore_conflicts=True
    )
    user.__dict__.pop("_own_languages", None)


def may_publish_everywhere(user: Any) -> bool:
    """Whether somebody publishes in the whole tree, and so answers for every language."""
    if user.is_superuser:
        return True
    rights = HubPagePolicy().get_cached_permissions_for_user(user)
    return any(each.permission.codename == EVERYWHERE for each in rights)


class HubPagePolicy(PagePermissionPolicy):
    """Wagtail's rights on pages; besides, translators change the tree of their languages, and staff see what is live.

    A right on a tree is a row of a group in Wagtail. The right of one translator on one language's tree is made here
    from the rows of languages, so that nobody has to keep a group for each language. Registered in
    publishing.bin.places, which adds that nobody has a right in the bin.
    """

    def get_all_permissions_for_user(self, user: Any) -> list[GroupPagePermission]:
        """What groups give, and what the languages of a translator add."""
        given = list(super().get_all_permissions_for_user(user))
        if user.is_superuser or not user.is_active or not user.has_perm("wagtail_localize.submit_translation"):
            return given
        if any(right.page.is_root() and right.permission.codename == "change_page" for right in given):
            # Whoever changes the whole tree gains nothing by a language.
            return given
        codes = own_languages(user)
        return [*given, *_rights_on(codes)] if codes else given

    def explorable_root_instance(self, user: Any) -> Page | None:
        """The whole tree for who sees the library."""
        if user.is_active and user.has_perm("accounts.see_library"):
            # Each screen asks four times; a user is read anew with every request.
            if not hasattr(user, "_hub_whole_tree"):
                pages = (right.page for right in self.get_cached_permissions_for_user(user))
                own = next((page for page in pages if page.is_root()), None)
                user._hub_whole_tree = own or Page.get_first_root_node()
            tree: Page | None = user._hub_whole_tree
            return tree
        found: Page | None = super().explorable_root_instance(user)
        return found

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        """Besides one's own: what is published, and nothing else."""
        if user.is_superuser or not user.has_perm("accounts.see_library"):
            found: QuerySet[Page] = super().explorable_instances(user)
            return found
        allowed = Q(live=True) | Q(depth=1)
        for right in self.get_cached_permissions_for_user(user):
            below = Q(path__startswith=right.page.path)
            # To add pages is to see one's own; every other right shows the drafts of all.
            allowed |= below & Q(owner=user) if right.permission.codename == "add_page" else below
        pages: QuerySet[Page] = self.model._default_manager.filter(allowed)
        return pages


def _rights_on(codes: Iterable[str]) -> list[GroupPagePermission]:
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    homes = Page.objects.filter(depth=HOME_DEPTH, locale__language_code__in=codes)
    return [GroupPagePermission(page=home, permission=change) for home in homes]
