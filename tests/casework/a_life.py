"""A case's whole life on a site of its own, with a mark in every field, for `test_canary` to look what is left of it.

    HUB_DATA_DIR=… python -m tests.casework.a_life NOTES

NOTES is a file outside the site: what the requester wrote down, and what must be nowhere in the end. The process
goes without closing its database, so that the write-ahead log stays as a running site's.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from unittest import mock
from urllib.parse import urlencode

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.casework.life_settings"

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.cache import caches  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from wagtail.models import Collection  # noqa: E402

from accounts.roles import DESK  # noqa: E402
from casework import contents, sending  # noqa: E402
from casework.models import Case, CaseKey, Contact, Message, NeedsAssessment, OpenedCase, Proposal  # noqa: E402
from casework.sending import Sent  # noqa: E402
from tests.casework import cases, proposing_cases  # noqa: E402
from tests.factories.casework import HERE, coordinator, three_desks  # noqa: E402
from vocabulary.models import AliasCode, Concept, Label  # noqa: E402
from vocabulary.seed import plant  # noqa: E402

MARK = "Zwiebelmarkt7f3c"
ASK, OPEN, CASE, LINK = "/en/request/", "/en/case/", "/en/case/open/", "/en/proposal/"
STEPS = (
    {"country": "Kenya", "group_kind": "collective", "participants": "8", "called": f"{MARK} called"},
    {
        "situation": "incident",
        "happened": f"{MARK} happened, وقع شيء",
        "worries": f"{MARK} worries",
        "risk_level": "high",
    },
    {
        "topics": "phishing",
        "language": "English",
        "format": "online",
        "length": "short",
        "days_note": f"{MARK} days",
        "care": ["childcare", "meals"],
        "logistics": f"{MARK} logistics",
    },
    {"tell": "contact", "address": f"{MARK} address", "never": f"{MARK} never"},
)
BROWSER = {
    "user-agent": f"{MARK} browser",
    "referer": f"http://testserver/en/?q={MARK}",
    "x-forwarded-for": "203.0.113.77",
}


class Browser(Client):
    """Sends forms as browsers do."""

    def post(self, path: str, data: dict[str, object]) -> HttpResponse:
        """A form without files."""
        return super().post(path, urlencode(data, doseq=True), content_type="application/x-www-form-urlencoded")


def browser() -> Browser:
    """Somebody's browser; errors are pages, as they are for people."""
    return Browser(headers=BROWSER, REMOTE_ADDR="203.0.113.77", raise_request_exception=False)


def hidden(page: bytes, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]+)"', page.decode())
    assert found is not None, f"no {name} in {page.decode()[-3000:]}"
    return found[1]


def asked() -> Sent:
    """Ask in four steps, send, and confirm that the code was kept."""
    client, shown = browser(), []

    def send(*given: object, **named: object) -> Sent:
        shown.append(real(*given, **named))
        return shown[-1]

    real = sending.send
    with mock.patch.object(sending, "send", send):
        page = client.get(ASK)
        for number, fields in enumerate(STEPS, start=1):
            page = client.post(ASK, {"travel": hidden(page.content, "travel"), "step": number, "to": "next", **fields})
            assert page.status_code == 200, page.content.decode()
        page = client.post(ASK, {"travel": hidden(page.content, "travel"), "step": len(STEPS) + 1, "to": "send"})
    assert shown, page.content.decode()
    assert shown[-1].code in page.content.decode()
    fields = {name: hidden(page.content, name) for name in ("travel", "receipt")}
    assert client.post(ASK, {**fields, "step": len(STEPS) + 1, "kept": "on"}).status_code == 303
    return shown[-1]


def returned(sent: Sent) -> Browser:
    """Come back with the code, after some wrong ways to."""
    client = browser()
    phrase = " ".join(sent.passphrase)
    assert client.post(OPEN, {"code": sent.code, "passphrase": f"{MARK} guess"}).status_code != 303
    assert client.post(OPEN, {"code": f"{MARK} code", "passphrase": phrase}).status_code != 303
    assert client.post(OPEN, {"code": sent.code, "passphrase": phrase}).status_code == 303
    return client


def written(client: Browser) -> None:
    """Write to the desk, say anew how to be told, and fall into an error meanwhile."""
    act(client, "message", say=f"{MARK} message")
    act(client, "contact", tell="contact", address=f"{MARK} other address", never=f"{MARK} other never")
    act(client, "contact", tell="contact", address="", never=f"{MARK} without address")
    proof = hidden(client.get(CASE).content, "proof")
    with mock.patch.object(contents, "write_message", side_effect=RuntimeError(f"{MARK} error")):
        failed = client.post(CASE, {"act": "message", "say": f"{MARK} lost", "proof": proof})
    assert failed.status_code == 500
    client.get(f"/en/case/nothing-here/?q={MARK}")


