"""Terms as SKOS in the editors' room: taken along as a file, brought in after a look at what would happen."""

from __future__ import annotations

import base64
import binascii
import zlib
from typing import Any, Final

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from vocabulary.models import Scheme
from vocabulary.skos import store
from vocabulary.skos.nodes import UnreadableError
from vocabulary.skos.reading import LARGEST, parse
from vocabulary.skos.taking import Report
from vocabulary.skos.taking import take as bring_in

SEES: Final = ("vocabulary.view_concept", "vocabulary.change_concept")
BRINGS_IN: Final = ("vocabulary.add_concept", "vocabulary.change_concept")
LIST: Final = "wagtailsnippets_vocabulary_concept:list"
TYPES: Final = {"jsonld": "application/ld+json", "turtle": "text/turtle; charset=utf-8"}
NAMES: Final = {"jsonld": "vocabulary.jsonld", "turtle": "vocabulary.ttl"}
# Packed, a file travels in the page that shows what would happen.
MOST_PACKED: Final = 2 * 1024 * 1024
MOST_SHOWN: Final = 200


class Choice(forms.Form):
    """A file, and the list for terms from elsewhere."""

    file = forms.FileField(label=gettext_lazy("File"), help_text=gettext_lazy("SKOS as JSON-LD or Turtle, in UTF-8."))
    scheme = forms.ChoiceField(
        label=gettext_lazy("Terms of other vocabularies go to"),
        choices=[("", "–"), *Scheme.choices],
        required=False,
        help_text=gettext_lazy("Terms that this site has written itself know their list."),
    )


@require_safe
def send(request: HttpRequest, form: str) -> HttpResponse:
    """All terms, as a file."""
    if not any(request.user.has_perm(right) for right in SEES):
        raise PermissionDenied
    if form not in TYPES:
        raise Http404
    answer = HttpResponse(store.write(form), content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{NAMES[form]}"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Choose a file, see what would happen, confirm."""
    if not request.user.has_perms(BRINGS_IN):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, Choice())
    if "packed" in request.POST:
        return _store(request)
    form = Choice(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    scheme = form.cleaned_data["scheme"]
    try:
        body, packed = _packed(form.cleaned_data["file"])
        report = bring_in(parse(body), scheme, rehearsal=True)
    except UnreadableError as reason:
        form.add_error("file", str(reason))
        return _page(request, form)
    return _page(request, form, report, packed, scheme)


def _store(request: HttpRequest) -> HttpResponse:
    scheme = request.POST.get("scheme", "")
    try:
        body = _unpacked(request.POST["packed"])
        report = bring_in(parse(body), scheme if scheme in Scheme.values else "", request.user)
    except UnreadableError as reason:
        messages.error(request, str(reason))
        return _page(request, Choice())
    counts = {"added": len(report.added), "changed": len(report.changed), "refused": report.refused}
    said = _("Terms added: %(added)s, changed: %(changed)s, refused: %(refused)s.") % counts
    (messages.warning if report.refused else messages.success)(request, said)
    return redirect(LIST)


def _packed(file: Any) -> tuple[bytes, str]:
    body = file.read(LARGEST + 1)
    packed = base64.b64encode(zlib.compress(body, 9)).decode("ascii")
    if len(packed) > MOST_PACKED:
        raise UnreadableError(_("The file is too large for this screen. Ask an operator to import it."))
    return body, packed


def _unpacked(packed: str) -> bytes:
    try:
        return zlib.decompressobj().decompress(base64.b64decode(packed, validate=True), LARGEST + 1)
    except (binascii.Error, ValueError, zlib.error) as reason:
        raise UnreadableError(_("The file got lost on the way. Choose it again.")) from reason


def _page(
    request: HttpRequest, form: Choice, report: Report | None = None, packed: str = "", scheme: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "report": report,
        "packed": packed,
        "scheme": scheme,
        "header_title": _("Import terms"),
        "page_title": _("Import terms"),
        "header_icon": "upload",
    }
    if report:
        context["parts"] = [
            (_("Added"), report.added[:MOST_SHOWN], len(report.added)),
            (_("Changed"), report.changed[:MOST_SHOWN], len(report.changed)),
        ]
        context["faults"] = report.faults[:MOST_SHOWN]
        context["anything"] = bool(report.added or report.changed)
    return render(request, "vocabulary/import.html", context)
