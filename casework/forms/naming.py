"""Countries and languages as people write them: see `trainers.forms.naming`."""

from __future__ import annotations

from trainers.forms.naming import INTERFACES, country, language, shown

__all__ = ["INTERFACES", "country", "language", "shown"]
