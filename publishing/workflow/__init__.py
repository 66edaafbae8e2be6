"""Advice is read by two others before it is public: a review, then the approval that publishes it."""
