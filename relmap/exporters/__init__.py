"""One foreign format per file, written from answers."""
