"""The fields of casework's forms: see `trainers.forms.fields`."""

from __future__ import annotations

from trainers.forms.fields import TAKEN_OUT, UNSEEN, Day, Number, Text, one, shown_again, some

__all__ = ["TAKEN_OUT", "UNSEEN", "Day", "Number", "Text", "one", "shown_again", "some"]
