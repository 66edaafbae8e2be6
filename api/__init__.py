"""The versioned JSON API: thin, over the same filters and stores as the pages."""
