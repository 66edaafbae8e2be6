"""Texts that stand in rows and not on pages: words of terms, what trainers and organisations say of themselves."""