def act(client: Browser, name: str, **fields: str) -> None:
    """Press a button of the case."""
    page = client.get(CASE)
    assert page.status_code == 200
    answer = client.post(CASE, {"act": name, "proof": hidden(page.content, "proof"), **fields})
    assert answer.status_code in (200, 303), answer.content.decode()


def answered(sent: Sent, client: Browser) -> None:
    """The desk looks at its queue, reads the case, answers, and is refused another time."""
    case = Case.objects.get(code_hash=sending.codes.hashed(sending.codes.normalised(sent.code)))
    address = reverse("desk_case", args=[case.pk])
    assert client.get(reverse("desk_queue")).status_code == 200
    page = client.get(address)
    assert f"{MARK} happened" in page.content.decode()
    fields = {"text": f"{MARK} answer", "after": hidden(page.content, "after"), "act": "answer"}
    assert client.post(address, fields).status_code == 302
    client.post(address, {**fields, "text": f"{MARK} stale"})
    client.get(reverse("desk_queue") + f"?stage={MARK}")


def proposed(sent: Sent, desk: Browser, group: Browser) -> list[str]:
    """Ask two trainers: one says no, one offers dates; the group asks, agrees, and the names are opened."""
    case = Case.objects.get(code_hash=sending.codes.hashed(sending.codes.normalised(sent.code)))
    address, trainer = reverse("desk_case", args=[case.pk]), browser()
    asked = {"act": "propose", "trainer": [proposing_cases.AMINA, proposing_cases.SECRET_ONE]}
    keys = linked(desk.post(address, asked))
    for key in keys:
        assert trainer.get(f"{LINK}?key={key}").status_code == 200
        assert trainer.post(LINK, {"key": key, "act": "open"}).status_code == 200
    says = ({"said": "no", "reason": "near", "words": f"{MARK} why"}, {"said": "dates", "dates": f"{MARK} dates"})
    for key, answer in zip(keys, says, strict=True):
        assert trainer.post(LINK, {"key": key, "act": "answer", "words": "\0", **answer}).status_code in (200, 303)
        trainer.post(LINK, {"key": key, "act": "answer", **answer})
        assert trainer.post(LINK, {"key": key, "act": "answer", **answer}).status_code == 410
    assert f"{MARK} dates" in group.get(CASE).content.decode()
    act(group, "ask", proposal="2", say=f"{MARK} question")
    act(group, "agree", proposal="2")
    names = linked(desk.post(address, {"act": "renew", "proposal": "2"}))
    assert f"{MARK} called" in trainer.post(LINK, {"key": names[0], "act": "open"}).content.decode()
    assert f"{MARK} why" in desk.get(address).content.decode()
    return keys + names


def linked(page: HttpResponse) -> list[str]:
    """The keys of the links that a page shows."""
    return re.findall(r"/proposal/\?key=([\w-]+)", page.content.decode())


def sealed_of(case: Case) -> list[str]:
    """The ciphertexts of a case."""
    asked = Proposal.objects.filter(case=case)
    rows = [text for row in asked for text in (row.body, row.answer, row.outline) if text]
    rows += [row.body for model in (NeedsAssessment, Contact, Message) for row in model.objects.filter(case=case)]
    return [*rows, *(row.wrapped for model in (CaseKey, OpenedCase) for row in model.objects.filter(case=case))]


def erased(sent: Sent) -> list[str]:
    """Open the case and erase it; answers what lay in the database before."""
    client = returned(sent)
    case = Case.objects.get(code_hash=sending.codes.hashed(sending.codes.normalised(sent.code)))
    before = sealed_of(case)
    act(client, "erase", sure="on")
    assert not Case.objects.filter(pk=case.pk).exists()
    return before


def main() -> None:
    """Two cases; one stays and one is erased."""
    call_command("migrate", run_syncdb=True, verbosity=0)
    plant(Concept, Label, AliasCode)
    Collection.add_root(name="Root")
    cases.a_site()
    three_desks()
    proposing_cases.trainers()
    desk = browser()
    desk.force_login(coordinator(HERE, role=DESK))
    stays, goes = asked(), asked()
    at_home, keys = returned(stays), []
    for sent, client in ((stays, at_home), (goes, returned(goes))):
        written(client)
        answered(sent, desk)
        keys += proposed(sent, desk, client)
        assert f"{MARK} answer" in client.get(CASE).content.decode()
    gone = erased(goes)
    call_command("tick", verbosity=0)
    cached = [str(value) for value in getattr(caches["default"], "_cache", {}).values()]
    notes = {
        "mark": MARK,
        "kept": [[sent.code, " ".join(sent.passphrase)] for sent in (stays, goes)],
        "cookie": at_home.cookies[settings.HUB_CASE_COOKIE].value,
        "links": keys,
        "gone": gone,
        "stays": sealed_of(Case.objects.get()),
        "cached": cached,
    }
    Path(sys.argv[1]).write_text(json.dumps(notes), "utf-8")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
