"""Words of the glossary where texts use them: found, marked at their first mention, explained beside it."""
