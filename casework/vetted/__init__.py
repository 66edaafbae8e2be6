"""What a vetted organisation sees of the directory: through its case, and as long as its desk says so."""
