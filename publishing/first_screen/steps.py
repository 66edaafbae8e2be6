"""Three things to try at the first visit, by role, until they are done or put away.

What somebody ticked is kept beside Wagtail's own dismissed notes, as the names of steps and nothing else: no time,
no page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from accounts.roles import AUTHOR, OPERATOR, PUBLISHER, REVIEWER, TRANSLATOR
from casework.standing import desks_of
from hub.pages import BIN_PATH
from resources.models import ResourceIndexPage

KEY: Final = "hub-first-steps"


@dataclass(frozen=True)
class Step:
    """Something to try: its name for the row, what to do, and where."""

    name: str
    text: str | Promise
    route: str = ""
    # Given with the address, as “en/”: the library that opens is that of the tree.
    args: tuple[Any, ...] = ()
    # The place in the library of somebody's own language, where there is one: the root shows trees by their slogans.
    in_library: str = ""

    @property
    def url(self) -> str:
        """Where it is done."""
        return reverse(self.route, args=self.args) if self.route else ""


ACCOUNT: Final = Step("account", _("Choose the language of these screens."), "wagtailadmin_account")
WRITE: Final = (
    Step(
        "write",
        _("Begin a draft: open a library under “Pages” and press “Add child page”."),
        "wagtailadmin_explore_root",
        in_library="wagtailadmin_pages:add_subpage",
    ),
    Step("phone", _("Look at your draft as on a small phone: press “Toggle preview”.")),
    Step("submit", _("Send your draft in: choose “Submit for review” beside “Save draft”.")),
)
TRANSLATE: Final = (
    Step("behind", _("Find a text that is behind its original."), "publishing_translations"),
    Step("sentence", _("Translate one sentence of it and save.")),
    ACCOUNT,
)
REVIEW: Final = (
    Step("read", _("Open a text that was sent in and write a comment beside a paragraph.")),
    Step("again", _("See which advice must be checked again."), "publishing_reviews"),
    ACCOUNT,
)
PUBLISH: Final = (
    Step("again", _("See which advice must be checked again."), "publishing_reviews"),
    Step(
        "weight",
        _("Open a text and look at what it costs to read: press “Toggle weight”."),
        "wagtailadmin_explore_root",
        in_library="wagtailadmin_explore",
    ),
    Step("bin", _("See where deleted pages wait for 30 days."), "publishing_bin"),
)
DESK: Final = (
    Step("queue", _("Open the queue of your desk."), "desk_queue"),
    Step("factor", _("Add a second app or key to your account, in case you lose one."), "mfa_index"),
    ACCOUNT,
)
OPERATE: Final = (
    Step("invite", _("Invite somebody."), "invitations:list"),
    Step("health", _("See whether every part of the site is well."), "health"),
    Step("factor", _("Add a second app or key to your account, in case you lose one."), "mfa_index"),
)
BY_ROLE: Final = (
    (OPERATOR.name, OPERATE),
    (PUBLISHER.name, PUBLISH),
    (REVIEWER.name, REVIEW),
    (TRANSLATOR.name, TRANSLATE),
    (AUTHOR.name, WRITE),
)
NAMES: Final = frozenset(step.name for _role, steps in (*BY_ROLE, ("", DESK)) for step in steps)


def steps_of(roles: set[str], *, at_desk: bool) -> tuple[Step, ...]:
    """The three steps of somebody with these roles: those of the widest one."""
    if at_desk and not roles & {name for name, _steps in BY_ROLE}:
        return DESK
    return next((steps for role, steps in BY_ROLE if role in roles), ())


def left_for(user: Any) -> tuple[Step, ...]:
    """What somebody has not tried yet and has not put away."""
    done = _done(user)
    if done is None:
        return ()
    roles = {group.name for group in user.groups.all()}
    left = [step for step in steps_of(roles, at_desk=_at_desk(user, roles)) if step.name not in done]
    library = _own_library() if any(step.in_library for step in left) else None
    return tuple(
        replace(step, route=step.in_library, args=(library,)) if step.in_library and library else step for step in left
    )


def _own_library() -> int | None:
    """The library in the language of the screens, or else in English; None where a site has neither."""
    codes = [get_language() or settings.LANGUAGE_CODE, "en"]
    found = ResourceIndexPage.objects.filter(locale__language_code__in=codes).exclude(url_path__startswith=BIN_PATH)
    by_code = dict(found.order_by("-pk").values_list("locale__language_code", "pk"))
    return next((by_code[code] for code in codes if code in by_code), None)


def _at_desk(user: Any, roles: set[str]) -> bool:
    return not roles & {name for name, _steps in BY_ROLE} and desks_of(user).exists()


def tick(user: Any, name: str) -> None:
    """Note that a step is done."""
    if name in NAMES:
        _keep(user, sorted({*(_done(user) or ()), name}))


def put_away(user: Any) -> None:
    """Show somebody no steps any more."""
    _keep(user, None)


def _done(user: Any) -> frozenset[str] | None:
    """The steps that are done; None where all were put away."""
    profile = getattr(user, "wagtail_userprofile", None)
    kept = profile.dismissibles.get(KEY, []) if profile else []
    return frozenset(kept) if isinstance(kept, list) else None


def _keep(user: Any, done: list[str] | None) -> None:
    profile = UserProfile.get_for_user(user)
    profile.dismissibles[KEY] = "away" if done is None else done
    profile.save(update_fields=["dismissibles"])
