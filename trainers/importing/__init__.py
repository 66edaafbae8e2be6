"""Reading a directory file: the whole of it, each record, and the rows they become."""
