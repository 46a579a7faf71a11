"""Three versions of a file of the book made into one, by person, field and item; docs/history.md says what it does."""
