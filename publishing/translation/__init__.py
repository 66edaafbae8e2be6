"""Every language follows: what exists is kept, what changed is shown, what is missing is listed."""
