"""Rows that editing needs beside the pages."""

from publishing.models.bin import BinEntry, BinnedPage, BinPage
from publishing.models.missing import MissingPath
from publishing.models.texts import MadeFrom
from publishing.models.uploads import LanguageUpload

__all__ = ["BinEntry", "BinPage", "BinnedPage", "LanguageUpload", "MadeFrom", "MissingPath"]
