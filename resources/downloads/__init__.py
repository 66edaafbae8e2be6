"""Texts to take along: a resource as an e-book and on paper, built behind the reader's back and kept by content."""
