"""The picture of where listed trainers work and on what: regions by topics, as tiles and as a table."""
