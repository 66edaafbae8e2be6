"""What somebody typed into a form."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, QueryDict

FORM: Final = "application/x-www-form-urlencoded"


def typed(request: HttpRequest) -> QueryDict:
    """The fields of a form. Nothing else that may have been sent is read: an upload would touch the disk."""
    return request.POST if request.content_type == FORM else QueryDict()
