"""A public profile in other forms: for machines, for an address book, for paper. All read the same allow-list."""
