"""Safe ways of contact, and what else a profile says in its own words: checked, sealed, shown by tier."""
