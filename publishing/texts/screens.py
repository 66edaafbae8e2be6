"""One screen per language: each text beside its original, saved row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Locale

from accounts.translating import languages_of
from hub import languages
from hub.languages import Language
from hub.pagination import paginate
from publishing.texts.reading import LISTS, texts
from publishing.texts.values import STANDINGS, RefusedText, Standing, Text, mark
from publishing.texts.writing import save, still_right

EACH = 25


@dataclass
class Row:
    """A text on the screen: what is in its box, and what is wrong with it."""

    text: Text
    typed: str
    seen: str  # the mark of the words that were there when the box was drawn
    original_seen: str
    fault: str = ""

    @property
    def state(self) -> str:
        """How it stands, for people."""
        return str(STANDINGS[self.text.standing])

    @property
    def source(self) -> dict[str, str]:
        """How the original is written."""
        tag = self.text.original_language
        return {"tag": languages.lang_attribute(tag), "dir": languages.direction(tag)}


def first(request: HttpRequest) -> HttpResponse:
    """The first of somebody's languages."""
    if not (mine := my_languages(request)):
        raise PermissionDenied
    wanted = next((each for each in mine if each.code != languages.DEFAULT.code), mine[0])
    return redirect("publishing_texts", wanted.code)


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, code: str) -> HttpResponse:
    """The texts of a language; what was typed stays in its box until it is saved."""
    mine = my_languages(request)
    if code not in {each.code for each in mine}:
        raise PermissionDenied
    chosen = {"list": request.GET.get("list", ""), "state": request.GET.get("state", "")}
    found = texts(code, [chosen["list"]] if chosen["list"] in LISTS else [])
    if chosen["state"] in STANDINGS:
        found = [each for each in found if each.standing == chosen["state"]]
    part = paginate(found, request.GET.get("page"), EACH, query=request.GET)
    rows = [Row(each, each.words, mark(each.words), mark(each.original)) for each in part.items]
    if request.method == "POST":
        rows = _sent(request, code)
        if not any(row.fault for row in rows):
            return redirect(f"{reverse('publishing_texts', args=[code])}?{request.GET.urlencode()}")
    context = {
        "rows": rows,
        "pager": part.pager,
        "total": part.total,
        "language": languages.BY_CODE[code],
        "languages": [(each, _address(each.code, chosen)) for each in mine],
        "lists": list(LISTS.items()),
        "standings": [(each.value, STANDINGS[each]) for each in Standing],
        "chosen": chosen,
        "unsaved": any(row.fault for row in rows),
        "page_title": _("Short texts"),
    }
    return render(request, "publishing/texts/texts.html", context)


def my_languages(request: HttpRequest) -> Sequence[Language]:
    """The languages of the site that somebody may translate into."""
    known = set(Locale.objects.values_list("language_code", flat=True)) & languages_of(request.user)
    return sorted((languages.BY_CODE[each] for each in known if each in languages.BY_CODE), key=lambda each: each.code)


def _address(code: str, chosen: dict[str, str]) -> str:
    return f"{reverse('publishing_texts', args=[code])}?{urlencode({k: v for k, v in chosen.items() if v})}"


def _sent(request: HttpRequest, code: str) -> list[Row]:
    """Save each row on its own, say what became of them, and answer the rows that were sent."""
    by_key = {each.key: each for each in texts(code)}
    rows, saved, drafts = [], 0, 0
    for key in request.POST.getlist("key")[: EACH * 4]:
        typed = request.POST.get(f"words:{key}", "")
        text = by_key.get(key)
        if text is None:
            gone = _("This text is not there any more. Copy your words before you leave.")
            rows.append(Row(Text(key, key.partition(":")[2], "", "en", "", ""), typed, "", "", gone))
            continue
        row = Row(text, typed, request.POST.get(f"seen:{key}", ""), request.POST.get(f"from:{key}", ""))
        rows.append(row)
        if text.standing is Standing.OLDER and request.POST.get(f"right:{key}"):
            still_right(text, code, row.original_seen)
        if (at_once := _save(row, code, request.user)) is not None:
            saved, drafts = saved + 1, drafts + (not at_once)
    _tell(request, saved, drafts, sum(bool(row.fault) for row in rows))
    return rows


def _save(row: Row, code: str, user: Any) -> bool | None:
    """Whether readers have the words of a row at once; None where nothing was saved."""
    text, typed = row.text, " ".join(row.typed.split())
    if typed == text.words or mark(typed) == row.seen:
        return None
    if row.seen != mark(text.words):
        row.seen = mark(text.words)
        row.fault = _("Somebody has written “%(words)s” meanwhile. Save again to put yours in its place.") % {
            "words": text.words
        }
        return None
    try:
        return save(text, code, typed, user, made_from=row.original_seen)
    except RefusedText as refused:
        row.fault = str(refused)
        return None


def _tell(request: HttpRequest, saved: int, drafts: int, faults: int) -> None:
    if saved:
        words = ngettext("%(count)s text saved.", "%(count)s texts saved.", saved) % {"count": saved}
        waiting = ngettext(
            "%(count)s is a draft until it is published.", "%(count)s are drafts until they are published.", drafts
        )
        messages.success(request, f"{words} {waiting % {'count': drafts}}" if drafts else words)
    elif not faults:
        messages.info(request, _("Nothing had changed."))
    if faults:
        words = ngettext("%(count)s text was not saved:", "%(count)s texts were not saved:", faults)
        why = _("see the sentences beside them.")
        messages.error(request, f"{words % {'count': faults}} {why}")
