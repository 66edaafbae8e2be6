"""What a page costs to read, told to editors before they publish."""
