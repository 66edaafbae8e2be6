"""Manuals, guides, news, checklists, tool notes and the glossary: what editors publish."""
