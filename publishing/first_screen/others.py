"""What waits besides pages: languages of a translator, cases of the own desk, the site for its operators."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale

from accounts.models import Invitation
from accounts.role_names import ROLE_NAMES
from accounts.roles import PUBLISHER, REVIEWER
from accounts.translating import own_languages
from casework import words
from casework.desk.listing import reference
from casework.queue import queue
from casework.standing import desks_of
from hub.health import SEES_DETAILS, NotWell
from hub.templatetags.hub import day
from publishing.first_screen.parts import Item, Part, part
from publishing.translation.addresses import address_of
from publishing.translation.library import rows
from resources.translation_states import Standing
from trainers.own import review, wishes

TO_DO: Final = {Standing.BEHIND, Standing.REVIEW, Standing.STARTED, Standing.MISSING}
# How near an end is urgent, and how many rows are looked at.
LAST_DAYS: Final = dt.timedelta(days=7)
MOST: Final = 20
# Without these, nothing that is sent in gets any further.
NEEDED: Final = (REVIEWER.name, PUBLISHER.name)


def translations(user: Any) -> Part | None:
    """Texts in the languages that somebody was given; who answers for all of them has the report."""
    if not user.has_perm("wagtail_localize.submit_translation"):
        return None
    codes = own_languages(user)
    if not codes:
        return None
    locales = {each.pk: each for each in Locale.objects.all() if each.language_code in codes}
    found = [row for row in rows(list(locales), drafts=False) if row.state.standing in TO_DO]
    report = reverse("publishing_translations")
    items = [
        Item(
            address_of(row, locales[row.locale]),
            row.title,
            locales[row.locale].language_code if row.page else "",
            f"{locales[row.locale].get_display_name()} · {row.state.sentence}",
            row.state.standing is Standing.BEHIND,
        )
        for row in found
    ]
    return part("translate", _("To translate"), items, all_url=report, all_label=_("All translations"))


def cases(user: Any, today: dt.date) -> Part | None:
    """What the own desk owes an answer, by clock: no word of a case, and nothing for who belongs to no desk."""
    if not desks_of(user).exists():
        return None
    owed = [row for row in queue(user, today, page=1) if row.left]
    items = [
        Item(
            reverse("desk_case", args=[row.id]),
            reference(row.id),
            "",
            f"{words.URGENCIES[row.urgency]} · {words.time_left(row.left)}" if row.left else "",
            bool(row.left and row.left.over),
            ltr=True,
        )
        for row in owed
    ]
    return part("cases", _("Cases"), items, all_url=reverse("desk_queue"), all_label=_("All cases of your desks"))


def directory(user: Any) -> Part | None:
    """Vouchings of the own desks that end within a month, and trainers who wish something changed."""
    if not user.has_perm("trainers.change_trainer"):
        return None
    today = timezone.localdate()
    items = [
        Item(
            reverse("directory_vouching", args=[row.trainer_id]),
            row.trainer.display_name,
            note=_("The vouching ends on %(day)s.") % {"day": day(row.until)},
            late=row.until <= today + LAST_DAYS,
        )
        for row in review.ending(user)[:MOST]
    ]
    asking = dict(wishes.for_review(user).order_by().values_list("trainer_id", "trainer__display_name"))
    items += [
        Item(reverse("directory_review", args=[pk]), name, note=_("Wishes something changed in the profile."))
        for pk, name in sorted(asking.items(), key=lambda each: each[1])[:MOST]
    ]
    return part("directory", _("Trainers"), items, all_url=reverse("directory_waiting"), all_label=_("All that waits"))


def site(user: Any) -> list[Part | None]:
    """What operators see of the site: parts that are not well, and people who are missing."""
    found: list[Part | None] = []
    if user.has_perm(SEES_DETAILS):
        details = f"{reverse('health')}?details"
        # The probes speak English: their sentences are for logs and monitors too.
        items = [Item(details, name, "en", state, late=True, ltr=True) for name, state in unwell()]
        found.append(part("health", _("Not well on this site"), items))
    if user.has_perm("accounts.add_user"):
        found.append(part("people", _("People to invite"), _people()))
    return found


def unwell() -> Iterator[tuple[str, str]]:
    """The parts of the site that are not as they should be, overdue purges among them, each with its reason."""
    for name, path in settings.HUB_HEALTH:
        try:
            import_string(path)()
        except NotWell as reason:
            yield name, str(reason)
        except Exception as error:
            # A probe that breaks is an answer too; what it says may name hosts and paths.
            yield name, type(error).__name__


def _people() -> list[Item]:
    address = reverse("invitations:list")
    active = Count("user", filter=Q(user__is_active=True))
    manned = dict(Group.objects.filter(name__in=NEEDED).annotate(many=active).values_list("name", "many"))
    items = [
        Item(address, str(ROLE_NAMES[name][0]), note=_("Nobody has this role: what is sent in stays where it is."))
        for name in NEEDED
        if not manned.get(name)
    ]
    waiting = Invitation.objects.filter(until__gt=timezone.now()).count()
    if waiting:
        said = ngettext("%(many)s invitation is open", "%(many)s invitations are open", waiting) % {"many": waiting}
        items.append(Item(address, said, note=_("Ask whether the link arrived; it works for 72 hours.")))
    return items
