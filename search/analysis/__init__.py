"""Words as readers type them and texts write them, made to meet. Pure: no database, no settings."""

from .tokens import VERSION, Token, analyse, forms, word_forms

__all__ = ["VERSION", "Token", "analyse", "forms", "word_forms"]
