"""Wiring and kernel of Protection Hub: settings, addresses, languages, base pages. Owns no tables."""
