"""What editors put first or leave out for a question: each in one language, and only until a day."""
