"""Plain text: words in UTF-8 and nothing else."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext_lazy as _

from files.documents.refusals import NotADocument

# Signs that no text has: what holds them is something else under the name of a text.
NO_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MARKUP: Final = re.compile(r"\s*<(?:!doctype|html|script|svg|\?xml)", re.IGNORECASE)


def cleaned(data: bytes, ending: str) -> bytes:
    """The text without a byte order mark. Raises NotADocument."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotADocument(_("The text is not written in UTF-8")) from error
    if NO_TEXT.search(text) or MARKUP.match(text):
        raise NotADocument(_("The file holds something else than a text"))
    return text.encode()
