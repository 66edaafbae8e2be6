"""The library as shelves of books for e-readers: OPDS 1.2 (Atom) and OPDS 2.0 (JSON), from the same values.

The formats: https://specs.opds.io/opds-1.2, https://specs.opds.io/opds-2.0.html.
"""
