"""Rows that editing needs beside the pages."""

from publishing.models.bin import BinEntry, BinnedPage, BinPage

__all__ = ["BinEntry", "BinPage", "BinnedPage"]
