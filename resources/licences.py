"""What a licence allows, in one sentence for readers."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Licence(NamedTuple):
    """A licence as readers see it."""

    name: str
    url: str
    terms: str | Promise


KNOWN: dict[str, Licence] = {
    "CC0-1.0": Licence(
        "CC0 1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        _("you may copy, change and share it as you like, without asking."),
    ),
    "CC-BY-4.0": Licence(
        "CC BY 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        _("you may copy, change and share it, naming the source."),
    ),
    "CC-BY-SA-4.0": Licence(
        "CC BY-SA 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
        _("you may copy, change and share it, naming the source and under the same licence."),
    ),
    "CC-BY-3.0-US": Licence(
        "CC BY 3.0 US",
        "https://creativecommons.org/licenses/by/3.0/us/",
        _("you may copy, change and share it, naming the source."),
    ),
    "CC-BY-SA-3.0": Licence(
        "CC BY-SA 3.0",
        "https://creativecommons.org/licenses/by-sa/3.0/",
        _("you may copy, change and share it, naming the source and under the same licence."),
    ),
    "CC-BY-NC-4.0": Licence(
        "CC BY-NC 4.0",
        "https://creativecommons.org/licenses/by-nc/4.0/",
        _("you may copy, change and share it, not for profit, naming the source."),
    ),
    "CC-BY-NC-SA-4.0": Licence(
        "CC BY-NC-SA 4.0",
        "https://creativecommons.org/licenses/by-nc-sa/4.0/",
        _("you may copy, change and share it, not for profit, naming the source and under the same licence."),
    ),
}


def find(name: str) -> Licence | None:
    """The licence of an SPDX name; one that is not in the table is shown by its name alone."""
    if not name:
        return None
    return KNOWN.get(name.strip()) or Licence(name.strip(), "", "")
