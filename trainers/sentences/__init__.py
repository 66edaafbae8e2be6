"""The sentences of matching: codes and parameters in, words in the reader's language out."""
