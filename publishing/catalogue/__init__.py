"""All words of a language in one PO file, out and back in."""
