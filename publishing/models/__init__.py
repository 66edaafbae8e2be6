"""Rows that editing needs beside the pages."""

from publishing.models.bin import BinEntry, BinnedPage, BinPage
from publishing.models.missing import MissingPath
from publishing.models.texts import MadeFrom

__all__ = ["BinEntry", "BinPage", "BinnedPage", "MadeFrom", "MissingPath"]
