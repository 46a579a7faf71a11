"""The words of the field: records, vocabulary, ids and the book as a value."""
