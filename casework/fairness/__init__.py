"""Who is asked too often, who never, and what nobody offers: for a desk, which knows the names."""
