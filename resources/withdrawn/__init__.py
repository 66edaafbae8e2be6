"""Texts that are withdrawn: taken off the site with a reason, which stands at every address that led to them."""
