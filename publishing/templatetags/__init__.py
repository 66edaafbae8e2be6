"""What templates of the editors’ screens ask."""
