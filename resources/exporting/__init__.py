"""Writing the library back as a folder of Markdown that imports unchanged."""
