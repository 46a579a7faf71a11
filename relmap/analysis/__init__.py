"""Pure functions from a book to an answer: strength, paths, coverage, gaps, map contents."""
