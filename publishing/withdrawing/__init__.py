"""Withdrawing a text with a reason: the screens of whoever may take it off the site."""
