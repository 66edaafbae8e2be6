"""Two people at one page: the second to save is shown what the first has written, and loses nothing."""
