"""Bringing a folder of Markdown into the library.

The reading half is pure: `folder` (what is there), `front_matter`, `markdown` and `blocks` (what one
file says), `links` (where it points), `ids` (which block is which). The writing half puts it on
pages: `plan`, `images`, `pages`, `run`.
"""
