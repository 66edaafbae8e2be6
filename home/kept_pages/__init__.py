"""Public pages kept in memory: handed out again as long as nothing that they are made of has changed."""
