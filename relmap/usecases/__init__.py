"""What each command means: from a book to a result or to a list of changes."""
