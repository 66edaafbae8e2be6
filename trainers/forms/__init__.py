"""Forms of the directory's public pages."""
