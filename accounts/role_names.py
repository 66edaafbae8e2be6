"""What the roles are called on screens, and what each is for: groups keep one name in the database."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ROLE_NAMES = {
    "Authors": (_("Author"), _("writes drafts of own pages and sends them in to be reviewed")),
    "Translators": (_("Translator"), _("translates into the languages chosen below")),
    "Reviewers": (_("Reviewer"), _("reads what is sent in, comments, approves or sends back")),
    "Editors": (_("Publisher"), _("changes and publishes every page")),
    "Desk coordinators": (_("Desk coordinator"), _("looks after the directory; answers cases of the own desk")),
    "Operators": (_("Operator"), _("adds people and desks, sees how the site is")),
}


def named(group: str) -> str:
    """A role and what it is for; a group that is none of the table's keeps its name."""
    known = ROLE_NAMES.get(group)
    return f"{known[0]}: {known[1]}" if known else group
