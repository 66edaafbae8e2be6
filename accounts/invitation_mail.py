"""The link of an invitation by mail, where an operator asks for it: sent at once, and kept nowhere."""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

log = logging.getLogger(__name__)


def languages() -> list[tuple[str, str]]:
    """The languages in which the mail, like the screens of staff, can speak."""
    return list(settings.WAGTAILADMIN_PERMITTED_LANGUAGES)


def send(link: str, address: str, language: str) -> bool:
    """Mail the link in a language; says whether the mail server took it.

    It names the site and says no more: what somebody will do here is nobody's business on the way.
    """
    with translation.override(language):
        context = {"link": link, "site": urlsplit(settings.HUB_URL).netloc}
        subject = " ".join(render_to_string("emails/invitation/subject.txt", context).split())
        body = render_to_string("emails/invitation/body.txt", context)
    try:
        # Not put off: the link is stored nowhere, and the operator is still there to hand it over another way.
        return bool(send_mail(subject, body, None, [address]))
    except (OSError, ValueError):
        log.warning("An invitation could not be sent by mail.")
        return False
