"""What was asked for and not met, in public: topics, parts of the world and languages, and no small number."""
