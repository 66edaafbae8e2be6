"""Texts brought in without a shell: a zip of the folder format, a Markdown file, a Word document; always as drafts."""
